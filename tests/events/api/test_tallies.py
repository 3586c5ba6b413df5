"""Beside each tally stands our own count, read as the parameters say."""

import pytest

from events.control.recording import recording
from events.export.tables import snapshot
from tests.factories import make_actor, make_tally


@pytest.mark.parametrize(
    ("parameters", "own"),
    [
        ({}, {"count": 1}),
        ({"version": "2"}, {"count": 0, "version": 2}),
        ({"known_at": "2200-01-01T00:00:00Z"}, {"count": 1, "version": 4}),
        ({"reported_by": "2021-06-21"}, {"count": 0, "reported_by": "2021-06-21"}),
        ({"perspective": "taliban"}, {"count": 1, "perspective": "taliban"}),
        ({"list": "nsia1398"}, {"count": 1, "list": "nsia1398", "denominator": 3}),
    ],
    ids=["none", "version", "known_at", "reported_by", "perspective", "list"],
)
@pytest.mark.parametrize("path", ["tallies/", "tallies/T001/"])
def test_our_own_count_follows_each_of_its_parameters(small_record, get, path, parameters, own):
    body = get(path, **parameters).json()

    row = body["results"][0] if path == "tallies/" else body
    assert row["count_low"] == 50
    assert row["own_count"] == row["own_count"] | own


def test_a_tally_that_is_counted_otherwise_says_why_there_is_no_count(small_record, get):
    make_tally(id=2, measure="recaptured")

    row = get("tallies/", measure="recaptured").json()["results"][0]

    assert row["own_count"] == {
        "count": None,
        "contested": None,
        "list": None,
        "denominator": None,
        "reason": "other_measure",
        "perspective": "reported",
        "reported_by": None,
        "version": 4,
    }


def test_tallies_as_csv_have_a_column_for_each_field_of_our_own_count(small_record, get):
    header, row, *_ = get("tallies/", format="csv").getvalue().decode().splitlines()

    names = ["count", "contested", "list", "denominator", "reason", "perspective", "reported_by", "version"]
    assert header.endswith("report," + ",".join(f"own_count_{name}" for name in names))
    assert row.endswith("R0003,1,0,nsia1398,3,,reported,,4")


def test_the_next_page_counts_in_the_same_version(small_record, get):
    tally = make_tally(id=2, actor=make_actor("government"))
    with recording() as record:
        record.note(*snapshot(tally), created=True)

    answer = get("tallies/", limit="1", known_at="2200-01-01T00:00:00Z")

    assert answer.json()["next"] == "http://testserver/api/v1/tallies/?limit=1&version=5&cursor=WzFd"


def test_a_list_that_there_is_not_is_refused(small_record, get):
    detail = "“x” is not a list of districts: write one of nsia1398."
    for path in ("tallies/", "tallies/T001/"):
        assert get(path, list="x").json()["errors"] == [{"param": "list", "detail": detail}]
