"""A record small enough to be written out: three districts of Kunduz, four events, of versions 1 to 4."""

import datetime

import pytest
from django.db import connection

from districts.models import District, PlaceName, Province
from events.export.tables import snapshot
from events.models import Actor, LogEntry, Report, Source, Tally
from tests.factories import (
    make_actor,
    make_district,
    make_event,
    make_province,
    make_release,
    make_report,
    make_source,
    make_tally,
)


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.fixture(scope="session")
def filling():
    return "small", fill


@pytest.fixture
def small_record(lent_database, db):
    """Imam Sahib falls, as the government admits; Khan Abad only by the Taliban's word; Kunduz is unknown."""


def fill():
    for code, name in (("AF1901", "Kunduz"), ("AF1904", "Khan Abad"), ("AF1905", "Imam Sahib")):
        make_district(code, name=name)
    make_province()
    make_actor("nrf")
    PlaceName.objects.create(district=make_district("AF1905"), name="Emam Saheb", language="en", sources=["ocha"])
    aan = make_source("aan", name="Afghanistan Analysts Network", kind="research")
    ap = make_source("ap", name="Associated Press")
    gandhara = make_source("gandhara", name="Gandhara", kind="online_media", reliability="C", reason="=Fair.")
    baseline = make_report(id=1, source=aan, published=day("2021-07-24"), url="https://example.org/1", title="Baseline")
    police = make_report(id=2, source=ap, published=day("2021-06-22"), url="https://example.org/2", title="Police say")
    claim = make_report(
        id=3, source=gandhara, published=day("2021-06-23"), url="https://example.org/3", title="A claim"
    )
    government, taliban = make_actor("government"), make_actor("taliban")
    assumed = {"kind": "assumed", "controller": government, "opponent": taliban, "date": day("2021-05-01")}
    cited = [{"report": baseline, "attribution": "AAN", "scope": "country"}]
    make_tally(id=1, source=gandhara, voice=taliban, report=claim, definition="Taken, they say.")
    make_event(id=1, district=make_district("AF1904"), summary="Assumed.", citations=cited, **assumed)
    log_all(Province, District, Actor, Source, Report, Tally)
    make_event(id=2, district=make_district("AF1905"), summary="Assumed.", citations=cited, **assumed)
    make_event(
        id=3,
        date_earliest=day("2021-06-20"),
        time=datetime.time(4, 30),
        summary="The Taliban took the centre.",
        citations=[{"report": police, "voice": government, "attribution": "provincial police"}],
    )
    make_event(
        id=4,
        district=make_district("AF1904"),
        date=day("2021-06-22"),
        summary="The Taliban say they took the centre.",
        citations=[{"report": claim, "voice": taliban, "attribution": "-spokesman"}],
    )
    with connection.cursor() as cursor:
        # The numbers given here by hand are not given again.
        cursor.execute("SELECT setval(pg_get_serial_sequence('events_report', 'id'), 100)")
    make_release(version="1.0.0")


def log_all(*models):
    """Log what the builders wrote past the log, in the first version."""
    at = LogEntry.objects.get().at
    for kind, code, record in (snapshot(each) for model in models for each in model.objects.order_by("pk")):
        entry = {"version": 1, "at": at, "op": "ADD", "change_kind": "new"}
        LogEntry.objects.create(object_type=kind, object_id=code, snapshot=record, **entry)


@pytest.fixture
def get(client):
    """Return a function that asks the API for an address below /api/v1/ with parameters."""

    def ask(path, headers=None, **parameters):
        parameters = {name.rstrip("_"): value for name, value in parameters.items()}
        return client.get(f"/api/v1/{path}", parameters, headers=headers)

    return ask
