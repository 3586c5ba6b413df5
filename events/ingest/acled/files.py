"""The rows of an export, one at a time: CSV with commas, semicolons or tabs, or the first sheet of an XLSX file."""

import contextlib
import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import BinaryIO

from events.ingest.acled.layouts import FileRefusedError, Header, Row, read_header

SEPARATORS = ",;\t"
LONGEST_CELL = 1_000_000  # letters
_ZIP = b"PK\x03\x04"


def read_rows(stream: BinaryIO) -> tuple[Header, Iterator[Row]]:
    """Return the header of an export and an iterator over its rows, which reads no further than it is asked.

    Rows that are empty are passed over. Raises FileRefusedError when the file is neither CSV in UTF-8 nor XLSX, or
    has not the columns; the iterator raises it at the row that cannot be read.
    """
    start = stream.read(4)
    stream.seek(0)
    lines = _sheet(stream) if start == _ZIP else _lines(stream)
    _, first = next(lines, (0, []))
    if not first:
        raise FileRefusedError("The file is empty: its first row must name the columns as ACLED does.")
    header = read_header(first)
    return header, (Row(number, cells, header) for number, cells in lines)


def _lines(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    reader = None
    try:
        # The limit is one for the whole process: others set it too.
        csv.field_size_limit(LONGEST_CELL)
        separator = _separator(text.readline())
        text.seek(0)
        reader = csv.reader(text, delimiter=separator)
        yield from ((reader.line_num, cells) for cells in reader if any(cells))
    except UnicodeDecodeError:
        raise FileRefusedError(
            f"The file is not in UTF-8 {_after(reader)}: export it from ACLED anew, or save it as “CSV UTF-8”."
        ) from None
    except csv.Error as error:
        raise FileRefusedError(
            f"The file cannot be read as CSV {_after(reader)}: {error}. Look for a quote that is not closed."
        ) from None
    finally:
        # Nobody may have read to the end, and the caller may have closed the file since.
        with contextlib.suppress(ValueError):
            text.detach()


def _separator(header: str) -> str:
    return max(SEPARATORS, key=header.count)


def _after(reader) -> str:
    return f"after line {reader.line_num}" if reader else "near its beginning"


def _sheet(stream: BinaryIO) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    try:
        book = load_workbook(stream, read_only=True, data_only=True)
        rows = enumerate(book.worksheets[0].iter_rows(values_only=True), start=1)
        yield from _padded((number, cells) for number, row in rows if any(cells := [_text(cell) for cell in row]))
    except (zipfile.BadZipFile, KeyError, IndexError, ValueError, OSError, SyntaxError) as error:
        raise FileRefusedError(
            f"The file cannot be read as XLSX ({error}): save it anew as XLSX, or as “CSV UTF-8”."
        ) from None


def _padded(rows: Iterator[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows as wide as the first, for a sheet does not say where its empty cells at the end are."""
    width = 0
    for number, cells in rows:
        width = width or len(cells)
        yield number, cells + [""] * (width - len(cells))


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)
