"""The parameters of the reconciliation service. Those of the suggestions are what OpenRefine's fields send."""

from django import forms
from django.core.exceptions import ValidationError

from districts.filters import StrictFilterSet
from districts.parameters import Parameter, TextField
from districts.reconcile import described
from districts.reconcile.asking import CANDIDATES, MOST
from districts.reconcile.properties import TYPES


class JSONParameter(Parameter):
    """A text that is read as JSON once it is known for which properties."""

    field_class = forms.CharField
    media_type = "application/json"


LARGEST = 10**9 - 1  # of nine digits


class WholeField(TextField):
    """A whole number from `low`."""

    def __init__(self, *, low, **kwargs):
        super().__init__(**kwargs)
        self.low = low

    def read(self, text):
        if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) >= self.low):
            raise ValidationError(f"“{text}” is not a whole number from {self.low} up.")
        return int(text)


class Whole(Parameter):
    field_class = WholeField

    def described(self):
        return super().described() | {"type": "integer", "minimum": self.extra["low"], "maximum": LARGEST}


class TypesField(TextField):
    """Types, separated by commas."""

    def read(self, text):
        found = [each.strip() for each in text.split(",")]
        for each in found:
            if each not in TYPES:
                raise ValidationError(f"“{each}” is not a type: write one of {', '.join(TYPES)}.")
        return frozenset(found)


class OfTypes(Parameter):
    field_class = TypesField

    def described(self):
        return super().described() | {"enum": list(TYPES)}


class ReconcileFilter(StrictFilterSet):
    queries = JSONParameter(
        help_text="The queries by keys of your own, 50 at most, each with 10 values of properties at most."
    )
    extend = JSONParameter(help_text="The places and the properties whose values are wanted.")
    queries.schema, extend.schema = described.QUERIES, described.EXTEND


class SuggestFilter(StrictFilterSet):
    prefix = Parameter(help_text="What was typed so far.", example="Ima")
    cursor = Whole(low=0, help_text="How many suggestions to leave out.", example=10, default=0)
    limit = Whole(low=1, help_text=f"How many at most. More than {MOST} gives {MOST}.", example=5, default=CANDIDATES)
    type = OfTypes(help_text="The type of the places wanted; of both where it is left out.", example="district")
    type_strict = Parameter(help_text="Sent by OpenRefine; changes nothing.", example="should")
    spell = Parameter(help_text="Sent by OpenRefine; changes nothing.", example="always")
    exact = Parameter(help_text="Sent by OpenRefine; changes nothing.", example="false")
    prefixed = Parameter(help_text="Sent by OpenRefine; changes nothing.", example="true")


class ProposalFilter(StrictFilterSet):
    type = OfTypes(help_text="The type that has the properties; of either where it is left out.", example="district")
    limit = Whole(low=1, help_text="How many at most; all where it is left out.", example=5)
