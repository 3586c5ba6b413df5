"""Open a file that should be a sheet: CSV or XLSX, whatever its name says; all else is refused in a sentence."""

import re

from events.ingest.spreadsheet import csv_file, xlsx_file
from events.ingest.spreadsheet.sheets import LARGEST, Sheet, SheetRefusedError

_KINDS = (
    (b"PK\x03\x04", "zip"),
    (b"\xd0\xcf\x11\xe0", "old"),
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
)
_PAGE = re.compile(rb"\s*<(!doctype|html|\?xml|table|head|body)", re.IGNORECASE)


def read_sheet(content: bytes) -> Sheet:
    """Return what a CSV or XLSX file holds, told apart by its content.

    Raises SheetRefusedError.
    """
    if not content.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise SheetRefusedError("The file is empty: it needs a row of column names and a row for each event.")
    if len(content) > LARGEST:
        raise SheetRefusedError(f"The file has more than {LARGEST // 2**20} MB: divide it into several.")
    kind = next((kind for start, kind in _KINDS if content.startswith(start)), "")
    if kind == "zip":
        return xlsx_file.read(content)
    if kind == "old":
        raise SheetRefusedError(
            "This is an old Excel file (.xls), or one with a password: save it as .xlsx without a password."
        )
    if kind or _PAGE.match(content.removeprefix(b"\xef\xbb\xbf")):
        raise SheetRefusedError(f"This is {kind or 'a web page'}, not a sheet: save the sheet as .xlsx or .csv.")
    return csv_file.read(content)
