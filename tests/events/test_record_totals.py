"""What the record that ships with Marz adds up to, as an independent reading of its rules does."""

import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db.models import F

from events.control.state import district_states, periods_at, totals
from events.models import ControlEvent, EventKind, Standing
from tests.events.reading import moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

SHARED = Path(settings.BASE_DIR).parent / "shared" / "data"
FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "afghanistan"

HELD = """\
day         perspective     government       taliban         nrf   unknown  taliban gains  named
2021-05-01  confirmed          368 (2)        27 (0)       0 (0)        26              0      0
2021-05-01  reported           368 (2)        31 (0)       0 (0)        22              0      0
2021-05-01  claimed            369 (2)        31 (0)       0 (0)        21              0      0
2021-06-30  confirmed          274 (3)       127 (1)       0 (0)        20            102    103
2021-06-30  reported           272 (7)       137 (3)       0 (0)        12            109    110
2021-06-30  claimed            280 (6)       130 (3)       0 (0)        11            114    111
2021-07-24  confirmed          216 (5)       190 (1)       0 (0)        15            165    157
2021-07-24  reported           207 (6)       209 (2)       0 (0)         5            182    172
2021-07-24  claimed            218 (5)       198 (3)       0 (0)         5            187    175
2021-08-16  confirmed            8 (0)       413 (0)       0 (0)         0            386    189
2021-08-16  reported             8 (0)       413 (0)       0 (0)         0            382    208
2021-08-16  claimed              8 (0)       413 (0)       0 (0)         0            382    218
2021-08-31  confirmed            0 (0)       413 (0)       8 (0)         0            386    189
2021-08-31  reported             0 (0)       413 (0)       8 (0)         0            382    209
2021-08-31  claimed              0 (0)       413 (0)       8 (0)         0            382    221
2021-09-07  confirmed            0 (0)       421 (0)       0 (0)         0            394    190
2021-09-07  reported             0 (0)       421 (0)       0 (0)         0            390    210
2021-09-07  claimed              0 (0)       421 (0)       0 (0)         0            390    227
"""
HEADING, *LINES = HELD.splitlines()


def gains(perspective, last):
    """Return how many districts have become the Taliban's after 1 May 2021 and by a day."""
    found, before = set(), {}
    rows = periods_at(moment("2021-09-07", perspective)).in_order()
    for code, start, side in rows.values_list("district__code", "start", F("controller__slug")):
        if side == "taliban" != before.get(code) and "2021-05-02" <= str(start) <= last:
            found.add(code)
        before[code] = side
    return len(found)


def named(perspective, last):
    """Return how many districts have an accepted Taliban capture or handover after 1 May 2021 and by a day."""
    accepted = {"confirmed": ["confirmed"], "reported": ["confirmed", "reported"]}
    accepted["claimed"] = ["confirmed", "reported", "claimed", "disputed"]
    events = ControlEvent.objects.published().filter(
        kind__in=[EventKind.CAPTURED, EventKind.HANDED_OVER],
        controller__slug="taliban",
        date__range=("2021-05-02", last),
        standing__in=accepted[perspective],
    )
    return events.values("district").distinct().count()


def line_of(day, perspective):
    rows = district_states(moment(day, perspective))
    held, contested = totals(rows)["held"], Counter(row["controller"] for row in rows if row["contested"])
    sides = [f"{held.get(side, 0)} ({contested[side]})" for side in ("government", "taliban", "nrf")]
    unknown = totals(rows)["unknown"]
    assert len(rows) == sum(held.values()) + unknown == 421
    return (
        f"{day:12}{perspective:12}{sides[0]:>14}{sides[1]:>14}{sides[2]:>12}{unknown:>10}"
        f"{gains(perspective, day):>15}{named(perspective, day):>7}"
    )


@pytest.mark.parametrize("line", [pytest.param(line, id="-".join(line.split()[:2])) for line in LINES])
def test_the_districts_held_by_day_and_perspective_are_those_of_an_independent_reading_of_the_rules(line):
    day, perspective, *_ = line.split()

    assert line_of(day, perspective) == line


KINDS = """\
             confirmed  reported   claimed  disputed   refuted   assumed       all
captured           205        29        50        16         4         0       304
handed_over         42         7         0         0         0         0        49
contested           18        10         2         0         0         0        30
relocated            3         3         0         0         0         0         6
held                 0         3         7         0         0         0        10
assessed           329        29        14         0         0         0       372
assumed              0         0         0         0         0       366       366
all                597        81        73        16         4       366      1137
"""


def test_the_events_by_kind_and_standing_are_those_of_an_independent_reading_of_the_rules():
    events = list(ControlEvent.objects.published().values_list("kind", "standing"))
    lines = [f"{'':12}" + "".join(f"{word:>10}" for word in (*Standing.values, "all"))]
    for kind in (*EventKind.values, "all"):
        standings = [standing for one, standing in events if kind in (one, "all")]
        numbers = (*map(standings.count, Standing.values), len(standings))
        lines.append(f"{kind:12}" + "".join(f"{number:10}" for number in numbers))

    assert "\n".join(lines) + "\n" == KINDS


# The data that the record was made from lies beside some copies of the repository, not in it.
if SHARED.is_dir():

    def rows_of(path, columns=None):
        """Return the columns of a table, its first `columns` of them, and its rows in order."""
        with path.open(encoding="utf-8", newline="") as lines:
            header, *rows = (row[:columns] for row in csv.reader(lines))
        return header, sorted(rows)

    def later(path):
        """Return what a table of the record has beside what it was made from: columns that came later."""
        with path.open(encoding="utf-8", newline="") as lines:
            return [row[len(rows_of(SHARED / "record" / path.name)[0]) :] for row in csv.reader(lines)]

    @pytest.mark.parametrize(
        "path", [*sorted(SHARED.glob("*.csv")), *sorted(SHARED.glob("record/*.csv"))], ids=lambda path: path.stem
    )
    def test_the_record_holds_what_it_was_made_from(path):
        shipped = FIXTURES / path.name

        assert shipped.exists() != (path.name == "dropped.csv")
        if shipped.exists():
            header, rows = rows_of(path)
            assert rows_of(shipped, len(header)) == (header, rows)

    def test_the_columns_that_came_later_are_empty():
        header, *rows = later(FIXTURES / "reports.csv")

        assert header == ["archive_url", "restricted"]
        assert {tuple(row) for row in rows} == {("", "0")}

    def test_the_independent_reading_prints_these_tables():
        command = [sys.executable, str(SHARED / "check_record.py")]
        printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout

        assert HELD in printed
        assert KINDS in printed
