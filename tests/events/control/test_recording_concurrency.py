"""Whoever follows the log by its numbers misses nothing, however many write at once and whoever gives up."""

import datetime
import threading
import time

import pytest
from django.db import close_old_connections, connection

from events.control.lifecycle import move
from events.control.recording import VERSION_LOCK, Recording, recording
from events.models import ControlEvent, LogEntry, Status
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
WRITERS, EACH = 6, 5
DAY = datetime.date(2021, 6, 1)


class GaveUpError(Exception):
    """A writer changes its mind once all is written."""


def in_thread(work, *arguments, failures):
    """Start work in a thread with a connection of its own; what it raises is added to `failures`."""

    def run():
        try:
            work(*arguments)
        except Exception as failure:
            failures.append(failure)
        finally:
            close_old_connections()
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def joined(threads):
    """Wait for threads to end; a minute is far more than they need."""
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)


def prepare():
    """Return a district of each writer, the two sides, and a report."""
    districts = [factories.make_district(f"AF19{number:02d}") for number in range(10, 10 + WRITERS)]
    return districts, (factories.make_actor("taliban"), factories.make_actor("government")), factories.make_report()


def log(writer, number, place):
    """Log one event; every third write is given up after it was published inside its transaction."""
    districts, sides, report = place
    try:
        with recording(reason=f"Writer {writer}, write {number}") as record:
            event = factories.build_event(
                district=districts[writer],
                controller=sides[number % 2],
                opponent=sides[1 - number % 2],
                date=DAY + datetime.timedelta(days=number),
                summary=f"Writer {writer}, write {number}.",
            )
            event.save()
            factories.make_citation(event, report=report)
            record.touch(event.district_id)
            if number % 3 == 2:
                record.publish()
                raise GaveUpError
    except GaveUpError:
        return


def write(writer, place, start):
    """Log the events of one writer, once all are ready."""
    start.wait(timeout=30)
    for number in range(EACH):
        log(writer, number, place)


def follow(seen, done):
    """Poll the log as a follower does, by `seq > last`, until the writers are done and nothing is left."""
    last, over = 0, False
    while not over:
        over = done.is_set()
        rows = list(LogEntry.objects.filter(seq__gt=last).order_by("seq").values_list("seq", "version", "object_id"))
        seen += rows
        last = rows[-1][0] if rows else last
        time.sleep(0.002)


def whole_log():
    return list(LogEntry.objects.order_by("seq").values_list("seq", "version", "object_id"))


def test_a_follower_misses_nothing_while_several_write_and_some_give_up():
    place, failures, seen = prepare(), [], []
    start, done = threading.Event(), threading.Event()
    followers = [in_thread(follow, seen, done, failures=failures)]
    writers = [in_thread(write, writer, place, start, failures=failures) for writer in range(WRITERS)]

    start.set()
    joined(writers)
    done.set()
    joined(followers)

    kept = WRITERS * sum(number % 3 != 2 for number in range(EACH))
    assert failures == []
    assert seen == whole_log()
    assert [version for _, version, _ in seen] == list(range(1, kept + 1))
    assert {code for _, _, code in seen} == {event.code for event in ControlEvent.objects.all()}


def test_the_order_of_seq_is_the_order_of_the_commits():
    place, failures, committed = prepare(), [], []
    start = threading.Event()

    def write_and_note(writer):
        start.wait(timeout=30)
        for number in range(EACH):
            with recording(reason=f"{writer}-{number}") as record:
                event = factories.build_event(district=place[0][writer], date=DAY, summary=f"{writer}-{number}")
                event.save()
                factories.make_citation(event, report=place[2])
                record.touch(event.district_id)
                # Asked while the lock is held: the last thing that is done before the commit.
                committed.append((LogEntry.objects.current_version(), event.code))

    writers = [in_thread(write_and_note, writer, failures=failures) for writer in range(3)]
    start.set()
    joined(writers)

    logged = list(LogEntry.objects.order_by("seq").values_list("version", "object_id"))
    assert failures == []
    assert [(before + 1, code) for before, code in committed] == logged


def test_an_import_that_publishes_races_an_edit_and_both_are_in_the_log():
    place, failures, seen = prepare(), [], []
    drafts = [
        factories.make_event(district=place[0][0], date=DAY, status=Status.DRAFT, summary=f"Row {number}.")
        for number in range(10)
    ]
    edited = factories.make_event(district=place[0][0], date=DAY, summary="Edited.")
    start, done = threading.Event(), threading.Event()

    def publish_all():
        start.wait(timeout=30)
        with recording(reason="Imported") as record:
            for event in drafts:
                move(event=event, status=Status.PUBLISHED, record=record)

    def edit():
        start.wait(timeout=30)
        for number in range(5):
            with recording(reason="Edited") as record:
                ControlEvent.objects.filter(pk=edited.pk).update(summary=f"Edited, {number}.")
                record.touch(edited.district_id)

    follower = in_thread(follow, seen, done, failures=failures)
    writers = [in_thread(work, failures=failures) for work in (publish_all, edit)]
    start.set()
    joined(writers)
    done.set()
    joined([follower])

    reasons = list(LogEntry.objects.order_by("seq").values_list("reason", flat=True))
    versions = [version for _, version, _ in seen]
    assert failures == []
    assert seen == whole_log()
    assert versions == sorted(versions)
    assert len(set(LogEntry.objects.filter(reason="Imported").values_list("version", flat=True))) == 1
    assert (reasons.count("Imported"), reasons.count("Edited")) == (10, 5)


def test_who_waits_for_the_lock_reads_what_was_committed_before_it():
    place, failures, order = prepare(), [], []
    holding, waiting = threading.Event(), threading.Event()

    def first():
        with recording(reason="first") as record:
            holding.set()
            waiting.wait(timeout=30)
            event = factories.build_event(district=place[0][0], date=DAY, summary="First.")
            event.save()
            factories.make_citation(event, report=place[2])
            record.touch(event.district_id)
            order.append("first")

    def second():
        holding.wait(timeout=30)
        waiting.set()
        with recording(reason="second") as record:
            order.append("second")
            ControlEvent.objects.update(summary="Mended.")
            record.touch(place[0][0].pk)

    joined([in_thread(work, failures=failures) for work in (first, second)])

    assert failures == []
    assert order == ["first", "second"]
    assert list(LogEntry.objects.order_by("seq").values_list("version", "op", "reason")) == [
        (1, "ADD", "first"),
        (2, "MOD", "second"),
    ]


def test_every_entry_is_written_under_the_lock(monkeypatch):
    place, held = prepare(), []
    write = Recording._log

    def noting(self, entries, version):
        with connection.cursor() as cursor:
            cursor.execute(
                # The tests of another worker have the lock of their database.
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND objid = %s AND granted"
                " AND pid = pg_backend_pid()",
                [VERSION_LOCK],
            )
            held.append(cursor.fetchone()[0])
        return write(self, entries, version)

    monkeypatch.setattr(Recording, "_log", noting)
    log(0, 0, place)

    assert held == [1]
