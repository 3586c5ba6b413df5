import datetime

import pytest

from events.ingest.acled import fields
from events.ingest.acled.layouts import Row, read_header
from events.ingest.acled.reasons import RowLeftError
from tests.events.ingest.acled.exports import CURRENT, acled_row

TODAY = datetime.date(2024, 1, 1)


def row_of(**cells):
    """Return a row of an export with these cells."""
    values = acled_row(**cells)
    return Row(2, [values.get(name, "") for name in CURRENT], read_header(CURRENT))


def iso(days):
    return [day.isoformat() for day in (days.day, days.earliest, days.latest)]


@pytest.mark.parametrize(
    ("written", "precision", "expected"),
    [
        pytest.param("14 April 2022", "1", ["2022-04-14"] * 3, id="day"),
        pytest.param("2022-04-14", "1", ["2022-04-14"] * 3, id="iso"),
        pytest.param("14-Apr-2022", "1", ["2022-04-14"] * 3, id="short-month"),
        pytest.param("14 April 2022", "2", ["2022-04-14", "2022-04-11", "2022-04-17"], id="week"),
        pytest.param("14 February 2022", "3", ["2022-02-14", "2022-02-01", "2022-02-28"], id="month"),
    ],
)
def test_days_are_read_with_their_uncertainty(written, precision, expected):
    days = fields.days_of(row_of(event_date=written, year="2022", time_precision=precision), today=TODAY)

    assert iso(days) == expected


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        pytest.param({"event_date": ""}, "bad_date", id="no-day"),
        pytest.param({"event_date": "04/14/2022"}, "bad_date", id="slashes"),
        pytest.param({"event_date": "31 June 2021"}, "bad_date", id="no-such-day"),
        pytest.param({"event_date": "21 Saratan 2021"}, "bad_date", id="no-such-month"),
        pytest.param({"event_date": "2 January 2024", "year": "2024"}, "bad_date", id="to-come"),
        pytest.param({"event_date": "31 December 1996", "year": "1996"}, "bad_date", id="before-acled"),
        pytest.param({"year": "2020"}, "bad_date", id="another-year"),
        pytest.param({"time_precision": "4"}, "bad_precision", id="precision-4"),
        pytest.param({"time_precision": ""}, "bad_precision", id="no-precision"),
    ],
)
def test_days_that_cannot_be_read_are_refused(cells, reason):
    with pytest.raises(RowLeftError) as left:
        fields.days_of(row_of(**cells), today=TODAY)

    assert left.value.reason == reason


@pytest.mark.parametrize(
    ("lat", "lon"),
    [
        pytest.param("", "", id="empty"),
        pytest.param("north", "68.7", id="words"),
        pytest.param("137.1", "68.7", id="off-the-earth"),
        pytest.param("nan", "68.7", id="nan"),
        pytest.param("0", "0", id="null-island"),
    ],
)
def test_coordinates_that_are_none_are_refused(lat, lon):
    with pytest.raises(RowLeftError) as left:
        fields.coordinates(row_of(latitude=lat, longitude=lon))

    assert left.value.reason == "bad_place"


def test_decimal_commas_are_read():
    assert fields.coordinates(row_of(latitude="37,189", longitude="68,774")) == (37.189, 68.774)


def test_the_day_of_publication_is_the_timestamps_in_kabul():
    days = fields.days_of(row_of(), today=TODAY)

    assert fields.published(row_of(timestamp="1624303800"), days) == datetime.date(2021, 6, 22)


@pytest.mark.parametrize(
    "text", ["soon", "1624000000", "9" * 30], ids=["words", "before-the-event", "beyond-all-years"]
)
def test_a_timestamp_that_cannot_be_is_refused(text):
    days = fields.days_of(row_of(), today=TODAY)

    with pytest.raises(RowLeftError):
        fields.published(row_of(timestamp=text), days)


@pytest.mark.parametrize(("text", "count"), [("7", 7), ("0", 0), ("", None), ("many", None), ("-1", None)])
def test_deaths_are_a_number_or_nothing(text, count):
    assert fields.deaths(row_of(fatalities=text)) == count


@pytest.mark.parametrize("text", ["", "12", "AF12345", "AFG", "AFG12345678901"])
def test_an_id_that_is_none_is_refused(text):
    with pytest.raises(RowLeftError):
        fields.event_id(row_of(event_id_cnty=text))


def test_sources_are_split_at_semicolons():
    assert fields.sources(row_of(source="Valley Wire;  Northern   Radio ;")) == ("Valley Wire", "Northern Radio")
