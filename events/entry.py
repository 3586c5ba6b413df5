"""Log a report's events in one go: what the entry screen, the reading of an article and the imports all end in."""

import datetime
from dataclasses import dataclass, field

from django.db import transaction

from events.models import CasualtyClaim, Citation, ControlEvent, Report, Scope, Stance, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What one voice says of an event in the report: `voice` is an actor's key, None for an independent one."""

    voice: int | None = None
    stance: str = Stance.ASSERTS
    scope: str = Scope.DISTRICT
    attribution: str
    claimed_date: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """One voice's count of one side's losses; `high` None means “at least”, `of` None means not said."""

    voice: int | None = None
    of: int | None = None
    outcome: str
    low: int
    high: int | None = None
    attribution: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One event of a report. `facts` are fields of ControlEvent; with `cite` the words go to that event instead."""

    facts: dict = field(default_factory=dict)
    said: tuple[Said, ...] = ()
    losses: tuple[Losses, ...] = ()
    cite: ControlEvent | None = None


@transaction.atomic
def log_lines(*, report: Report, lines: list[Line], author) -> list[ControlEvent]:
    """Return the events of the lines in their order: new ones are drafts of the author's, each with its citations.

    Raises ValidationError, and writes nothing, when a line is not a valid event or citation. Nothing is derived:
    a line that cites a published event is written within `recording()`, which touches that event's district.
    """
    return [_logged(report, line, author) for line in lines]


def _logged(report, line, author):
    event = line.cite or _drafted(line.facts, author)
    for said in line.said:
        _add(Citation, said, event, report)
    for losses in line.losses:
        _add(CasualtyClaim, losses, event, report)
    return event


def _drafted(facts, author):
    event = ControlEvent(**facts, status=Status.DRAFT, author=author)
    event.full_clean()
    event.save()
    return event


def _add(model, values, event, report):
    keys = {"voice_id": values.voice} | ({"of_id": values.of} if model is CasualtyClaim else {})
    plain = {name: getattr(values, name) for name in values.__slots__ if name not in ("voice", "of")}
    row = model(event=event, report=report, **keys, **plain)
    row.full_clean()
    row.save()
