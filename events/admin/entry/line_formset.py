"""All lines of a report together: each follows from the one before it."""

import datetime

from django import forms
from django.core.exceptions import ValidationError

from events.admin.entry.line_form import LineForm
from events.admin.entry.places import PlaceReader, districts_by_code
from events.admin.entry.sides import Sides
from events.entry import Line
from events.models import Source

MOST = 100
EMPTY = 3
TOO_MANY = f"A page takes {MOST} lines at most: log the rest with the same address afterwards."
UNCOUNTED = "The lines came without their number: open the page again."


class BaseLineFormSet(forms.BaseFormSet):
    """The lines of one report of the day `report_day` (None = not known yet); `said` is who says so in all of them."""

    def __init__(self, *args, sides: Sides, report_day: datetime.date | None = None, said=None, **kwargs):
        self.sides, self.report_day, self.shared = sides, report_day, said or {}
        self.places = None
        kwargs["error_messages"] = {"too_many_forms": TOO_MANY, "missing_management_form": UNCOUNTED}
        super().__init__(*args, form_kwargs={"sides": sides}, **kwargs)

    @property
    def filled(self) -> list[LineForm]:
        """The lines that something was typed into and that are not removed, in order."""
        return [form for form in self.forms if form.is_filled and not self._is_removed(form)]

    def _is_removed(self, form):
        return bool(form["DELETE"].value())

    def clean(self):
        self.places, before = PlaceReader(), None
        for form in self.filled:
            form.settle(
                before=before, report_day=self.report_day, said=self.shared, sides=self.sides, places=self.places
            )
            before = form
        if before is None and self.management_form.is_valid():
            raise ValidationError("Log a line at least: which district, and what happened there?")

    def lines(self, *, source: Source) -> list[Line]:
        """Return the lines to log, in order; the formset is valid."""
        districts = districts_by_code({form.code for form in self.filled})
        return [form.line(sides=self.sides, district=districts[form.code], source=source) for form in self.filled]


LineFormSet = forms.formset_factory(
    LineForm, formset=BaseLineFormSet, extra=EMPTY, can_delete=True, max_num=MOST, absolute_max=MOST, validate_max=True
)
LineFormSet.__doc__ = BaseLineFormSet.__doc__
