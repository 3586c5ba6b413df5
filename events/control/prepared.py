"""Statements that are asked again and again, made once: Django takes longer to write many of them than to ask them."""

from collections.abc import Callable, Iterable
from functools import cached_property

from django.db import DEFAULT_DB_ALIAS, connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

_KEYS = object()


def keyed() -> RawSQL:
    """Return what stands in a queryset for the keys that are given when it is asked: `filter(pk__in=keyed())`."""
    return RawSQL("SELECT unnest(%s::bigint[])", [_KEYS])


def with_keys(params: Iterable, keys: Iterable[int]) -> list:
    """Return the parameters of a statement with the keys in their places."""
    given = list(keys)
    return [given if value is _KEYS else value for value in params]


class Prepared:
    """The rows of a queryset of values, each a tuple, whose SQL is made when it is asked first.

    `make` returns the queryset, with `keyed()` for its keys. Values are as the driver gives them: columns that
    Django reads in a way of its own (JSON) are not for it.
    """

    def __init__(self, make: Callable[[], QuerySet]):
        self._make = make

    @cached_property
    def _statement(self):
        return self._make().query.get_compiler(DEFAULT_DB_ALIAS, elide_empty=False).as_sql()

    def __call__(self, keys: Iterable[int] = ()) -> list[tuple]:
        sql, params = self._statement
        with connection.cursor() as cursor:
            cursor.execute(sql, with_keys(params, keys))
            return cursor.fetchall()
