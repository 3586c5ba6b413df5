"""The outlets and bodies that the record rests on, and what each of them said."""

from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.control.restriction import conceal
from events.models import Citation, Reliability, Source, Status
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
    grades = [(grade, [one for one in sources if one.reliability == grade]) for grade in Reliability]
    context = {"asked": asked, "sources": sources, "grades": grades}
    return render(request, "events/source_list.html", context)


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
    context = {"asked": ask(request), "source": source, "reports": by_report(reports, said), "said": len(said)}
    return render(request, "events/source_detail.html", context)


def by_report(reports, citations):
    """Return the reports with what each says: [{report, citations}]."""
    found = {}
    for citation in citations:
        found.setdefault(citation.report_id, []).append(citation)
    return [{"report": report, "citations": found.get(report.pk, [])} for report in reports]
