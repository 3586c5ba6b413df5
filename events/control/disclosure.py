"""Evidence that was held back becomes public with the first published event that rests on it."""

from django.db.models import Q

from events.models import ControlEvent, Report, Source


def disclose(district_ids):
    """Make public what the published events of these districts rest on; return what was not, sources first.

    A report discloses the report that it repeats; a report discloses its source.
    """
    events = ControlEvent.objects.published().filter(district__in=district_ids)
    cited = Q(citations__event__in=events) | Q(copies__citations__event__in=events)
    reports = list(Report.objects.filter(cited, public=False).distinct())
    return _disclosed(Source.objects.filter(reports__in=reports, public=False).distinct()) + _disclosed(reports)


def _disclosed(rows):
    rows = list(rows)
    for row in rows:
        row.public = True
        row.save(update_fields=["public"])
    return rows
