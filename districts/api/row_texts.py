"""Rows as the JSON that PostgreSQL writes, by statements that each connection plans once.

For rows with lists, whose statements take longer to plan, and whose values longer to unpack, than to be read. A row is
what `districts.api.rows.read` gives and orjson writes, byte for byte but for rare control characters.
"""

from functools import cache

import orjson
from django.db import connection
from django.db.models.expressions import RawSQL

from districts.api.columns import type_of
from districts.api.rows import columns_of, of_numbers
from districts.statements import Statement

# The lengths of the pages that are asked for most, with the row that tells whether there is another.
USUAL = (101, 1001)

# The types that PostgreSQL writes in JSON as orjson does.
_ALIKE = {"string", "date", "integer", "boolean"}


def read_texts(serializer_class, queryset, keys=()) -> list[tuple[tuple, orjson.Fragment]]:
    """Return [(key, row)] of a queryset, in its order; the key has the values of the columns `keys`."""
    places = list(queryset.values_list("pk", *keys))
    numbers = "{%s}" % ",".join(str(number) for number, *_ in places)  # noqa: UP031 – braces of its own
    texts = dict(_rows(_by_numbers(serializer_class, queryset.model).ask(numbers.encode())))
    # What was deleted in between is not there any more.
    return [(tuple(key), texts[number]) for number, *key in places if number in texts]


def read_page(serializer_class, queryset, after: int, limit: int) -> list[tuple[tuple, orjson.Fragment]]:
    """Return [((number,), row)] of the first `limit` rows with a number above `after`, by number.

    The queryset is that of a class, the same object for every request: its statement is written once.
    """
    # The usual lengths are written into statements of their own: of one that it does not know the planner expects a
    # tenth of the table, and plans each page anew to do better.
    usual = limit if limit in USUAL else None
    asked = [str(after).encode()] if usual else [str(after).encode(), str(limit).encode()]
    found = _page(serializer_class, queryset, usual).ask(*asked)
    return [((number,), text) for number, text in _rows(found)]


def _rows(found):
    return [(int(found.get_value(n, 0)), orjson.Fragment(found.get_value(n, 1))) for n in range(found.ntuples)]


@cache
def _by_numbers(serializer_class, model):
    return Statement(_texts(serializer_class, model, "$1::bigint[]"))


@cache
def _page(serializer_class, queryset, limit):
    rows = queryset.filter(pk__gt=RawSQL("$1::bigint", ())).order_by("pk").values("pk")
    numbers = f"ARRAY({_whole(*rows.query.sql_with_params())} LIMIT {limit or '$2::bigint'})"
    return Statement(_texts(serializer_class, rows.model, numbers))


def _texts(serializer_class, model, numbers):
    """Return the SQL of (number, text) of the rows with numbers that an SQL array has, by number."""
    shown, lists = columns_of(serializer_class)
    names = [name for name, _ in (*shown, *lists)]
    if names != list(serializer_class().fields) or not all(type_of(field) in _ALIKE for _, field in shown):
        raise TypeError(f"PostgreSQL does not write a row of {serializer_class.__name__} as orjson does.")
    inner = _whole(*of_numbers(serializer_class, model, numbers.replace("%", "%%")))
    plain = ", ".join(f'"{name}"' for name, _ in shown)
    listed = " || ".join(f"""',"{name}":' || "{name}" """ for name, _ in lists)
    every = ", ".join(f'"{name}"' for name in names)
    text = f"left(row_to_json(shown)::text, -1) || {listed} || '}}'"
    return f"""SELECT number, {text} FROM ({inner}) AS found (number, {every})
        CROSS JOIN LATERAL (SELECT {plain}) AS shown ORDER BY number"""  # noqa: S608 – made of names of ours


def _whole(sql, params):
    """Return a statement with its parameters written out."""
    return connection.ops.compose_sql(sql, params) if params else sql
