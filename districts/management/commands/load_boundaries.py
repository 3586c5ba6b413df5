"""Attach real boundaries to the districts."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from districts.boundaries import load
from districts.boundary_file import BoundaryError


class Command(BaseCommand):
    help = "Replace the districts' boundaries by those of a GeoJSON file (geoBoundaries ADM2 or OCHA COD-AB)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="the GeoJSON file")
        parser.add_argument("--crosswalk", type=Path, help="a CSV table with the columns shapeID and district_code")
        parser.add_argument("--credit", default="", help="whose boundaries they are, as maps say it")
        parser.add_argument("--dry-run", action="store_true", help="say what would match, store nothing")

    def handle(self, *, file, crosswalk, credit, dry_run, **options):
        try:
            found = load(file, crosswalk=crosswalk, credit=credit, save=not dry_run)
        except BoundaryError as error:
            raise CommandError(str(error)) from error
        self.stdout.write("\n".join(found.report()))
        self.stdout.write("Nothing was stored: this was a trial." if dry_run else "Maps now show these boundaries.")
