"""Filters of places, and the strict base of all filters: an unknown parameter is refused, not passed over."""

from difflib import get_close_matches
from itertools import islice

import django_filters
from django.db.models import Case, IntegerField, Value, When

from districts import gazetteer
from districts.models import DistrictKind
from districts.parameters import Choice, InProvince, OnList, Parameter

TOLD = 50  # misused parameters that are told of: more are no mistake, and to look for what was meant by each takes long


class StrictFilterSet(django_filters.FilterSet):
    """A FilterSet that refuses what it does not know.

    A filter whose name is a word of Python is declared with an underscore behind it: `from_` reads `from`.
    """

    _form_classes = {}

    @classmethod
    def get_filters(cls):
        return {name.rstrip("_"): each for name, each in super().get_filters().items()}

    def get_form_class(self):
        """Return the class of the form, made once for each FilterSet and model."""
        made = type(self), self.queryset.model
        if made not in self._form_classes:
            self._form_classes[made] = super().get_form_class()
        return self._form_classes[made]

    def filter_queryset(self, queryset):
        """Return the rows that pass; what a form has settled beside its filters narrows nothing."""
        for name, each in self.filters.items():
            queryset = each.filter(queryset, self.form.cleaned_data[name])
        return queryset

    def faults(self, *, known=(), blanks=False):
        """Return [{param, detail}] for each parameter that is unknown, given twice, empty or malformed.

        No more than TOLD are unknown, given twice or empty.

        `known` names further parameters of the page or the API. With `blanks` an empty value counts as absent,
        as forms send it.
        """
        names = [*self.filters, *known]
        misused = (
            {"param": name, "detail": detail}
            for name in self.data
            for detail in [self._misuse(name, names, blanks)]
            if detail
        )
        faults = list(islice(misused, TOLD))
        told = {fault["param"] for fault in faults}
        errors = {name: texts for name, texts in self.form.errors.items() if name not in told}
        return faults + [{"param": name, "detail": " ".join(texts)} for name, texts in errors.items()]

    def _misuse(self, name, names, blanks):
        if name not in names:
            return _unknown(name, names)
        values = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data[name]]
        if len(values) > 1:
            return f"It is given {len(values)} times: give it once."
        if not blanks and not str(values[0]).strip():
            return "It is empty: give a value or leave it out."
        return None


def _unknown(name, names):
    near = get_close_matches(name, names, n=1)
    meant = f" Did you mean “{near[0]}”?" if near else ""
    known = f"There are: {', '.join(names)}." if names else "There are none."
    return f"There is no parameter “{name}” here.{meant} {known}"


class NoFilter(StrictFilterSet):
    """Takes no parameter."""


def ranked(queryset, codes):
    """Return the places with these codes in the order of the codes."""
    if not codes:
        return queryset.none().annotate(rank=Value(0)).order_by("rank")
    places = [When(code=code, then=Value(number)) for number, code in enumerate(codes)]
    rank = Case(*places, output_field=IntegerField())
    return queryset.filter(code__in=codes).annotate(rank=rank).order_by("rank")


class ProvinceFilter(StrictFilterSet):
    q = Parameter(
        method="spelled",
        help_text="A spelling of the name in any script; the best match comes first.",
        example="Konduz",
    )

    def spelled(self, queryset, name, text):
        found = gazetteer.find(text).candidates
        return ranked(queryset, [each.place.code for each in found if each.kind == "province"])


class DistrictFilter(StrictFilterSet):
    province = InProvince("province__code", help_text="Code of the province.", example="AF19")
    kind = Choice("kind", choices=DistrictKind.values, help_text="Kind of district.", example="district")
    list = OnList(method="on_list", help_text="Tag of a counted list that holds it.", example="nsia1398")
    q = Parameter(
        method="spelled",
        help_text="A spelling of the name in any script, with its province or without; the best match comes first.",
        example="Emam Saheb, Konduz",
    )

    def on_list(self, queryset, name, tag):
        return queryset.on_list(tag)

    def spelled(self, queryset, name, text):
        found = gazetteer.search(text, self.form.cleaned_data["province"])
        return ranked(queryset, [place.code for place in found])
