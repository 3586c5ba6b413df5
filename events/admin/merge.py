"""Merge an event into another: choose the one that stays, look at both and at the effect, say why."""

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from events.admin.effects import timelines
from events.admin.event_forms import fingerprint, link_to
from events.admin.preview import merged, preview, pure, verdict
from events.admin.recorded import recorded
from events.admin.refusals import RefusedError, explain
from events.control.merging import merge, why_not_merged
from events.models import ControlEvent
from events.models.numbering import number_of
from events.pages.story import with_evidence
from events.pages.words import days_text, headline
from events.roles import why_not

STALE = "{} was changed since you opened this page: look at what both say now."


class MergeForm(forms.Form):
    """Which event stays, and why the other goes."""

    survivor = forms.ChoiceField(
        required=False,
        label="The event that stays",
        help_text="Published events of the same district, the nearest day first.",
    )
    code = forms.CharField(required=False, max_length=12, label="or its id", help_text="For example E0001.")
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        label="Reason, in a sentence",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Public: it stands in the log.",
    )

    def __init__(self, *args, duplicate, **kwargs):
        super().__init__(*args, **kwargs)
        near = ControlEvent.objects.published().filter(district=duplicate.district).exclude(pk=duplicate.pk)
        near = sorted(near.select_related("controller", "opponent"), key=lambda one: abs(one.date - duplicate.date))
        self.fields["survivor"].choices = [("", "Choose one"), *((one.pk, _named(one)) for one in near)]

    def clean(self):
        """Find the event that is meant, as `chosen`."""
        super().clean()
        code = self.cleaned_data.get("code", "").strip().upper()
        try:
            number = number_of(code, "E") if code else int(self.cleaned_data.get("survivor") or 0)
        except ValueError as error:
            self.add_error("code", str(error))
            return
        found = ControlEvent.objects.filter(pk=number).first()
        if found is None and not self.errors:
            self.add_error("code" if code else "survivor", f"No event is {code}." if code else "Choose one.")
        self.cleaned_data["chosen"] = found


class MergingAdmin:
    """An admin of events with a page that merges one into another."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.merge_view)
        return [path("<path:object_id>/merge/", view, name="events_controlevent_merge"), *super().get_urls()]

    def merge_view(self, request, object_id):
        """Show an event beside the one it may be a duplicate of; a POST merges it, in one version."""
        event = self.seen_event(request, object_id)
        refusal = why_not(request.user, "merge", event)
        form = MergeForm(request.POST or request.GET or None, duplicate=event)
        chosen = form.cleaned_data.get("chosen") if form.is_bound and form.is_valid() else None
        if chosen and not refusal:
            refusal = why_not_merged(event, chosen) or _why_not(request.user, event, chosen)
        if request.method == "POST" and chosen and not refusal:
            try:
                return recorded(
                    request, lambda: self._merge(request, event.pk, chosen.pk), reason=self.reason_given(request)
                )
            except (IntegrityError, RefusedError) as error:
                refusal, shown = explain(error)[1], chosen
                return self._merge_page(request, event, shown, form, refusal)
        return self._merge_page(request, event, chosen, form, refusal)

    def _merge(self, request, number, other):
        events = ControlEvent.objects.select_related("district").in_bulk([number, other])
        duplicate, survivor = events.get(number), events.get(other)
        if not duplicate or not survivor or request.POST.get("seen") != _seen(duplicate, survivor):
            raise RefusedError(format_html(STALE, link_to(duplicate) if duplicate else "One of them"))
        refusal = why_not_merged(duplicate, survivor) or _why_not(request.user, duplicate, survivor)
        if refusal or not self.reason_given(request):
            raise RefusedError(refusal or "Say why the two are one event: readers who cited either will look here.")
        before, code = timelines([survivor.district_id]), duplicate.code
        self.log_change(request, duplicate, f"Merged into {survivor.code}.")
        merge(duplicate=duplicate, survivor=survivor, record=request.record)
        self.message_user(request, f"{code} was merged into {survivor.code}.", messages.SUCCESS)
        request.afterwards.append(lambda: self.tell(request, [survivor.pk], before, {survivor.district_id}))
        return HttpResponseRedirect(reverse("admin:events_controlevent_change", args=[survivor.pk]))

    def _merge_page(self, request, event, chosen, form, refusal):
        events = {one.pk: one for one in with_evidence(ControlEvent.objects.filter(pk__in=_numbers(event, chosen)))}
        possible = chosen and not why_not_merged(event, chosen)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Merge {event.code} into another event",
            "opts": self.opts,
            "event": events[event.pk],
            "sides": [(one, verdict(pure(one))) for one in events.values()] if chosen else [],
            "chosen": chosen,
            "possible": possible,
            "preview": _effect(event, chosen) if possible else None,
            "form": form,
            "seen": _seen(event, chosen) if chosen else "",
            "refusal": refusal,
            "media": self.media,
        }
        return TemplateResponse(request, "admin/events/controlevent/merge.html", context)


def _numbers(event, chosen):
    return [event.pk, *([chosen.pk] if chosen else [])]


def _effect(duplicate, survivor):
    return preview(survivor.district, {duplicate.pk: None, survivor.pk: merged(duplicate, survivor)})


def _why_not(user, duplicate, survivor):
    """Return why a user may not merge the two, for the role or for the standing that the survivor would have."""
    standing = verdict(merged(duplicate, survivor)).standing
    return why_not(user, "merge", duplicate) or why_not(user, "merge", survivor, standing=standing)


def _seen(duplicate, survivor):
    return f"{fingerprint(duplicate)}-{fingerprint(survivor)}"


def _named(event):
    return f"{event.code}: {days_text(event.date_earliest, event.date_latest)}, {headline(event)}"
