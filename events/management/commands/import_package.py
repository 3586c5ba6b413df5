import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from events.ingest.package import import_package
from events.ingest.problems import PackageRefusedError

SHOWN = 50


class Command(BaseCommand):
    help = "Import the record of a Data Package, all of it or nothing; a second import changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="folder that holds datapackage.json and its tables")

    def handle(self, *, path, **options):
        try:
            imported = import_package(folder=path, progress=self.show_step)
        except PackageRefusedError as refused:
            raise CommandError(complaint(refused.problems)) from None
        self.stdout.write(summary(imported))

    def show_step(self, step):
        if sys.stderr.isatty():
            self.stderr.write(f"{step} …", self.style.NOTICE)


def complaint(problems):
    """Return the first problems, a line each, how many more there are, and that nothing was written."""
    lines = [str(problem) for problem in problems[:SHOWN]]
    if len(problems) > SHOWN:
        lines.append(f"… and {len(problems) - SHOWN} more.")
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    return "\n".join([*lines, f"{count}; nothing was imported."])


def summary(imported):
    """Return how many rows each table has and what became of them."""
    if imported.version is None:
        return "Nothing to import: the record has all of the package already."
    lines = [f"{name:15}{one.rows:6,} rows: {changes(one)}" for name, one in imported.tables.items()]
    return "\n".join([*lines, f"Imported as version {imported.version}."])


def changes(written):
    """Return the numbers of rows that were added, changed and removed, in words."""
    counts = {"added": written.added, "changed": written.changed, "removed": written.removed}
    return ", ".join(f"{len(rows):,} {word}" for word, rows in counts.items() if rows) or "as before"
