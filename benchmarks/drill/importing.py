"""An import that can be killed at any instant: `python -m benchmarks.drill.importing RUN`, again and again.

Each time a sheet of `ROWS` events; a line `imported words` is printed once it has been committed.
"""

import csv
import itertools
import os
import sys
import tempfile
from pathlib import Path

ROWS = 25
ACCOUNT = "drill"
HEADER = "report_title source published district date kind controller opponent summary voice attribution external_id"


def main(run: str) -> None:
    """Import until killed."""
    import django
    from django.core.management import call_command

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    for count in itertools.count(1):
        words = f"Import {run}-{count}."
        with tempfile.TemporaryDirectory() as folder, Path(os.devnull).open("w") as nothing:
            sheet = Path(folder) / "sheet.csv"
            _fill(sheet, words)
            call_command("import_events", sheet, publish=True, user=ACCOUNT, stdout=nothing, stderr=nothing)
        sys.stdout.write(f"imported {words}\n")
        sys.stdout.flush()


def _fill(path: Path, words: str) -> None:
    from districts.models import District
    from events.models import Actor, Source

    district = District.objects.order_by("code").values_list("code", flat=True)[0]
    source = Source.objects.values_list("slug", flat=True)[0]
    parties = list(Actor.objects.parties().values_list("slug", flat=True)[:2])
    with path.open("w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(HEADER.split())
        for number in range(ROWS):
            day = f"2021-07-{number % 28 + 1:02d}"
            sides = parties if number % 2 else parties[::-1]
            rows.writerow([f"{words} {number}", source, day, district, day, "captured", *sides, words, "independent",
                           words, f"{words}{number}"])  # fmt: skip


if __name__ == "__main__":
    main(*sys.argv[1:])
