"""The losses that voices claim of an event, on its page: one count a row, never added up."""

from django import forms
from django.contrib import admin

from events.admin.choices import ChoiceSelect, without_links
from events.admin.refusals import RecordForm
from events.admin.rows import OptionalRows
from events.models import Actor, CasualtyClaim
from events.pages.words import day

ROWS = 50
NOBODY = {"voice": "independent", "of": "civilians, or not said"}


class CasualtyForm(RecordForm):
    def clean(self):
        super().clean()
        low, high = self.cleaned_data.get("low"), self.cleaned_data.get("high")
        if low is not None and high is not None and high < low:
            self.add_error("high", f"{high} is less than {low}: swap them, or leave it empty for “at least {low}”.")
        return self.cleaned_data


class CasualtyFormSet(OptionalRows, forms.BaseInlineFormSet):
    """The counts of one event, checked together and against the event."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._actors = list(Actor.objects.order_by("name").values_list("pk", "name"))

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name in NOBODY.keys() & form.fields.keys():
            # One query for all rows: each would ask for the actors again.
            form.fields[name].choices = [("", NOBODY[name]), *self._actors]

    def clean(self):
        super().clean()
        first, seen = self.instance.date_earliest, set()
        for form in self.forms:
            given = getattr(form, "cleaned_data", {})
            report = given.get("report")
            if not report or self._should_delete_form(form):
                continue
            count = tuple(given.get(name) for name in ("report", "voice", "of", "outcome"))
            if count in seen:
                form.add_error("report", "This voice in this report counts these losses above: give one row to it.")
            elif first and (first - report.published).days > 1:
                form.add_error("report", _too_early(report, first))
            seen.add(count)

    def get_unique_error_message(self, unique_check):
        return "This voice in this report counts these losses above: give one row to it."


def _too_early(report, first):
    return (
        f"{report.code} was published on {day(report.published)}, before the first day that the event can have been, "
        f"{day(first)}: mend one of the two days or choose another report."
    )


class CasualtyInline(admin.StackedInline):
    model = CasualtyClaim
    form = CasualtyForm
    formset = CasualtyFormSet
    extra = 0
    fields = [("report", "voice", "of"), ("outcome", "low", "high"), "attribution"]
    autocomplete_fields = ["report"]
    verbose_name = "count of losses"
    verbose_name_plural = "losses claimed"

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **kwargs | {"max_num": ROWS, "absolute_max": ROWS})

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report__source", "voice", "of")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "report":
            kwargs["widget"] = ChoiceSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_links(super().formfield_for_dbfield(db_field, request, **kwargs))
