"""A made-up record of any size, the same each time: which events a district has, who cites them and from where.

Events are numbered by their days and spread evenly over the districts, so that the district of a number, and the
report of a number, follow from the number alone; what a report says of an event is drawn from a generator that is
seeded with the district.
"""

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from events.control.periods import Event
from events.control.standing import INDEPENDENT, Statement

FIRST, LAST = datetime.date(2001, 10, 7), datetime.date(2021, 8, 15)
DAYS = (LAST - FIRST).days
SOURCES = 37
GRADES = "ABBCCCDDEF"
EVENTS_A_REPORT = 4
# In one of four districts one event in ten comes to the record after the others, in a version of its own.
LATE, LATE_IN = 10, 4
SIDES = (("taliban", "government"), ("government", "taliban"))
KINDS = ("captured", "captured", "captured", "handed_over", "contested", "held", "assessed")
VOICES = ("", "", "", "", "government", "taliban", "united_states")
ALLIES = {"united_states": "government"}


@dataclass(frozen=True, slots=True)
class Report:
    """A made-up report: its number, and what follows from it."""

    id: int
    source: int
    published: datetime.date
    origin: int | None
    restricted: bool


@dataclass(frozen=True, slots=True)
class Citation:
    """What a report says of an event."""

    report: Report
    voice: str
    asserts: bool
    attribution: str


@dataclass(slots=True)
class Told:
    """An event with its citations; `late` where it comes in a version of its own."""

    id: int
    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    time: datetime.time | None
    kind: str
    controller: str
    opponent: str
    contested: bool
    summary: str
    late: bool
    citations: list[Citation] = field(default_factory=list)


def reports_of(events: int) -> int:
    """Return how many reports a record of so many events rests on."""
    return max(events // EVENTS_A_REPORT, 200)


def report(number: int, reports: int) -> Report:
    """Return one of so many reports; each twentieth repeats the one before it, each hundredth is restricted."""
    day = FIRST + datetime.timedelta(days=(number - 1) * DAYS // reports)
    origin = number - 1 if number % 20 == 19 else None
    return Report(number, (number * 7) % SOURCES, day, origin, number % 100 == 50)


def grade(source: int) -> str:
    """Return the reliability of a source by its number."""
    return GRADES[source % len(GRADES)]


def events_of(district: int, *, districts: int, events: int, reports: int) -> Iterator[Told]:
    """Yield the events of a district, a number from 0, in the order of their days; the first is an assumed one."""
    draw = random.Random(f"marz {district}")  # noqa: S311 – nothing here is secret
    for block in range(-(-events // districts)):
        number = block * districts + (district - block * 97) % districts + 1
        if number <= events:
            yield _event(number, block, draw, events, reports, late=_is_late(district, block))


def _is_late(district: int, block: int) -> bool:
    return district % LATE_IN == 0 and block % LATE == LATE - 1


def _event(number: int, block: int, draw: random.Random, events: int, reports: int, *, late: bool) -> Told:
    day = FIRST + datetime.timedelta(days=(number - 1) * DAYS // events)
    kind = draw.choice(KINDS) if block else "assumed"
    controller, opponent = draw.choice(SIDES) if block else SIDES[1]
    doubt = datetime.timedelta(days=draw.choice((0, 0, 0, 0, 0, 1, 3)))
    told = Told(
        id=number,
        date=day,
        earliest=day - doubt,
        latest=day + doubt,
        time=datetime.time(draw.randrange(24), 30) if draw.random() < 0.2 else None,
        kind=kind,
        controller=controller,
        opponent=opponent,
        contested=kind == "contested",
        summary=f"Event {number}: the centre of the district, its bazaar and the road to it, as far as the bridge.",
        late=late,
    )
    first = (number - 1) * reports // events + 1
    for step in range(draw.choice((1, 1, 2, 2, 2, 3))):
        cited = report(min(first + 1 + step * 2 + draw.randrange(2), reports), reports)
        if all(cited.id != each.report.id for each in told.citations):
            told.citations.append(_citation(cited, draw))
    return told


def _citation(cited: Report, draw: random.Random) -> Citation:
    voice = draw.choice(VOICES)
    said = f"A spokesman for {voice}, by telephone" if voice else "Residents of the centre, by telephone"
    return Citation(cited, voice, draw.random() < 0.9, said)


def pure(told: Told, reports: int) -> Event:
    """Return an event as the pure rules see it."""
    return Event(
        id=told.id,
        date=told.date,
        time=told.time,
        kind=told.kind,
        controller=told.controller,
        opponent=told.opponent,
        contested=told.contested,
        certain=told.earliest == told.latest,
        statements=tuple(_statement(cited, reports) for cited in told.citations),
    )


def _statement(cited: Citation, reports: int) -> Statement:
    told = cited.report
    original = report(told.origin, reports) if told.origin else told
    hidden = told.restricted or original.restricted
    return Statement(
        side=ALLIES.get(cited.voice, cited.voice) or INDEPENDENT,
        asserts=cited.asserts,
        published=told.published,
        root=told.id if told.restricted else original.id,
        outlet="" if hidden else f"source-{original.source:02d}",
        grade=grade(original.source),
    )
