"""The columns of a serializer: named, ordered and typed there once, for every format of a table."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import orjson
from rest_framework import serializers

# The type of a column by the field that declares it, the more special ones first.
_TYPES = (
    (serializers.DateTimeField, "datetime"),
    (serializers.DateField, "date"),
    (serializers.BooleanField, "boolean"),
    (serializers.IntegerField, "integer"),
    (serializers.FloatField, "number"),
    (serializers.DecimalField, "number"),
    (serializers.ListField, "list"),
    (serializers.DictField, "object"),
    (serializers.JSONField, "object"),
    (serializers.CharField, "string"),
    (serializers.ChoiceField, "string"),
    (serializers.RelatedField, "string"),
)


@dataclass(frozen=True)
class Column:
    """A column of a table.

    `type` is string, date, datetime, boolean, integer, number, list (texts) or object. `codes` says whether its
    texts are codes of ours. `hxl` is its HXL tag. `read` takes a row as JSON gives it and returns the column's value.
    """

    name: str
    type: str
    description: str
    nullable: bool
    codes: bool
    hxl: str
    read: Callable[[dict], Any]


@cache
def columns(serializer_class) -> tuple[Column, ...]:
    """Return the columns of a serializer's table.

    An object gives a column for each of its fields, `open_claim_since`. A list gives how many there are and, for
    each field that its serializer names in `in_table`, the values of all of them joined by “; ”.
    """
    found = []
    tags = getattr(serializer_class, "hxl", {})
    for name, field in serializer_class().fields.items():
        if isinstance(field, serializers.ListSerializer):
            found += _of_list(name, field)
        elif isinstance(field, serializers.BaseSerializer):
            found += _of_object(name, field, tags)
        else:
            found.append(_plain(name, field, tags.get(name), lambda row, name=name: row[name]))
    return tuple(found)


def type_of(field) -> str:
    """Return the type of a serializer's field; raises TypeError for one that no table can hold."""
    for kind, name in _TYPES:
        if isinstance(field, kind):
            return name
    raise TypeError(f"{type(field).__name__} has no type in a table.")


def _plain(name, field, tag, read):
    return Column(
        name=name,
        type=type_of(field),
        description=_description(field),
        nullable=bool(field.allow_null) and not isinstance(field, serializers.ListField),
        codes=isinstance(field, serializers.ChoiceField) or hasattr(field, "of_column"),
        hxl=tag or f"#meta+{name.rstrip('_')}",
        read=read,
    )


def _description(field) -> str:
    return str(field.help_text or field.label or "")


def _of_object(name, nested, tags):
    """Return a column for each field of an object, all of them empty where it is null."""
    for inner, field in nested.fields.items():
        tag = tags.get(f"{name}_{inner}")
        column = _plain(f"{name}_{inner}", field, tag, lambda row, inner=inner: row[name] and row[name][inner])
        yield Column(**(vars(column) | {"nullable": column.nullable or bool(nested.allow_null)}))


def _of_list(name, nested):
    tag = f"#meta+{name}"
    about = f"How many there are. {_description(nested)}".strip()
    yield Column(name, "integer", about, False, False, f"{tag}+num", lambda row: len(row[name]))
    for inner in nested.child.in_table:
        field = nested.child.fields[inner]
        described = f"Of each, joined by “; ”: {_description(field)}".rstrip(": ")
        read = _joined(name, inner)
        yield Column(f"{name}_{inner}", "string", described, False, False, f"{tag}+{inner.rstrip('_')}", read)


def _joined(name, inner):
    return lambda row: "; ".join(text(each[inner]) for each in row[name])


def text(value) -> str:
    """Return a value as a cell of a table writes it; null is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    if isinstance(value, list):
        return "; ".join(value)
    if isinstance(value, dict):
        return orjson.dumps(value).decode()
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat().replace("+00:00", "Z")
    return str(value)


def flat(table: tuple[Column, ...], row) -> tuple:
    """Return the values of a row in the order of the columns; a row that is a tuple has been read so already."""
    return row if isinstance(row, tuple) else tuple(column.read(row) for column in table)


# How a Data Package (Table Schema) calls a type and what it may say of it.
_SCHEMA = {
    "string": {"type": "string"},
    "list": {"type": "string"},
    "object": {"type": "object"},
    "date": {"type": "date", "format": "%Y-%m-%d"},
    "datetime": {"type": "datetime", "format": "any"},
    "boolean": {"type": "boolean", "trueValues": ["true"], "falseValues": ["false"]},
    "integer": {"type": "integer"},
    "number": {"type": "number"},
}


def table_schema(serializer_class) -> dict:
    """Return the Table Schema (Data Package 2.0) of a serializer's CSV."""
    fields = [
        {
            "name": column.name,
            "description": column.description,
            **_SCHEMA[column.type],
            **({} if column.nullable or column.type in ("string", "list") else {"constraints": {"required": True}}),
        }
        for column in columns(serializer_class)
    ]
    return {"fields": fields, "missingValues": [""]}
