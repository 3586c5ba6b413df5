"""Files as they are handed in: sheets in many forms, and what is no sheet."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from events.ingest.spreadsheet import sheets, xlsx_file
from events.ingest.spreadsheet.columns import NAMES
from events.ingest.spreadsheet.reading import read_sheet
from events.ingest.spreadsheet.sheets import SheetRefusedError
from tests.events.ingest.spreadsheet.sheets import ROW, csv_of, row, saved, xlsx_of


def refused(content):
    """Return the sentence that a file is refused with."""
    with pytest.raises(SheetRefusedError) as found:
        read_sheet(content)
    return str(found.value)


def archive(**parts):
    """Return a ZIP file; its parts are named with __ for / and _ for a point."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def repacked(content, path, change):
    """Return an XLSX file with one of its parts changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    parts[path] = change(parts[path])
    return archive(**parts)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(csv_of(row()), id="commas"),
        pytest.param(csv_of(row(), delimiter=";"), id="semicolons"),
        pytest.param(csv_of(row(), delimiter="\t"), id="tabs"),
        pytest.param(b"sep=;\r\n" + csv_of(row(), delimiter=";"), id="declared-separator"),
        pytest.param(csv_of(row(), encoding="utf-8-sig"), id="byte-order-mark"),
        pytest.param(csv_of(row(), encoding="utf-16"), id="utf-16"),
        pytest.param(csv_of(row()).replace(b"\r\n", b"\n"), id="line-feeds"),
        pytest.param(csv_of(row()).replace(b"\r\n", b"\r\n\r\n,,,\r\n"), id="empty-rows"),
        pytest.param(b"# A note,\r\n" + csv_of(row()), id="note-before"),
        pytest.param(xlsx_of(row()), id="xlsx"),
    ],
)
def test_a_sheet_is_read_in_many_forms(content):
    sheet = read_sheet(content)

    assert sheet.headers == list(NAMES)
    [found] = sheet.rows
    assert {name: cell for name, cell in found.cells.items() if cell} == ROW


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "The file is empty: it needs a row of column names and a row for each event.", id="nothing"),
        pytest.param(b"\xef\xbb\xbf \r\n", "The file is empty", id="blank"),
        pytest.param(csv_of(), "The file has no row of an event", id="header-only"),
        pytest.param(xlsx_of(), "The file has no row of an event", id="header-only-xlsx"),
        pytest.param(saved(openpyxl.Workbook()), "The file has no row of an event", id="empty-xlsx"),
        pytest.param(
            "district\nAndkhöy\n".encode("cp1252"), "Line 2 is not text in UTF-8 (it has the byte 0xF6).", id="cp1252"
        ),
        pytest.param(b"district\nA\0B\n", "Line 2 has a null character, which no text has.", id="null"),
        pytest.param(b'district,date\n"Imam Sahib,2021\n', "Row 2 cannot be read", id="open-quote"),
        pytest.param(b"date,date\n1,2\n", "Two columns have the name “date”: give each its own.", id="header-twice"),
        pytest.param(b"%PDF-1.7\n", "This is a PDF document, not a sheet", id="pdf"),
        pytest.param(b"\xd0\xcf\x11\xe0rest", "This is an old Excel file (.xls), or one with a password", id="xls"),
        pytest.param(b"  <html><table>", "This is a web page, not a sheet", id="web-page"),
        pytest.param(b"\x89PNG\r\n", "This is a picture, not a sheet", id="picture"),
        pytest.param(archive(**{"content.xml": "x"}), "This is an OpenDocument file (.ods)", id="ods"),
        pytest.param(archive(**{"word/document.xml": "x"}), "This is a Word document", id="docx"),
        pytest.param(archive(**{"xl/workbook.bin": "x"}), "This is an Excel file in binary form (.xlsb)", id="xlsb"),
        pytest.param(archive(**{"events.csv": "x"}), "This is a ZIP archive", id="zip"),
        pytest.param(archive(**{"xl/workbook.xml": "x"}), xlsx_file.BROKEN, id="broken-book"),
        pytest.param(xlsx_of(row())[:2000], xlsx_file.BROKEN, id="cut-short"),
        pytest.param(b"x" * (sheets.LARGEST + 1), "The file has more than 10 MB", id="too-large"),
    ],
)
def test_what_is_no_sheet_is_refused_in_a_sentence(content, sentence):
    assert refused(content).startswith(sentence)


def test_a_file_of_too_many_rows_is_refused(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 2)

    assert len(read_sheet(csv_of(row(), row())).rows) == 2
    assert refused(csv_of(row(), row(), row())) == "The file has more than 2 rows: divide it into several."


def test_a_file_of_too_many_columns_is_refused():
    content = ",".join(f"c{number}" for number in range(201)).encode() + b"\n1\n"

    assert refused(content) == "The file has 201 columns, more than 200: keep those that matter."


def test_a_zip_that_unpacks_to_too_much_is_never_unpacked(monkeypatch):
    monkeypatch.setattr(xlsx_file, "LARGEST_UNPACKED", 2**20)
    bomb = archive(**{"xl/workbook.xml": "x", "xl/worksheets/sheet1.xml": b"\0" * 2**21})
    assert len(bomb) < 10_000

    assert refused(bomb) == "The file unpacks to more than 1 MB: keep only the sheet and its columns."


def test_entities_are_never_expanded():
    laughs = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>'
    content = repacked(xlsx_of(row()), "xl/worksheets/sheet1.xml", lambda part: laughs + part)

    assert refused(content) == xlsx_file.BROKEN


def test_what_a_sheet_says_of_its_own_size_is_not_believed():
    content = repacked(
        xlsx_of(row()),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<dimension ref="A1:V2"/>', b'<dimension ref="A1:XFD1048576"/>'),
    )

    assert len(read_sheet(content).rows) == 1


def test_merged_cells_are_refused():
    content = xlsx_of(row(), row(), change=lambda book: book.active.merge_cells("A2:A3"))

    assert refused(content) == "The cells A2:A3 of the sheet “Sheet” are merged: unmerge them and fill each."


def test_the_sheet_named_events_is_read_and_the_others_are_named():
    def change(book):
        book.active.title = "Events"
        book.create_sheet("Remarks", 0)["A1"] = "something else"
        book.create_sheet("Old").sheet_state = "hidden"

    sheet = read_sheet(xlsx_of(row(), change=change))

    assert sheet.rows[0].cells["district"] == "Imam Sahib"
    assert sheet.said == ["Only the sheet “Events” is read.", "The hidden sheets are not: Old."]


def test_a_hidden_first_sheet_is_not_read():
    def change(book):
        book.active.sheet_state = "hidden"
        book.create_sheet("Seen").append(["district"])
        book["Seen"].append(["Imam Sahib"])
        book.active = 1

    assert read_sheet(xlsx_of(row(), change=change)).headers == ["district"]


def test_values_of_an_xlsx_file_are_read_as_a_person_would_write_them():
    book = openpyxl.Workbook()
    values = {
        "day": datetime.date(2021, 6, 21),
        "moment": datetime.datetime.fromisoformat("2021-06-21 09:30"),
        "clock": datetime.time(9, 30),
        "whole": 5.0,
        "part": 0.25,
        "flag": True,
        "text": "  Imam Sahib ",
        "nothing": None,
    }
    book.active.append(list(values))
    book.active.append(list(values.values()))

    [found] = read_sheet(saved(book)).rows

    assert found.cells == {
        "day": "2021-06-21",
        "moment": "2021-06-21 09:30:00",
        "clock": "09:30:00",
        "whole": "5",
        "part": "0.25",
        "flag": "yes",
        "text": "Imam Sahib",
        "nothing": "",
    }


def with_formula(stored):
    """Return an XLSX file whose cell B2 is a formula; `stored` is the element of its value."""
    book = openpyxl.Workbook()
    book.active.append(["district", "date"])
    book.active.append(["Imam Sahib", "=A1"])
    return repacked(
        saved(book),
        "xl/worksheets/sheet1.xml",
        lambda part: part.replace(b'<c r="B2"><f>A1</f><v></v></c>', stored).replace(
            b'<c r="B2"><f>A1</f><v /></c>', stored
        ),
    )


def test_the_stored_value_of_a_formula_is_read():
    content = with_formula(b'<c r="B2" t="str"><f>A1</f><v>2021-06-21</v></c>')

    assert read_sheet(content).rows[0].cells["date"] == "2021-06-21"


@pytest.mark.parametrize(
    ("stored", "right"),
    [
        pytest.param(b'<c r="B2"><f>A1</f></c>', xlsx_file.NO_VALUE, id="none"),
        pytest.param(b'<c r="B2" t="e"><f>A1</f><v>#REF!</v></c>', "a value: its formula gives #REF!.", id="error"),
    ],
)
def test_a_formula_without_a_value_is_wrong_in_its_cell(stored, right):
    [found] = read_sheet(with_formula(stored)).rows

    assert found.wrong == {"date": right}


def test_rows_keep_the_numbers_that_the_spreadsheet_shows():
    content = b'district,note\n\n# told,\nImam Sahib,"two\nlines"\nArchi,\n'

    assert [found.number for found in read_sheet(content).rows] == [4, 5]


def test_a_cell_beyond_the_last_column_is_wrong():
    [found] = read_sheet(b"district,date\nImam Sahib,2021,more\n").rows

    assert found.wrong == {"district": "as many cells as there are column names; “more” stands beyond the last one."}


def test_a_column_without_a_name_is_left_out():
    sheet = read_sheet(b"district,,date\nImam Sahib,x,2021\n")

    assert (sheet.headers, sheet.rows[0].cells) == (["district", "date"], {"district": "Imam Sahib", "date": "2021"})


def test_days_of_a_file_that_counts_from_1904_are_known():
    def change(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    assert read_sheet(xlsx_of(row(), change=change)).from_1904
