"""One event: what was said for and against it, the standing that follows, and what it changed."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from events.control.evidence import pure_events
from events.control.merging import survivor_of
from events.control.periods import View
from events.models import ControlEvent, LogEntry, Status
from events.models.numbering import number_of
from events.pages import losses, readings, story, words
from events.pages.asked import ask
from events.pages.corrections import corrections_of


@require_safe
def event_detail(request, code):
    asked = ask(request)
    events = ControlEvent.objects.once_published().filter(pk=_number(code))
    event = get_object_or_404(story.with_evidence(events))
    if event.merged_into_id:
        return _moved(survivor_of(event).get_absolute_url(), request)
    if event.status == Status.RETRACTED:
        return _retracted(request, asked, event)
    pure = pure_events(events)[0][3]
    entry = story.entry_of(event, pure, (None, None), asked.moment, asked.view)
    context = {
        "asked": asked,
        "event": event,
        "entry": entry,
        "losses": losses.claimed(event, asked.moment),
        "beneficiary": words.beneficiary(event),
        "effects": effects(event, pure, asked) if entry else [],
        "corrections": corrections_of(event, asked.moment.version),
    }
    return render(request, "events/event_detail.html", context)


def _number(code):
    try:
        return number_of(code, "E")
    except ValueError as error:
        raise Http404(str(error)) from error


def _moved(address, request):
    """Return the way to where an event was merged, for ever, with the query that was asked."""
    query = request.META["QUERY_STRING"]
    response = HttpResponse(status=308)
    response["Location"] = f"{address}?{query}" if query else address
    return response


def _retracted(request, asked, event):
    entry = LogEntry.objects.latest_of("event", [event.code]).first()
    if entry is None:
        raise Http404("It was never published.")
    context = {"asked": asked, "event": event, "entry": entry}
    return render(request, "events/event_retracted.html", context, status=410)


def effects(event, pure, asked):
    """Return what an event changed in each perspective: [{perspective, entry}]."""
    periods = readings.district_periods(event.district, asked.moment)
    found = []
    for perspective in asked.perspectives:
        mine = [period for period in periods if period.perspective_id == perspective.pk]
        begun = next((pair for pair in zip(mine, [None, *mine], strict=False) if pair[0].event_id == event.pk), None)
        view = View(perspective.slug, frozenset(perspective.accepts), perspective.side)
        entry = story.entry_of(event, pure, begun or (None, None), asked.moment, view)
        found.append({"perspective": perspective, "entry": entry})
    return found
