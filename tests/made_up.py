"""A made-up record of two districts with sixty events each, in two versions, loaded past the writing code."""

from django.db import connection

from benchmarks.api import loading, record, synthetic
from events.control.rebuild import views
from events.models import Actor
from tests.factories import make_actor, make_district

EVENTS = 120


def load_made_up():
    """Load the record into the test's database and return its frame."""
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
