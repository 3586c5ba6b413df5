"""Sheets of events as analysts would hand them in."""

import csv
import io

import openpyxl

from events.ingest.spreadsheet.columns import NAMES, guess
from events.ingest.spreadsheet.importing import check_sheet, import_sheet
from events.ingest.spreadsheet.reading import read_sheet
from tests.factories import make_actor, make_district

ROW = {
    "report_url": "https://example.org/imam-sahib-falls",
    "report_title": "Imam Sahib falls",
    "source": "Kabul Wire",
    "published": "2021-06-22",
    "district": "Imam Sahib",
    "date": "2021-06-21",
    "kind": "captured",
    "controller": "taliban",
    "opponent": "government",
    "summary": "Taken.",
    "voice": "taliban",
    "attribution": "spokesman Mujahid",
}


def row(**overrides):
    """Return the cells of a row: the Taliban say that they took Imam Sahib."""
    return dict.fromkeys(NAMES, "") | ROW | overrides


def csv_of(*rows, headers=NAMES, delimiter=",", encoding="utf-8"):
    """Return a CSV file of rows, as bytes."""
    text = io.StringIO()
    lines = csv.writer(text, delimiter=delimiter)
    lines.writerow(headers)
    lines.writerows([each[name] for name in NAMES] for each in rows)
    return text.getvalue().encode(encoding)


def xlsx_of(*rows, change=None):
    """Return an XLSX file of rows, as bytes; `change` takes the workbook before it is saved."""
    book = openpyxl.Workbook()
    tab = book.active
    tab.append(NAMES)
    for each in rows:
        tab.append([each[name] or None for name in NAMES])
    return saved(book, change)


def saved(book, change=None):
    """Return a workbook as bytes."""
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def places():
    """Make the places and parties that rows name."""
    make_district()
    make_actor("taliban")
    make_actor("government")


def checked(content, *, user=None, **options):
    """Return what the rows of a file would do."""
    sheet = read_sheet(content)
    return check_sheet(sheet, guess(sheet.headers), user=user, **options)


def imported(content, *, user=None, **options):
    """Import a file and return what that did."""
    sheet = read_sheet(content)
    return import_sheet(sheet, guess(sheet.headers), user=user, **options)


def wrongs(found):
    """Return [(row, column, what would be right)] of what was checked."""
    return [(one.row, each.column, each.right) for one in found.outcomes for each in one.wrong]


def effects(found):
    """Return the effects of the rows, in their order."""
    return [str(one.effect) for one in found.outcomes]
