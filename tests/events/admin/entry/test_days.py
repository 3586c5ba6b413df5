import datetime

import pytest

from events.admin.entry.days import read_day

TUESDAY = datetime.date(2021, 6, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        pytest.param("2021-06-21", "2021-06-21", id="iso"),
        pytest.param("2021-6-1", "2021-06-01", id="iso-without-zeros"),
        pytest.param("today", "2021-06-22", id="today"),
        pytest.param("Yesterday", "2021-06-21", id="yesterday"),
        pytest.param("tue", "2021-06-22", id="the-weekday-of-the-report"),
        pytest.param("wed", "2021-06-16", id="the-weekday-before"),
        pytest.param("on Monday", "2021-06-21", id="a-weekday-in-full"),
        pytest.param("last thurs.", "2021-06-17", id="a-weekday-cut-short"),
        pytest.param("3 days ago", "2021-06-19", id="days-ago"),
        pytest.param("21 June", "2021-06-21", id="day-and-month"),
        pytest.param("June 21st", "2021-06-21", id="month-and-day"),
        pytest.param("23 June", "2021-06-23", id="the-day-after-the-report"),
        pytest.param("24 June", "2020-06-24", id="a-day-that-was-last-year"),
        pytest.param("29 Feb", "2020-02-29", id="a-leap-day"),
        pytest.param("1 sept 2015", "2015-09-01", id="with-the-year"),
        pytest.param("September 1, 2015", "2015-09-01", id="month-first-with-the-year"),
        pytest.param("  21   june ", "2021-06-21", id="spaces"),
    ],
)
def test_days_are_read_against_the_day_of_the_report(text, day):
    assert read_day(text, TUESDAY).isoformat() == day


@pytest.mark.parametrize(
    "text",
    ["", "soon", "ma", "june", "31 June", "2021-02-30", "21/06/2021", "21 june 21", "tomorrow", "99999 days ago"],
)
def test_what_is_no_day_is_refused_with_the_forms_that_are(text):
    with pytest.raises(ValueError, match="2021-06-21, 21 June, yesterday, mon or 3 days ago"):
        read_day(text, TUESDAY)


def test_a_day_to_come_is_refused():
    with pytest.raises(ValueError, match="in the future"):
        read_day("2999-01-01", TUESDAY)


@pytest.mark.parametrize("text", ["yesterday", "mon", "21 June"])
def test_a_relative_day_needs_the_day_of_the_report(text):
    with pytest.raises(ValueError, match="give that day first"):
        read_day(text)
