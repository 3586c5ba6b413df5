import datetime

import pytest

from events.ingest.spreadsheet.columns import guess
from events.ingest.spreadsheet.importing import check_sheet
from events.ingest.spreadsheet.reading import read_sheet
from events.models import ControlEvent
from tests.events.ingest.spreadsheet.sheets import checked, csv_of, imported, places, row, wrongs, xlsx_of
from tests.factories import make_district, make_province

pytestmark = pytest.mark.django_db
A_DAY = "a day as year-month-day, for example 2021-06-21."


@pytest.fixture(autouse=True)
def ground():
    places()


@pytest.mark.parametrize(
    ("cells", "column", "right"),
    [
        pytest.param({"district": ""}, "district", "a value: it may not be empty, for example Imam Sahib.", id="empty"),
        pytest.param(
            {"district": "Atlantis"},
            "district",
            "a district, by its code or in a spelling that means one. No place resembles “Atlantis”.",
            id="unknown-place",
        ),
        pytest.param(
            {"province": "Atlantis"},
            "district",
            "a district, by its code or in a spelling that means one. No province resembles “Atlantis”.",
            id="unknown-province",
        ),
        pytest.param({"date": "soon"}, "date", A_DAY, id="no-day"),
        pytest.param(
            {"date": "03/04/2021"},
            "date",
            "a day that can be read in one way only: 03/04/2021 may be 3 April 2021 or 4 March 2021. "
            "Write 2021-04-03 or 2021-03-04.",
            id="ambiguous-day",
        ),
        pytest.param(
            {"date": "31 June 2021"},
            "date",
            "a day that the calendar has, as year-month-day, for example 2021-06-21.",
            id="no-such-day",
        ),
        pytest.param(
            {"date": "1400-03-31"},
            "date",
            "a day of the Gregorian calendar after 1900, for example 2021-06-21.",
            id="another-calendar",
        ),
        pytest.param({"date": "21/06/21"}, "date", A_DAY, id="short-year"),
        pytest.param(
            {"date_earliest": "2021-06-22"}, "date_earliest", "a day not after 2021-06-21, the best day.", id="late"
        ),
        pytest.param(
            {"date_latest": "2021-06-20"}, "date_latest", "a day not before 2021-06-21, the best day.", id="early"
        ),
        pytest.param(
            {"published": "2021-06-19"},
            "published",
            "a day not before 2021-06-20: no report is older than the eve of what it is about.",
            id="report-too-early",
        ),
        pytest.param({"time": "25:00"}, "time", "a time as hours:minutes, for example 09:30.", id="no-time"),
        pytest.param(
            {"kind": "conquered"},
            "kind",
            "one of captured, handed_over, contested, relocated, held, assessed, assumed.",
            id="unknown-kind",
        ),
        pytest.param({"controller": "Talib"}, "controller", "one of government, taliban.", id="unknown-side"),
        pytest.param({"opponent": "taliban"}, "opponent", "the other side: taliban is the controller.", id="same-side"),
        pytest.param({"voice": ""}, "voice", "a value: it may not be empty, for example taliban.", id="no-voice"),
        pytest.param({"voice": "BBC"}, "voice", "one of independent, government, taliban.", id="unknown-voice"),
        pytest.param({"stance": "maybe"}, "stance", "one of asserts, denies.", id="unknown-stance"),
        pytest.param({"scope": "town"}, "scope", "one of district, province, region, country.", id="unknown-scope"),
        pytest.param({"contested": "perhaps"}, "contested", "one of yes, no.", id="neither-yes-nor-no"),
        pytest.param(
            {"kind": "contested", "contested": "no"},
            "contested",
            "yes, or empty: an event of the kind contested is contested.",
            id="must-be-contested",
        ),
        pytest.param(
            {"kind": "held", "contested": "yes"},
            "contested",
            "no, or empty: an event of the kind held is not contested.",
            id="cannot-be-contested",
        ),
        pytest.param(
            {"report_url": "www.example.org"},
            "report_url",
            "an address that begins with http:// or https:// and has no spaces, for example "
            "https://www.example.org/imam-sahib-falls.",
            id="no-address",
        ),
        pytest.param(
            {"report_url": "", "report_title": ""},
            "report_url",
            "the report's address; or else its title.",
            id="no-report",
        ),
        pytest.param(
            {"source": ""}, "source", "who published the report: a source's name, for example TOLOnews.", id="no-source"
        ),
        pytest.param(
            {"attribution": "x" * 201},
            "attribution",
            "a text of at most 200 characters; this one has 201.",
            id="too-long",
        ),
    ],
)
@pytest.mark.parametrize("file", [csv_of, xlsx_of], ids=["csv", "xlsx"])
def test_a_wrong_cell_is_named_with_what_would_be_right(file, cells, column, right):
    assert wrongs(checked(file(row(**cells)))) == [(2, column, right)]


def test_a_formula_in_a_csv_file_is_refused():
    assert wrongs(checked(csv_of(row(summary="=1+1")))) == [
        (2, "summary", "a text, not a formula: put an apostrophe before the = if it is meant.")
    ]


def test_all_that_is_wrong_is_said_at_once():
    found = checked(csv_of(row(), row(date="soon", kind="conquered"), row(voice="")))

    assert [(row, column) for row, column, _ in wrongs(found)] == [(3, "date"), (3, "kind"), (4, "voice")]


@pytest.mark.parametrize(
    "text",
    [
        *("2021-06-21", "2021/06/21", "2021-6-21", "20210621", "2021-06-21 00:00:00", "21 June 2021", "21 Jun 2021"),
        *("21-Jun-2021", "June 21, 2021", "Jun. 21 2021", "21st June, 2021", "21/06/2021", "06/21/2021", "21.06.2021"),
        *("44368", "۲۰۲۱-۰۶-۲۱"),
    ],
)
def test_a_day_is_read_in_many_forms(text):
    imported(csv_of(row(date=text)))

    assert ControlEvent.objects.get().date == datetime.date(2021, 6, 21)


def test_a_day_that_is_the_same_either_way_is_no_doubt():
    imported(csv_of(row(date="05/05/2021")))

    assert ControlEvent.objects.get().date == datetime.date(2021, 5, 5)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("09:30", (9, 30)),
        ("9:30", (9, 30)),
        ("09:30:00", (9, 30)),
        ("9:30 pm", (21, 30)),
        ("12:05 am", (0, 5)),
        ("0.5", (12, 0)),
    ],
)
def test_a_time_is_read_in_many_forms(text, time):
    imported(csv_of(row(time=text)))

    assert ControlEvent.objects.get().time == datetime.time(*time)


@pytest.mark.parametrize("name", ["AF1905", "af1905", "Emam Saheb", "imam-sahib", "Imam Sahib, Kunduz"])
def test_a_district_is_found_by_its_code_or_any_spelling(name):
    imported(csv_of(row(district=name)))

    assert ControlEvent.objects.get().district.code == "AF1905"


def test_a_name_of_two_districts_needs_its_province():
    make_district("AF2001", province=make_province("AF20", name="Badakhshan"), name="Imam Sahib")

    [(number, column, right)] = wrongs(checked(csv_of(row())))

    assert (number, column) == (2, "district")
    assert right.endswith("Imam Sahib of Kunduz (AF1905) or Imam Sahib of Badakhshan (AF2001): name the province.")
    assert not wrongs(checked(csv_of(row(province="Qunduz"))))


@pytest.mark.parametrize(
    "cells",
    [
        pytest.param({"controller": "Taliban", "opponent": "Afghan Government"}, id="names"),
        pytest.param({"kind": "Handed over"}, id="label"),
        pytest.param({"kind": "handed-over"}, id="hyphen"),
        pytest.param({"voice": "Independent"}, id="independent"),
        pytest.param({"scope": "its province"}, id="scope"),
    ],
)
def test_words_are_read_in_any_case_and_by_their_names(cells):
    assert not wrongs(checked(csv_of(row(**cells))))


@pytest.mark.parametrize(
    ("kind", "contested"), [("captured", False), ("contested", True), ("relocated", True), ("held", False)]
)
def test_an_empty_contested_follows_the_kind(kind, contested):
    imported(csv_of(row(kind=kind)))

    assert ControlEvent.objects.get().contested == contested


def test_an_apostrophe_that_guards_a_formula_is_taken_off():
    imported(csv_of(row(summary="'=1+1", note="-- as heard")))

    event = ControlEvent.objects.get()
    assert (event.summary, event.citations.get().note) == ("=1+1", "-- as heard")


def test_columns_of_other_names_are_read_by_the_mapping():
    headers = [name.replace("_", " ").title() for name in row()]
    sheet = read_sheet(
        csv_of(row(), headers=[{"District": "Woluswali", "Kind": "Sort"}.get(each, each) for each in headers])
    )

    mapping = guess(sheet.headers) | {"kind": "Sort"}

    assert not wrongs(check_sheet(sheet, mapping, user=None))


def test_rows_of_one_report_that_disagree_about_it_are_refused():
    rows = row(), row(voice="government", published="2021-06-23", report_title="Another title")

    assert wrongs(checked(csv_of(*rows))) == [
        (3, "published", "22 June 2021, as in row 2: both cite the same report."),
        (3, "report_title", "“Imam Sahib falls”, as in row 2: both cite the same report."),
    ]


def test_rows_of_one_event_that_disagree_about_it_are_refused():
    rows = row(), row(voice="government", date_earliest="2021-06-20")

    assert wrongs(checked(csv_of(*rows))) == [
        (3, "date_earliest", "2021-06-21, as in row 2, which is of the same event.")
    ]


def test_one_voice_is_cited_once_in_a_report():
    rows = row(), row(attribution="another spokesman")

    assert wrongs(checked(csv_of(*rows))) == [
        (3, "attribution", "what row 2 has: it cites the same voice in the same report. Put both in one row.")
    ]


def test_one_id_is_of_one_row():
    rows = row(external_id="k-1"), row(external_id="k-1", date="2021-06-20")

    assert wrongs(checked(csv_of(*rows))) == [(3, "external_id", "an id of its own: row 2 has it already.")]
