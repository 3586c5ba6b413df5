"""What stands out of the lines of districts: fought over, held out, unchanged, claimed without confirmation. Pure.

A line is the spells of one district in one perspective, in order and without gaps; days asked about are both included.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

NOBODY = ""


class Spell(NamedTuple):
    """Who held a district from `start` until before `end`, None while it still goes on; its holder is a slug."""

    holder: str
    contested: bool
    start: datetime.date
    end: datetime.date | None


Lines = dict[str, list[Spell]]


class Contest(NamedTuple):
    """How often a district changed hands and on how many days it was contested."""

    district: str
    flips: int
    contested: int


def most_contested(lines: Lines, first: datetime.date, last: datetime.date) -> list[Contest]:
    """Return the districts that changed hands or were contested within days, most changes and then most days first."""
    found = [
        Contest(
            code,
            sum(first <= now.start <= last and before.holder != now.holder for before, now in pairwise(spells)),
            sum(_days(spell, first, last) for spell in spells if spell.contested),
        )
        for code, spells in lines.items()
    ]
    return sorted(
        (one for one in found if one.flips or one.contested), key=lambda one: (-one.flips, -one.contested, one)
    )


def _days(spell, first, last):
    """Return how many of the days a spell lasts."""
    end = min(spell.end or datetime.date.max, last + datetime.timedelta(days=1))
    return max((end - max(spell.start, first)).days, 0)


@dataclass(frozen=True, slots=True)
class Stand:
    """How long a side kept a district after half of its others in the province were lost.

    `half` is the day on which they were, `lost` the day on which this one was, None where it still held on the last
    day; `days` lie between the two, `others` of `of` had fallen before.
    """

    district: str
    side: str
    half: datetime.date
    lost: datetime.date | None
    days: int
    others: int
    of: int


def held_out(lines: Lines, provinces: dict[str, str], first: datetime.date, last: datetime.date) -> list[Stand]:
    """Return the districts that a side kept longest after it had lost half of its others in the province.

    Counted are the districts that a side held on the first day, until it first lost them; `provinces` is {district:
    province}. Longest first; provinces in which a side held fewer than three districts are left out.
    """
    kept = defaultdict(dict)
    for code, spells in lines.items():
        side = next((spell.holder for spell in reversed(spells) if spell.start <= first), None)
        if side and any(_days(spell, first, first) for spell in spells):
            kept[provinces[code], side][code] = _lost(spells, side, first, last)
    stands = [stand for (_, side), lost in kept.items() if len(lost) > 2 for stand in _stands(side, lost, last)]
    return sorted(stands, key=lambda one: (-one.days, -one.others, one.district))


def _lost(spells, side, first, last):
    """Return the day on which a side that held a district on the first day lost it, None where it did not."""
    return next((one.start for one in spells if first < one.start <= last and one.holder != side), None)


def _stands(side, lost, last):
    beyond = last + datetime.timedelta(days=1)
    for code, day in lost.items():
        others = sorted(other or beyond for name, other in lost.items() if name != code)
        half = others[(len(others) - 1) // 2]
        days = ((day or beyond) - half).days
        if days > 0:
            yield Stand(code, side, half, day, days, sum(other < (day or beyond) for other in others), len(others))


class Tenure(NamedTuple):
    """Who has held a district without a break up to a day, since when, and for how many days by its end."""

    district: str
    holder: str
    since: datetime.date
    days: int


def unchanged(lines: Lines, last: datetime.date) -> list[Tenure]:
    """Return who held each district on a day and since when, contested or not, the longest first."""
    found = []
    for code, spells in lines.items():
        begun = [spell for spell in spells if spell.start <= last]
        if begun and _days(begun[-1], last, last):
            since = begun[-1].start
            for spell in reversed(begun):
                if spell.holder != begun[-1].holder:
                    break
                since = spell.start
            found.append(Tenure(code, begun[-1].holder, since, (last - since).days + 1))
    return sorted(found, key=lambda one: (-one.days, one.district))


class Gap(NamedTuple):
    """On how many days one side claimed a district that the confirmed line gives to another, or to nobody."""

    district: str
    claimant: str
    holder: str
    days: int
    open: bool


def gaps(claimed: Lines, confirmed: Lines, first: datetime.date, last: datetime.date) -> list[Gap]:
    """Return the districts in which claim and confirmation differ within days, the longest first.

    `open` says whether they still do on the last day.
    """
    found: Counter[tuple[str, str, str]] = Counter()
    ongoing = set()
    for code, spells in claimed.items():
        for claimant, holder, begin, until in _apart(spells, confirmed.get(code, []), first, last):
            found[code, claimant, holder] += (until - begin).days
            if until > last:
                ongoing.add((code, claimant, holder))
    rows = [Gap(*key, days, key in ongoing) for key, days in found.items()]
    return sorted(rows, key=lambda one: (-one.days, one))


def _apart(claims, confirmed, first, last) -> Iterator[tuple[str, str, datetime.date, datetime.date]]:
    """Yield (claimant, holder, begin, until) of the stretches of days on which two lines name different holders."""
    beyond = last + datetime.timedelta(days=1)
    for claim in claims:
        begin, until = max(claim.start, first), min(claim.end or beyond, beyond)
        for spell in _with_nobody(confirmed):
            start, end = max(begin, spell.start), min(until, spell.end or beyond)
            if start < end and spell.holder != claim.holder:
                yield claim.holder, spell.holder, start, end


def _with_nobody(spells):
    """Return a line with nobody as the holder before it begins."""
    begin = spells[0].start if spells else None
    return [Spell(NOBODY, False, datetime.date.min, begin), *spells]


def by_claimant(rows: list[Gap]) -> dict[str, tuple[int, int, int]]:
    """Return {slug: (districts, days of districts, districts still open)} of those that claim, most days first."""
    districts, days, still = defaultdict(set), Counter(), defaultdict(set)
    for row in rows:
        districts[row.claimant].add(row.district)
        days[row.claimant] += row.days
        if row.open:
            still[row.claimant].add(row.district)
    return {slug: (len(districts[slug]), number, len(still[slug])) for slug, number in days.most_common()}
