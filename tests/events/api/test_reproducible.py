"""The same address with a version gives the same bytes, whatever was written since or is being written."""

import datetime
import threading

import pytest
from django.core.cache import caches
from django.core.management import call_command

from events.control.lifecycle import move
from events.control.merging import merge
from events.control.recording import recording
from events.models import ControlEvent, LogEntry, Source, Status
from tests.events.api.test_mirror import changed
from tests.events.control.test_recording_concurrency import in_thread, joined
from tests.factories import build_event, make_district, make_event, make_report

VERSIONED = [
    "control/?as_of=2021-08-15",
    "control/?as_of=2021-08-15&reported_by=2021-06-22&perspective=claimed",
    "timeline/",
    "events/",
    "events/?reported_by=2021-06-30",
    "districts/AF1905/timeline/?reported_by=2021-06-30",
    "changes/?from=2021-06-01&to=2021-08-15",
    "summary/?from=2021-06-01&to=2021-06-30&interval=week",
    "log/",
    "events/E0001/history/",
]


def answers(client, version):
    """Return {address: bytes} of a version, none of them from what the server held."""
    caches["answers"].clear()
    found = {path: client.get(f"/api/v1/{path}{'&' if '?' in path else '?'}version={version}") for path in VERSIONED}
    assert {answer.status_code for answer in found.values()} == {200}
    return {path: answer.content for path, answer in found.items()}


def a_record():
    """Return a version with two events of a district, one of another, and the sources as they are graded."""
    for number in (1, 2):
        make_event(id=number, date=datetime.date(2021, 6, 20 + number))
    make_event(id=3, district=make_district("AF1904"))
    changed(Source, Source.objects.get().pk, country="US")
    return LogEntry.objects.current_version()


def test_a_version_answers_the_same_bytes_after_all_that_can_be_written(db, client):
    version = a_record()
    before = answers(client, version)

    changed(Source, Source.objects.get().pk, reliability="E")
    with recording(reason="One fall.") as record:
        merge(duplicate=ControlEvent.objects.get(pk=2), survivor=ControlEvent.objects.get(pk=1), record=record)
    with recording(reason="Another day.") as record:
        ControlEvent.objects.filter(pk=1).update(summary="Corrected.", contested=True)
        record.touch_events(ControlEvent.objects.filter(pk=1))
    with recording(reason="Never so.") as record:
        move(event=ControlEvent.objects.get(pk=3), status=Status.RETRACTED, record=record)
    call_command("rebuild", verbosity=0)

    assert answers(client, version) == before
    assert answers(client, LogEntry.objects.current_version()) != before


def write_and_wait(report, written, looked):
    """Write an event and hold the transaction open until the reader has looked."""
    with recording() as record:
        event = build_event(id=50, date=datetime.date(2021, 6, 1))
        event.save()
        event.citations.create(report=report, attribution="AP")
        record.touch(event.district_id)
        record.publish()
        written.set()
        assert looked.wait(timeout=30)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_version_answers_the_same_bytes_while_a_writer_has_not_committed_and_after(client):
    version, failures = a_record(), []
    report, written, looked = make_report(id=100), threading.Event(), threading.Event()
    before = answers(client, version)

    writer = in_thread(write_and_wait, report, written, looked, failures=failures)
    assert written.wait(timeout=30)
    during, current = answers(client, version), LogEntry.objects.current_version()
    looked.set()
    joined([writer])

    assert failures == []
    assert (during, current) == (before, version)
    assert answers(client, version) == before
    assert LogEntry.objects.current_version() == version + 1


@pytest.mark.parametrize("path", ["events/", "timeline/"])
@pytest.mark.parametrize(
    ("param", "value", "likely"),
    [("province", "Konduz", "AF19 is the code of Kunduz."), ("district", "Emam Saheb", "AF1905 is the code of")],
)
def test_a_place_by_a_name_is_refused_with_the_codes_that_it_may_mean(small_record, get, path, param, value, likely):
    answer = get(path, **{param: value})

    assert answer.status_code == 400
    assert likely in answer.json()["errors"][0]["detail"]
