"""The outlets and bodies that the record rests on, and what each of them said."""

from collections import defaultdict

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.control.restriction import conceal
from events.models import Citation, Reliability, Source, Status
from events.pages import readings, track_record, tracked
from events.pages.asked import ask

COUNTED = Q(reports__citations__event__status=Status.PUBLISHED, reports__restricted=False)
SHOWN = Q(reports__public=True, reports__restricted=False)


@require_safe
def source_list(request):
    asked = ask(request)
    sources = (
        Source.objects.listed()
        .select_related("actor")
        .annotate(
            report_count=Count("reports", filter=SHOWN, distinct=True),
            citation_count=Count("reports__citations", filter=COUNTED, distinct=True),
        )
    )
    happenings = tracked.happenings()
    tracks = tracks_by_source(happenings, sources)
    rows = [{"source": one, "track": tracks[one.slug]} for one in sources]
    grades = [(grade, [row for row in rows if row["source"].reliability == grade]) for grade in Reliability]
    context = {
        "asked": asked,
        "sources": sources,
        "grades": [(grade, members) for grade, members in grades if members],
        "parties": parties(happenings),
        "small": track_record.SMALL,
    }
    return render(request, "events/source_list.html", context)


def tracks_by_source(happenings, sources):
    """Return {slug: Track} of the sources; their actors are fetched along."""
    of = defaultdict(list)
    for happening in happenings:
        for slug in {told.source for told in happening.told}:
            of[slug].append(happening)
    return {
        source.slug: track_record.of_source(of[source.slug], source.slug, source.actor.slug if source.actor else "")
        for source in sources
    }


def parties(happenings):
    """Return the Track of each party that spoke, of what it gains by and of the rest: [{actor, gains, loses}]."""
    found = []
    for slug, actor in readings.actors_by_slug().items():
        tracks = [track_record.of_party(events, slug) for events in track_record.claims_of(happenings, slug)]
        if any(track.assertions or track.denials for track in tracks):
            found.append({"actor": actor, "gains": tracks[0], "loses": tracks[1]})
    return found


@require_safe
def source_detail(request, slug):
    source = get_object_or_404(Source.objects.listed().select_related("actor"), slug=slug)
    reports = source.reports.shown().select_related("origin__source").order_by("published", "id")
    reports = [conceal(report) for report in reports]
    said = (
        Citation.objects.filter(report__in=reports, event__status=Status.PUBLISHED)
        .select_related("voice", "event__district", "event__controller", "event__opponent")
        .order_by("event__date", "event_id", "id")
    )
    [track] = tracks_by_source(tracked.happenings(source), [source]).values()
    context = {
        "asked": ask(request),
        "source": source,
        "reports": by_report(reports, said),
        "said": len(said),
        "track": track,
        "track_rows": track_rows(track),
        "small": track_record.SMALL,
    }
    return render(request, "events/source_detail.html", context)


def track_rows(track):
    """Return how many events of each standing a Track has: [(standing, asserted, denied)], those with any."""
    rows = [(standing, number, track.denied[standing]) for standing, number in track.asserted.items()]
    return [row for row in rows if row[1] or row[2]]


def by_report(reports, citations):
    """Return the reports with what each says: [{report, citations}]."""
    found = {}
    for citation in citations:
        found.setdefault(citation.report_id, []).append(citation)
    return [{"report": report, "citations": found.get(report.pk, [])} for report in reports]
