"""The values of versions in words: names where the database keeps numbers."""

import datetime
from collections import defaultdict

from django.db.models import ForeignKey

from events.models import ControlEvent
from events.models.numbering import code_of
from events.pages.words import day

HIDDEN = ("id", "file")


def fields_of(model):
    """Return [(name, label)] of the fields of a tracked model that its versions keep and that a reader knows."""
    kept = {field.name for field in model.versions.rel.related_model._meta.fields}
    return [
        (field.name, str(field.verbose_name))
        for field in model._meta.concrete_fields
        if field.name in kept and field.name not in HIDDEN
    ]


class Reader:
    """Reads versions to a person; the names of what they refer to are asked of the database once.

    `chains` is [(model, field of the whole or None, versions)].
    """

    def __init__(self, chains):
        wanted = defaultdict(set)
        for model, _, rows in chains:
            for field in model._meta.concrete_fields:
                if isinstance(field, ForeignKey):
                    wanted[field.related_model].update(getattr(row, field.attname, None) for row in rows)
        self._names = {model: _named(model, keys - {None}) for model, keys in wanted.items()}

    def value(self, model, name, row) -> str:
        """Return the value of a field in words; “none” for none."""
        field = model._meta.get_field(name)
        value = getattr(row, field.attname)
        if value is None or value == "" or value == []:
            return "none"
        if isinstance(field, ForeignKey):
            gone = f"number {value}, deleted since"
            return self._names.get(field.related_model, {}).get(value, gone)
        return _words(field, value)

    def differences(self, model, before, after) -> list[tuple[str, str, str]]:
        """Return (label, before, after) for each field that two versions or rows have different."""
        return [
            (label, self.value(model, name, before), self.value(model, name, after))
            for name, label in fields_of(model)
            if _stored(model, name, before) != _stored(model, name, after)
        ]

    def name(self, model, row) -> str:
        """Return what a version is of, in a few words."""
        title = str(model._meta.verbose_name)
        said = next((name for name in ("attribution", "name", "title") if getattr(row, name, "")), None)
        return f"{title} “{getattr(row, said)}”" if said else title


def _stored(model, name, row):
    return getattr(row, model._meta.get_field(name).attname)


def _named(model, keys):
    rows = model._default_manager.filter(pk__in=keys)
    if model is ControlEvent:
        return {row.pk: code_of(row.pk, "E") for row in rows}
    return {row.pk: str(row) for row in rows}


def _words(field, value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, datetime.date):
        return day(value)
    if isinstance(value, datetime.time):
        return f"{value:%H:%M}"
    if isinstance(value, list):
        return "; ".join(str(each) for each in value)
    return str(dict(field.flatchoices).get(value, value))
