"""Turn the lines of a package into rows of the database, without writing any."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Max, Model

from districts.api.formats.csv_text import unguard
from events.export.columns import Code, Column, Reference
from events.export.table import Table
from events.export.tables import TABLES
from events.ingest.package.contents import Contents
from events.ingest.problems import Problem


@dataclass(slots=True)
class Row:
    """A line of a table: its cells, the values that they stand for, and the instance that they make."""

    table: Table
    line: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    instance: Model | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """The cells that tell it from the other rows."""
        return tuple(unguard(self.cells[name]) for name in self.table.key)

    @property
    def columns(self) -> list[Column]:
        """The columns that the package has of its table."""
        return [column for column in self.table.columns if column.name in self.cells]

    def problem(self, column: str, right: str) -> Problem:
        """Return what is wrong with one of its cells."""
        return Problem(self.table.path, right, self.line, column, self.cells.get(column, ""))


class Rows:
    """The rows of a package, table by table, with what is wrong with them.

    `sound` has the rows of which nothing is known to be wrong; `keys` has {table: {key: row}} of all of them, None
    for a table that could not be read, so that one mistake is not reported again wherever it is referred to.
    """

    def __init__(self, contents: Contents):
        self.problems: list[Problem] = list(contents.problems)
        self.sound: dict[str, list[Row]] = {}
        self.keys: dict[str, dict[tuple, Row] | None] = {}
        for table in TABLES:
            self._parse(table, contents.lines[table.name])
        for table in TABLES:
            self.keep(table, [row for row in self.sound[table.name] if self._refers(row)])

    def keep(self, table: Table, rows: list[Row]) -> None:
        """Go on with these rows of a table only."""
        self.sound[table.name] = rows

    def refuse(self, row: Row, column: str, right: str) -> bool:
        """Note what is wrong with a cell of a row; return False."""
        self.problems.append(row.problem(column, right))
        return False

    def find(self, table: str, key: str) -> Row | None:
        """Return the row of a table with one key, None if there is none."""
        return (self.keys[table] or {}).get((key,))

    def _parse(self, table: Table, lines: list | None) -> None:
        found = self.keys[table.name] = None if lines is None else {}
        rows = [Row(table, line, cells) for line, cells in lines or []]
        self.keep(table, [row for row in rows if self._read(row) & self._is_first(row, found)])

    def _read(self, row: Row) -> bool:
        """Read the cells of a row into its values; return whether all can be read."""
        sound = True
        for column in row.columns:
            try:
                row.values[column.name] = column.read(row.cells[column.name])
            except ValueError as error:
                sound = self.refuse(row, column.name, str(error))
        return sound

    def _is_first(self, row: Row, found: dict) -> bool:
        first = found.setdefault(row.key, row)
        if first is row:
            return True
        return self.refuse(
            row, row.table.key[-1], f"a row of its own: row {first.line} is of the same {_named(row.table)}."
        )

    def _refers(self, row: Row) -> bool:
        sound = True
        for column in row.columns:
            if not self._is_found(row, column):
                sound = self.refuse(row, column.name, f"a key that {column.kind.table}.csv has.")
        return sound

    def _is_found(self, row: Row, column: Column) -> bool:
        value = row.values[column.name]
        if not isinstance(column.kind, Reference) or value is None or self.keys[column.kind.table] is None:
            return True
        return self.find(column.kind.table, value) is not None


def _named(table: Table) -> str:
    return " and ".join(filter(None, [", ".join(table.key[:-1]), table.key[-1]]))


def build(rows: Rows) -> None:
    """Make the instance of each sound row, numbered as the row of the database that it stands for, or as a new one."""
    following = {table.model: _following(table.model) for table in TABLES}
    numbers = {table.name: _numbers(table, rows, following[table.model]) for table in TABLES if len(table.key) == 1}
    for table in TABLES:
        for row in rows.sound[table.name]:
            values = {column.attribute: _resolved(column, row, numbers) for column in row.columns}
            row.instance = table.model(**table.fixed, **values)
        if table.name in numbers:
            for row in rows.sound[table.name]:
                row.instance.pk = numbers[table.name][row.key[0]]
        else:
            _match(table, rows.sound[table.name], following[table.model])


def _following(model: type[Model]) -> Iterator[int]:
    """Return the row numbers after the last one that a model's table has."""
    return itertools.count((model._base_manager.aggregate(last=Max("pk"))["last"] or 0) + 1)


def _numbers(table: Table, rows: Rows, following: Iterator[int]) -> dict[str, int]:
    """Return {key: row number} for a table that others refer to: as the database has it, a new one, or its own."""
    column, keys = table.column(table.key[0]), rows.keys[table.name] or {}
    if isinstance(column.kind, Code):
        return {key: row.values[column.name] for (key,), row in keys.items() if column.name in row.values}
    known = dict(table.model._base_manager.values_list(column.attribute, "pk"))
    return {key: known[key] if key in known else next(following) for (key,) in keys}


def _resolved(column: Column, row: Row, numbers: dict[str, dict[str, int]]) -> Any:
    value = row.values[column.name]
    if not isinstance(column.kind, Reference) or value is None:
        return value
    return numbers[column.kind.table].get(value)


def _match(table: Table, rows: list[Row], following: Iterator[int]) -> None:
    """Number the rows of a table without ids of its own by what its key says."""
    attributes = [table.column(name).attribute for name in table.key]
    stored = table.model._base_manager.filter(**table.fixed).values_list("pk", *attributes)
    known = {tuple(key): number for number, *key in stored}
    for row in rows:
        key = tuple(getattr(row.instance, attribute) for attribute in attributes)
        row.instance.pk = known[key] if key in known else next(following)
