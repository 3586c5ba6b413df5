"""The API on the whole record."""

import pytest

from events.models import ControlEvent

pytestmark = pytest.mark.django_db


def test_the_state_of_a_day_adds_up_on_every_list(record, get):
    for tag in ("nsia1398", "usfor407", "ocha401", "aims398"):
        body = get("control/", as_of="2021-07-24", list=tag).json()

        held = sum(body["totals"]["held"].values())
        assert held + body["totals"]["unknown"] == body["denominator"] == len(body["results"])


def test_the_state_of_a_day_by_the_three_rungs_of_evidence(record, get):
    def of(perspective):
        body = get("control/", as_of="2021-06-30", perspective=perspective).json()
        return body["denominator"], body["totals"]["held"]["taliban"]

    assert [of(each) for each in ("confirmed", "reported", "claimed")] == [(421, 127), (421, 137), (421, 130)]


def test_the_fall_of_imam_sahib_is_read_from_its_timeline(record, get):
    body = get("districts/AF1905/timeline/", from_="2021-06-21").json()

    fall = next(event for event in body["events"] if event["date"] == "2021-06-21")
    assert body["results"][0] == {
        "district": "AF1905",
        "perspective": "reported",
        "controller": "taliban",
        "contested": False,
        "start": "2021-06-21",
        "end": body["results"][0]["end"],
        "event": fall["id"],
    }
    assert fall["standing"] == "confirmed"
    assert "government" in {cited["voice"] for cited in fall["citations"]}


def test_a_district_lost_and_retaken_in_a_day_changed_hands_twice(record, get):
    body = get("changes/", from_="2021-06-14", to="2021-06-14", perspective="claimed", province="AF19").json()

    khan_abad = next(row for row in body["results"] if row["district"] == "AF1904")
    assert (khan_abad["before"], khan_abad["after"], khan_abad["net"]) == ("government", "government", False)
    assert [(flip["from"], flip["to"]) for flip in khan_abad["flips"]] == [
        ("government", "taliban"),
        ("taliban", "government"),
    ]


def test_the_pages_of_a_list_hold_every_row_once(record, get):
    address, seen = "events/?limit=100", []
    while address:
        body = get(address.removeprefix("http://testserver/api/v1/")).json()
        seen += [row["id"] for row in body["results"]]
        address = body["next"]

    published = ControlEvent.objects.published().values_list("id", flat=True)
    assert seen == [f"E{number:04d}" for number in sorted(published)]
    assert len(seen) > 1000


def test_the_pages_of_the_timeline_hold_every_row_once(record, get):
    address, seen = "timeline/?limit=50&province=AF19", []
    while address:
        body = get(address.removeprefix("http://testserver/api/v1/")).json()
        seen += body["results"]
        address = body["next"]

    assert seen == get("timeline/", limit="1000", province="AF19").json()["results"]
