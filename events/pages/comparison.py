"""How two states of the same districts differ, and which days are worth comparing. Pure: rows in, rows out."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

HOLDER, KNOWN, CONTESTED = "holder", "known", "contested"
KINDS = (HOLDER, KNOWN, CONTESTED)


@dataclass(frozen=True)
class Difference:
    """A district whose state differs: `one` and `other` are its rows of `district_states`, `kind` is one of KINDS.

    HOLDER: two known holders; KNOWN: a holder is known in only one; CONTESTED: one holder, contested in only one.
    """

    kind: str
    one: dict
    other: dict

    @property
    def district(self):
        """The code of the district."""
        return self.one["district"]


def differences(ones, others):
    """Return a Difference for each district whose state differs, in the order of `ones`.

    Both are rows of `district_states`; a district that is only in one of them is left out.
    """
    against = {row["district"]: row for row in others}
    pairs = [(row, against[row["district"]]) for row in ones if row["district"] in against]
    return [Difference(kind, one, other) for one, other in pairs if (kind := _kind(one, other))]


def _kind(one, other):
    if one["controller"] != other["controller"]:
        return HOLDER if one["controller"] and other["controller"] else KNOWN
    return CONTESTED if one["contested"] != other["contested"] else ""


def by_kind(found):
    """Return {kind: number} of differences, for the kinds that there are, in the order of KINDS."""
    numbers = Counter(one.kind for one in found)
    return {kind: numbers[kind] for kind in KINDS if numbers[kind]}


def moves(found):
    """Return [(holder in the one, holder in the other, number)] of the differences of holder, the most common first.

    Holders are slugs, None where none is known.
    """
    pairs = Counter((one.one["controller"], one.other["controller"]) for one in found if one.kind != CONTESTED)
    return [(*pair, number) for pair, number in sorted(pairs.items(), key=lambda item: (-item[1], str(item[0])))]


def rests_elsewhere(ones, others):
    """Return how many districts are in the same state in both, but by another event."""
    against = {row["district"]: row for row in others}
    pairs = [(row, against[row["district"]]) for row in ones if row["district"] in against]
    return sum(not _kind(one, other) and one["event"] != other["event"] for one, other in pairs)


def widest_day(ones, others):
    """Return the first of the days on which most districts have two known and different holders; None without one.

    Both are periods in order of place and time, each (place, holder, start, end): half-open, an `end` of None is open.
    """
    turns = Counter()
    against = _by_place(others)
    for place, mine in _by_place(ones).items():
        for start, end in _apart(mine, against.get(place, [])):
            turns[start] += 1
            turns[end] -= 1
    best, widest, number = None, 0, 0
    for day in sorted(day for day in turns if day is not None):
        number += turns[day]
        if number > widest:
            best, widest = day, number
    return best


def _by_place(periods):
    found = defaultdict(list)
    for place, holder, start, end in periods:
        if start != end:
            found[place].append((holder, start, end))
    return found


def _apart(mine, theirs):
    """Yield the (start, end) in which two courses of one place name different holders; an `end` of None is open."""
    for holder, start, end in mine:
        for other, begin, finish in theirs:
            last = min((day for day in (end, finish) if day is not None), default=None)
            if holder != other and (last is None or max(start, begin) < last):
                yield max(start, begin), last


def days_of_change(periods):
    """Return the days on which a place passed from one holder to another, sorted, each as often as it happened.

    Periods are as those of `widest_day`; those of no length count, as what was lost and retaken in a day.
    """
    courses = defaultdict(list)
    for place, holder, start, _ in periods:
        courses[place].append((holder, start))
    return sorted(
        start for course in courses.values() for (loser, _), (winner, start) in pairwise(course) if loser != winner
    )


def busiest_span(days, share=0.9):
    """Return (first, last) of the shortest span that holds at least a share of some sorted days; None without days."""
    if not days:
        return None
    size = max(1, round(len(days) * share))
    spans = [(days[number + size - 1] - days[number], days[number]) for number in range(len(days) - size + 1)]
    length, first = min(spans)
    return first, first + length
