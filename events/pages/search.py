"""The search of the header: places by any spelling, and what events, reports and sources say, by their words."""

from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext, pgettext
from django.views.decorators.http import require_safe

from districts import gazetteer, languages
from districts.name_index import ALIKE, PART
from events.control import fulltext
from events.models import Source
from events.pages.asked import choice

FEW, MANY = 10, 200  # results of a group: beside the others, and alone
SUGGESTIONS = 8
NEAR = 0.75  # how well a spelling must resemble a place's to be worth asking whether that was meant

PLACES, EVENTS, REPORTS, SOURCES = "places", "events", "reports", "sources"
READ = {EVENTS: fulltext.events, REPORTS: fulltext.reports, SOURCES: fulltext.sources}
GROUPS = (PLACES, *READ)


@require_safe
def search(request):
    text, only = asked_text(request), choice(request, "in", GROUPS)
    found = gazetteer.find(text, limit=MANY) if text else gazetteer.Found("")
    places = [one for one in found.candidates if one.score >= ALIKE]
    groups = groups_of(text, places, only)
    context = {
        "searched": text,
        "only": only,
        "exact": exact(found),
        "meant": [] if places else [one for one in found.candidates if one.score >= NEAR][:3],
        "groups": groups,
        "total": sum(group["count"] for group in groups),
        "names": GROUPS,
    }
    return render(request, "events/search.html", context)


@require_safe
def suggest(request):
    text = asked_text(request)
    return JsonResponse({"suggestions": suggestions(text) if len(text) > 1 else []})


def asked_text(request):
    """Return the text that is searched for, without what no text can hold and cut at the longest."""
    return request.GET.get("q", "").replace("\0", "").strip()[: fulltext.LONGEST]


def exact(found):
    """Return the one place that is spelled just so, None where there is none or several are."""
    sure = found.unambiguous
    return sure.place if sure and sure.score >= PART else None


def groups_of(text, places, only=""):
    """Return the groups that have results: [{name, count, results, is_cut}], one alone if `only` names it."""
    most = MANY if only else FEW
    groups = [{"name": PLACES, "count": len(places), "results": places[:most]}] if only in ("", PLACES) else []
    for name, read in READ.items():
        if text and only in ("", name):
            rows = read(text)
            groups.append({"name": name, "count": rows.count(), "results": list(rows[:most])})
    return [{**group, "is_cut": group["count"] > most} for group in groups if group["count"]]


def suggestions(text):
    """Return what a text that is still being typed may become: at most SUGGESTIONS of {label, note, url}.

    Places come first, then the sources whose name begins so.
    """
    found = [one.place for one in gazetteer.find(text, limit=SUGGESTIONS).candidates]
    rows = [
        {"label": languages.name_of(place), "note": where(place), "url": place.get_absolute_url()} for place in found
    ]
    sources = Source.objects.listed().filter(name__istartswith=text).order_by("name")[: max(2, SUGGESTIONS - len(rows))]
    told = [{"label": one.name, "note": gettext("source"), "url": one.get_absolute_url()} for one in sources]
    return [*rows[: SUGGESTIONS - len(told)], *told]


def where(place):
    """Return what a place is, as a note beside its name: the province of a district, or that it is one."""
    province = getattr(place, "province", None)
    return languages.name_of(province) if province else pgettext("kind of place", "province")
