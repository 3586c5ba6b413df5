"""The geometry of a chart of counts through time: steps, bands, points and axes as SVG. Pure: numbers in, paths out.

A count holds from its day until the next one's. A day is as wide as any other: a step lies at its beginning, a
published count in its middle.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

WIDTH, HEIGHT = 720, 380  # units of the drawing
LEFT, RIGHT, TOP, BOTTOM = 52, 712, 12, 340  # of the plot in it
MOST_TICKS, MOST_RULES = 6, 5
ROOM = 40  # units that half of a label of a day takes on a phone
DAYS = (1, 2, 7, 14)  # between two labels of a short span
MONTHS = (1, 2, 3)  # of a longer one
YEARS = (12, 24, 60, 120)  # months between those of a long one
SHORT, LONG = 62, 400  # days: the longest spans with labels by the day and by the month


class Count(NamedTuple):
    """How many districts were held from a day on."""

    day: datetime.date
    number: int


@dataclass(frozen=True, slots=True)
class Frame:
    """The days and the greatest count that the plot spans; both days are included."""

    first: datetime.date
    last: datetime.date
    top: int

    def x(self, day: datetime.date, part: float = 0) -> float:
        """Return where a day begins, or the given part of it, from 0 to 1, is over."""
        days = (self.last - self.first).days + 1
        return round(LEFT + ((day - self.first).days + part) * (RIGHT - LEFT) / days, 1)

    def y(self, number: int) -> float:
        """Return how high a count lies."""
        return round(BOTTOM - number * (BOTTOM - TOP) / max(self.top, 1), 1)


def line(frame: Frame, counts: list[Count]) -> str:
    """Return the stepped path of counts in the order of their days, up to the end of the frame; "" for none."""
    if not counts:
        return ""
    return f"M{_pair(_corners(frame, counts)[0])}{_along(_corners(frame, counts))}"


def band(frame: Frame, low: list[Count], high: list[Count]) -> str:
    """Return the closed path between two rows of counts; "" where there is none or where they are the same."""
    if not low or low == high:
        return ""
    there, back = _corners(frame, high), _corners(frame, low)[::-1]
    return f"M{_pair(there[0])}{_along(there)}L{_pair(back[0])}{_along(back)}Z"


def _corners(frame, counts):
    """Return the corners of the steps, from left to right."""
    corners = [(frame.x(counts[0].day), frame.y(counts[0].number))]
    for before, now in pairwise(counts):
        if before.number != now.number:
            x = frame.x(now.day)
            corners += [(x, frame.y(before.number)), (x, frame.y(now.number))]
    return [*corners, (frame.x(frame.last, 1), frame.y(counts[-1].number))]


def _along(corners):
    """Return the moves from the first corner to each of the others, which lie beside or above each other."""
    steps = pairwise(corners)
    return "".join(f"V{y:g}" if x == old_x else f"H{x:g}" for (old_x, _), (x, y) in steps)


def _pair(corner):
    return f"{corner[0]:g} {corner[1]:g}"


@dataclass(frozen=True, slots=True)
class Point:
    """A published count: its place, and the path of what it leaves open upwards or between two counts; "" for none."""

    x: float
    y: float
    reach: str


def point(frame: Frame, day: datetime.date, low: int, high: int | None) -> Point:
    """Return a published count of `low` to `high` districts; `high` is None where it said at least so many."""
    x, y = frame.x(day, 0.5), frame.y(low)
    if high is None:
        return Point(x, y, f"M{x:g} {y:g}v-16m-5 5l5 -5l5 5")
    return Point(x, y, f"M{x:g} {y:g}V{frame.y(high):g}" if high != low else "")


def labelled_days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    """Return the days that the axis names, six at most: those of a rhythm of days, or first days of months or years."""
    span = (last - first).days + 1
    if span <= SHORT:
        step = next(step for step in DAYS if span <= step * MOST_TICKS or step == DAYS[-1])
        return [first + datetime.timedelta(days=days) for days in range(0, span, step)]
    steps = MONTHS if span <= LONG else YEARS
    rhythms = ([day for day in _months(first, last) if _number(day) % step == 0] for step in steps)
    return next((days for days in rhythms if len(days) <= MOST_TICKS), [])


def anchor(x: float) -> str:
    """Return which end of a label stands at a place of the axis, so that it stays within the drawing."""
    return "start" if x < LEFT + ROOM else "end" if x > RIGHT - ROOM else "middle"


def _number(day):
    return day.year * 12 + day.month - 1


def _months(first: datetime.date, last: datetime.date) -> Iterator[datetime.date]:
    """Yield the first days of months from `first` to `last`."""
    for number in range(_number(first), _number(last) + 1):
        day = datetime.date(number // 12, number % 12 + 1, 1)
        if day >= first:
            yield day


def rules(top: int) -> list[int]:
    """Return the counts that the other axis names, from 0 on: round ones, and `top` itself as the last."""
    step = next(size * 10**power for power in range(9) for size in (1, 2, 5) if top <= size * 10**power * MOST_RULES)
    return [*(number for number in range(0, top, step) if number == 0 or top - number > step / 3), top]
