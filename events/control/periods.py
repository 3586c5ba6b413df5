"""Control periods: who held one district, from when to when, derived from its events. Pure; no Django.

A day belongs to the period whose event came last on or before it: `start` is included, `end` excluded.
"""

import datetime
from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from events.control.standing import Statement, Verdict, judge

Key = tuple[datetime.date, datetime.time, int]


@dataclass(frozen=True, slots=True)
class View:
    """A perspective as the rules see it: the standings it accepts and, for a party's own version, its side."""

    slug: str
    accepts: frozenset[str]
    side: str = ""

    def takes(self, verdict: Verdict) -> bool:
        """Return whether an event with this verdict counts.

        A party's version leaves out what its side denies and takes in whatever its side asserts.
        """
        if verdict.standing == "assumed":
            return True
        if not verdict.asserted_by or (self.side and self.side in verdict.denied_by):
            return False
        return verdict.standing in self.accepts or bool(self.side and self.side in verdict.asserted_by)


@dataclass(frozen=True, slots=True)
class Event:
    """A published event of one district with its statements; `id` breaks ties between equal day and time."""

    id: int
    date: datetime.date
    time: datetime.time | None
    kind: str
    controller: str
    opponent: str
    contested: bool
    certain: bool
    statements: tuple[Statement, ...]

    @property
    def key(self) -> Key:
        """Its place in the order of events; no time counts as the start of the day."""
        return (self.date, self.time or datetime.time.min, self.id)

    @property
    def state(self) -> tuple[str, bool]:
        """Who holds the district afterwards and whether it is contested."""
        return (self.controller, self.contested)


@dataclass(frozen=True, slots=True)
class Period:
    """A state of a district from `start` (included) to `end` (excluded; None = still so).

    `position` orders the periods that start on one day; `standing` is of the event that began it.
    """

    event: int
    controller: str
    contested: bool
    standing: str
    certain: bool
    start: datetime.date
    end: datetime.date | None
    position: int


@dataclass(frozen=True, slots=True)
class Row:
    """A period on the evidence published from `evidence_from` (included) to `evidence_to` (excluded)."""

    period: Period
    evidence_from: datetime.date | None
    evidence_to: datetime.date | None


@dataclass(frozen=True, slots=True)
class Judged:
    """A district's events with all their verdicts, which every perspective takes its own from.

    `steps` are (day of evidence, key of the event, verdict) in the order of the days; None = always.
    """

    events: dict[Key, Event]
    steps: list[tuple[datetime.date | None, Key, Verdict]]


def verdicts(event: Event) -> list[tuple[datetime.date | None, Verdict]]:
    """Return the event's verdicts in the order of the days on which they came to stand; None = always."""
    if event.kind == "assumed":
        return [(None, judge(event.kind, event.controller, event.opponent, event.statements))]
    found = []
    for day in sorted({statement.published for statement in event.statements}):
        known = (statement for statement in event.statements if statement.published <= day)
        found.append((day, judge(event.kind, event.controller, event.opponent, known)))
    return found


class _Line:
    """The accepted events of a district in order, and which of them begin a period.

    A change touches only the neighbours of one event; `dirty` collects the beginnings whose period may differ.
    """

    def __init__(self, events: dict[Key, Event]):
        self.events = events
        self.standing: dict[Key, str] = {}
        self.accepted: list[Key] = []
        self.starts: list[Key] = []
        self.dirty: set[Key] = set()

    def accept(self, key: Key, standing: str) -> None:
        """Take an event in, or note its new standing."""
        known = key in self.standing
        self.standing[key] = standing
        self.dirty.add(key)
        if not known:
            insort(self.accepted, key)
            self._refresh(bisect_left(self.accepted, key))

    def drop(self, key: Key) -> None:
        """Leave an event out again."""
        if self.standing.pop(key, None):
            index = bisect_left(self.accepted, key)
            del self.accepted[index]
            self._unmark(key)
            self._begin_or_not(index)

    def _refresh(self, index: int) -> None:
        self._begin_or_not(index)
        self._begin_or_not(index + 1)

    def _begin_or_not(self, index: int) -> None:
        if index >= len(self.accepted):
            return
        key = self.accepted[index]
        before = self.events[self.accepted[index - 1]].state if index else None
        if self.events[key].state == before:
            self._unmark(key)
        elif not self._begins(key):
            insort(self.starts, key)
            self._touch(key)

    def _unmark(self, key: Key) -> None:
        if self._begins(key):
            self._touch(key)
            del self.starts[bisect_left(self.starts, key)]

    def _begins(self, key: Key) -> bool:
        index = bisect_left(self.starts, key)
        return index < len(self.starts) and self.starts[index] == key

    def _touch(self, key: Key) -> None:
        """Mark a beginning, the one before it, and all that begin on its day (their order may shift)."""
        index = bisect_left(self.starts, key)
        first, last = index, index + 1
        while first and self.starts[first - 1][0] == key[0]:
            first -= 1
        while last < len(self.starts) and self.starts[last][0] == key[0]:
            last += 1
        before = index - 1
        self.dirty.update(self.starts[first:last], self.starts[max(before, 0) : before + 1])

    def period(self, key: Key) -> Period | None:
        """Return the period that an event begins; None when it begins none."""
        index = first = bisect_left(self.starts, key)
        if index == len(self.starts) or self.starts[index] != key:
            return None
        while first and self.starts[first - 1][0] == key[0]:
            first -= 1
        event = self.events[key]
        following = self.starts[index + 1][0] if index + 1 < len(self.starts) else None
        return Period(
            event=event.id,
            controller=event.controller,
            contested=event.contested,
            standing=self.standing[key],
            certain=event.certain,
            start=event.date,
            end=following,
            position=index - first,
        )


def judged(events: Iterable[Event]) -> Judged:
    """Return a district's events by their place in the timeline, and their verdicts by the day of evidence."""
    found = {event.key: event for event in events}
    steps = [(day, key, verdict) for key, event in found.items() for day, verdict in verdicts(event)]
    steps.sort(key=lambda step: (step[0] or datetime.date.min, step[1]))
    return Judged(found, steps)


def derive(events: Iterable[Event], view: View) -> list[Row]:
    """Return what `follow` does for events that are not judged yet."""
    return follow(judged(events), view)


def follow(evidence: Judged, view: View) -> list[Row]:
    """Return a district's rows in one perspective, on every day of the evidence axis.

    Sweeps the days of publication once: n events with a bounded number of citations each give O(n) rows in
    O(n log n). Rows are ordered by their place in the timeline, then by evidence.
    """
    line = _Line(evidence.events)
    rows: list[Row] = []
    current: dict[Key, tuple[Period, datetime.date | None]] = {}
    for day, group in groupby(evidence.steps, key=lambda step: step[0]):
        for _, key, verdict in group:
            if view.takes(verdict):
                line.accept(key, verdict.standing)
            else:
                line.drop(key)
        _turn(day, line, current, rows)
    rows.extend(Row(period, since, None) for period, since in current.values())
    return sorted(rows, key=_row_order)


def _turn(day, line, current, rows):
    """Close the rows that no longer follow on a day of evidence, and open those that now do."""
    for key in line.dirty:
        now = line.period(key)
        before, since = current.get(key, (None, None))
        if now == before:
            continue
        if before:
            rows.append(Row(before, since, day))
            del current[key]
        if now:
            current[key] = (now, day)
    line.dirty.clear()


def _row_order(row):
    return (row.period.start, row.period.position, row.evidence_from or datetime.date.min, row.period.event)
