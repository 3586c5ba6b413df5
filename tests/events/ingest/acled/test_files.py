import datetime
import io

import openpyxl
import pytest

from events.ingest.acled.files import read_rows
from events.ingest.acled.layouts import FileRefusedError
from tests.events.ingest.acled.exports import CURRENT, acled_row, export


def sheet(*rows):
    """Return an XLSX file of rows of cells under the current header."""
    book = openpyxl.Workbook()
    for row in (CURRENT, *rows):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    return stream


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["commas", "semicolons", "tabs"])
def test_csv_is_read_with_any_of_three_separators(delimiter):
    _, rows = read_rows(export(acled_row(source="A; B"), delimiter=delimiter))

    assert [(row.number, row["event_id_cnty"], row["source"]) for row in rows] == [(2, "AFG10001", "A; B")]


def test_a_byte_order_mark_and_empty_lines_are_passed_over():
    stream = io.BytesIO(b"\xef\xbb\xbf" + export().getvalue() + b"\r\n\r\n")

    header, rows = read_rows(stream)

    assert (header.layout, [row["admin2"] for row in rows]) == ("current", ["Imam Sahib"])


def test_a_sheet_is_read_with_its_days_and_numbers_as_texts():
    cells = acled_row(event_date=datetime.date(2021, 6, 21), iso=4, latitude=37.189, geo_precision=1.0)

    _, rows = read_rows(sheet([cells.get(name) for name in CURRENT]))

    row = next(rows)
    read = [row[name] for name in ("event_date", "iso", "latitude", "geo_precision", "tags")]
    assert (row.number, len(row.cells), read) == (2, 31, ["2021-06-21", "4", "37.189", "1", ""])


def test_rows_are_read_as_they_are_asked_for():
    stream = export(*(acled_row(notes="x" * 1000) for _ in range(1000)))

    next(read_rows(stream)[1])

    assert stream.tell() < 20_000


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(b"PK\x03\x04 no archive", "cannot be read as XLSX", id="broken-archive"),
        pytest.param(b"\xff\xfe\x00e\x00v", "not in UTF-8 near its beginning", id="utf-16"),
        pytest.param(b"a,b\n1,2\n", "The header has no column event_id_cnty", id="another-table"),
    ],
)
def test_a_file_that_is_no_export_is_refused(content, sentence):
    with pytest.raises(FileRefusedError, match=sentence):
        read_rows(io.BytesIO(content))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"\xe9\n" * 9000, "not in UTF-8 after line", id="latin-1-later"),
        pytest.param(b'"' + b"x" * 1_100_000, "Look for a quote that is not closed", id="open-quote"),
    ],
)
def test_a_file_that_breaks_off_is_refused_where_it_does(content, sentence):
    _, rows = read_rows(io.BytesIO(export(*[acled_row()] * 50).getvalue() + content))

    with pytest.raises(FileRefusedError, match=sentence):
        list(rows)
