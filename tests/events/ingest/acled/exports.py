"""Exports of ACLED made up for the tests: every row is our own invention."""

import csv
import io

from districts.models import DistrictKind
from events.models import ActorAlias
from tests.factories import make_actor, make_district, make_province

CURRENT = [
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
]
LEGACY = [
    *("data_id", "iso", "event_id_cnty", "event_id_no_cnty", "event_date", "year", "time_precision", "event_type"),
    *("sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "timestamp", "iso3"),
]
OVERTAKES = "Non-state actor overtakes territory"
REGAINS = "Government regains territory"
PEACEFUL = "Non-violent transfer of territory"
FORCES = "Military Forces of Afghanistan (2004-2021)"
FALL = {
    "event_id_cnty": "AFG10001",
    "event_date": "21 June 2021",
    "year": "2021",
    "time_precision": "1",
    "disorder_type": "Political violence",
    "event_type": "Battles",
    "sub_event_type": OVERTAKES,
    "actor1": "Taliban",
    "inter1": "Rebel group",
    "actor2": FORCES,
    "inter2": "State forces",
    "iso": "4",
    "iso3": "AFG",
    "region": "Caucasus and Central Asia",
    "country": "Afghanistan",
    "admin1": "Kunduz",
    "admin2": "Imam Sahib",
    "location": "Imam Sahib",
    "latitude": "37.1890",
    "longitude": "68.7740",
    "geo_precision": "1",
    "source": "Valley Wire; Northern Radio",
    "source_scale": "National",
    "notes": "Taliban fighters captured the district center of Imam Sahib from Afghan forces.",
    "fatalities": "7",
    "timestamp": "1624900000",
}


def acled_row(**overrides):
    """Return a row by column: the fall of Imam Sahib on 21 June 2021."""
    return FALL | overrides


def export(*rows, columns=CURRENT, delimiter=","):
    """Return an export as a stream of bytes; without rows, that of the fall of Imam Sahib alone."""
    text = io.StringIO()
    lines = csv.DictWriter(text, columns, restval="", extrasaction="ignore", delimiter=delimiter)
    lines.writeheader()
    lines.writerows(rows or [acled_row()])
    return io.BytesIO(text.getvalue().encode())


def make_kunduz():
    """Make the places and sides that the rows are about: Imam Sahib, Kunduz and Archi, the four parties."""
    province = make_province()
    make_district()
    make_district("AF1901", name="Kunduz", kind=DistrictKind.PROVINCIAL_CENTRE, lat="36.72800", lon="68.86800")
    make_district("AF1906", name="Dasht-e-Archi", lat="36.99200", lon="69.18900")
    for slug in ("government", "taliban", "nrf", "iskp"):
        make_actor(slug)
    make_actor("united_states", allied_with=make_actor("government"))
    return province


def make_alias(name, slug, **overrides):
    """Return a new name of a side in ACLED."""
    return ActorAlias.objects.create(name=name, actor_id=slug, **overrides)
