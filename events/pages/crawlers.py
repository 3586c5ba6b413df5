"""What crawlers ask for: the list of all pages with when each changed last, and what they may read."""

from django.contrib.sitemaps import Sitemap, views
from django.db.models import Max
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from districts.models import District, Province
from events.models import LogEntry, Operation, Source

# Each item is listed once for each language.
PAGES = ("home", "districts", "changes", "compare", "chart", "insights", "sources", "methodology", "data")
AT_ONCE = 1500


class InLanguages(Sitemap):
    """Pages in all languages, each with its address in the others."""

    i18n = alternates = x_default = True
    limit = AT_ONCE


class PageMap(InLanguages):
    """The pages that are about the whole record."""

    def items(self):
        return list(PAGES)

    def location(self, item):
        return reverse(item)


class PlaceMap(InLanguages):
    """The pages of places, each as it was changed last by an event there."""

    def items(self):
        changed = _changed_in_districts()
        codes = District.objects.in_order().values_list("code", "province__code")
        provinces = {}
        for code, province in codes:
            provinces.setdefault(province, []).append(changed.get(code))
        found = [("province", code, _last(provinces.get(code, ()))) for code in _provinces()]
        return found + [("district", code, changed.get(code)) for code, _ in codes]

    def location(self, item):
        return reverse(item[0], args=[item[1]])

    def lastmod(self, item):
        return item[2]


class EventMap(InLanguages):
    """The pages of the published events, each as it was logged last."""

    def items(self):
        latest = LogEntry.objects.latest_of("event").values_list("object_id", "op", "at")
        return [(code, at) for code, op, at in latest if op in (Operation.ADD, Operation.MOD)]

    def location(self, item):
        return reverse("event", args=[item[0]])

    def lastmod(self, item):
        return item[1]


class SourceMap(InLanguages):
    """The pages of the sources."""

    def items(self):
        return list(Source.objects.listed().order_by("slug").values_list("slug", flat=True))

    def location(self, item):
        return reverse("source", args=[item])


def _provinces():
    return Province.objects.in_order().values_list("code", flat=True)


def _changed_in_districts():
    """Return {code of a district: when an event of it was logged last}."""
    told = LogEntry.objects.filter(object_type="event", snapshot__isnull=False).order_by()
    return dict(told.values_list("snapshot__district").annotate(Max("at")))


def _last(instants):
    return max((instant for instant in instants if instant), default=None)


SITEMAPS = {"pages": PageMap, "places": PlaceMap, "events": EventMap, "sources": SourceMap}


@require_safe
def sitemap_index(request):
    return views.index(request, SITEMAPS, sitemap_url_name="sitemap-section")


@require_safe
def sitemap_section(request, section):
    return views.sitemap(request, SITEMAPS, section)


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        "Disallow: /oembed",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
