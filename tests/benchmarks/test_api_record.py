"""The made-up record is one that Marz itself would keep: its periods, standings and log are what the rules give."""

import pytest
from django.db import connection

from benchmarks.api import loading, record, synthetic
from districts.models import District
from events.control.evidence import public_events
from events.control.rebuild import difference, views
from events.models import Actor, ControlEvent, ControlPeriod, LogEntry
from tests.factories import make_actor, make_district

EVENTS = 120


@pytest.fixture
def made_up(db):
    """Two districts with 60 made-up events each, the late ones of each in a version of its own."""
    for slug in ("government", "taliban"):
        make_actor(slug)
    make_actor("united_states", allied_with=make_actor("government"), is_party=False)
    districts = tuple((make_district(code).pk, code) for code in ("AF1905", "AF1906"))
    actors = dict(Actor.objects.values_list("slug", "id"))
    frame = record.Frame(address="", events=EVENTS, districts=districts, actors=actors, views=views())
    loaded = [record.evidence_rows(frame.reports)]
    for index, district in enumerate(districts):
        told = synthetic.events_of(index, districts=2, events=EVENTS, reports=frame.reports)
        loaded.append(record.rows_of(frame, district, list(told), record.late_version(index)))
    for tables in loaded:
        for table, (columns, rows) in tables.items():
            loading.copy(connection.connection, table, columns, rows)
    return frame


def test_its_periods_and_standings_are_what_the_rules_give(made_up):
    assert not difference()
    assert {str(view) for view in ControlPeriod.objects.values_list("perspective__slug", flat=True)} == {
        view.slug for view in made_up.views.values()
    }


def test_its_log_holds_the_events_as_they_are_public(made_up):
    entries = LogEntry.objects.filter(object_type="event").order_by("object_id")

    assert [entry.snapshot for entry in entries] == sorted(
        public_events(ControlEvent.objects.all()), key=lambda row: row["id"]
    )


def test_late_events_close_what_held_without_them(made_up):
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
