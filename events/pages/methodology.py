"""The rules in plain words, from the tables that the code itself goes by."""

from django.conf import settings
from django.db.models import Count
from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts import shapes
from districts.models import Country, District
from events.control.standing import KINDS, RULES, STANDINGS
from events.control.state import DEFAULT_LIST
from events.models import Citation, ControlEvent, EventKind, Reliability, Report, Standing
from events.pages.asked import ask


@require_safe
def methodology(request):
    events = ControlEvent.objects.published().order_by()
    of_kind = dict(events.values_list("kind").annotate(number=Count("id")))
    of_standing = dict(events.values_list("standing").annotate(number=Count("id")))
    context = {
        "asked": ask(request),
        "kinds": [(EventKind(kind.slug).label, kind, of_kind.get(kind.slug, 0)) for kind in KINDS.values()],
        "standings": [(Standing(slug), meaning, of_standing.get(slug, 0)) for slug, meaning in STANDINGS.items()],
        "rules": RULES,
        "grades": Reliability,
        "event_count": sum(of_kind.values()),
        "citation_count": Citation.objects.filter(event__in=events).count(),
        "report_count": Report.objects.public().count(),
        "weaknesses": settings.RECORD.weaknesses,
        "district_count": District.objects.on_list(DEFAULT_LIST).count(),
        "map": shapes.country_map(),
        "country": Country.objects.defer("outline").first(),
    }
    return render(request, "events/methodology.html", context)
