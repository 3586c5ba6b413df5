"""The review page of an event: its evidence, what it adds up to, what a step would change, and the steps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from events.admin.effects import timelines
from events.admin.event_forms import fingerprint, link_to
from events.admin.preview import preview, pure, verdict
from events.admin.recorded import recorded
from events.admin.refusals import RefusedError, explain
from events.admin.steps import review_steps
from events.control.lifecycle import discard, move
from events.control.surroundings import doubts_about, happenings
from events.models import UNPUBLISHED, ControlEvent, Status
from events.pages.story import with_evidence

LEADS_TO = {
    "submit": Status.IN_REVIEW,
    "publish": Status.PUBLISHED,
    "return": Status.DRAFT,
    "retract": Status.RETRACTED,
}
STALE = "{} was changed since you opened this page: look at what it says now."
WHY = {
    "return": "Say what is to be mended: the note goes to its author.",
    "discard": "Say why it is discarded: its author may ask.",
    "retract": "Say why it is retracted: readers who cited it will look here.",
    "publish": "Say why it is published again: readers who cited it will look here.",
}


class ReviewedAdmin:
    """An admin of events with a page for each step that leaves the facts alone."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.review_view)
        return [path("<path:object_id>/review/", view, name="events_controlevent_review"), *super().get_urls()]

    def review_view(self, request, object_id):
        """Show an event as a reviewer sees it; a POST takes the step `_step`, with a reason where it needs one."""
        event = self.seen_event(request, object_id)
        if request.method != "POST":
            return self._review_page(request, event)
        try:
            return recorded(request, lambda: self._take(request, event.pk), reason=self.reason_given(request))
        except (IntegrityError, RefusedError) as error:
            return self._review_page(request, event, explain(error)[1])

    def seen_event(self, request, object_id):
        """Return the event of an id; Http404 for none, PermissionDenied for who may not see it."""
        event = self.get_object(request, object_id)
        if event is None:
            raise Http404("There is no such event.")
        if not self.has_view_permission(request, event):
            raise PermissionDenied
        return event

    def _review_page(self, request, event, refusal=""):
        event = with_evidence(ControlEvent.objects.filter(pk=event.pk)).select_related("author").get()
        seen = pure(event)
        counted = event.status != Status.PUBLISHED
        context = {
            **self.admin_site.each_context(request),
            "title": f"Review {event.code}",
            "opts": self.opts,
            "event": event,
            "verdict": verdict(seen),
            "steps": review_steps(request.user, event),
            "preview": preview(event.district, {event.pk: seen if counted else None}),
            "counted": counted,
            "doubts": _doubts_about(event),
            "seen": fingerprint(event),
            "refusal": refusal,
            "reason": self.reason_given(request),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/events/controlevent/review.html", context)

    def _take(self, request, number):
        event = ControlEvent.objects.select_related("district").filter(pk=number).first()
        name = request.POST.get("_step", "")
        if event is None or LEADS_TO.get(name) == event.status:
            # The same button twice: what was asked for is done.
            self.message_user(request, "That was done already.", messages.INFO)
            return self._back(event)
        self._refuse_step(request, event, name)
        before, code = timelines([event.district_id]), event.code
        if name == "discard":
            self.log_deletions(request, [event])
            discard(event=event)
            self.message_user(request, f"{code} was discarded.", messages.SUCCESS)
            return self._back(None)
        return self._moved(request, event, name, before)

    def _moved(self, request, event, name, before):
        note = self.reason_given(request) if name == "return" else ""
        move(event=event, status=LEADS_TO[name], note=note, record=request.record)
        self.log_change(request, event, [{"changed": {"fields": ["status"]}}])
        if name == "return":
            self.message_user(request, f"{event.code} is a draft again; its author sees the note.", messages.SUCCESS)
            return self._back(None)
        request.afterwards.append(lambda: self.tell(request, [event.pk], before, {event.district_id}))
        return self._back(event)

    def _refuse_step(self, request, event, name):
        """Raise RefusedError where a step may not be taken now, by this person, or without a reason."""
        if request.POST.get("seen") != fingerprint(event):
            raise RefusedError(format_html(STALE, link_to(event)))
        steps = {step.name: step for step in review_steps(request.user, event)}
        if name not in steps:
            raise RefusedError(f"{event.code} is {event.get_status_display()}: choose one of the steps below.")
        if steps[name].refusal:
            raise RefusedError(steps[name].refusal)
        if not self.reason_given(request) and _needs_reason(request.user, event, name):
            raise RefusedError(WHY[name])

    def _back(self, event):
        """Return the way to an event's page, or to the queue."""
        if event is None:
            return HttpResponseRedirect(reverse("admin:events_controlevent_queue"))
        return HttpResponseRedirect(reverse("admin:events_controlevent_change", args=[event.pk]))


def _doubts_about(event):
    """Return what is doubtful about an event before it is published; nothing once the public has seen it."""
    if event.status not in UNPUBLISHED:
        return []
    return doubts_about(happenings(ControlEvent.objects.filter(pk=event.pk)))[0]


def _needs_reason(user, event, name):
    """Return whether a step needs a reason: a public one does, and one on somebody else's draft that holds it up."""
    if event.status not in UNPUBLISHED:
        return True
    return name in ("return", "discard") and event.author_id != user.pk
