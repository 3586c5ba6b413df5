import io

import openpyxl
import pytest

from events.ingest.spreadsheet.columns import COLUMNS, NAMES, guess
from events.ingest.spreadsheet.reading import read_sheet
from events.ingest.spreadsheet.sheets import SheetRefusedError
from events.ingest.spreadsheet.template import csv_template, xlsx_template
from events.models import ControlEvent
from tests.events.ingest.spreadsheet.sheets import imported, places, row

pytestmark = pytest.mark.django_db
EXAMPLE = {column.name: column.example for column in COLUMNS}


@pytest.fixture(autouse=True)
def ground():
    places()


@pytest.mark.parametrize("made", [csv_template, xlsx_template])
def test_an_empty_template_has_no_row_of_an_event(made):
    with pytest.raises(SheetRefusedError, match="no row of an event"):
        read_sheet(made())


def filled_csv(cells):
    return csv_template() + (",".join(f'"{cells[name]}"' for name in NAMES) + "\r\n").encode()


def filled_xlsx(cells):
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template()))
    book["Events"].append([cells[name] or None for name in NAMES])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


@pytest.mark.parametrize("fill", [filled_csv, filled_xlsx], ids=["csv", "xlsx"])
@pytest.mark.parametrize("cells", [EXAMPLE, row()], ids=["its-own-examples", "a-row"])
def test_a_filled_template_is_imported(fill, cells):
    done = imported(fill(cells))

    assert [str(one.effect) for one in done.outcomes] == ["new"]
    assert ControlEvent.objects.get().district.name == "Imam Sahib"


def test_the_csv_template_explains_each_column_in_notes():
    header, *notes = csv_template().decode("utf-8-sig").splitlines()

    assert header == ",".join(NAMES)
    assert [note.lstrip('"').split(":")[0] for note in notes] == ["# Meaning", "# Example", "# Allowed"]
    assert '"captured, handed_over, contested, relocated, held, assessed, assumed"' in notes[-1]


def test_the_xlsx_template_explains_each_column_in_a_second_sheet_with_the_words_of_the_record():
    book = openpyxl.load_workbook(io.BytesIO(xlsx_template()))

    told = {name: (needed, allowed) for name, needed, _, _, allowed in book["Columns"].iter_rows(2, values_only=True)}
    assert list(told) == list(NAMES)
    assert told["controller"] == ("yes", "government, taliban")
    assert told["kind"][1] == "captured, handed_over, contested, relocated, held, assessed, assumed"


@pytest.mark.parametrize(
    ("header", "ours"),
    [
        ("Report URL", "report_url"),
        ("Link", "report_url"),
        ("Headline", "report_title"),
        ("OUTLET", "source"),
        ("publication_date", "published"),
        ("admin2", "district"),
        ("ADM1", "province"),
        ("Event Date", "date"),
        ("Event type", "kind"),
        ("held by", "controller"),
        ("According to", "voice"),
        ("Row-ID", "external_id"),
    ],
)
def test_headers_of_other_sheets_are_guessed(header, ours):
    assert guess([header, "something"]) == {ours: header}


def test_a_header_serves_once_and_our_own_names_go_first():
    assert guess(["date", "event date", "district", "place"]) == {"date": "date", "district": "district"}
