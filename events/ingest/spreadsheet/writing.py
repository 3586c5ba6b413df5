"""Write what a sheet plans: sources and reports held back from the public, events, citations, a table at a time."""

from collections.abc import Iterable

from events.control.recording import Recording
from events.ingest.spreadsheet.lines import Line
from events.ingest.spreadsheet.matching import Planned
from events.ingest.spreadsheet.reports import CitedReport, Reports
from events.ingest.spreadsheet.sources import NamedSource
from events.ingest.spreadsheet.weighing import build
from events.models import Citation, ControlEvent, ImportedRow, Report, Source, Status

BATCH = 1000


def write(planned: dict[Planned, str], reports: Reports, *, user, status: str, record: Recording) -> list[ControlEvent]:
    """Write planned events with their citations within a recording; return the new events in the order of their rows.

    `planned` has the standing that each will have. What is new and rests on nothing public stays held back until an
    event that rests on it is published.
    """
    _write_reports(reports)
    events = {
        one: build(one, author=user, status=status, standing=standing)
        for one, standing in planned.items()
        if one.event is None
    }
    ControlEvent.objects.bulk_create(events.values(), batch_size=BATCH)
    citations = [
        (line, _citation(line, report, events.get(one, one.event))) for one in planned for line, report in one.cited
    ]
    Citation.objects.bulk_create([citation for _, citation in citations], batch_size=BATCH)
    _keep_ids(citations)
    record.touch(*(one.event.district_id for one in planned if one.event))
    if status == Status.PUBLISHED:
        record.touch(*(event.district_id for event in events.values()))
    return list(events.values())


def _write_reports(reports: Reports) -> None:
    named = {one.source for one in reports.new if isinstance(one.source, NamedSource)}
    sources = {one: reports.sources.built(one) for one in sorted(named, key=lambda one: one.name)}
    Source.objects.bulk_create(sources.values(), batch_size=BATCH)
    rows = [
        Report(
            source=sources.get(one.source, one.source),
            url=one.url,
            title=one.title,
            published=one.published,
            public=False,
        )
        for one in reports.new
    ]
    Report.objects.bulk_create(rows, batch_size=BATCH)
    for one, row in zip(reports.new, rows, strict=True):
        one.number = row.pk


def _citation(line: Line, report: CitedReport, event: ControlEvent) -> Citation:
    names = ("voice", "stance", "scope", "attribution", "claimed_date", "note")
    return Citation(event=event, report_id=report.number, **{name: getattr(line, name) for name in names})


def _keep_ids(citations: Iterable[tuple[Line, Citation]]) -> None:
    """Keep which citation each external id stands for; one whose draft was discarded stands for the new one."""
    ids = {line.external_id: citation.pk for line, citation in citations if line.external_id}
    ImportedRow.objects.bulk_create(
        [ImportedRow(external_id=name, citation_number=number) for name, number in ids.items()],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["external_id"],
        update_fields=["citation_number"],
    )
