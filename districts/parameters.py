"""Query parameters: fields that refuse in a sentence what they cannot read, and filters that describe themselves."""

import copy
import datetime
import re

from django import forms
from django.core.exceptions import ValidationError
from django_filters import Filter

from districts.gazetteer import find
from districts.models import District, Province

LONGEST = 200
# A text that is not blank and holds no NUL.
SOMETHING = r"^[^\u0000]*[^\s\u0000][^\u0000]*$"


class TextField(forms.Field):
    """A text, stripped; None where it is empty."""

    default_error_messages = {"required": "It is needed: give a value."}

    def to_python(self, value):
        text = (value or "").strip()
        if "\x00" in text:
            raise ValidationError("It holds a NUL character, which no text here does.")
        if len(text) > LONGEST:
            raise ValidationError(f"It is longer than {LONGEST} characters.")
        return self.read(text) if text else None

    def read(self, text):
        """Return the value that a text stands for; raises ValidationError with what would be right."""
        return text


class ChoiceField(TextField):
    """One of a model's choices."""

    def __init__(self, *, choices, **kwargs):
        super().__init__(**kwargs)
        self.values = list(choices)

    def read(self, text):
        if text not in self.values:
            raise ValidationError(f"“{text}” is not one of {', '.join(self.values)}.")
        return text


class DayField(TextField):
    """A day, YYYY-MM-DD."""

    def read(self, text):
        try:
            if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
                raise ValueError
            return datetime.date.fromisoformat(text)
        except ValueError:
            raise ValidationError(f"“{text}” is not a day: write YYYY-MM-DD, for example 2021-08-15.") from None


class CodeField(TextField):
    """The code of a row in a table, looked up each time."""

    queryset, column, noun, where = None, "slug", "", ""

    def read(self, text):
        if not self.queryset.all().filter(**{self.column: text}).exists():
            raise ValidationError(f"“{text}” is not {self.noun}. {self.hint(text)}")
        return text

    def hint(self, text):
        """Return a sentence on what would be right."""
        return f"They are listed at {self.where}."


class PlaceField(CodeField):
    column = "code"

    def hint(self, text):
        return place_hint(text, self.kind) or f"They are listed at {self.where}."


class DistrictField(PlaceField):
    """The code of a district."""

    queryset, kind = District.objects.all(), "district"
    noun, where = "the code of a district", "/api/v1/districts/"


class ProvinceField(PlaceField):
    """The code of a province."""

    queryset, kind = Province.objects.all(), "province"
    noun, where = "the code of a province", "/api/v1/provinces/"


def place_hint(text: str, kind: str) -> str:
    """Return which codes a text may mean, three at most, as a sentence; empty where nothing resembles it."""
    found = find(text)
    likely = [each for each in found.candidates if each.kind == kind]
    if found.unambiguous in likely:
        likely = [found.unambiguous]
    named = [f"{each.place.code} is the code of {_named(each.place)}" for each in likely[:3]]
    return f"{', '.join(named)}." if named else ""


def _named(place) -> str:
    return place.name if isinstance(place, Province) else f"{place.name} of {place.province.name}"


class ListField(TextField):
    """The tag of a counted list of districts."""

    def read(self, text):
        if not District.objects.on_list(text).exists():
            tags = sorted({tag for tags in District.objects.values_list("lists", flat=True) for tag in tags})
            raise ValidationError(f"“{text}” is not a list of districts: write one of {', '.join(tags)}.")
        return text


class Parameter(Filter):
    """A query parameter: a filter that also says what it means, its type, an example and its default."""

    field_class = TextField
    schema = {"type": "string", "pattern": SOMETHING, "maxLength": LONGEST}

    def __init__(self, field_name=None, *, help_text, example=None, default=None, **kwargs):
        super().__init__(field_name, help_text=help_text, **kwargs)
        self.example, self.default = example, default

    def __deepcopy__(self, memo):
        # A FilterSet copies its filters for each request; only what it hangs on them is its own.
        copied = copy.copy(self)
        if copied.method is not None:
            # A method is found on the FilterSet of the filter that it was set on.
            copied.method = copied.method
        return copied

    def described(self) -> dict:
        """Return the parameter's JSON Schema."""
        described = dict(self.schema)
        if self.default is not None:
            described["default"] = self.default
        if self.example is not None:
            described["examples"] = [self.example]
        return described


class Choice(Parameter):
    field_class = ChoiceField
    schema = {"type": "string"}

    def described(self):
        return super().described() | {"enum": list(self.extra["choices"])}


class Day(Parameter):
    field_class = DayField
    schema = {"type": "string", "format": "date"}


class InDistrict(Parameter):
    field_class = DistrictField


class InProvince(Parameter):
    field_class = ProvinceField


class OnList(Parameter):
    field_class = ListField
