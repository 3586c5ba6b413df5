"""Sheets for Excel and its kin: one sheet, its header in bold and frozen, days as days and numbers as numbers."""

import datetime
from collections.abc import Iterable

import xlsxwriter

from districts.api.columns import Column, flat, text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_SHEET = 200_000  # rows; a spreadsheet program holds a million, but nobody waits for it
LONGEST_CELL = 32_767  # characters, Excel's limit
WIDTH = 18  # characters

# The same record gives the same bytes, so no file says when it was made.
_MADE = datetime.datetime(2020, 1, 1)  # noqa: DTZ001 – the library takes naive times


def write(file, table: tuple[Column, ...], rows: Iterable) -> None:
    """Write rows into a binary file, one of them held at a time; a longer text than a cell holds is cut at its end."""
    options = {
        "constant_memory": True,
        "remove_timezone": True,
        "default_date_format": "yyyy-mm-dd",
        # A text is a text, whatever it looks like.
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties({"created": _MADE})
        sheet = book.add_worksheet("Marz")
        sheet.set_column(0, len(table) - 1, WIDTH)
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, [column.name for column in table], book.add_format({"bold": True}))
        for number, row in enumerate(rows, 1):
            for place, (column, value) in enumerate(zip(table, flat(table, row), strict=True)):
                _write(sheet, number, place, column, value)


def _write(sheet, number, place, column, value):
    if value is None or value == "":
        return
    if column.type == "date":
        day = datetime.date.fromisoformat(value) if isinstance(value, str) else value
        # Before 1900 Excel has no days.
        if day.year >= 1900:
            sheet.write_datetime(number, place, datetime.datetime.combine(day, datetime.time()))
            return
    if column.type == "boolean":
        sheet.write_boolean(number, place, value)
    elif column.type in ("integer", "number"):
        sheet.write_number(number, place, value)
    else:
        sheet.write_string(number, place, text(value)[:LONGEST_CELL])
