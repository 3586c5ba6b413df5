from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config.recovery.backups import BackupError, restore
from config.recovery.programs import ProgramError
from districts.models import District


class Command(BaseCommand):
    help = "Put a backup in place of the whole database and of the archived copies. Stop the server first."

    def add_arguments(self, parser):
        parser.add_argument("backup", type=Path, help="the .tar, with its .sha256 beside it")
        parser.add_argument("--replace", action="store_true", help="also where the database holds a record already")

    def handle(self, *, backup, replace, **options):
        call_command("migrate", interactive=False, verbosity=0)
        if District.objects.exists() and not replace:
            raise CommandError("The database holds a record. --replace puts the backup in its place.")
        try:
            found = restore(backup)
        except (BackupError, ProgramError, OSError) as error:
            raise CommandError(str(error)) from error
        call_command("migrate", interactive=False, verbosity=0)
        call_command("rebuild", check=True, stdout=self.stdout)
        self.stdout.write(f"Restored version {found.version} of {found.at}, and {found.files} archived copies.")
