import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from events.ingest.acled.layouts import FileRefusedError
from events.ingest.acled.report import lines
from events.ingest.acled.survey import survey
from events.ingest.acled.writing import import_acled


class Command(BaseCommand):
    help = "Draft events from an export of ACLED's; a second import of the same file changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV or XLSX, as ACLED exports it")
        parser.add_argument("--dry-run", action="store_true", help="only say what would become of each row")
        parser.add_argument("--user", help="the account whose drafts they are")

    def handle(self, *, file, dry_run, user, **options):
        author = account(user) if user else None
        try:
            with file.open("rb") as stream:
                if dry_run:
                    found = survey(stream, progress=self.show_rows)
                else:
                    found = import_acled(stream=stream, author=author, progress=self.show_rows)
        except OSError as error:
            raise CommandError(f"{file} cannot be read: {error.strerror}.") from None
        except FileRefusedError as refused:
            raise CommandError(f"{file}: {refused} Nothing was imported.") from None
        except ValidationError as error:
            raise CommandError(f"{file}: {' '.join(error.messages)} Nothing was imported.") from None
        self.stdout.write("\n".join(lines(found, dry_run=dry_run)))

    def show_rows(self, count):
        if sys.stderr.isatty():
            self.stderr.write(f"{count:,} rows …", self.style.NOTICE)


def account(name):
    """Return the account of a name; CommandError when there is none."""
    users = get_user_model()
    try:
        return users.objects.get_by_natural_key(name)
    except users.DoesNotExist:
        raise CommandError(f"There is no account “{name}”.") from None
