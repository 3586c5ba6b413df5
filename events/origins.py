"""Which report another one likely repeats: agencies are printed by many, and repeats count once."""

import datetime

from django.db.models import Case, Q, When

from events.models import Report, SourceKind

OFFERED = 5


def likely_originals(report):
    """Return the reports that a report may repeat, likeliest first, `OFFERED` at most.

    They are originals of another source from the same day or the one before: those of the same title, and those of
    news agencies, first the ones that are cited for the same event. An original itself repeats nothing; nor does an
    agency, but for the same title.
    """
    if report.origin_id or not report.pk or report.copies.exists():
        return []
    same_title = Q(title__iexact=report.title) if report.title else Q(pk__in=[])
    agency = Q(source__kind=SourceKind.NEWS_AGENCY) if report.source.kind != SourceKind.NEWS_AGENCY else Q(pk__in=[])
    events = report.citations.values("event")
    days = (report.published - datetime.timedelta(days=1), report.published)
    near = Report.objects.filter(origin__isnull=True, published__range=days).exclude(source=report.source_id)
    rank = Case(
        When(same_title, then=0),
        When(citations__event__in=events, then=1),
        default=2,
    )
    found = near.filter(same_title | agency).annotate(rank=rank).order_by("rank", "-published", "pk")
    # One that is cited for several events comes several times; its likeliest place is the first.
    return list({each.pk: each for each in found.select_related("source")}.values())[:OFFERED]
