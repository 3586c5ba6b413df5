from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from config.recovery.backups import back_up
from config.recovery.programs import ProgramError


class Command(BaseCommand):
    help = "Write the database and the archived copies into one file with its checksum, while Marz runs."

    def add_arguments(self, parser):
        parser.add_argument("--to", type=Path, default=settings.BACKUP_DIR, help="the folder; BACKUP_DIR if left out")
        parser.add_argument("--keep", type=int, help="how many backups to leave there; all if left out")

    def handle(self, *, to, keep, **options):
        if keep is not None and keep < 1:
            raise CommandError(f"--keep {keep}: at least 1, the backup that is made.")
        try:
            path = back_up(to, keep=keep)
        except (ProgramError, OSError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{path} ({path.stat().st_size:,} bytes) and {path.name}.sha256")
