"""CSV (RFC 4180, UTF-8 without a byte order mark, lines end in a line feed), guarded against formulas."""

import re
from collections.abc import Iterable, Iterator

from districts.api.columns import Column, flat, text

_FORMULA = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"'+[=+\-@\t]")
_SPECIAL = re.compile('[",\r\n]')

CHUNK = 64 * 1024  # characters


def guard(value: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{value}" if _FORMULA.match(value) else value


def unguard(value: str) -> str:
    """Return what `guard` was given."""
    return value[1:] if _GUARDED.match(value) else value


def quoted(cell: str) -> str:
    """Return a cell as a line holds it; the csv module of Python 3.11 leaves a lone carriage return without quotes."""
    return '"' + cell.replace('"', '""') + '"' if _SPECIAL.search(cell) else cell


def line(cells: Iterable[str]) -> str:
    """Return a line of cells."""
    return ",".join(map(quoted, cells)) + "\n"


def head(table: tuple[Column, ...], *, tags: bool = False) -> str:
    """Return the header line and, where `tags`, the line of HXL tags under it."""
    header = line(column.name for column in table)
    return header + line(column.hxl for column in table) if tags else header


def chunks(table: tuple[Column, ...], rows: Iterable, *, tags: bool = False) -> Iterator[bytes]:
    """Yield a table with its header, some CHUNK characters at a time."""
    held = [head(table, tags=tags)]
    size = 0
    for row in rows:
        held.append(line(_cell(value) for value in flat(table, row)))
        size += len(held[-1])
        if size >= CHUNK:
            yield "".join(held).encode()
            held, size = [], 0
    yield "".join(held).encode()


def _cell(value) -> str:
    return guard(text(value)) if isinstance(value, str | list) else text(value)
