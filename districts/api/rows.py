"""Rows as serializers declare them, read from the database in one query and without objects.

A field may say with `of_column(path)` how its value follows from its column; a serializer with `hidden`, (path of a
flag, {field: value}), what stands in the place of fields where the flag is set; the serializer of a list with
`of_parent(key)`, a queryset, which rows belong to a parent.
"""

from collections.abc import Iterator
from functools import cache

import orjson
from django.contrib.postgres.fields import ArrayField
from django.db import connections
from django.db.models import Case, DateField, F, FloatField, Func, OuterRef, Subquery, TextField, Value, When
from django.db.models.functions import Cast
from rest_framework import serializers

from districts.api.columns import type_of

READ_AT_ONCE = 2000


def read(serializer_class, queryset, keys=()) -> list[tuple[tuple, dict]]:
    """Return [(key, row)] of a queryset: the values of the columns `keys`, and the serializer's fields.

    A list in a row is JSON already, as `orjson.Fragment`.
    """
    names, expressions = _fields(serializer_class)
    lists = [name for name, field in _declared(serializer_class) if _is_list(field)]
    rows = _by_number(serializer_class, queryset, keys) if lists else queryset.values_list(*keys, *expressions)
    found = []
    for values in rows:
        row = dict(zip(names, values[len(keys) :], strict=True))
        for name in lists:
            row[name] = orjson.Fragment(row[name])
        found.append((values[: len(keys)], row))
    return found


def _by_number(serializer_class, queryset, keys):
    """Yield the values of the columns `keys` and of the fields, of rows with lists.

    Django takes longer to write such a statement than PostgreSQL to answer it, so it is written once, for rows by
    their numbers, and the queryset gives the numbers.
    """
    places = list(queryset.values_list("pk", *keys))
    sql, params = _statement(serializer_class, queryset.model)
    with connections[queryset.db].cursor() as cursor:
        cursor.execute(sql, [*params, [number for number, *_ in places]])
        rows = {number: values for number, *values in cursor}
    # What was deleted in between is not there any more.
    return [(*key, *rows[number]) for number, *key in places if number in rows]


@cache
def _statement(serializer_class, model):
    """Return the SQL of rows by their numbers, the last parameter, and the parameters before it."""
    return of_numbers(serializer_class, model, "%s")


def of_numbers(serializer_class, model, numbers: str) -> tuple[str, tuple]:
    """Return the SQL of the number and the fields of rows with the numbers of an SQL array, and its parameters."""
    _, expressions = _fields(serializer_class)
    column = f'"{model._meta.db_table}"."{model._meta.pk.column}" = ANY({numbers})'
    rows = model._base_manager.order_by().extra(where=[column])  # noqa: S610 – of names of ours
    return rows.values_list("pk", *expressions).query.sql_with_params()


def columns_of(serializer_class) -> tuple[list, list]:
    """Return the fields of a serializer, (name, field), those that are lists apart."""
    found = [], []
    for name, field in _declared(serializer_class):
        found[_is_list(field)].append((name, field))
    return found


def read_flat(serializer_class, queryset, keys=()) -> Iterator[tuple[tuple, tuple]]:
    """Yield (key, values) of a queryset: the values are those of the table's columns."""
    _, expressions = _fields(serializer_class, in_table=True)
    shapes = [_is_list(field) for _, field in _declared(serializer_class)]
    rows = queryset.values_list(*keys, *expressions)
    # A slice is a page; all else may be long, and is fetched a part at a time.
    for values in rows if queryset.query.is_sliced else rows.iterator(chunk_size=READ_AT_ONCE):
        yield values[: len(keys)], _spread(values[len(keys) :], shapes)


def _is_list(field):
    return isinstance(field, serializers.ListSerializer)


def _spread(values, shapes):
    if not any(shapes):
        return values
    found = []
    for value, several in zip(values, shapes, strict=True):
        found += (int(value[0]), *(each or "" for each in value[1:])) if several else (value,)
    return tuple(found)


@cache
def _declared(serializer_class):
    return tuple(serializer_class().fields.items())


@cache
def _fields(serializer_class, *, in_table=False):
    """Return (names, expressions) of the fields; lists are JSON, or in a table an array of their columns' texts."""
    flag, hidden = getattr(serializer_class, "hidden", ("", {}))
    names, expressions = [], []
    for name, field in _declared(serializer_class):
        expression = _list_of(field.child, in_table) if _is_list(field) else _expression(field)
        if name in hidden:
            shown, of_type = Value(hidden[name]), DateField() if type_of(field) == "date" else TextField()
            expression = Case(When(**{flag: True}, then=shown), default=expression, output_field=of_type)
        names.append(name)
        expressions.append(expression)
    return tuple(names), tuple(expressions)


def _expression(field):
    path = field.source.replace(".", "__")
    if isinstance(field, serializers.SlugRelatedField):
        path = f"{path}__{field.slug_field}"
    if hasattr(field, "of_column"):
        return field.of_column(path)
    return Cast(path, FloatField()) if isinstance(field, serializers.DecimalField) else F(path)


def _list_of(child, in_table):
    names, expressions = _fields(type(child))
    rows = Subquery(child.of_parent(OuterRef("pk")).values_list(*expressions))
    named = ", ".join(f'"{name}"' for name in names)
    if not in_table:
        made = "(SELECT '[' || coalesce(string_agg(row_to_json(listed)::text, ','), '') || ']' FROM %(expressions)s"
        return Func(rows, template=f"{made} AS listed ({named}))", output_field=TextField())
    texts = ", ".join(f"string_agg(coalesce(\"{name}\"::text, ''), '; ')" for name in child.in_table)
    made = f"(SELECT ARRAY[count(*)::text, {texts}] FROM %(expressions)s AS listed ({named}))"  # noqa: S608
    return Func(rows, template=made, output_field=ArrayField(TextField()))


def as_json(serializer_class, queryset, keys=()) -> tuple[str, tuple]:
    """Return the SQL, and its parameters, of what `read` gives: the columns `keys`, and the row as one jsonb."""
    names, expressions = _fields(serializer_class)
    lists = [name for name, field in _declared(serializer_class) if _is_list(field)]
    query = queryset.values_list(*keys, *expressions).query
    sql, params = query.get_compiler(queryset.db, elide_empty=False).as_sql()
    marks = [f"k{number}" for number in range(1, len(keys) + 1)]
    listed = ", ".join(f"'{name}', \"{name}\"::jsonb" for name in lists)
    made = f"jsonb_build_object({listed})"
    taken = f"to_jsonb(found) - ARRAY[{', '.join(map(repr, marks))}]::text[] || {made}"
    columns = ", ".join(f'"{name}"' for name in (*marks, *names))
    picked = "".join(f"{mark}, " for mark in marks)
    return f"SELECT {picked}{taken} FROM ({sql} OFFSET 0) AS found ({columns})", params  # noqa: S608 – names of ours


def selected(serializer_class, queryset) -> tuple[str, tuple]:
    """Return the SQL, and its parameters, of a queryset's table: one output column, `c1`, `c2`, … for each column."""
    _, expressions = _fields(serializer_class, in_table=True)
    query = queryset.values_list(*expressions).query
    # Rows that there cannot be are a table without lines, not an error.
    sql, params = query.get_compiler(queryset.db, elide_empty=False).as_sql()
    fields = _declared(serializer_class)
    inner = ", ".join(f"f{number}" for number in range(1, len(fields) + 1))
    outer = []
    for number, (_, field) in enumerate(fields, 1):
        parts = range(1, len(field.child.in_table) + 2) if _is_list(field) else ()
        outer += [f"f{number}[{part}]" for part in parts] or [f"f{number}"]
    taken = ", ".join(f"{value} AS c{number}" for number, value in enumerate(outer, 1))
    # OFFSET 0 keeps the planner from working a list out once more for each of its columns.
    return f"SELECT {taken} FROM ({sql} OFFSET 0) AS found ({inner})", params  # noqa: S608 – made of names of ours
