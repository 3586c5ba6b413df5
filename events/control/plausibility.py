"""What is doubtful about an event before it is published: warnings with what to do instead, never refusals. Pure.

A doubt is not an error: districts do fall twice in a week. Nothing here knows of Django.
"""

import datetime
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

NEAR = 4  # days: two reports of one fall seldom differ by more
FAMILIES = {
    "captured": "fall",
    "handed_over": "fall",
    "contested": "fighting",
    "relocated": "fighting",
    "held": "holding",
    "assessed": "assessment",
}
WORDS = {
    "captured": "taken",
    "handed_over": "handed over",
    "contested": "contested",
    "relocated": "left by its administration",
    "held": "held",
    "assessed": "assessed",
}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as the doubts see it: places by code, sides by slug, its best day and that day's first and last.

    `id` is 0 for one not saved yet. `published` is the day of the earliest report that asserts it, None for none.
    """

    id: int
    district: str
    kind: str
    controller: str
    opponent: str
    date: datetime.date
    earliest: datetime.date
    latest: datetime.date
    time: datetime.time | None = None
    published: datetime.date | None = None

    @property
    def direction(self) -> tuple[str, str, str]:
        """What makes two events of a district one story: a fall to one side, fighting against one side, …"""
        return self.district, FAMILIES.get(self.kind, self.kind), self.controller

    @property
    def order(self) -> tuple:
        """Its place among the events of its district; no time counts as the start of the day."""
        return self.date, self.time or datetime.time.min

    def days_from(self, other: "Happening") -> int:
        """Return how many days lie between the two, counted from the nearest possible ones; 0 where they overlap."""
        return max((self.earliest - other.latest).days, (other.earliest - self.latest).days, 0)


@dataclass(frozen=True, slots=True)
class Around:
    """What the record says around an event.

    `others` are events of its district that are logged already, `holder` the slug of who holds it on its day in the
    reported perspective ("" for nobody known), `actors` and `places` the names of slugs and codes.
    """

    others: tuple[Happening, ...] = ()
    holder: str = ""
    actors: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)

    def actor(self, slug: str) -> str:
        """Return a side's name for a sentence."""
        return self.actors.get(slug, slug)

    def place(self, code: str) -> str:
        """Return a district's name for a sentence."""
        return self.places.get(code, code)


@dataclass(frozen=True, slots=True)
class Doubt:
    """One warning: its rule, a sentence, what to do instead, and the id of the event to cite instead (0 for none)."""

    rule: str
    sentence: str
    instead: str
    event: int = 0


def doubts(event: Happening, around: Around) -> list[Doubt]:
    """Return what is doubtful about an event, in the order of the rules; several events may be the same one."""
    return [doubt for rule in RULES for doubt in rule(event, around)]


def _same_event(event, around):
    """The same district and direction within `NEAR` days: perhaps one event, reported twice."""
    for other in sorted(around.others, key=lambda each: (event.days_from(each), each.id)):
        if other.id != event.id and other.direction == event.direction and event.days_from(other) <= NEAR:
            code, place = f"E{other.id:04d}", around.place(event.district)
            yield Doubt(
                "same_event",
                f"{code} says nearly the same: {place} {WORDS[other.kind]}, {around.actor(other.controller)}, "
                f"{_day(other.date)}, {_apart(event.days_from(other))}.",
                f"If it is the same event, add this as a citation to {code}.",
                other.id,
            )


def _holds_already(event, around):
    """A fall to a side that holds the district already."""
    if _is_fall(event) and around.holder == event.controller:
        yield Doubt(
            "holds_already",
            f"{_holding(event, around)} already, in the reported perspective.",
            "If nothing changed hands, choose “held” or “assessed”; if it was lost in between, log that first.",
        )


def _gap(event, around):
    """A fall from a side that did not hold the district, or a statement of another holder than the recorded one."""
    expected = event.opponent if _is_fall(event) else event.controller
    if event.kind == "assumed" or around.holder in ("", event.controller, expected):
        return
    yield Doubt(
        "gap",
        f"{_holding(event, around)} in the reported perspective, not by {around.actor(expected)}.",
        f"Look at the sides and the day, or log first how {around.actor(expected)} came to hold it.",
    )


def _report_older(event, around):
    """A report from before the first day that the event can have been."""
    if event.published and event.published < event.earliest:
        yield Doubt(
            "report_older",
            f"The report is of {_day(event.published)}, before the event: {_day(event.earliest)}.",
            "Mend the day of the event or of the report; a report may be a day behind the country's own, no more.",
        )


RULES: tuple[Callable[[Happening, Around], Iterable[Doubt]], ...] = (_same_event, _holds_already, _gap, _report_older)


def _is_fall(event):
    return FAMILIES.get(event.kind) == "fall"


def _holding(event, around):
    return f"{around.place(event.district)} is held by {around.actor(around.holder)} on {_day(event.date)}"


def _apart(days):
    return "the same day" if not days else "a day apart" if days == 1 else f"{days} days apart"


def _day(date):
    return f"{date.day} {date:%B} {date.year}"
