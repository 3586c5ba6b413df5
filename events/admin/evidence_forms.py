"""The forms of actors, sources, reports and tallies: each mistake is said on its field."""

import datetime

from django.db.models import Q
from django.utils.html import format_html

from events.admin.entry.sources import source_of
from events.admin.event_forms import impossible, link_to
from events.admin.refusals import NotedForm
from events.ingest.folding import host_of
from events.models import ControlEvent, Report, Status
from events.pages.words import day

RESTRICTED_MEANS = (
    "Cited publicly only as “Restricted source, held by the editors”, with its day; it counts by its grade, never as "
    "another source. Earlier versions hide it too; copies that others took before stay with them."
)


class ActorForm(NotedForm):
    def clean(self):
        super().clean()
        ally = self.cleaned_data.get("allied_with")
        if ally and not ally.is_party:
            self.add_error("allied_with", f"{ally} cannot hold ground: choose the party whose side it is on.")
        elif ally and ally != self.instance and ally.allied_with_id:
            self.add_error("allied_with", f"{ally} is itself allied with {ally.allied_with}: choose that party.")
        elif ally and self.instance.pk and self.instance.allies.exists():
            self.add_error("allied_with", f"{self.instance.allies.first()} is allied with this actor: it stands alone.")
        self._keep_party()
        return self.cleaned_data

    def _keep_party(self):
        if not self.instance.pk or self.cleaned_data.get("is_party"):
            return
        event = ControlEvent.objects.filter(Q(controller=self.instance) | Q(opponent=self.instance)).first()
        if event:
            self.add_error("is_party", format_html("It is a side of {}: it can hold ground.", link_to(event)))


class ReportForm(NotedForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "source" in self.fields:
            self.fields["source"].required = False
            self.fields["source"].help_text = "Left empty, it is found by the address."
        if "restricted" in self.fields:
            self.fields["restricted"].help_text = RESTRICTED_MEANS

    def clean(self):
        super().clean()
        self._find_source()
        self._refuse_days()
        self._refuse_known_address()
        self._refuse_copy_of_copy()
        return self.cleaned_data

    def _find_source(self):
        if self.cleaned_data.get("source") or "source" in self.errors:
            return
        url = self.cleaned_data.get("url") or ""
        found = source_of(url)
        if found:
            self.cleaned_data["source"] = found
        elif url:
            self.add_error("source", f"Choose the source: none has its pages at {host_of(url)}.")
        else:
            self.add_error("source", "Choose the source.")

    def _refuse_days(self):
        published = self.cleaned_data.get("published")
        sentence = impossible(published)
        if sentence:
            self.add_error("published", sentence)
        elif published and self.instance.pk:
            self._refuse_before_its_events(published)

    def _refuse_before_its_events(self, published):
        first = published + datetime.timedelta(days=1)
        events = ControlEvent.objects.filter(citations__report=self.instance, date_earliest__gt=first)
        event = events.exclude(status=Status.RETRACTED).first()
        if event:
            sentence = "{} cites it and was no earlier than {}: mend one of the two days."
            self.add_error("published", format_html(sentence, link_to(event), day(event.date_earliest)))

    def _refuse_known_address(self):
        url, source = self.cleaned_data.get("url"), self.cleaned_data.get("source")
        if not url or not source or not {"url", "source"} & set(self.changed_data):
            return
        known = Report.objects.filter(source=source).at(url).exclude(pk=self.instance.pk).first()
        if known:
            sentence = "This address is listed already as {}: cite that report."
            self.add_error("url", format_html(sentence, link_to(known)))

    def _refuse_copy_of_copy(self):
        origin = self.cleaned_data.get("origin")
        if not origin:
            return
        copy = self.instance.copies.first() if self.instance.pk else None
        if origin.pk == self.instance.pk:
            self.add_error("origin", "A report cannot repeat itself: choose the report it was copied from.")
        elif origin.origin_id:
            sentence = "{} is itself a copy: choose the report that it repeats, {}."
            self.add_error("origin", format_html(sentence, link_to(origin), link_to(origin.origin)))
        elif copy:
            sentence = "{} repeats this report, so this one is an original: leave the field empty."
            self.add_error("origin", format_html(sentence, link_to(copy)))


class TallyForm(NotedForm):
    def clean(self):
        super().clean()
        given = self.cleaned_data
        for name in ("date", "published"):
            sentence = impossible(given.get(name))
            if sentence:
                self.add_error(name, sentence)
        return given
