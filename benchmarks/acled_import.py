"""How fast an export of ACLED's is judged, and whether its memory stays the same: `python -m benchmarks.acled_import`.

Made-up exports of 10,000 and of 100,000 rows, every tenth about territory, and a tenth of that, all about territory,
are judged on the record that the database holds; nothing is written. Rows a second differ from machine to machine; the
growth of the memory at its peak, and of the queries, from the small file to the large one should be 1.
"""

import argparse
import csv
import os
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LARGE = 100_000
COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
OVERTAKES, REGAINS = "Non-state actor overtakes territory", "Government regains territory"
FORCES = "Military Forces of Afghanistan (2004-2021)"
THINGS = ("the district center", "a checkpoint", "several villages", "a base", "the district", "a hill")


@dataclass(frozen=True, slots=True)
class Measured:
    """What judging one file took: seconds, the peak of memory in bytes, queries, and rows that would be drafts."""

    rows: int
    taken: int
    seconds: float
    peak: int
    queries: int


def write_export(path: Path, *, rows: int, every: int) -> None:
    """Write a made-up export; each `every`th row is about territory."""
    from districts.models import District

    places = list(District.objects.order_by("code").values_list("province__name", "name", "lat", "lon"))
    with path.open("w", encoding="utf-8", newline="") as file:
        lines = csv.DictWriter(file, COLUMNS.split(), restval="")
        lines.writeheader()
        lines.writerows(
            _row(number, places[number % len(places)], territory=number % every == 0) for number in range(rows)
        )


def _row(number: int, place: tuple, *, territory: bool) -> dict:
    province, district, lat, lon = place
    sub_type = (REGAINS if number % 3 == 0 else OVERTAKES) if territory else "Armed clash"
    gainer, loser = (FORCES, "Taliban") if sub_type == REGAINS else ("Taliban", FORCES)
    side = "Afghan forces" if gainer == FORCES else "Taliban fighters"
    day = f"2021-{number % 7 + 1:02d}-{number % 28 + 1:02d}"
    return {
        "event_id_cnty": f"AFG{number + 1}",
        "event_date": day,
        "year": "2021",
        "time_precision": number % 3 + 1,
        "sub_event_type": sub_type,
        "actor1": gainer,
        "actor2": loser,
        "iso": "4",
        "country": "Afghanistan",
        "admin1": province,
        "admin2": district,
        "location": district,
        "latitude": lat,
        "longitude": lon,
        "geo_precision": "1",
        "source": "Valley Wire; Northern Radio",
        "notes": f"{side} took {THINGS[number % len(THINGS)]} of {district} district after a long fight, {number}. "
        "Residents spoke of heavy fire through the night and of families who left for the next valley.",
        "fatalities": number % 9,
        "timestamp": "1650000000",
    }


def measure(path: Path) -> Measured:
    """Return what judging a file takes: its time first, then its memory in a second run, which tracing slows."""
    from django.db import connection

    begun = time.perf_counter()
    found, queries = _judged(path, connection)
    seconds = time.perf_counter() - begun
    tracemalloc.start()
    _judged(path, connection)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return Measured(found.rows, found.taken, seconds, peak, queries)


def _judged(path: Path, connection):
    from django.test.utils import CaptureQueriesContext

    from events.ingest.acled.survey import survey

    with path.open("rb") as stream, CaptureQueriesContext(connection) as queries:
        return survey(stream), len(queries)


def lines(name: str, small: Measured, large: Measured) -> Iterator[str]:
    """Yield the lines that say what two files of one kind took."""
    yield name
    for one in (small, large):
        yield (
            f"  {one.rows:7,} rows, {one.taken:5,} drafts: {one.seconds:5.2f} s, "
            f"{one.rows / one.seconds:7,.0f} rows/s, peak {one.peak / 2**20:5.1f} MiB, {one.queries} queries"
        )
    yield f"  growth: memory × {large.peak / small.peak:.2f}, queries × {large.queries / small.queries:.2f}"


def main(arguments: list[str] | None = None) -> None:
    """Judge both kinds of files, small and large, and print what that took."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rows", type=int, default=LARGE, help="rows of the large file; the small one has a tenth")
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    kinds = (
        ("every tenth row about territory", 10, options.rows),
        ("every row about territory", 1, options.rows // 10),
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, every, rows in kinds:
            files = [Path(folder) / f"{every}-{size}.csv" for size in (rows // 10, rows)]
            for path, size in zip(files, (rows // 10, rows), strict=True):
                write_export(path, rows=size, every=every)
            sys.stdout.writelines(f"{line}\n" for line in lines(name, *(measure(path) for path in files)))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
