import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from events import roles
from events.ingest.outcomes import Effect, counted
from events.ingest.spreadsheet.columns import guess, wrong_mapping
from events.ingest.spreadsheet.importing import RowsRefusedError, check_sheet, import_sheet
from events.ingest.spreadsheet.reading import read_sheet
from events.ingest.spreadsheet.sheets import SheetRefusedError
from events.models import Status

SHOWN = 50
REASON = "New evidence, imported from a spreadsheet."


class Command(BaseCommand):
    help = "Import a CSV or XLSX sheet of events, all of it or nothing; a second import changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the sheet; docs/analysts.md describes its columns")
        parser.add_argument("--dry-run", action="store_true", help="say what each row would do, and write nothing")
        parser.add_argument(
            "--map", nargs="+", default=[], metavar="OURS=THEIRS", help="columns that are named otherwise in the file"
        )
        parser.add_argument("--publish", action="store_true", help="publish the events, where the account may")
        parser.add_argument("--user", metavar="NAME", help="the account that answers for the events")
        parser.add_argument("--reason", default=REASON, help="why published events get new evidence; public")

    def handle(self, *, file, dry_run, publish, reason, **options):
        user = account(options["user"])
        if publish and user is None:
            raise CommandError("--publish needs --user NAME: what may be published depends on the account.")
        status = Status.PUBLISHED if publish else Status.DRAFT
        try:
            self.show_step(f"Reading {file}")
            sheet = read_sheet(content_of(file))
            mapping = mapping_of(sheet, options["map"])
            if dry_run:
                self.show_step(f"Checking {len(sheet.rows):,} rows")
                checked, version = check_sheet(sheet, mapping, user=user, status=status), None
            else:
                checked = import_sheet(sheet, mapping, user=user, status=status, reason=reason, progress=self.show_step)
                version = checked.version
        except SheetRefusedError as refused:
            raise CommandError(f"{file.name}: {refused}") from None
        except RowsRefusedError as refused:
            raise CommandError(complaint(file, refused.checked.outcomes)) from None
        if any(one.effect == Effect.ERROR for one in checked.outcomes):
            raise CommandError(complaint(file, checked.outcomes))
        self.stdout.write(summary(checked.outcomes, dry_run=dry_run, version=version))

    def show_step(self, step):
        self.stderr.write(f"{step} …", self.style.NOTICE if sys.stderr.isatty() else None)


def account(name):
    """Return the account of a name that may import; None for no name."""
    if not name:
        return None
    user = get_user_model().objects.filter(username=name).first()
    if user is None:
        raise CommandError(f"There is no account “{name}”: --user takes the name that it signs in with.")
    refusal = roles.why_not(user, "import")
    if refusal:
        raise CommandError(refusal)
    return user


def content_of(file):
    """Return the bytes of a file."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.") from None


def mapping_of(sheet, given):
    """Return {our column: header} as the headers say, and as OURS=THEIRS says otherwise."""
    mapping = guess(sheet.headers)
    for pair in given:
        ours, equals, theirs = pair.partition("=")
        if not equals:
            raise CommandError(
                f"“{pair}” is no mapping: write --map ours=theirs, for example --map district=Woluswali."
            )
        mapping[ours] = theirs
    wrong = wrong_mapping(mapping, sheet.headers)
    if wrong:
        raise CommandError("\n".join(f"--map {ours}: {right}" for ours, right in wrong.items()))
    return mapping


def complaint(file, outcomes):
    """Return the first problems, a line each, how many more there are, and that nothing was written."""
    problems = [problem for outcome in outcomes for problem in outcome.problems(file.name)]
    lines = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"… and {len(problems) - SHOWN} more.")
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([*lines, f"{count}; nothing was imported."])


def summary(outcomes, *, dry_run, version):
    """Return how many rows had each effect, and what was written."""
    counts = ", ".join(f"{rows:,} {effect}" for effect, rows in counted(outcomes).items() if rows)
    if dry_run:
        return f"{counts}. Nothing was written: this was a dry run."
    if not any(one.effect in (Effect.NEW, Effect.UPDATE) for one in outcomes):
        return f"{counts}. Nothing to import: the record has all of it already."
    return f"{counts}. Imported" + (f" as version {version}." if version else "; nothing public has changed.")
