"""timeline.json: the whole body on a small record, how long it may be kept, and what it refuses."""

import datetime

import pytest

from tests.factories import make_actor, make_district, make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_districts():
    """Imam Sahib falls and is fought over; Khan Abad falls only by the word of the Taliban."""
    make_district("AF1904", name="Khan Abad")
    for code in ("AF1904", "AF1905"):
        make_event(
            id=int(code[-1]),
            district=make_district(code),
            kind="assumed",
            controller=make_actor("government"),
            opponent=make_actor("taliban"),
            date=datetime.date(2021, 5, 1),
        )
    make_event(id=11, date_earliest=datetime.date(2021, 6, 20))
    make_event(
        id=12,
        kind="contested",
        controller=make_actor("taliban"),
        opponent=make_actor("government"),
        date=datetime.date(2021, 6, 30),
    )
    voice = [{"voice": make_actor("taliban")}]
    make_event(id=13, district=make_district("AF1904"), date=datetime.date(2021, 6, 22), citations=voice)


def test_a_timeline_is_small_columns_of_numbers(client, two_districts):
    answer = client.get("/timeline.json")

    assert answer.json() == {
        "perspective": "reported",
        "list": "nsia1398",
        "reported_by": None,
        "version": 5,
        "province": None,
        "form": 1,
        "first": "2021-05-01",
        "actors": ["government", "taliban"],
        "standings": ["confirmed", "reported", "claimed", "disputed", "refuted", "assumed"],
        "districts": ["AF1904", "AF1905"],
        "periods": {
            "of": [1, 3],
            "start": [0, 0, 51, 60],
            "controller": [0, 0, 1, 1],
            "contested": [0, 0, 0, 1],
            "standing": [5, 5, 0, 0],
            "certain": [1, 1, 0, 1],
            "event": [4, 5, 11, 12],
        },
        "claims": {"of": [1, 0], "start": [52], "controller": [1]},
    }
    assert answer["Cache-Control"] == "public, no-cache"


def test_a_timeline_of_a_version_stays_and_costs_few_queries(client, two_districts, django_assert_max_num_queries):
    with django_assert_max_num_queries(9):
        answer = client.get("/timeline.json?version=4&province=AF19&perspective=claimed&reported_by=2021-06-01")

    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.json()["claims"] == {"of": [0, 0], "start": [], "controller": []}
    assert answer.json()["periods"]["event"] == [4, 5]


def test_a_timeline_of_nothing_is_empty(client):
    assert client.get("/timeline.json").json()["periods"]["start"] == []


def test_what_a_timeline_does_not_know_is_named(client):
    answer = client.get("/timeline.json?day=3&perspective=mine")

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [fault["param"] for fault in answer.json()["errors"]] == ["day", "perspective"]
