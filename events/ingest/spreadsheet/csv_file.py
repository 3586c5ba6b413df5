"""Read a CSV file: UTF-8 or UTF-16, with commas, semicolons or tabs."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from events.ingest.spreadsheet.columns import guess
from events.ingest.spreadsheet.sheets import Sheet, SheetRefusedError, gathered

DELIMITERS = ",;\t|"
SAVE_AS = "In a spreadsheet program, save it as “CSV UTF-8” or as .xlsx."
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_DECLARED = re.compile(r'\A"?sep=(.)"?\r?\n')
csv.field_size_limit(1_000_000)


def read(content: bytes) -> Sheet:
    """Return the sheet that a CSV file holds.

    Raises SheetRefusedError for text that is not in UTF-8 or UTF-16, null characters and quotes that do not close.
    """
    text = _decoded(content)
    declared = _DECLARED.match(text)
    skipped = declared.end() if declared else 0
    delimiter = declared[1] if declared else _delimiter(text)
    lines = csv.reader(io.StringIO(text[skipped:], newline=""), delimiter=delimiter, strict=True)
    return gathered(_rows(lines, first=2 if declared else 1))


def _decoded(content: bytes) -> str:
    try:
        text = content.decode("utf-16" if content.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        byte = f"0x{content[error.start]:02X}"
        raise SheetRefusedError(f"Line {row} is not text in UTF-8 (it has the byte {byte}). {SAVE_AS}") from None
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise SheetRefusedError(f"Line {row} has a null character, which no text has. {SAVE_AS}")
    return text


def _delimiter(text: str) -> str:
    """Return the sign that divides the line of headers into the most names that are known, or else into the most."""
    lines = (line for line in text.splitlines() if line.strip() and not line.lstrip('"').startswith("# "))
    first = next(lines, "")

    def weight(sign: str) -> tuple[int, int]:
        names = next(csv.reader([first], delimiter=sign), [])
        return len(guess(names)), len(names)

    return max(DELIMITERS, key=weight)


def _rows(lines, first: int) -> Iterator[tuple[int, list[str], dict[int, str]]]:
    number = first
    try:
        for number, cells in enumerate(lines, first):
            yield number, [cell.strip() for cell in cells] or [""], {}
    except csv.Error as error:
        raise SheetRefusedError(
            f"Row {number + 1} cannot be read ({error}): a cell with quotes stands in quotes, its own are doubled."
        ) from None
