"""The collections of the small record: whole bodies, what tells a feature, and what an answer costs."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.models import PlaceName
from events.control.lifecycle import move
from events.control.recording import recording
from events.models import ControlEvent, Status
from events.ogc import views
from tests.factories import make_district, make_event
from tests.shapes import BOUNDARY, CELL

ROOT = "http://testserver/api/ogc"
PERIOD = {
    "type": "Feature",
    "id": "E0003",
    "geometry": BOUNDARY,
    "properties": {
        "district": "AF1905",
        "district_name": "Imam Sahib",
        "province": "AF19",
        "province_name": "Kunduz",
        "perspective": "reported",
        "controller": "taliban",
        "contested": False,
        "start": "2021-06-21",
        "end": None,
        "since_certain": False,
        "standing": "confirmed",
        "event": "E0003",
        "geometry_from": "boundary",
    },
}
EVENT = {
    "type": "Feature",
    "id": "E0003",
    "geometry": {"type": "Point", "coordinates": [68.774, 37.189]},
    "properties": {
        "event": "E0003",
        "district": "AF1905",
        "district_name": "Imam Sahib",
        "province": "AF19",
        "province_name": "Kunduz",
        "date": "2021-06-21",
        "date_earliest": "2021-06-20",
        "date_latest": "2021-06-21",
        "time": "04:30",
        "kind": "captured",
        "controller": "taliban",
        "opponent": "government",
        "contested": False,
        "standing": "confirmed",
        "summary": "The Taliban took the centre.",
        "geometry_from": "seat",
    },
}


def link(rel, path, media_type, title):
    return {"rel": rel, "href": f"{ROOT}{path}", "type": media_type, "title": title}


def itself(path, query, html):
    return [
        link("self", f"{path}{query}", "application/geo+json", "This document"),
        link("alternate", f"{path}{html}", "text/html", "This document as a page"),
    ]


def ids(answer):
    return [feature["id"] for feature in answer.json()["features"]]


def test_a_page_of_control_periods_is_as_written_here(drawn, ask):
    path = "/collections/control/items"
    answer = ask(path, datetime="2021-06-21", bbox="68,36,70,38", controller="taliban", limit="1")

    body = answer.json()
    stamp = body.pop("timeStamp")
    asked = "datetime=2021-06-21&bbox=68%2C36%2C70%2C38&controller=taliban&limit=1"
    above = link("collection", "/collections/control", "application/json", "Control")
    assert body == {
        "type": "FeatureCollection",
        "links": [*itself(path, f"?{asked}", f"?{asked}&f=html"), above],
        "numberMatched": 1,
        "numberReturned": 1,
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "features": [PERIOD],
    }
    assert len(stamp) == len("2021-06-21T00:00:00Z")


def test_a_collection_is_as_written_here(drawn, ask):
    here = "/collections/control"
    answer = ask(here).json()

    crs = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
    assert answer.pop("description").startswith("Who held each district, from when to when")
    assert answer == {
        "id": "control",
        "title": "Control",
        "itemType": "feature",
        "crs": [crs],
        "extent": {
            "spatial": {"bbox": [[68.5, 36.9, 69.0, 37.4]], "crs": crs},
            "temporal": {
                "interval": [["2021-04-30T19:30:00Z", None]],
                "trs": "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian",
            },
        },
        "links": [
            link("self", f"{here}?f=json", "application/json", "Control"),
            link("alternate", f"{here}?f=html", "text/html", "Control as a page"),
            link("items", f"{here}/items?f=json", "application/geo+json", "The features of control"),
            link("items", f"{here}/items?f=html", "text/html", "The features of control as a page"),
        ],
    }


@pytest.mark.parametrize(
    ("path", "feature", "title"),
    [("/collections/events/items/E0003", EVENT, "Events"), ("/collections/control/items/E0003", PERIOD, "Control")],
)
def test_a_feature_is_as_written_here(drawn, ask, path, feature, title):
    body = ask(path).json()

    of_moment = {"reported_by": None, "version": 4, "perspective": "reported"} if title == "Control" else {}
    above = link("collection", path.partition("/items")[0], "application/json", title)
    assert body == {**feature, **of_moment, "links": [*itself(path, "", "?f=html"), above]}


def test_a_place_is_drawn_as_in_the_api_and_one_without_a_shape_has_none(drawn, ask):
    features = {feature["id"]: feature for feature in ask("/collections/districts/items").json()["features"]}

    shapes = {code: (each["geometry"], each["properties"]["geometry_from"]) for code, each in features.items()}
    assert shapes == {"AF1901": (CELL, "cell"), "AF1904": (None, None), "AF1905": (BOUNDARY, "boundary")}


@pytest.mark.parametrize(
    ("path", "parameters", "expected"),
    [
        ("control", {}, ["E0001", "E0002", "E0003"]),
        ("control", {"perspective": "claimed"}, ["E0001", "E0004", "E0002", "E0003"]),
        ("control", {"version": "1"}, ["E0001"]),
        ("control", {"reported_by": "2021-06-21"}, ["E0001", "E0002"]),
        ("control", {"datetime": "2021-06-20"}, ["E0001", "E0002"]),
        ("control", {"datetime": "2021-06-21"}, ["E0001", "E0003"]),
        ("control", {"datetime": "2021-06-20/2021-06-21"}, ["E0001", "E0002", "E0003"]),
        ("control", {"datetime": "2021-06-21/.."}, ["E0001", "E0003"]),
        ("control", {"district": "AF1905", "datetime": "../2021-06-20"}, ["E0002"]),
        ("control", {"bbox": "10,10,20,20"}, ["E0001"]),
        ("events", {"datetime": "2021-06-20"}, ["E0003"]),
        ("events", {"datetime": "2021-06-20T23:00:00Z", "kind": "captured"}, ["E0003"]),
        ("events", {"datetime": "2021-06-22/.."}, ["E0004"]),
        ("events", {"bbox": "10,10,20,20"}, []),
        ("events", {"bbox": "68.774,37.189,68.774,37.189", "kind": "assumed"}, ["E0001", "E0002"]),
        ("districts", {"bbox": "68.9,36.95,68.95,36.99"}, ["AF1904"]),
        ("districts", {"bbox": "68.9,37.05,68.95,37.1"}, ["AF1901", "AF1904"]),
        ("districts", {"q": "Emam Saheb"}, ["AF1905"]),
        ("provinces", {"bbox": "68.9,37.05,180,90", "datetime": "1999-01-01"}, ["AF19"]),
        ("provinces", {"bbox": "-180,-90,0,90"}, []),
    ],
)
def test_the_filters_narrow_the_features(drawn, ask, path, parameters, expected):
    answer = ask(f"/collections/{path}/items", **parameters)

    assert ids(answer) == expected
    assert answer.json()["numberMatched"] == len(expected)


def test_the_next_page_is_of_the_version_of_the_first_whoever_writes_in_between(drawn, ask, client):
    first = ask("/collections/control/items", limit=2).json()
    make_event(id=5, district=make_district("AF1901"))

    following = next(each["href"] for each in first["links"] if each["rel"] == "next")
    second = client.get(following)

    assert [each["id"] for each in first["features"]] == ["E0001", "E0002"]
    assert ids(second) == ["E0003"]
    assert second.json()["version"] == first["version"] == 4
    assert ids(ask("/collections/control/items"))[0] == "E0005"


def test_a_limit_above_the_most_is_lowered_without_a_word(drawn, ask):
    answer = ask("/collections/events/items", limit="100000")

    assert (answer.status_code, answer.json()["numberReturned"]) == (200, 4)


def test_a_withdrawn_event_is_told_and_draws_nothing(drawn, ask):
    with recording(reason="It was another district.") as record:
        move(event=ControlEvent.objects.get(pk=3), status=Status.RETRACTED, record=record)

    gone = ask("/collections/events/items/E0003")

    assert gone.status_code == 410
    assert gone.json()["reason"] == "It was another district."
    assert "E0003" not in ids(ask("/collections/events/items")) + ids(ask("/collections/control/items"))
    assert ask("/collections/control/items/E0003").status_code == 404
    assert ask("/collections/control/items/E0003", version="4").json()["id"] == "E0003"


@pytest.mark.parametrize(
    ("path", "detail"),
    [
        ("/collections/none", "There is no collection “none”: there are districts, provinces, control, events."),
        (
            "/collections/events/items/E3",
            "There is no feature “E3” in events; E0001 is the id of one.",
        ),
        ("/none", "There is nothing at /api/ogc/none. The addresses are listed at /api/v1/docs/."),
        ("/collections/events/items/a%00b", "There is nothing with the code “a\x00b”."),
    ],
)
def test_what_is_not_there_is_a_404_that_says_what_is(drawn, ask, path, detail):
    answer = ask(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["detail"] == detail


def test_answers_are_tagged_held_and_open_to_every_page(drawn, ask):
    headers = {"Origin": "https://example.org"}
    answer = ask("/collections/control/items", headers=headers, version="4", datetime="2021-06-21")

    again = ask(
        "/collections/control/items",
        headers={"If-None-Match": answer["ETag"], **headers},
        version="4",
        datetime="2021-06-21",
    )

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert (answer["Cache-Control"], answer.cookies) == ("public, max-age=60", {})
    assert (again.status_code, again.content) == (304, b"")
    assert ask("/collections", headers={"Accept": "text/html"})["ETag"] != ask("/collections")["ETag"]


def test_a_new_spelling_is_found_at_once(drawn, ask):
    before = ask("/collections/districts/items", q="Emom Sahib Bandar")
    PlaceName.objects.create(district=make_district("AF1905"), name="Emom Sahib Bandar", language="en")

    after = ask("/collections/districts/items", q="Emom Sahib Bandar")

    assert ids(after) == ["AF1905"]
    assert after["ETag"] != before["ETag"]


def test_a_page_of_twenty_features_takes_as_many_queries_as_of_one(drawn, ask):
    # In each what was committed last, the number that match and the page; the shapes ask for the places once more.
    costs = {"districts": 4, "provinces": 4, "control": 5, "events": 3}
    ask("/collections/districts/items")  # the shapes are read

    def asked(name, limit):
        with CaptureQueriesContext(connection) as queries:
            answer = ask(f"/collections/{name}/items", limit=limit)
        return len(queries), answer.json()["numberReturned"]

    one = {name: asked(name, 1) for name in costs}
    for number in range(20):
        make_event(id=100 + number, district=make_district(f"AF19{number + 10}"))
    ask("/collections/districts/items", f="html")  # the shapes are read again
    many = {name: asked(name, 20) for name in costs}

    assert {name: cost for name, (cost, _) in one.items()} == costs
    assert many == {name: (cost, 1 if name == "provinces" else 20) for name, cost in costs.items()}


@pytest.mark.parametrize(("most", "matched"), [(4, 4), (3, None)], ids=["as many as are counted", "more"])
def test_how_many_match_is_left_out_where_they_are_more_than_are_counted(drawn, ask, monkeypatch, most, matched):
    monkeypatch.setattr(views, "MOST_COUNTED", most)

    answer = ask("/collections/events/items", limit=1)
    page = ask("/collections/events/items", limit=1, f="html")

    assert answer.json().get("numberMatched") == matched
    assert ("Many features of events match" in page.content.decode()) is (matched is None)
