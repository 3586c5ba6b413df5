"""Decide what each row of a sheet does: a new event, evidence for a known one, nothing, or nothing because it is wrong.

A row is of an event that is logged already when district, day, kind and controller are the same and the summary is
too, as the event is now or ever was; or, whatever the summary, when the time of the day is. It is a duplicate when its
voice has been cited for that event from that report with that stance before. Rows of one sheet match one another alike.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from districts.models import District
from events.ingest.outcomes import Effect
from events.ingest.spreadsheet.known import Key, Known, State
from events.ingest.spreadsheet.lines import Line
from events.ingest.spreadsheet.reports import CitedReport, Reports
from events.models import ControlEvent, Status
from events.models.numbering import code_of
from events.pages.words import joined

KEPT = {"contested": "contested", "date_earliest": "earliest day", "date_latest": "latest day"}


@dataclass(eq=False)
class Planned:
    """An event that rows make, or that they add citations to; `event` is None for a new one."""

    key: Key
    event: ControlEvent | None = None
    cited: list[tuple[Line, CitedReport]] = field(default_factory=list)

    @property
    def first(self) -> Line:
        """The first row that speaks of it."""
        return self.cited[0][0]


@dataclass(slots=True)
class Decided:
    """What a row does, in a sentence; `planned` is the event that it adds a citation to."""

    line: Line
    effect: Effect
    said: str = ""
    planned: Planned | None = None


class Matching:
    """Goes through the rows of a sheet that are not wrong by themselves, in their order."""

    def __init__(self, lines: Iterable[Line], reports: Reports):
        sound = [line for line in lines if not line.wrong]
        self.numbers = dict(District.objects.values_list("code", "pk"))
        self.known = Known((self._key(line) for line in sound), (line.external_id for line in sound))
        self.reports = reports
        self.planned: list[Planned] = []
        self._logged: dict[int, Planned] = {}
        self._new: dict[tuple, Planned] = {}
        self._sayings: dict[tuple, Line] = {}
        self._ids: dict[str, Line] = {}

    def _key(self, line: Line) -> Key:
        return self.numbers[line.place.code], line.date, line.kind, line.controller.pk

    def decide(self, line: Line) -> Decided:
        """Return what a row does, and plan it."""
        decided = None if line.wrong else self._decide(line)
        return Decided(line, Effect.ERROR) if line.wrong else decided

    def _decide(self, line: Line) -> Decided | None:
        report = self.reports.cited(line)
        if report is None:
            return None
        again = self._imported_before(line, report)
        if again or line.wrong:
            return again
        number = self._matched(line)
        event = self.known.now(number) if number else None
        if event:
            return self._of_logged(line, report, number, event)
        return self._of_new(line, report)

    def _imported_before(self, line: Line, report: CitedReport) -> Decided | None:
        """Return that a row whose id was imported changes nothing; refuse one that says something else now."""
        first = self._ids.setdefault(line.external_id, line) if line.external_id else line
        if first is not line and first.cells != line.cells:
            line.refuse("external_id", f"an id of its own: row {first.number} has it already.")
        sayings = self.known.rows.get(line.external_id, ())
        events = [event for event in (self.known.now(saying[0]) for saying in sayings) if event]
        if line.wrong or not events:
            return None
        said = (report.number, line.voice and line.voice.pk, line.stance)
        numbers = {saying[0] for saying in sayings}
        same = any(state.event in numbers for state in self._states(line) if self._is_same(state, line))
        if same and said in {saying[1:] for saying in sayings}:
            return Decided(line, Effect.DUPLICATE, f"This row was imported before, as {events[0].code}.")
        line.refuse(
            "external_id",
            f"the row as it was imported before, as {events[0].code}; it says something else now. "
            f"Change {events[0].code} in the desk, or give the row another id.",
        )
        return None

    def _states(self, line: Line) -> Iterable[State]:
        return self.known.states.get(self._key(line), ())

    def _is_same(self, state: State, line: Line) -> bool:
        return state.summary == line.summary or state.time == line.time

    def _matched(self, line: Line) -> int | None:
        """Return the number of the event of the record that a row is of, as it is or once was; None for none."""
        same = [state.event for state in self._states(line) if state.summary == line.summary]
        alive = [number for number in same if self.known.now(number)]
        if alive:
            # One that counts goes before one that was retracted.
            return min(alive, key=lambda number: self.known.now(number).status == Status.RETRACTED)
        event = self.known.open_at(self._key(line), line.time)
        return event.pk if event else None

    def _of_logged(self, line: Line, report: CitedReport, number: int, event: ControlEvent) -> Decided | None:
        voice = line.voice and line.voice.pk
        was = code_of(number, "E")
        into = "" if event.pk == number else f" {was} was merged into it."
        if {
            (number, report.number, voice, line.stance),
            (event.pk, report.number, voice, line.stance),
        } & self.known.cited:
            return Decided(line, Effect.DUPLICATE, f"{event.code} has it, or had it until it was changed.{into}")
        if event.status == Status.RETRACTED:
            line.refuse(
                "summary", f"an event that was not retracted; {event.code} was. Log it in the desk if it is true."
            )
            return None
        self._refuse_other_facts(line, event)
        if line.wrong:
            return None
        planned = self._logged.setdefault(event.pk, Planned(self._key(line), event))
        return self._add(planned, line, report, f"Adds a citation to {event.code}.{into}{self._keeps(line, event)}")

    def _refuse_other_facts(self, line: Line, event: ControlEvent) -> None:
        known = {state.opponent for state in self._states(line) if state.event == event.pk} | {event.opponent_id}
        if line.opponent.pk not in known:
            line.refuse("opponent", f"the other side of {event.code}, which says the same of that day otherwise.")
        if line.gives("time") and event.time != line.time and event.summary == line.summary:
            line.refuse("summary", f"a summary of its own: {event.code}, of another time of that day, has this one.")

    def _keeps(self, line: Line, event: ControlEvent) -> str:
        """Return a sentence on what a row says of a logged event and the event does not take over."""
        kept = [word for name, word in KEPT.items() if line.gives(name) and getattr(line, name) != getattr(event, name)]
        kept += ["summary"] if line.summary and line.summary != event.summary else []
        return f" The event keeps its own {joined(kept)}." if kept else ""

    def _of_new(self, line: Line, report: CitedReport) -> Decided | None:
        names = [(self._key(line), "summary", line.summary), (self._key(line), "time", line.time)]
        planned = next((self._new[name] for name in names if name in self._new), None)
        if planned is None:
            planned = Planned(self._key(line))
            self.planned.append(planned)
            self._new |= dict.fromkeys(names, planned)
            planned.cited.append((line, report))
            self._sayings[planned, report, line.voice and line.voice.pk, line.stance] = line
            return Decided(line, Effect.NEW, "Makes an event.", planned)
        for name in ("opponent", *KEPT):
            theirs = getattr(planned.first, name)
            if getattr(line, name) != theirs and (line.gives(name) or planned.first.gives(name)):
                line.refuse(name, f"{theirs}, as in row {planned.first.number}, which is of the same event.")
        if line.wrong:
            return None
        return self._add(planned, line, report, f"Adds a citation to the event of row {planned.first.number}.")

    def _add(self, planned: Planned, line: Line, report: CitedReport, said: str) -> Decided | None:
        """Plan one more citation of an event, unless an earlier row of the sheet has it."""
        earlier = self._sayings.setdefault((planned, report, line.voice and line.voice.pk, line.stance), line)
        if earlier is line:
            if planned.event and not planned.cited:
                self.planned.append(planned)
            planned.cited.append((line, report))
            return Decided(line, Effect.UPDATE, said, planned)
        told = ("attribution", "scope", "claimed_date", "note")
        if all(getattr(line, name) == getattr(earlier, name) for name in told):
            return Decided(line, Effect.DUPLICATE, f"Row {earlier.number} says the same.")
        other = next(name for name in told if getattr(line, name) != getattr(earlier, name))
        line.refuse(
            other,
            f"what row {earlier.number} has: it cites the same voice in the same report. Put both in one row.",
        )
        return None
