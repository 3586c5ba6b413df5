"""`certainty` of changes/ and timeline/: whole bodies of windows over a change whose day is uncertain.

In version 4 Imam Sahib fell on 20 or 21 June, by the record on the 21st; in version 5 from the 20th to the 25th.
"""

import datetime
import io

import openpyxl
import pytest
from pyarrow import parquet

from districts.models import District
from events.control.recording import recording
from events.models import ControlEvent
from tests.events.api.test_state import IMAM_SAHIB, KHAN_ABAD, starts
from tests.factories import make_district

KEPT, BEFORE, AFTER = ("AF1904", "2021-05-01"), ("AF1905", "2021-05-01"), ("AF1905", "2021-06-21")
FALL = {
    "district": "AF1905",
    "district_name": "Imam Sahib",
    "province": "AF19",
    "before": "government",
    "after": "taliban",
    "net": True,
    "flips": [
        {"date": "2021-06-21", "from": "government", "to": "taliban", "event": "E0003", "standing": "confirmed"},
    ],
}


@pytest.fixture
def corrected(small_record):
    with recording(reason="A second report.") as record:
        ControlEvent.objects.filter(pk=3).update(date_latest=datetime.date(2021, 6, 25))
        record.touch(make_district("AF1905").pk)


def given(**parameters):
    return {name: value for name, value in parameters.items() if value}


@pytest.mark.parametrize(
    ("first", "last", "version", "by_record", "possible", "certain"),
    [
        pytest.param("2021-06-01", "2021-06-19", "4", 0, 0, 0, id="before all its days"),
        pytest.param("2021-06-01", "2021-06-20", "4", 0, 1, 0, id="its first day alone"),
        pytest.param("2021-06-21", "2021-06-30", "4", 1, 1, 0, id="its last day alone"),
        pytest.param("2021-06-20", "2021-06-21", "4", 1, 1, 1, id="all its days"),
        pytest.param("2021-06-22", "2021-06-30", "4", 0, 0, 0, id="after all its days"),
        pytest.param("2021-06-20", "2021-06-21", "5", 1, 1, 0, id="not all days of a later version"),
        pytest.param("2021-06-22", "2021-06-30", "5", 0, 1, 0, id="days of a later version"),
        pytest.param("2021-06-20", "2021-06-25", "5", 1, 1, 1, id="all days of a later version"),
    ],
)
def test_changes_are_those_whose_days_meet_or_lie_in_the_window(
    corrected, get, first, last, version, by_record, possible, certain
):
    asked = {"from_": first, "to": last, "version": version}

    found = [get("changes/", **asked, **given(certainty=each)).json() for each in (None, "possible", "certain")]

    assert [body["totals"]["flips"] for body in found] == [by_record, possible, certain]
    assert [body["certainty"] for body in found] == [None, "possible", "certain"]


def test_a_change_that_can_have_been_in_the_window_is_told_with_the_day_of_the_record(small_record, get):
    answer = get("changes/", from_="2021-06-01", to="2021-06-20", certainty="possible")

    assert answer.json() == {
        "from": "2021-06-01",
        "to": "2021-06-20",
        "certainty": "possible",
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "list": "nsia1398",
        "totals": {"districts": 1, "net": 1, "flips": 1, "gained": {"taliban": 1}, "lost": {"government": 1}},
        "results": [FALL],
    }
    assert answer["Content-Location"] == ("/api/v1/changes/?from=2021-06-01&to=2021-06-20&certainty=possible&version=4")


def test_the_other_axes_narrow_what_is_possible(small_record, get):
    june = {"path": "changes/", "from_": "2021-06-01", "to": "2021-06-20", "certainty": "possible"}

    flips = [
        get(**june, **more).json()["totals"]["flips"]
        for more in ({"reported_by": "2021-06-21"}, {"version": "2"}, {"perspective": "taliban"}, {"province": "AF19"})
    ]

    assert flips == [0, 0, 1, 1]


@pytest.mark.parametrize(
    ("asked", "by_record", "possible", "certain"),
    [
        pytest.param({"to": "2021-06-20"}, [KEPT, BEFORE], [KEPT, BEFORE, AFTER], [KEPT, BEFORE], id="may begin"),
        pytest.param({"to": "2021-06-21"}, *[[KEPT, BEFORE, AFTER]] * 2, [KEPT, BEFORE], id="later, must begin"),
        pytest.param({"to": "2021-06-21", "version": "4"}, *[[KEPT, BEFORE, AFTER]] * 3, id="must begin"),
        pytest.param({"from_": "2021-06-21"}, [KEPT, AFTER], [KEPT, BEFORE, AFTER], [KEPT, AFTER], id="may end"),
        pytest.param({"from_": "2021-06-20"}, *[[KEPT, BEFORE, AFTER]] * 2, [KEPT, AFTER], id="must not end"),
        pytest.param({"from_": "2021-06-25"}, *[[KEPT, AFTER]] * 3, id="must have ended"),
        pytest.param({"from_": "2021-06-21", "version": "4"}, *[[KEPT, AFTER]] * 3, id="must have ended then"),
        pytest.param({"district": "AF1905"}, *[[BEFORE, AFTER]] * 3, id="no days"),
    ],
)
def test_the_timeline_has_periods_that_can_or_must_have_met_the_window(
    corrected, get, asked, by_record, possible, certain
):
    found = [get("timeline/", **asked, **given(certainty=each)) for each in (None, "possible", "certain")]

    assert [starts(answer) for answer in found] == [by_record, possible, certain]
    assert [answer.json()["certainty"] for answer in found] == [None, "possible", "certain"]


def test_the_timeline_of_a_district_takes_certainty_too(small_record, get):
    body = get("districts/AF1905/timeline/", to="2021-06-20", certainty="possible", version="4").json()

    assert [event["id"] for event in body.pop("events")] == ["E0002", "E0003"]
    assert body == {
        "district": "AF1905",
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "certainty": "possible",
        "results": IMAM_SAHIB,
    }


def test_pages_of_the_possible_periods_follow_each_other(small_record, get):
    first = get("timeline/", to="2021-06-20", certainty="possible", limit="2")
    second = get(first.json()["next"].removeprefix("http://testserver/api/v1/"))

    assert first.json()["results"] == [KHAN_ABAD, IMAM_SAHIB[0]]
    assert second.json()["results"] == [IMAM_SAHIB[1]]
    assert second.json()["certainty"] == "possible"


@pytest.mark.parametrize(
    ("path", "asked", "districts"),
    [
        ("timeline/", {"to": "2021-06-20"}, ["AF1904", "AF1905", "AF1905"]),
        ("districts/AF1905/timeline/", {"to": "2021-06-20"}, ["AF1905", "AF1905"]),
        ("changes/", {"from_": "2021-06-01", "to": "2021-06-20"}, ["AF1905"]),
    ],
)
def test_every_table_has_the_possible_rows_and_says_so_in_its_name(small_record, get, path, asked, districts):
    files = {each: get(path, format=each, certainty="possible", **asked) for each in ("csv", "parquet", "xlsx")}
    bodies = {each: answer.getvalue() for each, answer in files.items()}

    lines = bodies["csv"].decode().splitlines()[1:]
    sheet = openpyxl.load_workbook(io.BytesIO(bodies["xlsx"])).active
    assert [line.split(",")[0] for line in lines] == districts
    assert parquet.read_table(io.BytesIO(bodies["parquet"]))["district"].to_pylist() == districts
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == districts
    for answer in files.values():
        assert "-2021-06-20-possible-reported-v4." in answer["Content-Disposition"]


def test_possible_changes_are_drawn_too(small_record, get):
    drawn = get("changes/", format="geojson", from_="2021-06-01", to="2021-06-20", certainty="possible").json()

    assert drawn["certainty"] == "possible"
    assert [(each["id"], each["properties"]["flips"]) for each in drawn["features"]] == [("AF1905", FALL["flips"])]


@pytest.mark.parametrize("path", ["changes/", "timeline/", "districts/AF1905/timeline/", "events/"])
@pytest.mark.parametrize("form", ["json", "csv", "parquet", "xlsx"])
def test_another_certainty_is_refused_in_every_format(small_record, get, path, form):
    answer = get(path, from_="2021-06-01", to="2021-06-20", certainty="maybe", format=form)

    detail = "“maybe” is not one of possible, certain."
    query = f"from=2021-06-01&to=2021-06-20&certainty=maybe&format={form}"
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": f"certainty: {detail}",
        "instance": f"/api/v1/{path}?{query}",
        "errors": [{"param": "certainty", "detail": detail}],
    }


def test_the_timeline_has_the_districts_of_a_list(small_record, get, client):
    District.objects.filter(code="AF1904").update(lists=["nsia1398", "aims398"])

    listed = get("timeline/", list="aims398")
    mapped = client.get("/api/ogc/collections/control/items", {"list": "aims398"})

    assert listed.json() == {
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "list": "aims398",
        "certainty": None,
        "next": None,
        "results": [KHAN_ABAD],
    }
    assert get("timeline/", list="aims398", format="csv").getvalue().decode().splitlines()[1:] == [
        "AF1904,reported,government,false,2021-05-01,,E0001"
    ]
    assert [each["properties"]["district"] for each in mapped.json()["features"]] == ["AF1904"]
    assert get("timeline/", list="nowhere").json()["errors"] == [
        {"param": "list", "detail": "“nowhere” is not a list of districts: write one of aims398, nsia1398."}
    ]
