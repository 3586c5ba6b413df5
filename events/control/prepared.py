"""Statements that are asked again and again, made and planned once.

Django takes longer to write many of them, and PostgreSQL to plan them, than it takes to answer them.
"""

import itertools
from collections.abc import Callable, Iterable
from functools import cached_property
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

# With more keys than that a plan for just these pays.
FEW = 100
_KEYS = "the keys of a prepared statement"
_numbers = itertools.count(1)
_known_to = WeakKeyDictionary()


class Statement:
    """A statement that each connection plans once; `$1`, `$2`, … stand for its values, with a cast for their type.

    Its SQL may be a function that returns it when it is asked first. Within `recording` it is planned without regard
    to the values.
    """

    def __init__(self, sql: str | Callable[[], str]):
        self._sql, self._name = sql, f"kept_{next(_numbers)}"

    def execute(self, cursor, *values) -> None:
        """Execute it on a cursor of Django's default connection."""
        session = cursor.connection
        names = _known_to.setdefault(session, set())
        if self._name not in names:
            session.execute(f"PREPARE {self._name} AS {self._sql() if callable(self._sql) else self._sql}")
            names.add(self._name)
        marks = f" ({', '.join(['%s'] * len(values))})" if values else ""
        cursor.execute(f"EXECUTE {self._name}{marks}", values)

    def rows(self, *values) -> list[tuple]:
        """Return its rows on Django's default connection."""
        with connection.cursor() as cursor:
            self.execute(cursor, *values)
            return cursor.fetchall()


def keyed() -> RawSQL:
    """Return what stands in a queryset for the keys that are given when it is asked: `filter(pk__in=keyed())`."""
    return RawSQL("SELECT unnest(%s::bigint[])", [_KEYS])


class Prepared:
    """The rows of a statement for keys, each a tuple.

    `make` returns the SQL, with `keyed()` for its keys, and its parameters, or the queryset of values that they are
    of. Values are as the driver gives them: columns that Django reads in a way of its own (JSON) are not for it.
    """

    def __init__(self, make: Callable[[], QuerySet | tuple[str, tuple]]):
        self._make = make
        self._planned = Statement(self._planned_sql)

    @cached_property
    def _statement(self):
        made = self._make()
        if isinstance(made, QuerySet):
            return made.query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False).as_sql()
        return made

    def _planned_sql(self):
        return connection.ops.compose_sql(*self._statement).replace(f"'{_KEYS}'", "$1")

    def __call__(self, keys: Iterable[int] | None = None) -> list[tuple]:
        if keys is None:
            return self._planned.rows()
        given = list(keys)
        if len(given) <= FEW:
            return self._planned.rows(given)
        sql, params = self._statement
        with connection.cursor() as cursor:
            cursor.execute(sql, [given if value == _KEYS else value for value in params])
            return cursor.fetchall()
