"""How the statements of a source, or of a party, fared: what became of what it asserted and denied. Pure.

The rule of counting, which the page of the method prints: an event counts once, however often it was said. It counts
as confirmed by others when the rules give it the standing confirmed on the statements of others alone. Those of others
are what is left without its own word, without reports that repeat it or that it repeats, without what it says through
another outlet when it speaks for a party, and without restricted reports, of which nobody can tell whose they are.
The share is of the events that somebody else asserts, too: what one alone tells, nobody else can confirm. Assumed
events count for nobody.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median_low
from typing import NamedTuple

from events.control.standing import KINDS, STANDINGS, Statement, judge

SMALL = 10  # events: of fewer no share is given


class Told(NamedTuple):
    """One statement about an event, and the slug of the source that published it; "" where it is restricted."""

    source: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Happening:
    """One published event: its id, kind and sides, its standing now, and all that is told of it."""

    id: int
    kind: str
    controller: str
    opponent: str
    standing: str
    told: tuple[Told, ...]

    @property
    def beneficiary(self) -> str:
        """The slug of the side that gains by saying so."""
        return self.controller if KINDS[self.kind].gains == "controller" else self.opponent


@dataclass(frozen=True, slots=True)
class Track:
    """What became of what one asserted and denied; counts are of events.

    `asserted` and `denied` are {standing now: events}. `first` were asserted on a day before anybody else's, `alone` by
    nobody else. `confirmed` were confirmed by others; `waits` are the days from its first word until they were, in
    order, 0 where that was the case already.
    """

    asserted: dict[str, int]
    denied: dict[str, int]
    first: int
    alone: int
    confirmed: int
    waits: tuple[int, ...]

    @property
    def assertions(self) -> int:
        """How many events it asserted."""
        return sum(self.asserted.values())

    @property
    def denials(self) -> int:
        """How many events it denied."""
        return sum(self.denied.values())

    @property
    def contradicted(self) -> int:
        """How many events that it asserted are disputed or refuted now."""
        return self.asserted["disputed"] + self.asserted["refuted"]

    @property
    def shared(self) -> int:
        """How many events that it asserted somebody else asserts, too: what others could confirm."""
        return self.assertions - self.alone

    @property
    def is_small(self) -> bool:
        """Whether these are too few events for a share."""
        return self.shared < SMALL

    @property
    def share(self) -> int | None:
        """Percent of what it does not assert alone that others confirmed; None of too few."""
        return None if self.is_small else round(100 * self.confirmed / self.shared)

    @property
    def wait(self) -> int | None:
        """The median of the days until others confirmed, the lower of two; None where they confirmed nothing."""
        return median_low(self.waits) if self.waits else None


def of_source(happenings: Iterable[Happening], source: str, party: str = "") -> Track:
    """Return the Track of a source; `party` is the slug of the side that it speaks for, if any."""
    return _track(happenings, lambda told: told.source == source, source, party)


def of_party(happenings: Iterable[Happening], party: str) -> Track:
    """Return the Track of a party: of all that was said in its name, in whichever outlet."""
    return _track(happenings, lambda told: told.statement.side == party, "", party)


def claims_of(happenings: Iterable[Happening], party: str) -> tuple[list[Happening], list[Happening]]:
    """Return the events that a party gains by and those that it does not, of all."""
    happenings = list(happenings)
    gains = [one for one in happenings if one.beneficiary == party]
    return gains, [one for one in happenings if one.beneficiary != party]


def others(happening: Happening, is_own: Callable[[Told], bool], source: str, party: str) -> list[Statement]:
    """Return the statements about an event that are independent of one's own."""
    roots = {told.statement.root for told in happening.told if is_own(told)}
    return [
        told.statement
        for told in happening.told
        if told.statement.outlet
        and not is_own(told)
        and told.statement.root not in roots
        and (not source or told.statement.outlet != source)
        and (not party or told.statement.side != party)
    ]


def _track(happenings, is_own, source, party):
    asserted, denied, waits, first, alone = Counter(), Counter(), [], 0, 0
    for happening in happenings:
        own = [told.statement for told in happening.told if is_own(told)]
        if happening.kind == "assumed" or not own:
            continue
        denied[happening.standing] += any(not one.asserts for one in own)
        days = [one.published for one in own if one.asserts]
        if not days:
            continue
        asserted[happening.standing] += 1
        rest = others(happening, is_own, source, party)
        theirs = [one.published for one in rest if one.asserts]
        alone += not theirs
        first += bool(theirs) and min(days) < min(theirs)
        waits += _wait(happening, rest, min(days))
    ordered = [{standing: counts[standing] for standing in STANDINGS} for counts in (asserted, denied)]
    return Track(*ordered, first, alone, len(waits), tuple(sorted(waits)))


def _wait(happening, statements, since):
    """Return in a list how many days after `since` others first confirmed an event; an empty one if they do not now."""

    def is_confirmed(known):
        return judge(happening.kind, happening.controller, happening.opponent, known).standing == "confirmed"

    if not is_confirmed(statements):
        return []
    days = sorted({one.published for one in statements})
    return [
        max((next(day for day in days if is_confirmed(_until(statements, day))) - since).days, 0),
    ]


def _until(statements: list[Statement], day: datetime.date) -> list[Statement]:
    return [one for one in statements if one.published <= day]
