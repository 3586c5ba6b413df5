"""How long each side held a district within the record, and how often it changed hands: from its periods in order."""

import datetime
from dataclasses import dataclass
from itertools import pairwise

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Share:
    """The days that one actor (its slug; None = nobody is known) held a district, some of them contested.

    `of` is how many days there are in all.
    """

    actor: str | None
    days: int
    contested: int
    of: int

    @property
    def percent(self):
        """The share of the days in whole percents; a trace of them is 1, and all but a trace 99."""
        exact = 100 * self.days / self.of
        return round(exact) if exact in (0, 100) else min(max(round(exact), 1), 99)


def shares(periods, first, last):
    """Return a Share for each holder on the days first to last, both included, longest first and the unknown last.

    Empty where there are no such days. A district that was lost and retaken within a day was held for no day between.
    """
    of, days, contested = (last - first).days + 1, {}, {}
    if of < 1:
        return []
    for period in periods:
        length = _length(period, first, last + ONE_DAY)
        slug = period.controller.slug
        days[slug] = days.get(slug, 0) + length
        contested[slug] = contested.get(slug, 0) + length * period.contested
    known = [Share(slug, days[slug], contested[slug], of) for slug in days if days[slug]]
    unknown = of - sum(days.values())
    ranked = sorted(known, key=lambda share: -share.days)
    return [*ranked, Share(None, unknown, 0, of)] if unknown else ranked


def _length(period, first, end):
    """Return how many days of a period lie from `first` on and before `end`."""
    return max((min(period.end or end, end) - max(period.start, first)).days, 0)


def flips(periods, last):
    """Return how often the holder changed from one that is known to another, up to a day and on it."""
    holders = [period.controller_id for period in periods if period.start <= last]
    return sum(one != other for one, other in pairwise(holders))
