"""What the API and the pages say of an event that was corrected, merged or retracted."""

import datetime

import pytest

from events.control.lifecycle import move
from events.control.merging import merge
from events.control.recording import recording
from events.models import LogEntry, Status
from tests.factories import make_actor, make_citation, make_event, make_report, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair():
    """Return a duplicate and its survivor, merged."""
    survivor = make_event(summary="Taken at dawn.")
    duplicate = make_event(date=datetime.date(2021, 6, 19), summary="Taken at night.")
    with recording(reason="One fall, two reports.") as record:
        merge(duplicate=duplicate, survivor=survivor, record=record)
    return duplicate, survivor


def test_the_address_of_a_merged_event_leads_to_the_survivor(client, pair):
    duplicate, survivor = pair

    response = client.get(f"/api/v1/events/{duplicate.code}/")

    assert response.status_code == 308
    assert response["Location"] == f"/api/v1/events/{survivor.code}/"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Permanent Redirect",
        "status": 308,
        "detail": f"{duplicate.code} was merged into {survivor.code}, which stands for both.",
        "instance": f"/api/v1/events/{duplicate.code}/",
        "errors": [],
        "id": duplicate.code,
        "merged_into": survivor.code,
    }


def test_an_event_whose_survivor_was_retracted_leads_to_its_tombstone(client, pair):
    duplicate, survivor = pair
    with recording(reason="Another place.") as record:
        move(event=survivor, status=Status.RETRACTED, record=record)

    moved = client.get(f"/api/v1/events/{duplicate.code}/")
    response = client.get(moved["Location"])

    assert (response.status_code, response.json()["reason"]) == (410, "Another place.")


def test_a_past_version_still_has_the_merged_event(client, pair):
    duplicate, survivor = pair
    timeline = f"/api/v1/districts/{survivor.district.code}/timeline/"

    before = client.get(timeline, {"version": 2}).json()
    after = client.get(timeline, {"version": 3}).json()

    assert [event["id"] for event in before["events"]] == [duplicate.code, survivor.code]
    assert [event["id"] for event in after["events"]] == [survivor.code]
    assert before["events"][0]["summary"] == "Taken at night."
    assert (before["results"][0]["start"], after["results"][0]["start"]) == ("2021-06-19", "2021-06-21")


def test_a_merge_is_no_change_of_hands(client):
    government, taliban = make_actor("government"), make_actor("taliban")
    make_event(kind="held", controller=government, opponent=taliban, date=datetime.date(2021, 6, 1))
    survivor, duplicate = make_event(), make_event(date=datetime.date(2021, 6, 19))
    with recording(reason="One fall.") as record:
        merge(duplicate=duplicate, survivor=survivor, record=record)

    rows = client.get("/api/v1/changes/?from=2021-06-01&to=2026-11-01").json()["results"]

    assert [[flip["date"] for flip in row["flips"]] for row in rows] == [["2021-06-21"]]


def test_the_page_of_an_event_says_what_was_corrected_and_why(client):
    event = make_event(summary="Taken.")
    with recording(reason="The agency mended its report.") as record:
        event.date_earliest = datetime.date(2021, 6, 20)
        event.save()
        record.touch(event.district_id)

    page = client.get(f"/events/{event.code}/").content.decode()

    assert "The agency mended its report." in page
    assert "earliest day: 21 June 2021 → 20 June 2021" in page
    assert "<b>Corrected · " in page


def test_new_evidence_is_told_without_a_notice_of_a_correction(client):
    event = make_event()
    with recording(reason="The BBC says so too.") as record:
        report = make_report(source=make_source("bbc"))
        make_citation(event, report=report)
        record.touch(event.district_id)

    page = client.get(f"/events/{event.code}/").content.decode()

    assert f"1 citation added: {report.code}" in page
    assert "<b>New evidence · " in page
    assert "<b>Corrected · " not in page


def test_a_standing_that_follows_from_a_new_grade_is_no_correction_of_the_event(client):
    event = make_event()
    with recording(reason="Careless.") as record:
        make_source("ap").__class__.objects.update(reliability="D")
        record.touch(event.district_id)

    page = client.get(f"/events/{event.code}/").content.decode()

    assert LogEntry.objects.filter(object_id=event.code).count() == 2
    assert "What was changed since" not in page


def test_an_event_that_was_never_changed_has_no_list_of_changes(client):
    event = make_event()

    assert "What was changed since" not in client.get(f"/events/{event.code}/").content.decode()
