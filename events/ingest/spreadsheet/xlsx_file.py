"""Read an XLSX file: the values of its first visible sheet. A ZIP that unpacks to too much is never unpacked."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator

import openpyxl
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from events.ingest.spreadsheet.sheets import MOST_COLUMNS, MOST_ROWS, Sheet, SheetRefusedError, gathered

LARGEST_UNPACKED = 200 * 2**20  # bytes
MOST_PARTS = 1_000
MOST_LINES = 200_000  # rows with the empty ones
TAB = "Events"
NO_VALUE = "a value: its formula has none stored. Copy the column and paste it back as values."
FAILED = "a value: its formula gives {}."
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"})
BROKEN = "This is no XLSX file that can be read: open it in a spreadsheet program and save it anew."
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]+\d+:[A-Z]+\d+)\"")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_OTHERS = {
    "xl/workbook.bin": "an Excel file in binary form (.xlsb)",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
    "content.xml": "an OpenDocument file (.ods)",
}


def read(content: bytes) -> Sheet:
    """Return the sheet that an XLSX file holds: the visible one named Events, or else the first visible one.

    Raises SheetRefusedError for any other ZIP file, one that unpacks to too much, and merged cells.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            _check_parts(parts)
            return _read(content, parts)
    except SheetRefusedError:
        raise
    except Exception as error:  # What openpyxl raises on a file that is broken has no common kind.
        raise SheetRefusedError(BROKEN) from error


def _check_parts(parts: zipfile.ZipFile) -> None:
    listed = parts.infolist()
    names = {part.filename for part in listed}
    if len(listed) > MOST_PARTS or sum(part.file_size for part in listed) > LARGEST_UNPACKED:
        limit = LARGEST_UNPACKED // 2**20
        raise SheetRefusedError(f"The file unpacks to more than {limit} MB: keep only the sheet and its columns.")
    if "xl/workbook.xml" not in names:
        other = next((kind for name, kind in _OTHERS.items() if name in names), "a ZIP archive")
        raise SheetRefusedError(f"This is {other}, not a sheet that can be read: save it as .xlsx or .csv.")
    for name in names:
        if name.endswith((".xml", ".rels")):
            with parts.open(name) as part:
                start = part.read(4096)
            if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
                raise SheetRefusedError(BROKEN)


def _read(content: bytes, parts: zipfile.ZipFile) -> Sheet:
    book = _opened(content, values=True)
    tab, said = _chosen(book)
    with parts.open(tab._worksheet_path) as part:
        source = part.read()
    merged = _MERGED.search(source)
    if merged:
        cells = merged[1].decode()
        raise SheetRefusedError(f"The cells {cells} of the sheet “{tab.title}” are merged: unmerge them and fill each.")
    formulas = None
    if _FORMULA.search(source):
        formulas = _opened(content, values=False)[tab.title]
    del source
    return gathered(_rows(tab, formulas), said=said, from_1904=book.epoch == CALENDAR_MAC_1904)


def _opened(content: bytes, *, values: bool):
    with warnings.catch_warnings():
        # openpyxl warns of what it does not keep, such as drop-down lists; nothing of that is read.
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=values, keep_links=False)


def _chosen(book):
    """Return the sheet to read and sentences on the others."""
    seen = [tab for tab in book.worksheets if tab.sheet_state == "visible"]
    if not seen:
        raise SheetRefusedError("The file has no visible sheet: unhide the one that has the events.")
    chosen = next((tab for tab in seen if tab.title == TAB), seen[0])
    others = [tab.title for tab in seen if tab is not chosen]
    hidden = [tab.title for tab in book.worksheets if tab.sheet_state != "visible"]
    said = [f"Only the sheet “{chosen.title}” is read."] if others or hidden else []
    said += [f"The hidden sheets are not: {', '.join(hidden)}."] if hidden else []
    return chosen, said


def _rows(tab, formulas) -> Iterator[tuple[int, list[str], dict[int, str]]]:
    written = _lines(formulas) if formulas else None
    for number, cells in _lines(tab):
        wrong = {place: FAILED.format(value) for place, value in enumerate(cells) if value in ERRORS}
        if written:
            wrong |= _without_values(cells, next(written)[1])
        yield number, [_text(cell) for cell in _trimmed(cells)] or [""], wrong


def _without_values(cells: tuple, written: tuple) -> dict[int, str]:
    """Return {place: what would be right} for the formulas whose value the file has not."""
    return {
        place: NO_VALUE
        for place, (value, formula) in enumerate(zip(cells, written, strict=True))
        if value is None and formula is not None
    }


def _trimmed(cells: tuple) -> tuple:
    """Return the cells without the empty ones at the end."""
    width = len(cells)
    while width and cells[width - 1] is None:
        width -= 1
    return cells[:width]


def _lines(tab) -> Iterator[tuple[int, tuple]]:
    """Yield (number, values) of the rows; what the sheet says of its own size is not believed."""
    tab.reset_dimensions()
    for number, cells in enumerate(tab.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1), 1):
        if number > MOST_LINES:
            raise SheetRefusedError(f"The sheet goes beyond row {MOST_LINES:,}: at most {MOST_ROWS:,} rows are taken.")
        yield number, cells


def _text(value) -> str:
    """Return a value as a person would write it: 2021-06-21, 09:30, yes, 5."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime.datetime):
        has_time = value.time() != datetime.time()
        return value.isoformat(" ", "seconds") if has_time else value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.isoformat("seconds")
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
