"""The forms of an event and its citations: defaults for the hurried, and each mistake said on its field."""

import hashlib
import json

from django import forms
from django.urls import reverse
from django.utils.html import format_html

from events.admin.refusals import RecordForm
from events.api.rows import public_events
from events.control.state import today
from events.models import UNPUBLISHED, Actor, CasualtyClaim, ControlEvent, EventKind, LogEntry, Status
from events.pages.words import day

ALWAYS_CONTESTED = (EventKind.CONTESTED, EventKind.RELOCATED)
NEVER_CONTESTED = (EventKind.HELD, EventKind.ASSESSED, EventKind.ASSUMED)
FIRST_YEAR = 1900
COUNTED = ("report", "voice", "of", "outcome", "low", "high", "attribution")
STATUSES = {"draft": Status.DRAFT, "submit": Status.IN_REVIEW, "publish": Status.PUBLISHED}
IDENTITY = ("district", "date", "time", "kind", "controller", "summary")


def link_to(obj):
    """Return a record's public id as a link to its page in the admin."""
    url = reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_change", args=[obj.pk])
    return format_html('<a href="{}">{}</a>', url, obj.code)


def impossible(date):
    """Return a sentence when a day is still to come there or has a year that was mistyped, else nothing."""
    now = today()
    if date and date > now:
        return f"{day(date)} is in the future: there it is {day(now)}."
    if date and date.year < FIRST_YEAR:
        return f"The year {date.year:04d} is before {FIRST_YEAR}: look at its digits again."
    return ""


def fingerprint(event):
    """Return a short text that changes whenever the facts, the citations or the casualties of an event do."""
    facts = [row | {"standing": ""} for row in public_events(ControlEvent.objects.filter(pk=event.pk))]
    facts += CasualtyClaim.objects.filter(event=event.pk).order_by("pk").values_list(*COUNTED) if event.pk else []
    return hashlib.sha256(json.dumps(facts).encode()).hexdigest()[:16]


def was_published(event):
    """Return whether the public has seen an event, be it published or retracted now."""
    return (
        event.status not in UNPUBLISHED or LogEntry.objects.filter(object_type="event", object_id=event.code).exists()
    )


class SeenField(forms.CharField):
    """The fingerprint of what the page showed: sent back as it was, it is no change."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


class ControlEventForm(RecordForm):
    """An event's facts. `step` is the button that sends them, which decides the event's status."""

    step = ""
    seen = SeenField(required=False)
    reason = forms.CharField(
        required=False,
        label="Reason for the change",
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Public: it stands in the log. New citations or casualties alone are an update of the event; "
        "anything else corrects it. Either needs a reason.",
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("date_earliest", "date_latest", "opponent"):
            if name in self.fields:
                self.fields[name].required = False
        for name in ("controller", "opponent"):
            if name in self.fields:
                self.fields[name].error_messages["invalid_choice"] = (
                    "Only a party that can hold ground is chosen here: government, Taliban, …"
                )
        if "summary" in self.fields:
            self.fields["summary"].widget.attrs["rows"] = 2
        if "seen" in self.fields:
            self.initial["seen"] = fingerprint(self.instance)
        # The citations' formset says on the event that a published one needs one.
        self.instance.edited_in = self
        self.before = self.instance.status if self.instance.pk else ""

    def clean(self):
        super().clean()
        self._refuse_stale()
        self._fill_days()
        self._fill_opponent()
        self._follow_kind()
        self._refuse_days()
        self._take_step()
        self._refuse_twin()
        return self.cleaned_data

    def _refuse_stale(self):
        if self.cleaned_data.get("seen") in ("", None, self.initial.get("seen")):
            return
        sentence = "{} was changed since you opened this page: open it again and make your change to what it says now."
        self.add_error(None, format_html(sentence, link_to(self.instance)))

    def _fill_days(self):
        given = self.cleaned_data
        for name in ("date_earliest", "date_latest"):
            if name not in self.errors:
                given[name] = given.get(name) or given.get("date")

    def _fill_opponent(self):
        controller = self.cleaned_data.get("controller")
        if not controller or self.cleaned_data.get("opponent") or "opponent" in self.errors:
            return
        usual = ControlEvent.objects.filter(controller=controller).usual_opponents().get(controller.slug)
        if usual:
            self.cleaned_data["opponent"] = Actor.objects.get(slug=usual)
        else:
            self.add_error("opponent", "Choose the other side: no earlier event of this controller names one.")

    def _follow_kind(self):
        kind = self.cleaned_data.get("kind")
        if kind in ALWAYS_CONTESTED:
            self.cleaned_data["contested"] = True
        elif kind in NEVER_CONTESTED and self.cleaned_data.get("contested"):
            self.add_error(
                "contested",
                f"An event of the kind “{EventKind(kind).label}” is not contested: "
                "untick this, or choose the kind “contested”.",
            )

    def _refuse_days(self):
        best = self.cleaned_data.get("date")
        for name in ("date", "date_earliest", "date_latest"):
            date = self.cleaned_data.get(name)
            sentence = impossible(date)
            if sentence and (name == "date" or date != best):
                self.add_error(name, sentence)

    def _take_step(self):
        """Give the event the status that the step leads to; without one it keeps its own, and a new one is a draft."""
        status = STATUSES.get(self.step, self.before or Status.DRAFT)
        if self.step == "draft" and self.before == Status.IN_REVIEW:
            status = self.before
        if status in UNPUBLISHED and self.before and was_published(self.instance):
            self.add_error(None, "It has been published, so it cannot be a draft again: retract it instead.")
            return
        self.instance.status = status

    def _refuse_twin(self):
        given = self.cleaned_data
        reopened = self.before == Status.RETRACTED != self.instance.status
        asked = not self.instance.pk or reopened or set(IDENTITY) & set(self.changed_data)
        if self.instance.status == Status.RETRACTED or not asked:
            return
        if any(not given.get(name) for name in ("district", "date", "kind", "controller")):
            return
        alike = ControlEvent.objects.exclude(status=Status.RETRACTED).exclude(pk=self.instance.pk)
        alike = alike.filter(**{name: given[name] for name in ("district", "date", "kind", "controller")})
        self._refuse_same_time(alike) or self._refuse_same_summary(alike)

    def _refuse_same_time(self, alike):
        twin = alike.filter(time=self.cleaned_data.get("time")).first()
        if twin:
            self.add_error("district", self._twin_sentence(twin))
        return twin

    def _twin_sentence(self, twin):
        given = self.cleaned_data
        return format_html(
            "{} says the same already: {}, {}, {} by {}. Add a citation to it instead; or give a time, "
            "if it happened twice that day.",
            link_to(twin),
            given["district"].name,
            day(given["date"]),
            twin.get_kind_display(),
            given["controller"],
        )

    def _refuse_same_summary(self, alike):
        twin = alike.filter(summary=self.cleaned_data.get("summary", "")).first()
        if twin:
            sentence = "{} of that day has the same summary: say in it how the two differ."
            self.add_error("summary", format_html(sentence, link_to(twin)))
