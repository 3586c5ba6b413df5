"""Evidence that was held back becomes public with the first published event that rests on it."""

from django.db import connection

from events.models import Report, Source

_HELD = """
WITH named AS (
    SELECT report_id FROM events_citation JOIN events_controlevent AS event ON event.id = event_id
    WHERE district_id = ANY(%(districts)s::bigint[]) AND status = 'published'
    UNION
    SELECT report_id FROM events_casualtyclaim JOIN events_controlevent AS event ON event.id = event_id
    WHERE district_id = ANY(%(districts)s::bigint[]) AND status = 'published'
)
SELECT DISTINCT held.id FROM named JOIN events_report AS cited ON cited.id = report_id
CROSS JOIN LATERAL (VALUES (cited.id), (cited.origin_id)) AS rests (number)
JOIN events_report AS held ON held.id = number WHERE NOT held.public
"""


def disclose(district_ids):
    """Make public what the published events of these districts rest on; return what was not, sources first.

    A report discloses the report that it repeats; a report discloses its source.
    """
    with connection.cursor() as cursor:
        cursor.execute(_HELD, {"districts": list(district_ids)})
        held = [number for (number,) in cursor.fetchall()]
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
