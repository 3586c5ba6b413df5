"""Evidence that was held back becomes public with the first published event that rests on it."""

from events.control.prepared import Statement
from events.models import Report, Source

# Each step follows from the one before, whatever PostgreSQL guesses of how many there are: none looks through a table.
_HELD = Statement("""
SELECT DISTINCT held.id FROM unnest($1::bigint[]) AS touched (district)
JOIN events_controlevent AS event ON event.district_id = district AND status = 'published'
CROSS JOIN LATERAL (
    SELECT report_id FROM events_citation WHERE event_id = event.id
    UNION ALL SELECT report_id FROM events_casualtyclaim WHERE event_id = event.id OFFSET 0
) AS named
CROSS JOIN LATERAL (SELECT id, origin_id FROM events_report WHERE id = report_id OFFSET 0) AS cited
CROSS JOIN LATERAL (VALUES (cited.id), (cited.origin_id)) AS rests (number)
CROSS JOIN LATERAL (SELECT id FROM events_report WHERE id = number AND NOT public OFFSET 0) AS held
""")


def disclose(district_ids):
    """Make public what the published events of these districts rest on; return what was not, sources first.

    A report discloses the report that it repeats; a report discloses its source.
    """
    held = [number for (number,) in _HELD.rows(list(district_ids))]
    if not held:
        return []
    reports = list(Report.objects.filter(pk__in=held))
    return _disclosed(Source.objects.filter(reports__in=reports, public=False).distinct()) + _disclosed(reports)


def disclose_tallies(tallies):
    """Make tallies public, with what they rest on; return what was not public before: sources, reports, tallies."""
    held = list(tallies.filter(public=False).select_related("source", "report__source"))
    rests = [row for tally in held for row in disclose_evidence(source=tally.source, report=tally.report)]
    return rests + _disclosed(held)


def disclose_evidence(*, source, report=None):
    """Make public the source and the report, None for none, of a tally; return what was not public before."""
    reports = [each for each in (report and report.origin, report) if each]
    sources = {each.pk: each for each in (source, *(each.source for each in reports))}
    return _disclosed(_held(Source, sources)) + _disclosed(_held(Report, [each.pk for each in reports]))


def _held(model, keys):
    return model.objects.filter(pk__in=list(keys), public=False)


def _disclosed(rows):
    rows = list(rows)
    for row in rows:
        row.public = True
        row.save(update_fields=["public"])
    return rows
