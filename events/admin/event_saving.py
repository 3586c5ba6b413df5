"""Saving an event's form: by which button, with which right and reason, and what is said of it afterwards."""

from django.contrib import messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.utils.http import urlencode

from events.admin.effects import differences, timelines, verdict_of
from events.admin.refusals import RefusedError
from events.admin.steps import (
    form_steps,
    standing_of,
    why_not_edited,
    why_not_published,
    why_not_reopened,
)
from events.models import UNPUBLISHED, ControlEvent, Standing, Status
from events.pages.words import joined, standing_words
from events.roles import why_not


class SavedByStep:
    """An admin of events whose form is saved by the buttons of `form_steps`; what a step needs is refused in words."""

    def has_add_permission(self, request):
        return super().has_add_permission(request) and not why_not(request.user, "draft")

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not (obj and why_not_edited(request.user, obj))

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.step = request.POST.get("_step", "")
        return form

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        stored = ControlEvent.objects.filter(pk=obj.pk).first() if obj and obj.pk else None
        context["steps"] = form_steps(request.user, stored)
        context["stored"] = stored
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        places = {obj.district_id, form.initial.get("district")} - {None}
        before = timelines(places)
        if not change:
            obj.author = request.user
        if obj.status != Status.DRAFT:
            obj.review_note = ""
        super().save_model(request, obj, form, change)
        request.record.touch(*places)
        request.afterwards.append(lambda: self.tell(request, [obj.pk], before, places))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        refuse(request.user, form, formsets, self.reason_given(request))

    def tell(self, request, numbers, before, places):
        """Say what each event's standing is and why, and what has changed in the periods of the places."""
        for event in ControlEvent.objects.filter(pk__in=numbers).select_related("controller", "opponent"):
            self.message_user(request, *said_of(event))
        for sentence in differences(before, timelines(places)) or ["No perspective's periods have changed."]:
            self.message_user(request, sentence, messages.INFO)

    def response_add(self, request, obj, post_url_continue=None):
        return carried(request, obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        return carried(request, obj, super().response_change(request, obj))


def refuse(user, form, formsets, reason):
    """Raise RefusedError where a user may not save what was just written, judged by the standing that it has now."""
    event, before = form.instance, form.before
    if before in (Status.PUBLISHED, Status.RETRACTED):
        _refuse_change(user, form, formsets, reason)
        return
    checks = {
        Status.PUBLISHED: lambda: why_not_published(user, event),
        Status.IN_REVIEW: lambda: why_not(user, "submit", event) if before == Status.DRAFT or not before else "",
        Status.DRAFT: lambda: "",
    }
    sentence = checks[event.status]()
    if sentence:
        raise RefusedError(sentence)


def _refuse_change(user, form, formsets, reason):
    event = form.instance
    facts = [name for name in form.changed_data if name not in ("reason", "seen")]
    amended = any(formset.changed_objects or formset.deleted_objects for formset in formsets)
    added = any(formset.new_objects for formset in formsets)
    reopened = event.status != form.before
    if not (facts or amended or added or reopened):
        return
    corrected = bool(facts or amended or reopened)
    sentence = why_not_reopened(user, event) if reopened else why_not_saved(user, event, corrected)
    if sentence:
        raise RefusedError(sentence)
    if not reason:
        raise RefusedError(_nature(form, facts, amended, reopened), rule="a_change_of_an_event_has_a_reason")


def why_not_saved(user, event, corrected):
    """Return why a user may not make a change, be it for its nature or for the standing that it leads to."""
    now = standing_of(event)
    if not corrected:
        return why_not(user, "update", event, standing=now)
    # A correction must not lift an event past the eyes of a second person either.
    lifted = why_not(user, "update", event, standing=now) if now != event.standing else ""
    return why_not(user, "correct", event, standing=now) or lifted


def _nature(form, facts, amended, reopened):
    """Return a sentence that says which kind of change it is, by what was changed, and asks for the reason."""
    if reopened:
        return "Say why it is published again: readers who cited it will look here."
    changed = [str(form.fields[name].label or name).lower() for name in facts] + (["its evidence"] if amended else [])
    if not changed:
        return "This is an update: it adds evidence. Say why, in a sentence."
    return f"This is a correction: it changes {joined(changed)}. Say why: readers who cited it will look here."


def carried(request, event, response):
    """Return the response; “save and add another” goes on with the day, controller, report and province."""
    if "_addanother" not in request.POST or IS_POPUP_VAR in request.POST:
        return response
    last = event.citations.order_by("-pk").values_list("report", flat=True).first()
    kept = {"near": event.district.province.code, "date": event.date.isoformat(), "kind": event.kind}
    kept |= {"controller": event.controller_id, "opponent": event.opponent_id} | ({"report": last} if last else {})
    address = response["Location"]
    return HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}{urlencode(kept)}")


def said_of(event):
    """Return a sentence on an event's standing and the level of the message."""
    verdict = verdict_of(event)
    words = standing_words(verdict.standing, event)
    if event.status == Status.RETRACTED:
        return f"{event.code} is retracted: it counts nowhere.", messages.WARNING
    if event.status in UNPUBLISHED:
        where = "in review" if event.status == Status.IN_REVIEW else "a draft"
        sentence = f"{event.code} is {where} and counts nowhere; published, it would be {words}. {verdict.why}"
        return sentence, messages.WARNING
    level = messages.WARNING if verdict.standing == Standing.REFUTED else messages.SUCCESS
    return f"{event.code} is {words}. {verdict.why}", level
