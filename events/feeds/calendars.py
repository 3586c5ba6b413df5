"""What changed hands as a calendar (RFC 5545): one all-day event a change, on the day that the record gives it."""

import datetime

from django.db.models import F, Max, Min, Window
from django.db.models.functions import Collate, Lag
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from districts import languages
from districts.country import name_of_country
from districts.languages import name_of
from districts.models import District, Province
from events.control.state import periods_at
from events.feeds.told import permanent
from events.models import Actor, LogEntry
from events.models.numbering import code_of
from events.pages import words
from events.pages.asked import ask

MEDIA_TYPE = "text/calendar; charset=utf-8"
ONE_DAY = datetime.timedelta(days=1)
SHAPES = [f"district__{place}{shape}" for place in ("", "province__") for shape in ("cell", "boundary")]


def changes_of(moment, *, province=None, district=None):
    """Return the changes of hands of a place up to a moment's day, by day and place, as control periods.

    Each has `loser_id`, the actor that held it before, and `lost_version`, the version since which that is recorded.
    """
    before = {"partition_by": F("district_id"), "order_by": ("start", "position")}
    periods = periods_at(moment).filter(district__lists__contains=[moment.list], start__lte=moment.as_of)
    if district or province:
        periods = periods.filter(district=district) if district else periods.filter(district__province=province)
    followed = periods.annotate(
        loser_id=Window(Lag("controller_id"), **before), lost_version=Window(Lag("version_from"), **before)
    )
    told = followed.select_related("controller", "district__province", "event__controller", "event__opponent")
    rows = told.defer(*SHAPES).order_by("start", Collate("district__code", "C"), "position")
    return [row for row in rows if row.loser_id not in (None, row.controller_id)]


def calendar(request, asked, *, province=None, district=None) -> bytes:
    """Return the calendar of a place at the moment that was asked for."""
    changes = changes_of(asked.moment, province=province, district=district)
    logged = _logged(changes)
    numbered = [(change, *_revision(change, logged)) for change in changes]
    instants = _instants({version for _, _, version in numbered})
    losers = {actor.pk: actor for actor in Actor.objects.all()}
    sheet = _sheet(district or province)
    for change, began, version in numbered:
        entry = _entry(request, asked, change, losers[change.loser_id])
        entry.add("uid", permanent("hands", asked.perspective.slug, change.event.code, began.isoformat()))
        entry.add("sequence", version)
        for stamp in ("dtstamp", "last-modified"):
            entry.add(stamp, instants[version])
        sheet.add_component(entry)
    return sheet.to_ical()


def _logged(changes):
    """Return {id of an event: (instant of its first log entry, version of its last one)} of changes of hands."""
    codes = [code_of(change.event_id, "E") for change in changes]
    entries = LogEntry.objects.filter(object_type="event", object_id__in=codes).order_by()
    return {code: told for code, *told in entries.values_list("object_id").annotate(Min("at"), Max("version"))}


def _revision(change, logged):
    """Return since when the log knows the event of a change, and the version that last touched it or who lost.

    The period that it began is recorded anew when it ends, which changes nothing here.
    """
    began, version = logged[change.event.code]
    return began, max(version, change.lost_version)


def _instants(versions):
    entries = LogEntry.objects.filter(version__in=versions).order_by()
    return dict(entries.values_list("version").annotate(Min("at")))


def _sheet(place):
    """Return an empty calendar with the name of a place; of the country where it is None."""
    name = gettext("Marz: changes of hands in %(place)s") % {"place": name_of(place) if place else name_of_country()}
    sheet = Calendar()
    sheet.add("prodid", f"-//Marz//Changes of hands//{languages.active().upper()}")
    sheet.add("version", "2.0")
    sheet.add("method", "PUBLISH")
    for key in ("name", "x-wr-calname"):
        sheet.add(key, name)
    sheet.add("refresh-interval", datetime.timedelta(hours=12), parameters={"VALUE": "DURATION"})
    return sheet


def _entry(request, asked, change, loser):
    event, place = change.event, change.district
    facts = {"winner": name_of(change.controller), "loser": name_of(loser)}
    facts |= {"district": name_of(place), "province": name_of(place.province)}
    entry = Event()
    entry.add("summary", gettext("%(district)s, %(province)s: from %(loser)s to %(winner)s") % facts)
    entry.add("dtstart", change.start)
    entry.add("dtend", change.start + ONE_DAY)
    entry.add("transp", "TRANSPARENT")
    entry.add("categories", [change.standing])
    entry.add("description", _description(asked, change, event))
    entry.add("url", request.build_absolute_uri(reverse("event", args=[event.code]) + asked.query))
    return entry


def _description(asked, change, event):
    lines = [words.headline(event) + ".", event.summary]
    if event.date_earliest != event.date_latest:
        days = words.days_text(event.date_earliest, event.date_latest)
        lines.append(gettext("The day is uncertain: %(days)s.") % {"days": days})
    lines.append(gettext("Standing: %(standing)s.") % {"standing": words.standing_words(change.standing, event)})
    lines.append(gettext("Whose word counts: %(name)s.") % {"name": gettext(asked.perspective.name)})
    return "\n".join(filter(None, lines))


def _answer(request, **place):
    response = HttpResponse(calendar(request, ask(request), **place), content_type=MEDIA_TYPE)
    response["Content-Disposition"] = 'inline; filename="changes.ics"'
    return response


@require_safe
def country(request):
    return _answer(request)


@require_safe
def province(request, code):
    return _answer(request, province=get_object_or_404(Province.objects.defer("cell", "boundary"), code=code))


@require_safe
def district(request, code):
    return _answer(request, district=get_object_or_404(District.objects.defer("cell", "boundary"), code=code))
