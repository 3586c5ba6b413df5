"""The sheet to fill in: our columns, with what each means, an example and the words that it may hold."""

import io

import openpyxl
import tablib
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from events.ingest.spreadsheet.columns import COLUMNS, Column
from events.ingest.spreadsheet.sheets import MOST_ROWS, NOTE
from events.ingest.spreadsheet.xlsx_file import TAB

_HEADERS = ("column", "needed", "meaning", "example", "allowed")


def csv_template() -> bytes:
    """Return a CSV file with a row of headers and, under it, notes that an import leaves out.

    UTF-8 with a byte order mark, which spreadsheets need to see that it is.
    """
    sheet = tablib.Dataset(headers=[column.name for column in COLUMNS])
    for word, told in (("Meaning", _meaning), ("Example", lambda column: column.example), ("Allowed", _words)):
        first, *rest = (told(column) for column in COLUMNS)
        sheet.append([f"{NOTE}{word}: {first}", *rest])
    return b"\xef\xbb\xbf" + sheet.export("csv").encode()


def _meaning(column: Column) -> str:
    return f"{column.meaning} Needed." if column.required else column.meaning


def _words(column: Column) -> str:
    return ", ".join(column.allowed())


def xlsx_template() -> bytes:
    """Return an XLSX file with an empty sheet of our columns, and a second one that explains them."""
    book = openpyxl.Workbook()
    _fill_events(book.active)
    _fill_columns(book.create_sheet("Columns"))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill_events(tab) -> None:
    tab.title = TAB
    tab.append([column.name for column in COLUMNS])
    tab.freeze_panes = "A2"
    for number, column in enumerate(COLUMNS, 1):
        letter = get_column_letter(number)
        tab[f"{letter}1"].font = Font(bold=column.required)
        tab.column_dimensions[letter].width = max(12, len(column.name) + 4)
        words = column.allowed()
        if words:
            # A longer list is cut off by Excel; the words are in the second sheet as well.
            chosen = DataValidation("list", formula1=f'"{",".join(words)}"'[:255], allow_blank=True)
            chosen.showErrorMessage = False
            tab.add_data_validation(chosen)
            chosen.add(f"{letter}2:{letter}{MOST_ROWS + 1}")
    for name in ("published", "date", "date_earliest", "date_latest", "claimed_date"):
        letter = get_column_letter([column.name for column in COLUMNS].index(name) + 1)
        tab.column_dimensions[letter].number_format = "yyyy-mm-dd"


def _fill_columns(tab) -> None:
    tab.append(_HEADERS)
    for column in COLUMNS:
        needed = "yes" if column.required else ""
        tab.append([column.name, needed, column.meaning, column.example, ", ".join(column.allowed())])
    for letter, width in zip("ABCDE", (16, 8, 70, 40, 60), strict=True):
        tab.column_dimensions[letter].width = width
        tab[f"{letter}1"].font = Font(bold=True)
        for cell in tab[letter]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
