from django.core.management.base import BaseCommand, CommandError

from events.export.package import ExportRefusedError
from events.export.releases import release


class Command(BaseCommand):
    help = "Freeze the public record as a release: a Data Package with checksums that stays as it is for ever."

    def add_arguments(self, parser):
        parser.add_argument("name", help="its name in addresses, for example 2026-11")
        parser.add_argument("--note", default="", help="what there is to say of it, for its readers")

    def handle(self, *, name, note, **options):
        try:
            made = release(name=name, note=note)
        except ExportRefusedError as refused:
            raise CommandError(str(refused)) from None
        self.stdout.write(
            f"Released “{made.name}”, version {made.version}, of version {made.record_version} of the record: "
            f"{made.additions:,} additions, {made.corrections:,} corrections, {made.retractions:,} retractions."
        )
        for file in made.files.defer("content"):
            self.stdout.write(f"{file.sha256}  {file.name}  {file.size:,} bytes")
