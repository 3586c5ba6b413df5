"""The course of the war as a chart: how many districts each party held, day by day."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from districts import languages
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
    """The first day of a month or a year, at `x`; `query` opens the page on it, `name` is it in full."""

    x: float
    label: str
    name: str
    day: datetime.date
    query: str

    @property
    def is_last(self):
        """Whether its label has no room to the right."""
        return self.x > WIDTH - 70


@dataclass(frozen=True)
class Course:
    """A chart of the last months of the record, or of all of it where `is_whole`.

    `marker` is where the day shown lies, None outside of the chart; `other` the day that opens the other chart.
    """

    bands: list[Band]
    ticks: list[Tick]
    marker: float | None
    first: datetime.date
    last: datetime.date
    is_whole: bool
    other: datetime.date | None
    width: int = WIDTH
    height: int = HEIGHT


def draw(asked, actors, periods, total):
    """Return the Course of the last months of the record from `all_periods`, out of `total` districts.

    For a day before them it is that of the whole record.
    """
    first, last, recent = *reach(asked), recent_day(asked)
    span = (last - first).days + 1
    counts = daily(periods, first, span)
    floor, bands = [0] * span, []
    for slug in [slug for slug in actors if slug in counts]:
        top = [low + number for low, number in zip(floor, counts[slug], strict=True)]
        bands.append(Band(actors[slug], _stripe(floor, top, total)))
        floor = top
    ahead = (asked.as_of - first).days
    marker = round((ahead + 0.5) * WIDTH / span, 1) if 0 <= ahead < span else None
    whole = first < recent
    other = recent if whole else (asked.first_day if asked.first_day < recent else None)
    return Course(bands, _ticks(asked, first, last), marker, first, last, whole, other)


def recent_day(asked):
    """Return the day from which on the last months of the record are shown."""
    return max(words.shift(asked.last_day.replace(day=1), months=-MONTHS), asked.first_day)


def reach(asked):
    """Return the first and the last day that the chart and the slider span."""
    recent = recent_day(asked)
    return (recent if asked.as_of >= recent else asked.first_day), asked.last_day


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
    """Return a Tick for the first day of each month from `first` to `last`, of each year where that is long."""
    span = (last - first).days + 1
    apart = 1 if span <= 31 * 2 * MONTHS else 12
    start = first.replace(day=1) if apart == 1 else first.replace(month=1, day=1)
    days = [words.shift(start, months=number) for number in range(0, 12 * (last.year - start.year + 1), apart)]
    return [
        Tick(
            x=round((day - first).days * WIDTH / span, 1),
            label=languages.short_day(day) if apart == 1 else languages.digits(day.year),
            name=languages.day(day),
            day=day,
            query=asked.query_with(as_of=day.isoformat()),
        )
        for day in days
        if first <= day <= last
    ]
