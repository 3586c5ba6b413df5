"""events/{id}/history/: what each version changed in an event, also in one that is no longer there."""

import pytest
from django.db import connection

from events.control.lifecycle import move
from events.control.recording import recording
from events.models import CasualtyClaim, Citation, ControlEvent, LogEntry, Status
from tests.factories import make_actor, make_citation, make_event, make_report
from tests.made_up import load_made_up


def corrected(event, reason, **fields):
    with recording(reason=reason) as record:
        ControlEvent.objects.filter(pk=event.pk).update(**fields)
        record.touch(event.district_id)


@pytest.fixture
def event(db):
    """Return an event that was added, given another citation and a count of losses, corrected, and withdrawn."""
    event = make_event(id=1, citations=[{"report": make_report(id=1), "voice": make_actor("taliban")}])
    with recording(reason="More is known.") as record:
        make_citation(event, report=make_report(id=2), attribution="-police", voice=make_actor("government"))
        report = make_report(id=3)
        CasualtyClaim.objects.create(event=event, report=report, outcome="killed", low=3, attribution="AP")
        record.touch(event.district_id)
    with recording(reason="It was not AP.") as record:
        Citation.objects.filter(report=1).update(attribution="a spokesman")
        ControlEvent.objects.filter(pk=1).update(summary="Taken.", contested=True)
        record.touch(event.district_id)
    with recording(reason="Another place.") as record:
        move(event=event, status=Status.RETRACTED, record=record)
    return event


def said(report, voice, attribution):
    return {
        "report": report,
        "source": "ap",
        "published": "2021-06-22",
        "voice": voice,
        "stance": "asserts",
        "scope": "district",
        "attribution": attribution,
        "claimed_date": None,
        "note": "",
    }


def test_a_history_tells_field_by_field_what_each_version_changed(event, get):
    answer = get("events/E0001/history/")

    first, *rest = answer.json()["results"]
    instants = [
        at.isoformat().replace("+00:00", "Z") for at in LogEntry.objects.order_by("seq").values_list("at", flat=True)
    ]
    common = {"merged_into": None}
    nothing = {name: [] for name in ("citations_added", "citations_removed", "casualties_added", "casualties_removed")}
    losses = {
        "report": "R0003",
        "source": "ap",
        "published": "2021-06-22",
        "voice": "independent",
        "of": None,
        "outcome": "killed",
        "low": 3,
        "high": None,
        "attribution": "AP",
    }
    assert (answer.json()["id"], answer.json()["version"]) == ("E0001", 4)
    assert (first["version"], first["op"], first["change_kind"]) == (1, "ADD", "new")
    assert first["changes"][0] == {"field": "id", "from": None, "to": "E0001"}
    assert {"field": "standing", "from": None, "to": "claimed"} in first["changes"]
    assert first["citations_added"] == [said("R0001", "taliban", "Associated Press")]
    assert [row.pop("at") for row in (first, *rest)] == instants
    assert rest == [
        {
            "version": 2,
            "op": "MOD",
            "change_kind": "change",
            "reason": "More is known.",
            "changes": [{"field": "standing", "from": "claimed", "to": "confirmed"}],
            **common,
            **nothing,
            "citations_added": [said("R0002", "government", "-police")],
            "casualties_added": [losses],
        },
        {
            "version": 3,
            "op": "MOD",
            "change_kind": "correction",
            "reason": "It was not AP.",
            "changes": [
                {"field": "contested", "from": False, "to": True},
                {"field": "summary", "from": event.summary, "to": "Taken."},
            ],
            **common,
            **nothing,
            "citations_added": [said("R0001", "taliban", "a spokesman")],
            "citations_removed": [said("R0001", "taliban", "Associated Press")],
        },
        {
            "version": 4,
            "op": "DEL",
            "change_kind": "retraction",
            "reason": "Another place.",
            "changes": [{"field": "status", "from": "published", "to": "retracted"}],
            **common,
            **nothing,
        },
    ]


def test_an_event_that_counts_again_says_so_and_the_history_of_a_version_stays(event, get):
    before = get("events/E0001/history/", version="4").json()
    with recording(reason="It was this place.") as record:
        move(event=event, status=Status.PUBLISHED, record=record)

    after = get("events/E0001/history/").json()["results"]

    assert get("events/E0001/history/", version="4").json() == before
    assert len(after) == 5
    assert after[4]["changes"] == [{"field": "status", "from": "retracted", "to": "published"}]
    assert get("events/E0001/history/", version="0").json()["results"] == []


def test_a_history_as_csv_has_a_line_a_version(event, get):
    lines = get("events/E0001/history/", format="csv").getvalue().decode().split("\n")
    instant = LogEntry.objects.last().at.isoformat().replace("+00:00", "Z")

    assert lines[0].startswith(
        "version,at,op,change_kind,reason,merged_into,changes,changes_field,changes_from,changes_to,"
        "citations_added,citations_added_report,"
    )
    assert lines[4].startswith(f"4,{instant},DEL,retraction,Another place.,,1,status,published,retracted,0,")
    assert len(lines) == 6


@pytest.mark.parametrize("code", ["E0009", "R0001", "E1"])
def test_what_was_never_public_has_no_history(event, get, code):
    make_event(id=9, status=Status.DRAFT, citations=[])

    answer = get(f"events/{code}/history/")

    assert answer.status_code == 404
    assert answer.json()["detail"] == f"No event with the id “{code}” was ever public."


def test_a_history_is_settled_by_its_version(event, get):
    answers = [get("events/E0001/history/", **asked) for asked in ({}, {"version": "3"})]

    assert [answer["Content-Location"] for answer in answers] == [
        "/api/v1/events/E0001/history/?version=4",
        "/api/v1/events/E0001/history/?version=3",
    ]
    assert "immutable" in answers[1]["Cache-Control"]


def test_the_events_that_a_district_had_in_any_version_are_found_by_an_index(db):
    load_made_up()
    with connection.cursor() as cursor:
        # Of an empty table any index is as good as another.
        cursor.execute("ANALYZE events_logentry")
        cursor.execute("SET LOCAL enable_seqscan = off")

        plan = LogEntry.objects.filter(object_type="event", snapshot__district="AF1905").explain()

    assert "log_by_district" in plan
