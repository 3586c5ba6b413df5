from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.export.package import ExportRefusedError, export_package


class Command(BaseCommand):
    help = "Write the public record as a Data Package: everything but drafts."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="an empty or new folder, or one that holds a package")

    def handle(self, *, path, **options):
        try:
            counts = export_package(folder=path)
        except ExportRefusedError as refused:
            raise CommandError(str(refused)) from None
        tables = ", ".join(f"{count:,} {name.replace('_', ' ')}" for name, count in counts.items())
        self.stdout.write(f"Wrote {path}: {tables}.")
