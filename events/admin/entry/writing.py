"""Write a report with its lines, all or nothing, as drafts, for review or published."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from events.admin.effects import differences, standings_of, timelines
from events.control.lifecycle import move
from events.control.recording import recording
from events.entry import Line, log_lines
from events.models import ControlEvent, Report, Status
from events.models.numbering import code_of
from events.pages.words import day
from events.roles import why_not

DRAFT, REVIEW, PUBLISH = "draft", "review", "publish"
LEADS_TO = {REVIEW: Status.IN_REVIEW, PUBLISH: Status.PUBLISHED}
GONE = "{} was retracted or discarded meanwhile: log an event of its own."
TOO_EARLY = datetime.timedelta(days=1)  # a report from elsewhere may be dated the eve of a local day


class RefusalError(Exception):
    """Nothing was written: `lines` has {number of the line from 0: sentences}, `report` what is wrong with that."""

    def __init__(self, *, lines=None, report=()):
        super().__init__(lines, report)
        self.lines, self.report = lines or {}, tuple(report)


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The events of the lines in their order, the report, and what changed in the periods, in sentences."""

    report: Report
    events: list[ControlEvent] = field(default_factory=list)
    effects: list[str] = field(default_factory=list)


def write(*, report: Report, lines: list[Line], author, then: str = DRAFT, reason: str = "") -> Written:
    """Log the lines of a report, saved or not, and leave the new events as `then` says: draft, review or publish.

    A new report, and a new source of it, are held back until an event that rests on them is published. What is cited
    for a published event is logged as an update; the public reads `reason`, without it that there is new evidence in
    the report. Raises RefusalError, and writes nothing, when a line is a twin, is not valid, or its author may not do
    this with it.
    """
    with recording() as record:
        report = _stored(report)
        if wrong := twins(lines) | _gone(lines):
            raise RefusalError(lines=wrong)
        if any(line.cite and line.cite.status == Status.PUBLISHED for line in lines):
            record.reason = reason or f"New evidence in {report.code}."
        events = _logged(report, lines, author)
        before = timelines({event.district_id for event in events})
        record.touch(*(event.district_id for event in events))
        _move_on(record, report, lines, events, author, then)
    return Written(
        report=report, events=events, effects=differences(before, timelines({each.district_id for each in events}))
    )


def twins(lines: list[Line]) -> dict[int, list[str]]:
    """Return {number of a line: [sentence]} for new events that are logged already, or in a line before it."""
    fresh = {number: _identity(line.facts) for number, line in enumerate(lines) if not line.cite}
    days = {identity[1] for identity in fresh.values()}
    logged = ControlEvent.objects.exclude(status=Status.RETRACTED).filter(date__in=days)
    logged = logged.filter(district__in={identity[0] for identity in fresh.values()})
    known = {
        _identity(row): row["id"] for row in logged.values("id", "district_id", "date", "kind", "controller_id", "time")
    }
    found, seen = {}, {}
    for number, identity in fresh.items():
        if identity in known:
            found[number] = [_said_already(code_of(known[identity], "E"), identity[1])]
        elif identity in seen:
            found[number] = [
                f"Line {seen[identity] + 1} says the same: remove one, or give a time if it happened twice."
            ]
        seen.setdefault(identity, number)
    return found


def _gone(lines):
    """Bring the cited events up to date under the lock; return a sentence for each that is no more."""
    cited = {number: line.cite for number, line in enumerate(lines) if line.cite}
    present = ControlEvent.objects.exclude(status=Status.RETRACTED).in_bulk([event.pk for event in cited.values()])
    for event in cited.values():
        if event.pk in present:
            event.status, event.standing = present[event.pk].status, present[event.pk].standing
    return {number: [GONE.format(event.code)] for number, event in cited.items() if event.pk not in present}


def _said_already(code, date):
    return (
        f"{code} says the same already, of {day(date)}: add this as a citation to it; or give a time, if it "
        "happened twice that day."
    )


def _identity(facts):
    place = facts["district"].pk if "district" in facts else facts["district_id"]
    controller = facts["controller"].pk if "controller" in facts else facts["controller_id"]
    return place, facts["date"], str(facts["kind"]), controller, facts.get("time")


def _stored(report):
    """Return the report as it is in the database, saved with its source where it was new."""
    if report.pk:
        return report
    known = Report.objects.at(report.url).filter(source=report.source_id).first() if report.source.pk else None
    if known:
        return known
    try:
        if not report.source.pk:
            report.source.full_clean()
            report.source.save()
            report.source_id = report.source.pk
        report.full_clean()
    except ValidationError as error:
        raise RefusalError(report=error.messages) from error
    report.save()
    return report


def _logged(report, lines, author):
    """Return the events of the lines, written at once; where that is refused, find out of which lines it is."""
    try:
        return log_lines(report=report, lines=lines, author=author)
    except ValidationError:
        return _logged_singly(report, lines, author)


def _logged_singly(report, lines, author):
    events, refused = [], {}
    for number, line in enumerate(lines):
        try:
            events += log_lines(report=report, lines=[line], author=author)
        except ValidationError as error:
            refused[number] = error.messages
    if refused:
        raise RefusalError(lines=refused)
    return events


def _move_on(record, report, lines, events, author, then):
    """Leave each event as it is wanted, or refuse them all."""
    refused, standings = {}, standings_of(events)
    for number, (line, event) in enumerate(zip(lines, events, strict=True)):
        sentence = _why_not(report, line, event, author, then, standings[event.pk])
        if sentence:
            refused[number] = [sentence]
    if refused:
        raise RefusalError(lines=refused)
    fresh = [event for line, event in zip(lines, events, strict=True) if not line.cite]
    for event in fresh if then in LEADS_TO else ():
        move(event=event, status=LEADS_TO[then], record=record)


def _why_not(report, line, event, author, then, standing):
    if line.cite and event.status not in (Status.DRAFT, Status.IN_REVIEW):
        return why_not(author, "update", event, standing=standing)
    if line.cite or then == DRAFT:
        return why_not(author, "draft", event if line.cite else None)
    if then == REVIEW:
        return why_not(author, "submit", event)
    if event.date_earliest - report.published > TOO_EARLY:
        return f"The report is of {day(report.published)}, before the event: it can only be saved as a draft."
    return why_not(author, "publish", event, standing=standing)
