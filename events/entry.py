"""Log a report's events in one go: what the entry screen, the reading of an article and the imports all end in."""

import datetime
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

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
    All lines are written at once; where the database refuses that, one by one, to say what is wrong with which.
    """
    rows, known = _Rows(report, lines, author), set()
    for row in (*rows.fresh, *rows.words):
        _check(row, known)
    try:
        with transaction.atomic():
            rows.store()
    except IntegrityError:
        rows = _Rows(report, lines, author)
        for row in (*rows.fresh, *rows.words):
            _store_alone(row)
    return rows.events


class _Rows:
    """The unsaved rows that the lines come to: `events` in their order, the `fresh` of them, and the `words`."""

    def __init__(self, report, lines, author):
        self.events = [line.cite or ControlEvent(**line.facts, status=Status.DRAFT, author=author) for line in lines]
        pairs = list(zip(self.events, lines, strict=True))
        self.fresh = [event for event, line in pairs if not line.cite]
        self.said = [_word(Citation, said, event, report) for event, line in pairs for said in line.said]
        self.losses = [_word(CasualtyClaim, claim, event, report) for event, line in pairs for claim in line.losses]

    @property
    def words(self):
        return [*self.said, *self.losses]

    def store(self):
        ControlEvent.objects.bulk_create(self.fresh)
        Citation.objects.bulk_create(self.said)
        CasualtyClaim.objects.bulk_create(self.losses)


def _word(model, values, event, report):
    keys = {"voice_id": values.voice} | ({"of_id": values.of} if model is CasualtyClaim else {})
    plain = {name: getattr(values, name) for name in values.__slots__ if name not in ("voice", "of")}
    return model(event=event, report=report, **keys, **plain)


def _check(row, known):
    """Raise ValidationError for a wrong field; `known` are the (field, key) looked up before, which it adds to.

    The event of a citation may not be saved yet; what constraints refuse is left to the database.
    """
    links = {field: getattr(row, field.attname) for field in row._meta.concrete_fields if field.is_relation}
    row.clean_fields(exclude={"event", *(field.name for field, key in links.items() if (field, key) in known)})
    row.clean()
    known.update(links.items())


def _store_alone(row):
    if isinstance(row, Citation | CasualtyClaim):
        row.event_id = row.event.pk
    row.full_clean()
    row.save()
