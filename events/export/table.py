"""A table of a Data Package: its columns, the model whose rows it holds, and their public order."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import F, Model, QuerySet, Value
from django.db.models.functions import Collate

from events.control.prepared import Prepared, keyed
from events.control.restriction import grade_of_root
from events.export.columns import Column, Known, Text


def byte_by_byte(field):
    """Return the order of a text, a field or an expression, that no language of a database changes."""
    return Collate(F(field) if isinstance(field, str) else field, "C")


@dataclass(frozen=True)
class Table:
    """A table of a package and the model whose rows it holds.

    `key`: the columns that tell its rows apart. `rows`: the queryset of the public rows in canonical order.
    `log`: what the log calls a row, empty where the rows are logged with others. `fixed`: fields of the model that
    no column holds, with the value that they have in all rows. `report`: the path to the report that a row rests on
    (empty for a report itself), None where it rests on none; `hidden`: {field: what is public in its place} where
    that report is restricted. A package may be without an `optional` table.
    """

    name: str
    title: str
    model: type[Model]
    key: tuple[str, ...]
    rows: Callable[[], QuerySet]
    columns: tuple[Column, ...]
    log: str = ""
    fixed: dict[str, str] = field(default_factory=dict)
    report: str | None = None
    hidden: dict[str, Any] = field(default_factory=dict)
    optional: bool = False

    @property
    def path(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """Return a column by its name."""
        return next(column for column in self.columns if column.name == name)

    def column_of(self, field: str) -> Column | None:
        """Return the column that holds a field of the model, None if none does."""
        return next(
            (column for column in self.columns if field in (column.field or column.name, column.attribute)), None
        )

    def longest(self, column: Column) -> int | None:
        """Return how many characters a text of a column may have, None for any number of them."""
        field = self.model._meta.get_field(column.field or column.name)
        return getattr(field, "max_length", None) if type(column.kind) in (Text, Known) else None

    def values(self, rows: QuerySet) -> QuerySet:
        """Return the values of rows as tuples in the order of the columns, as the record has them."""
        return rows.values_list(*(column.path for column in self.columns))

    @cached_property
    def known(self) -> Prepared:
        """The number of each row by its number, whether its report is restricted, its grade, and its columns."""
        flags = (
            (Value(False), Value(""))
            if self.report is None
            else (F(self.of_report("restricted")), grade_of_root(self.of_report("")))
        )
        columns = [column.path for column in self.columns]
        rows = self.model._base_manager.filter(pk__in=keyed())
        return Prepared(lambda: rows.values_list("pk", *flags, *columns))

    def of_report(self, name: str) -> str:
        """Return what a queryset of rows calls a field of the report that a row rests on."""
        return f"{self.report}__{name}" if self.report else name


def public_records(table: Table, numbers: list[int]) -> dict[int, dict]:
    """Return {row number: the public record} of rows of a table, with the API's names and values, for the log.

    The record of a restricted report has the grade that it counts by as `reliability`.
    """
    names = [column.field or column.name for column in table.columns]
    found = {}
    for number, is_restricted, grade, *values in table.known(numbers):
        found[number] = dict(zip(names, map(Column.plain, table.columns, values), strict=True))
        if is_restricted:
            found[number] |= table.hidden | ({} if table.report else {"reliability": grade})
    return found
