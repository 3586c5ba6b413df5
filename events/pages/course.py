"""The course of the war as a chart: how many districts each party held, day by day."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from events.pages import words

WIDTH, HEIGHT = 720, 150  # units of the drawing
MONTHS = 4


@dataclass(frozen=True)
class Band:
    """What one party held, as a stripe of the chart; `d` is its SVG path."""

    actor: object
    d: str


@dataclass(frozen=True)
class Tick:
    """The first day of a month, at `x`; `query` opens the page on it."""

    x: float
    label: str
    day: datetime.date
    query: str

    @property
    def is_last(self):
        """Whether its label has no room to the right."""
        return self.x > WIDTH - 70


@dataclass(frozen=True)
class Course:
    """A chart of the last months of the record; `marker` is where the day shown lies, None outside of them."""

    bands: list[Band]
    ticks: list[Tick]
    marker: float | None
    first: datetime.date
    last: datetime.date
    width: int = WIDTH
    height: int = HEIGHT


def draw(asked, actors, periods, total):
    """Return the Course of the last months of the record from `all_periods`, out of `total` districts."""
    last = asked.last_day
    first = max(words.shift(last.replace(day=1), months=-MONTHS), asked.first_day)
    span = (last - first).days + 1
    counts = daily(periods, first, span)
    floor, bands = [0] * span, []
    for slug in [slug for slug in actors if slug in counts]:
        top = [low + number for low, number in zip(floor, counts[slug], strict=True)]
        bands.append(Band(actors[slug], _stripe(floor, top, total)))
        floor = top
    ahead = (asked.as_of - first).days
    marker = round((ahead + 0.5) * WIDTH / span, 1) if 0 <= ahead < span else None
    return Course(bands, _ticks(asked, first, last), marker, first, last)


def daily(periods, first, span):
    """Return {slug: number of districts held on each of `span` days from `first` on}."""
    changes = defaultdict(Counter)
    for period in periods:
        changes[period.controller__slug][max((period.start - first).days, 0)] += 1
        if period.end:
            changes[period.controller__slug][max((period.end - first).days, 0)] -= 1
    found = {}
    for slug, deltas in changes.items():
        held, days = 0, []
        for number in range(span):
            held += deltas[number]
            days.append(held)
        if any(days):
            found[slug] = days
    return found


def _stripe(low, high, total):
    """Return the SVG path between two rows of daily counts, in steps."""
    there = _steps(high, total)
    back = reversed(_steps(low, total))
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in [*there, *back]) + "Z"


def _steps(counts, total):
    """Return the corners of a row of daily counts."""
    day = WIDTH / len(counts)
    corners, before = [], None
    for number, count in enumerate([*counts, None]):
        if count == before:
            continue
        x = round(number * day, 1)
        corners += [(x, round(HEIGHT * (1 - one / (total or 1)), 1)) for one in (before, count) if one is not None]
        before = count
    return corners


def _ticks(asked, first, last):
    """Return a Tick for the first day of each month from `first` to `last`."""
    months = [words.shift(first.replace(day=1), months=number) for number in range(MONTHS + 1)]
    span = (last - first).days + 1
    return [
        Tick(
            x=round((day - first).days * WIDTH / span, 1),
            label=f"1 {day:%b}",
            day=day,
            query=asked.query_with(as_of=day.isoformat()),
        )
        for day in months
        if first <= day <= last
    ]
