"""Two real connections write to one district at once."""

import datetime
import threading

import pytest
from django.db import close_old_connections, connection

from events.control.rebuild import FACTS, Difference, difference
from events.control.recording import recording
from events.models import ControlEvent, ControlPeriod, LogEntry
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
DAYS = [datetime.date(2021, 6, 1) + datetime.timedelta(days=number) for number in range(12)]


def prepare():
    district = factories.make_district()
    sides = factories.make_actor("taliban"), factories.make_actor("government")
    reports = [factories.make_report(published=day) for day in DAYS]
    return district, sides, reports


def write(district, sides, reports, numbers, *, started=None):
    """Log the events of these days, one transaction each."""
    for number in numbers:
        controller, opponent = sides if number % 2 else sides[::-1]
        with recording() as record:
            event = factories.build_event(
                district=district, controller=controller, opponent=opponent, date=DAYS[number], summary=f"Day {number}."
            )
            event.save()
            factories.make_citation(event, report=reports[number])
            record.touch(district.pk)
            if started:
                started.wait(timeout=20)
                started = None


def in_thread(work, *arguments, failures, **options):
    def run():
        try:
            work(*arguments, **options)
        except Exception as failure:
            failures.append(failure)
        finally:
            close_old_connections()
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def rows():
    return [facts[3:4] + facts[5:] for facts in ControlPeriod.objects.filter(version_to=None).values_list(*FACTS)]


def by_day():
    return sorted(map(str, rows()))


def test_concurrent_writes_to_one_district_end_as_one_after_the_other_with_none_lost():
    failures, place = [], prepare()
    threads = [in_thread(write, *place, range(first, 12, 2), failures=failures) for first in (0, 1)]
    for thread in threads:
        thread.join(timeout=60)
    at_once = by_day()

    assert failures == []
    assert ControlEvent.objects.count() == 12
    assert difference() == Difference()
    assert LogEntry.objects.current_version() == 12
    assert list(LogEntry.objects.values_list("version", flat=True)) == list(range(1, 13))

    one_after_the_other(place, at_once)


def one_after_the_other(place, expected):
    district = factories.make_district("AF1906")
    write(district, *place[1:], range(12))

    in_turn = [
        facts[3:4] + facts[5:]
        for facts in ControlPeriod.objects.filter(version_to=None, district=district).values_list(*FACTS)
    ]
    assert sorted(map(str, in_turn)) == expected


def test_a_reader_of_a_version_sees_the_same_while_a_writer_is_busy():
    failures, (district, sides, reports) = [], prepare()
    write(district, sides, reports, [1])
    version = LogEntry.objects.current_version()
    before = list(ControlPeriod.objects.recorded_in(version).values_list(*FACTS))
    busy = threading.Event()
    thread = in_thread(write, district, sides, reports, [2], started=busy, failures=failures)
    while_writing = list(ControlPeriod.objects.recorded_in(version).values_list(*FACTS))
    current_while_writing = LogEntry.objects.current_version()
    busy.set()
    thread.join(timeout=60)

    after = list(ControlPeriod.objects.recorded_in(version).values_list(*FACTS))

    assert failures == []
    assert (before, before) == (while_writing, after)
    assert (current_while_writing, LogEntry.objects.current_version()) == (version, version + 1)


def test_an_editor_who_waits_for_the_lock_holds_no_row_that_the_writer_needs():
    failures, (district, sides, reports) = [], prepare()
    write(district, sides, reports, [1])
    event = ControlEvent.objects.get()
    late = factories.make_report(published=DAYS[5], source=factories.make_source("weak", reliability="E"))

    def edit(voice, report):
        with recording() as record:
            changed = ControlEvent.objects.get(pk=event.pk)
            changed.summary += voice.slug
            changed.save()
            factories.make_citation(changed, voice=voice, report=report)
            record.touch(district.pk)

    threads = [in_thread(edit, voice, late, failures=failures) for voice in sides]
    for thread in threads:
        thread.join(timeout=60)

    event.refresh_from_db()
    assert failures == []
    assert sorted(event.summary.removeprefix("Day 1.")) == sorted("talibangovernment")
    assert event.citations.count() == 3
    assert difference() == Difference()
