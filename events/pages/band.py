"""The history of a district as a band: its periods laid along an axis of days, in percents of the width."""

import datetime
from dataclasses import dataclass
from operator import attrgetter

from districts import languages
from events.pages import words

ONE_DAY = datetime.timedelta(days=1)
THINNEST = 0.3  # percent of the width: a shorter period is drawn this wide
EARLIER = 30  # percent of the width that the years before the turn take
CLOSEST = 14  # percent of the width between two labels of the axis


@dataclass(frozen=True)
class Scale:
    """An axis of days from `first` to `last`, both included; the days from `turn` on are drawn larger, at `bend`.

    `turn` is None where all days are as wide as each other.
    """

    first: datetime.date
    last: datetime.date
    turn: datetime.date | None = None

    @property
    def bend(self):
        """Where the turn lies, in percents; 0 where there is none."""
        return EARLIER if self.turn else 0

    def x(self, day):
        """Return where a day begins, in percents from 0 to 100; one outside of the axis lies at its end."""
        day = min(max(day, self.first), self.last + ONE_DAY)
        turn = self.turn or self.first
        if day < turn:
            return round(self.bend * (day - self.first) / (turn - self.first), 2)
        return round(self.bend + (100 - self.bend) * (day - turn) / (self.last + ONE_DAY - turn), 2)

    def covers(self, day):
        """Return whether a day lies on the axis."""
        return self.first <= day <= self.last


def scale(first, last, *, months):
    """Return the Scale of the days first to last with the last months of them drawn larger.

    They begin with the first day of a month; where there is next to nothing before them, nothing is drawn larger.
    """
    turn = words.shift(last.replace(day=1), months=-months)
    return Scale(first, last, turn if (turn - first).days > (last - turn).days / 10 else None)


@dataclass(frozen=True)
class Segment:
    """One period as drawn: from `x` on, `width` wide, in percents; a period of no day is a tick, `width` 0."""

    actor: object
    x: float
    width: float
    contested: bool
    tint: bool

    @property
    def end(self):
        """Where it ends, in percents."""
        return round(self.x + self.width, 2)


def segments(periods, axis, *, actor_of=attrgetter("controller")):
    """Return a Segment for each period of a district, in order, that the axis shows a part of.

    `actor_of` gives the actor that held it in a period.
    """
    found = []
    for period in periods:
        end = period.end or axis.last + ONE_DAY
        is_tick = end == period.start
        if period.start > axis.last or end < axis.first or (end == axis.first and not is_tick):
            continue
        x = axis.x(period.start)
        width = 0 if is_tick else max(round(axis.x(end) - x, 2), THINNEST)
        found.append(Segment(actor_of(period), x, width, period.contested, period.standing == "assumed"))
    return found


@dataclass(frozen=True)
class Mark:
    """A day of the axis with its label at `x` percents; the last one's label may lack room to the right."""

    x: float
    label: str

    @property
    def is_last(self):
        """Whether its label has no room behind it."""
        return self.x > 100 - CLOSEST


def marks(axis):
    """Return a Mark for each year before the turn and each month from it on, none too close to the one before."""
    turn = axis.turn or axis.first
    years = [datetime.date(year, 1, 1) for year in range(axis.first.year + 1, turn.year + 1)]
    months = [words.shift(turn.replace(day=1), months=number) for number in range((axis.last - turn).days // 28 + 2)]
    found = [Mark(axis.x(day), languages.digits(day.year)) for day in years if axis.turn and day < turn]
    found += [Mark(axis.x(day), languages.short_day(day)) for day in months if turn <= day <= axis.last]
    kept = []
    for mark in reversed(found):
        if not kept or kept[-1].x - mark.x >= CLOSEST:
            kept.append(mark)
    return kept[::-1]
