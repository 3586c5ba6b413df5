"""Rows as serializers declare them: read from the database without objects, written as CSV."""

import csv
import io
import re
from functools import cache

from rest_framework import serializers

_FORMULA = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"'+[=+\-@\t]")


class CodedField(serializers.CharField):
    """A public id made from a row number: a subclass says how in `of_row`."""

    def of_row(self, value):
        """Return the field's value for the value of its column."""
        raise NotImplementedError


@cache
def columns(serializer_class):
    """Return ((name, path, convert) …): where each field of a flat serializer is read; convert may be None."""
    return tuple((name, _path(field), _convert(field)) for name, field in serializer_class().fields.items())


def _path(field):
    path = field.source.replace(".", "__")
    return f"{path}__{field.slug_field}" if isinstance(field, serializers.SlugRelatedField) else path


def _convert(field):
    if isinstance(field, serializers.DecimalField):
        return lambda value: None if value is None else float(value)
    return getattr(field, "of_row", None)


def read(serializer_class, queryset, keys=()):
    """Return [(key, row)] of a queryset in one query: the values of the columns `keys`, and the serializer's fields."""
    fields = columns(serializer_class)
    names = [name for name, _, _ in fields]
    converts = [(name, convert) for name, _, convert in fields if convert]
    found = []
    for values in queryset.values_list(*keys, *(path for _, path, _ in fields)):
        row = dict(zip(names, values[len(keys) :], strict=True))
        for name, convert in converts:
            row[name] = convert(row[name])
        found.append((values[: len(keys)], row))
    return found


def guard(text):
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text):
    """Return what `guard` was given."""
    return text[1:] if _GUARDED.match(text) else text


@cache
def layout(serializer_class):
    """Return ((column, read) …) of a serializer's CSV; `read` takes a row.

    An object gives a column for each of its fields, `open_claim_since`. A list gives how many there are and, for
    each field that its serializer names in `in_table`, the values of all of them joined by “; ”.
    """
    found = []
    for name, field in serializer_class().fields.items():
        if isinstance(field, serializers.ListSerializer):
            found += _listed(name, field.child)
        elif isinstance(field, serializers.BaseSerializer):
            found += [(f"{name}_{inner}", _inner(name, inner)) for inner in field.fields]
        else:
            found.append((name, _plain(name)))
    return tuple(found)


def _plain(name):
    return lambda row: row[name]


def _inner(name, inner):
    return lambda row: row[name] and row[name][inner]


def _listed(name, child):
    def joined(inner):
        return lambda row: "; ".join(_text(each[inner]) for each in row[name])

    return [(name, lambda row: len(row[name])), *((f"{name}_{inner}", joined(inner)) for inner in child.in_table)]


def _text(value):
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "; ".join(value) if isinstance(value, list) else str(value)


def header(serializer_class):
    """Return the names of the CSV's columns."""
    return [column for column, _ in layout(serializer_class)]


def write(serializer_class, rows):
    """Return rows as CSV (RFC 4180, UTF-8 without a byte order mark): a header line, then a line a row."""
    text = io.StringIO()
    lines = csv.writer(text)
    reads = [read for _, read in layout(serializer_class)]
    lines.writerow(header(serializer_class))
    for row in rows:
        lines.writerow([_cell(read(row)) for read in reads])
    return text.getvalue().encode()


def _cell(value):
    if isinstance(value, str):
        return guard(value)
    return value if isinstance(value, int) and not isinstance(value, bool) else guard(_text(value))
