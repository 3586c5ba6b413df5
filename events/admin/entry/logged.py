"""The page that a saved report leads to: its events, what they add up to and what they change."""

from django.contrib import admin
from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.admin.preview import Previews
from events.control.evidence import pure_events
from events.control.standing import judge
from events.models import UNPUBLISHED, ControlEvent
from events.models.numbering import number_of

SHOWN = 100  # as many as a page has lines


@require_safe
def logged(request):
    numbers = [_number(code) for code in request.GET.get("events", "").split(",")[:SHOWN]]
    events = ControlEvent.objects.filter(pk__in=[number for number in numbers if number])
    seen = {event.id: event for *_, event in pure_events(events)}
    events = events.select_related("district__province", "controller", "opponent").order_by("pk")
    context = admin.site.each_context(request) | {"rows": _rows(list(events), seen), "title": "Logged"}
    return render(request, "admin/events/entry/logged.html", context)


def _rows(events, seen):
    """Return a row an event: itself, why it stands as it does, and what publishing it would change."""
    previews = Previews({event.district_id for event in events})
    return [
        {"event": event, "why": _why(seen[event.pk]), "changes": _changes(event, seen[event.pk], previews)}
        for event in events
    ]


def _why(event):
    return judge(event.kind, event.controller, event.opponent, event.statements).why


def _changes(event, seen, previews):
    """Return what publishing an event would change, a sentence a change; nothing for one that is published."""
    return previews.of(event.district, {event.pk: seen}).sentences if event.status in UNPUBLISHED else []


def _number(code):
    try:
        return number_of(code, "E")
    except ValueError:
        return None
