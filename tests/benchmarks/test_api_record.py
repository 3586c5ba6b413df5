"""The made-up record is one that Marz itself would keep: its periods, standings and log are what the rules give."""

import pytest

from benchmarks.api import record, synthetic
from districts.models import District
from events.api.rows import public_events
from events.control.rebuild import difference
from events.models import ControlEvent, ControlPeriod, LogEntry
from tests.made_up import load_made_up


@pytest.fixture
def frame(db):
    """The frame of the made-up record."""
    return load_made_up()


def test_its_periods_and_standings_are_what_the_rules_give(frame):
    assert not difference()
    assert {str(view) for view in ControlPeriod.objects.values_list("perspective__slug", flat=True)} == {
        view.slug for view in frame.views.values()
    }


def test_its_log_holds_the_events_as_they_are_public(frame):
    entries = LogEntry.objects.filter(object_type="event").order_by("object_id")

    assert [entry.snapshot for entry in entries] == sorted(
        public_events(ControlEvent.objects.all()), key=lambda row: row["id"]
    )


def test_late_events_close_what_held_without_them(frame):
    closed = ControlPeriod.objects.filter(version_to__isnull=False)

    assert set(closed.values_list("version_from", flat=True)) == {record.FIRST_VERSION}
    assert set(closed.values_list("version_to", "district__code")) == {(record.late_version(0), "AF1905")}
    assert LogEntry.objects.filter(version=record.late_version(0)).count() == 60 // synthetic.LATE


def test_every_event_has_one_district_and_each_as_many_as_the_others(db):
    shares = [
        [told.id for told in synthetic.events_of(index, districts=7, events=70, reports=20)] for index in range(7)
    ]

    assert sorted(number for share in shares for number in share) == list(range(1, 71))
    assert {len(share) for share in shares} == {10}
    assert not District.objects.exists()
