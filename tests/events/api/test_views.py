"""The evidence: whole bodies, each parameter, and what is not shown."""

import pytest

from events.control.recording import recording
from events.models import ControlEvent, Status
from tests.factories import make_event

CLAIM = {
    "id": "E0004",
    "district": "AF1904",
    "date": "2021-06-22",
    "date_earliest": "2021-06-22",
    "date_latest": "2021-06-22",
    "time": None,
    "kind": "captured",
    "controller": "taliban",
    "opponent": "government",
    "contested": False,
    "standing": "claimed",
    "status": "published",
    "summary": "The Taliban say they took the centre.",
    "citations": [
        {
            "report": "R0003",
            "source": "gandhara",
            "published": "2021-06-23",
            "voice": "taliban",
            "stance": "asserts",
            "scope": "district",
            "attribution": "-spokesman",
            "claimed_date": None,
            "note": "",
        }
    ],
    "casualties": [],
}
REPORT = {
    "id": "R0001",
    "source": "aan",
    "url": "https://example.org/1",
    "title": "Baseline",
    "published": "2021-07-24",
    "published_precision": "day",
    "language": "en",
    "origin": None,
    "via": "",
    "note": "",
    "archive_url": "",
    "restricted": False,
}
TALLY = {
    "id": "T001",
    "date": "2021-06-21",
    "voice": "taliban",
    "source": "gandhara",
    "url": "",
    "published": "2021-06-22",
    "actor": "taliban",
    "measure": "held",
    "count_low": 50,
    "count_high": None,
    "denominator": 421,
    "definition": "Taken, they say.",
    "report": "R0003",
    "own_count": {
        "count": 1,
        "contested": 0,
        "list": "nsia1398",
        "denominator": 3,
        "reason": None,
        "perspective": "reported",
        "reported_by": None,
        "version": 4,
    },
}
GANDHARA = {
    "slug": "gandhara",
    "name": "Gandhara",
    "kind": "online_media",
    "actor": None,
    "country": "",
    "homepage": "",
    "reliability": "C",
    "reason": "=Fair.",
}
NRF = {
    "slug": "nrf",
    "name": "National Resistance Front",
    "name_fa": "",
    "name_ps": "",
    "kind": "alliance",
    "allied_with": None,
    "colour": "#1b7f5c",
    "is_party": True,
}


@pytest.mark.parametrize(
    ("path", "row"),
    [
        pytest.param("events/E0004/", CLAIM, id="event"),
        pytest.param("reports/R0001/", REPORT, id="report"),
        pytest.param("tallies/T001/", TALLY, id="tally"),
        pytest.param("sources/gandhara/", GANDHARA, id="source"),
        pytest.param("actors/nrf/", NRF, id="actor"),
    ],
)
def test_a_record_is_found_by_its_id_and_is_the_same_in_the_list(small_record, get, path, row):
    collection = path.split("/")[0]

    assert get(path).json() == row
    assert row in get(f"{collection}/").json()["results"]


def test_a_list_is_read_in_pages(small_record, get):
    first = get("events/", limit="3", kind="captured", controller="taliban")
    pages = [get("events/", limit="3"), get("events/", limit="3", cursor="WzNd")]

    assert [row["id"] for row in first.json()["results"]] == ["E0003", "E0004"]
    assert first.json()["next"] is None
    assert pages[0].json()["next"] == "http://testserver/api/v1/events/?limit=3&cursor=WzNd"
    assert pages[0]["Link"] == '<http://testserver/api/v1/events/?limit=3&cursor=WzNd>; rel="next"'
    assert pages[1].json() == {"next": None, "results": [CLAIM]}


def test_a_limit_above_the_highest_is_lowered_to_it(small_record, get):
    assert len(get("events/", limit="1001").json()["results"]) == 4
    assert len(get("events/", limit="9" * 5000).json()["results"]) == 4


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"district": "AF1904"}, ["E0001", "E0004"]),
        ({"province": "AF19"}, ["E0001", "E0002", "E0003", "E0004"]),
        ({"kind": "captured"}, ["E0003", "E0004"]),
        ({"controller": "government"}, ["E0001", "E0002"]),
        ({"standing": "confirmed"}, ["E0003"]),
        ({"voice": "taliban"}, ["E0004"]),
        ({"voice": "independent"}, ["E0001", "E0002"]),
        ({"source": "ap"}, ["E0003"]),
        ({"from_": "2021-06-21"}, ["E0003", "E0004"]),
        ({"from_": "2021-06-22"}, ["E0004"]),
        ({"to": "2021-06-20"}, ["E0001", "E0002", "E0003"]),
        ({"to": "2021-06-19"}, ["E0001", "E0002"]),
    ],
)
def test_events_follow_each_parameter(small_record, get, parameters, found):
    assert [row["id"] for row in get("events/", **parameters).json()["results"]] == found


@pytest.mark.parametrize(
    ("path", "parameters", "found"),
    [
        ("reports/", {"source": "ap"}, ["R0002"]),
        ("reports/", {"language": "en"}, ["R0001", "R0002", "R0003"]),
        ("reports/", {"language": "ps"}, []),
        ("reports/", {"from_": "2021-06-23"}, ["R0001", "R0003"]),
        ("reports/", {"to": "2021-06-22"}, ["R0002"]),
        ("reports/", {"q": "police"}, ["R0002"]),
        ("reports/", {"q": "example.org/3"}, ["R0003"]),
        ("tallies/", {"actor": "taliban"}, ["T001"]),
        ("tallies/", {"actor": "government"}, []),
        ("tallies/", {"measure": "held"}, ["T001"]),
        ("tallies/", {"source": "gandhara"}, ["T001"]),
        ("tallies/", {"from_": "2021-06-22"}, []),
        ("tallies/", {"to": "2021-06-21"}, ["T001"]),
        ("sources/", {"kind": "research"}, ["aan"]),
        ("sources/", {"reliability": "B"}, ["aan", "ap"]),
        ("sources/", {"q": "press"}, ["ap"]),
    ],
)
def test_other_lists_follow_each_parameter(small_record, get, path, parameters, found):
    rows = get(path, **parameters).json()["results"]

    assert [row.get("id") or row["slug"] for row in rows] == found


def test_events_as_csv_join_their_citations_and_guard_formulas(small_record, get):
    make_event(id=5, summary="=1+1", citations=[{"attribution": "one"}, {"attribution": "two", "stance": "denies"}])

    lines = get("events/", format="csv", kind="captured").getvalue().decode().split("\n")

    assert lines[0] == (
        "id,district,date,date_earliest,date_latest,time,kind,controller,opponent,contested,standing,status,summary,"
        "citations,citations_report,citations_source,citations_published,citations_voice,citations_stance,"
        "casualties,casualties_voice,casualties_of,casualties_outcome,casualties_low,casualties_high"
    )
    assert lines[1] == (
        "E0003,AF1905,2021-06-21,2021-06-20,2021-06-21,04:30,captured,taliban,government,false,confirmed,published,"
        "The Taliban took the centre.,1,R0002,ap,2021-06-22,government,asserts,0,,,,,"
    )
    assert ",published,'=1+1,2,R" in lines[3]
    assert lines[3].endswith(",ap; ap,2021-06-21; 2021-06-21,independent; independent,asserts; denies,0,,,,,")
    assert lines[4:] == [""]


def test_a_text_that_looks_like_a_formula_is_guarded(small_record, get):
    assert "gandhara,Gandhara,online_media,,,,C,'=Fair.\n" in get("sources/", format="csv").getvalue().decode()


def test_a_draft_is_not_there(small_record, get):
    make_event(id=9, status=Status.DRAFT)

    assert get("events/E0009/").status_code == 404
    assert "E0009" not in [row["id"] for row in get("events/").json()["results"]]


def test_a_withdrawn_event_says_why(small_record, get):
    with recording(reason="It was another district.") as record:
        ControlEvent.objects.filter(pk=4).update(status=Status.RETRACTED)
        record.touch_events(ControlEvent.objects.filter(pk=4))

    answer = get("events/E0004/")

    assert answer["Content-Type"] == "application/problem+json"
    assert answer.status_code == 410
    assert answer.json() == {
        "type": "about:blank",
        "title": "Gone",
        "status": 410,
        "detail": "Event E0004 was withdrawn. The reason: It was another district.",
        "instance": "/api/v1/events/E0004/",
        "errors": [],
        "id": "E0004",
        "reason": "It was another district.",
    }


def test_a_withdrawn_event_stays_in_the_timeline_of_the_versions_that_had_it(small_record, get):
    with recording(reason="Wrong.") as record:
        ControlEvent.objects.filter(pk=4).update(status=Status.RETRACTED)
        record.touch_events(ControlEvent.objects.filter(pk=4))

    def events(**parameters):
        return [event["id"] for event in get("districts/AF1904/timeline/", **parameters).json()["events"]]

    assert events() == ["E0001"]
    assert events(version="4") == ["E0001", "E0004"]


@pytest.mark.parametrize("code", ["E1", "e0001", "E0000", "E99999999999", "R0001", "1", "E0001%00"])
def test_an_id_has_one_spelling(small_record, get, code):
    assert get(f"events/{code}/").status_code == 404
