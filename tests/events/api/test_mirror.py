"""Whoever follows log/ from zero ends with what every list of the server has, whatever happened in between."""

import datetime
import threading
import time

import pytest
from django.test import Client

from districts.models import District, Province
from events.control.lifecycle import move
from events.control.merging import merge
from events.control.recording import recording
from events.export.tables import snapshot
from events.ingest.package import import_package
from events.models import Actor, ControlEvent, Report, Source, Status, Tally
from tests.events.api.mirror import Mirror, server
from tests.events.control import test_recording_concurrency as writers
from tests.events.ingest.package.packages import write_package
from tests.events.test_restricted import restrict
from tests.factories import build_event, make_citation, make_report, make_source, make_tally

AUGUST = {day: datetime.date(2021, 8, day) for day in range(1, 32)}


def recorded(*objects, touched=(), reason="", created=False):
    """Log objects as the admin does once they are saved, and judge the events of districts anew."""
    with recording(reason=reason) as record:
        for each in objects:
            record.note(*snapshot(each), created=created)
        record.touch(*touched)


def changed(model, key, **fields):
    """Correct a row and log it, with the events that rest on it."""
    with recording(reason="A correction.") as record:
        model.objects.filter(pk=key).update(**fields)
        record.note(*snapshot(model.objects.get(pk=key)))
        record.touch(*District.objects.values_list("pk", flat=True))


def an_event_that_discloses_its_evidence():
    source = make_source("kn", name="Kabul Now", public=False, reliability="C")
    held = make_report(source=source, published=AUGUST[9], public=False, title="Held back")
    event = build_event(district=District.objects.get(code="AF1901"), date=AUGUST[8], summary="Again.")
    event.controller, event.opponent = Actor.objects.get(slug="government"), Actor.objects.get(slug="taliban")
    with recording() as record:
        event.save()
        make_citation(event, report=held, attribution="Kabul Now")
        record.touch(event.district_id)


def a_correction_of_everything():
    changed(Report, 1, title="Kunduz has fallen", published=AUGUST[9])
    changed(Source, Source.objects.get(slug="ap").pk, reliability="D")
    changed(Actor, Actor.objects.get(slug="taliban").pk, name="The Taliban")
    changed(Tally, 1, count_high=90)
    changed(District, District.objects.get(code="AFT1909").pk, name="Gul Tipa", area_km2="12.5")
    changed(Province, Province.objects.get().pk, population=1_200_000)
    with recording(reason="A correction.") as record:
        ControlEvent.objects.filter(pk=1).update(summary="The city fell.", time=None)
        record.touch_events(ControlEvent.objects.filter(pk=1))


def a_merge_and_its_undoing():
    kept, twice = ControlEvent.objects.get(pk=1), ControlEvent.objects.last()
    with recording(reason="One fall.") as record:
        merge(duplicate=twice, survivor=kept, record=record)
    with recording(reason="Two.") as record:
        make_citation(
            twice, report=make_report(source=Source.objects.get(slug="ap"), published=AUGUST[9], public=False)
        )
        move(event=twice, status=Status.PUBLISHED, record=record)


def a_retraction_and_its_undoing():
    event = ControlEvent.objects.get(pk=1)
    for status in (Status.RETRACTED, Status.PUBLISHED, Status.RETRACTED):
        with recording(reason=f"It is {status}.") as record:
            move(event=event, status=status, record=record)


def a_restriction_of_the_only_report_of_a_source():
    restrict(Report.objects.get(title="Held back"))


def a_tally_of_a_source_that_was_hidden():
    recorded(make_tally(source=Source.objects.get(slug="kn")), created=True)


def a_withdrawal_of_that_tally():
    tally = Tally.objects.get(source__slug="kn")
    with recording(reason="Never said.") as record:
        record.withdraw(*snapshot(tally)[:2])
        tally.delete()


def a_restriction_lifted():
    restrict(Report.objects.get(title="Held back"), restricted=False)


def a_draft_and_a_write_that_was_given_up():
    with recording() as record:
        draft = build_event(district=District.objects.get(code="AF1901"), date=AUGUST[9], status=Status.DRAFT)
        draft.save()
        record.touch(draft.district_id)
    try:
        with recording() as record:
            ControlEvent.objects.filter(pk=1).update(status=Status.PUBLISHED, summary="Never said.")
            record.touch(draft.district_id)
            record.publish()
            raise writers.GaveUpError
    except writers.GaveUpError:
        return


STEPS = [
    an_event_that_discloses_its_evidence,
    a_correction_of_everything,
    a_merge_and_its_undoing,
    a_retraction_and_its_undoing,
    a_restriction_of_the_only_report_of_a_source,
    a_tally_of_a_source_that_was_hidden,
    a_withdrawal_of_that_tally,
    a_restriction_lifted,
    a_draft_and_a_write_that_was_given_up,
]


def test_a_copy_is_equal_to_the_server_after_each_step_and_so_is_one_that_begins_at_the_end(db, client, tmp_path):
    import_package(folder=write_package(tmp_path / "package"))
    mirror = Mirror(client, limit=3)
    mirror.follow(stop_after=4)
    assert mirror.tables != server(client)

    for step in [lambda: None, *STEPS]:
        step()
        mirror.follow(stop_after=1)
        mirror.follow()
        assert mirror.tables == server(client), step.__name__

    late = Mirror(client, limit=4)
    late.follow()
    assert late.tables == mirror.tables
    assert late.last_seq == mirror.last_seq
    assert all(late.tables.values())


def kept_up(mirror, done):
    over = False
    while not over:
        over = done.is_set()
        mirror.follow(stop_after=1)
        mirror.follow()
        time.sleep(0.01)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_copy_that_is_kept_while_several_write_is_equal_to_the_server_at_the_end(client):
    place, failures, mirror = writers.prepare(), [], Mirror(Client(), limit=2)
    start, done = threading.Event(), threading.Event()
    copying = [writers.in_thread(kept_up, mirror, done, failures=failures)]
    writing = [writers.in_thread(writers.write, number, place, start, failures=failures) for number in range(4)]

    start.set()
    writers.joined(writing)
    done.set()
    writers.joined(copying)

    assert failures == []
    assert mirror.tables["event"] == server(client, ["event"])["event"]
    assert len(mirror.tables["event"]) == 4 * sum(number % 3 != 2 for number in range(writers.EACH))
