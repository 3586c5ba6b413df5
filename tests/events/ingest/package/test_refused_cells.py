"""A cell that is wrong is named by file, row, column and value, with what would be right."""

import pytest

from districts.models import Province
from tests.events.ingest.package.packages import refusals, write_package

pytestmark = pytest.mark.django_db


CELLS = [
    pytest.param(
        ("provinces", 2, "population", "many"),
        "provinces.csv: row 2, column population, value “many”: a whole number in digits, for example 87.",
        id="number",
    ),
    pytest.param(
        ("provinces", 2, "area_km2", "1.25"),
        "provinces.csv: row 2, column area_km2, value “1.25”: a number from 0 to 10000000 with at most 1 decimals.",
        id="decimals",
    ),
    pytest.param(
        ("provinces", 2, "capital_code", "AF9999"),
        "provinces.csv: row 2, column capital_code, value “AF9999”: a key that districts.csv has.",
        id="reference",
    ),
    pytest.param(
        ("districts", 2, "kind", "town"),
        "districts.csv: row 2, column kind, value “town”: one of provincial_centre, district, temporary_district.",
        id="choice",
    ),
    pytest.param(
        ("districts", 3, "kind", "district"),
        "districts.csv: row 3, column parent_code, value “AF1901”: "
        "Only a temporary district was cut from another one: leave the parent empty.",
        id="constraint-of-two-columns",
    ),
    pytest.param(
        ("districts", 2, "lat", "136.7"),
        "districts.csv: row 2, column lat, value “136.7”: a number from -90 to 90 with at most 5 decimals.",
        id="bounds",
    ),
    pytest.param(
        ("districts", 3, "ocha_pcode", "AF1901"),
        "districts.csv: row 3, column ocha_pcode, value “AF1901”: A value that no other row has. Row 2 is the same.",
        id="unique-field",
    ),
    pytest.param(
        ("districts", 2, "area_shared", "yes"),
        "districts.csv: row 2, column area_shared, value “yes”: 1 for yes or 0 for no.",
        id="flag",
    ),
    pytest.param(
        ("districts", 2, "lists", "nsia1398;"),
        "districts.csv: row 2, column lists, value “nsia1398;”: words with one ; between them.",
        id="words",
    ),
    pytest.param(
        ("actors", 2, "colour", "blue"),
        "actors.csv: row 2, column colour, value “blue”: "
        "Write the colour as # and six hexadecimal digits in lower case: #2166ac.",
        id="pattern",
    ),
    pytest.param(
        ("sources", 2, "homepage", "apnews"),
        "sources.csv: row 2, column homepage, value “apnews”: Enter a valid URL.",
        id="field",
    ),
    pytest.param(
        ("sources", 2, "reason", ""),
        "sources.csv: row 2, column reason, value “”: a value: it may not be empty.",
        id="empty",
    ),
    pytest.param(
        ("sources", 2, "name", "A\0P"),
        "sources.csv: row 2, column name, value “A\0P”: a text without null characters.",
        id="null-character",
    ),
    pytest.param(
        ("sources", 2, "country", "x" * 90),
        f"sources.csv: row 2, column country, value “{'x' * 79}…”: "
        "Ensure this value has at most 60 characters (it has 90).",
        id="too-long",
    ),
    pytest.param(
        ("reports", 3, "title", ""),
        "reports.csv: row 3, column url, value “”: Give the report's address or its title.",
        id="neither-address-nor-title",
    ),
    pytest.param(
        ("reports", 2, "published", "8 August"),
        "reports.csv: row 2, column published, value “8 August”: a day as year-month-day, for example 2021-06-21.",
        id="day",
    ),
    pytest.param(
        ("reports", 2, "published", "2021-02-30"),
        "reports.csv: row 2, column published, value “2021-02-30”: a day that the calendar has, as year-month-day.",
        id="day-that-is-not",
    ),
    pytest.param(
        ("events", 2, "time", "6.30"),
        "events.csv: row 2, column time, value “6.30”: a time as hours:minutes, for example 09:30.",
        id="time",
    ),
    pytest.param(
        ("events", 2, "date_earliest", "2021-08-08"),
        "events.csv: row 2, column date_earliest, value “2021-08-08”: "
        "The earliest day is after the best day: it must be the same day or before.",
        id="clean",
    ),
    pytest.param(
        ("events", 3, "contested", "0"),
        "events.csv: row 3, column contested, value “0”: "
        "Contested and relocated events are contested; a fall may be; no other is.",
        id="contested",
    ),
    pytest.param(
        ("events", 2, "opponent", "taliban"),
        "events.csv: row 2, column opponent, value “taliban”: "
        "The opponent is the same side as the controller: choose the other side.",
        id="opponent-of-itself",
    ),
    pytest.param(
        ("events", 2, "opponent", "united_states"),
        "events.csv: row 2, column opponent, value “united_states”: "
        "an actor that can hold ground: is_party is 1 in actors.csv.",
        id="no-party",
    ),
    pytest.param(
        ("events", 3, "status", "draft"),
        "events.csv: row 3, column status, value “draft”: one of published, retracted.",
        id="draft",
    ),
    pytest.param(
        ("events", 3, "status", "published"),
        "events.csv: row 3, column id, value “E0002”: "
        "an event that citations.csv has a row for: who says so, in which report?",
        id="no-citation",
    ),
    pytest.param(
        ("citations", 3, "voice", "nobody"),
        "citations.csv: row 3, column voice, value “nobody”: a key that actors.csv has.",
        id="voice",
    ),
    pytest.param(
        ("tallies", 2, "count_high", "86"),
        "tallies.csv: row 2, column count_high, value “86”: "
        "The higher count is at least the lower one, or empty for “at least”.",
        id="counts",
    ),
]


@pytest.mark.parametrize(("change", "message"), CELLS)
def test_a_cell_that_is_wrong_is_named_with_what_would_be_right(tmp_path, change, message):
    found = refusals(write_package(tmp_path, change))

    assert found == [message]
    assert not Province.objects.exists()
