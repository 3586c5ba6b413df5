"""Take a sheet of events in: all of it or nothing, and nothing twice."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from django.db import DataError, IntegrityError

from districts.gazetteer import current_index
from events.control.recording import recording
from events.ingest.outcomes import Effect, Outcome, Wrong
from events.ingest.spreadsheet.lines import read_lines
from events.ingest.spreadsheet.matching import Decided, Matching, Planned
from events.ingest.spreadsheet.reports import Reports
from events.ingest.spreadsheet.sheets import Sheet, SheetRefusedError
from events.ingest.spreadsheet.sources import Sources
from events.ingest.spreadsheet.weighing import Weighing, refusal
from events.ingest.spreadsheet.writing import write
from events.models import UNPUBLISHED, ControlEvent, Standing, Status
from events.pages.words import joined

MADE = {
    Status.DRAFT: "Makes a draft; published, it would be {}.",
    Status.IN_REVIEW: "Makes an event in review; published, it would be {}.",
    Status.PUBLISHED: "Publishes an event; it is {}.",
}


@dataclass(frozen=True)
class Checked:
    """What each row of a sheet would do, in their order, with sentences on all of it.

    `updates` says whether a published event gets new evidence, for which readers are given a reason.
    """

    outcomes: list[Outcome]
    said: list[str] = field(default_factory=list)
    updates: bool = False
    planned: dict[Planned, str] = field(default_factory=dict)
    reports: Reports | None = None

    @property
    def has_errors(self) -> bool:
        """Whether something is wrong, so that nothing can be imported."""
        return any(one.effect == Effect.ERROR for one in self.outcomes)


@dataclass(frozen=True)
class Imported:
    """What an import did: the rows' outcomes, the new events, and its version, None when nothing public changed."""

    outcomes: list[Outcome]
    events: list[ControlEvent]
    version: int | None


class RowsRefusedError(Exception):
    """Rows that are wrong, or that would do something else than was agreed; nothing was written."""

    def __init__(self, checked: Checked):
        super().__init__("Nothing was imported.")
        self.checked = checked


def _silent(step: str) -> None:
    pass


def check_sheet(sheet: Sheet, mapping: dict[str, str], *, user, status: str = Status.DRAFT) -> Checked:
    """Return what each row of a sheet would do, and write nothing.

    `mapping` has {our column: header}. `user` answers for what is written; None for nobody. New events get `status`.
    """
    sources = Sources()
    reports = Reports(sources)
    lines = read_lines(sheet, mapping, _places(), reports)
    matching = Matching(lines, reports)
    decided = [matching.decide(line) for line in lines]
    weighing = Weighing(matching.planned, reports)
    planned = {one: weighing.standing(one) for one in matching.planned}
    for one, standing in planned.items():
        sentence = refusal(one, standing, user=user, status=status)
        for line, _ in one.cited if sentence else ():
            line.wrong.append(Wrong("", "", sentence))
    outcomes = [_outcome(one, planned, status) for one in decided]
    updates = any(one.event and one.event.status not in UNPUBLISHED for one in planned)
    return Checked(outcomes, [*sheet.said, *_new_sources(sources)], updates, planned, reports)


def import_sheet(
    sheet: Sheet,
    mapping: dict[str, str],
    *,
    user,
    status: str = Status.DRAFT,
    reason: str = "",
    agreed: list[Outcome] | None = None,
    progress: Callable[[str], None] = _silent,
) -> Imported:
    """Import a sheet in one write and return what that did; the rows are checked anew within the version lock.

    `agreed` are the outcomes that were shown before, if any. Raises RowsRefusedError, and writes nothing, when a row is
    wrong or would do something else than agreed; SheetRefusedError for what the database cannot hold.
    """
    try:
        with recording(reason=reason) as record:
            progress(f"Checking {len(sheet.rows):,} rows")
            checked = check_sheet(sheet, mapping, user=user, status=status)
            if checked.has_errors or (agreed is not None and agreed != checked.outcomes):
                raise RowsRefusedError(checked)
            progress(f"Writing {len(checked.planned):,} events")
            events = write(checked.planned, checked.reports, user=user, status=status, record=record)
    except (IntegrityError, DataError) as error:
        raise SheetRefusedError(f"The database refuses the rows: {_sentence(error)} Nothing was imported.") from error
    return Imported(checked.outcomes, events, record.version)


def _sentence(error: Exception) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    spoken = (getattr(diagnosis, name, None) for name in ("message_primary", "message_detail"))
    return " ".join(filter(None, spoken)) or str(error)


def _places():
    """Return a function that finds the place of a district's and a province's name, each pair once."""
    index = current_index()

    @cache
    def found(district: str, province: str):
        return index.find(district, province or None, 3)

    return found


def _outcome(decided: Decided, planned: dict[Planned, str], status: str) -> Outcome:
    line = decided.line
    if line.wrong:
        return Outcome(line.number, Effect.ERROR, line.what, "", tuple(line.wrong))
    outcome = Outcome(line.number, decided.effect, line.what, decided.said)
    if decided.effect == Effect.NEW:
        return replace(outcome, said=MADE[status].format(Standing(planned[decided.planned]).label))
    event = decided.planned and decided.planned.event
    if event and decided.effect == Effect.UPDATE:
        return replace(outcome, said=f"{decided.said} {_moved(event, planned[decided.planned])}")
    return outcome


def _moved(event: ControlEvent, standing: str) -> str:
    """Return a sentence on what new evidence does to an event's standing."""
    if event.status in UNPUBLISHED:
        return f"It is {event.get_status_display()}; published, it would be {Standing(standing).label}."
    if event.standing == standing:
        return f"It stays {event.get_standing_display()}."
    return f"It was {event.get_standing_display()} and becomes {Standing(standing).label}."


def _new_sources(sources: Sources) -> list[str]:
    names = []
    for one in sources.new.values():
        near = sources.resembling(one.name)
        names.append(f"“{one.name}”" + (f" (do you mean “{near}”?)" if near else ""))
    return [f"Sources that nobody has graded yet and that are added: {joined(names)}."] if names else []
