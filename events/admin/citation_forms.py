"""The forms of an event's citations: each mistake said on its row."""

from django import forms
from django.core.exceptions import ValidationError

from events.admin.event_forms import impossible
from events.admin.refusals import RecordForm
from events.models import Actor, Status
from events.pages.words import day


class CitationForm(RecordForm):
    def clean(self):
        cleaned = super().clean()
        sentence = impossible(cleaned.get("claimed_date"))
        if sentence:
            self.add_error("claimed_date", sentence)
        return cleaned


class CitationFormSet(forms.BaseInlineFormSet):
    """The citations of one event, checked together and against the event."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._voices = [("", "independent"), *Actor.objects.order_by("name").values_list("pk", "name")]

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if "voice" in form.fields:
            # One query for all rows: each would ask for the actors again.
            form.fields["voice"].choices = self._voices

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if self._is_kept(form)]
        self._refuse_twins(kept)
        self._refuse_too_early(kept)
        if not kept and self.instance.status == Status.PUBLISHED:
            self.instance.edited_in.add_error(None, "A published event needs a citation; a draft does not.")
            raise ValidationError("Add a citation: who says so, in which report?")

    def _is_kept(self, form):
        return (form.instance.pk or form.has_changed()) and not self._should_delete_form(form)

    def _refuse_twins(self, kept):
        seen = set()
        for form in kept:
            given = form.cleaned_data
            citation = (given.get("report"), given.get("voice"), given.get("stance"))
            if citation in seen:
                form.add_error("report", "This voice in this report is cited above with the same stance.")
            elif given.get("report"):
                seen.add(citation)

    def _refuse_too_early(self, kept):
        first = self.instance.date_earliest
        for form in kept:
            report = form.cleaned_data.get("report")
            if first and report and (first - report.published).days > 1:
                form.add_error(
                    "report",
                    f"{report.code} was published on {day(report.published)}, before the first day that the event "
                    f"can have been, {day(first)}: mend one of the two days or choose another report.",
                )
