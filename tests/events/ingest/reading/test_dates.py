import datetime

import pytest

from events.ingest.reading import calendars, dates, sentences
from tests.events.ingest.article_reading import MONDAY


def found(text, day=MONDAY):
    plain = sentences.lower(sentences.plain(text))
    return [(each.words, each.date, each.precision) for each in dates.find(plain, 0, len(plain), day)]


def day(month, number, year=2021):
    return datetime.date(year, month, number)


@pytest.mark.parametrize(
    ("text", "date", "precision"),
    [
        pytest.param("on Monday", MONDAY, "day", id="the-weekday-itself"),
        pytest.param("on Tuesday", day(6, 15), "day", id="the-last-such-weekday"),
        pytest.param("late on Sunday", day(6, 20), "day", id="late"),
        pytest.param("yesterday", day(6, 20), "day", id="yesterday"),
        pytest.param("last night", day(6, 20), "day", id="last-night"),
        pytest.param("this morning", MONDAY, "day", id="this-morning"),
        pytest.param("overnight", MONDAY, "day", id="overnight"),
        pytest.param("in the past 24 hours", MONDAY, "day", id="hours"),
        pytest.param("two days ago", day(6, 19), "day", id="days-ago"),
        pytest.param("on June 5", day(6, 5), "day", id="month-and-day"),
        pytest.param("5 June 2020", day(6, 5, 2020), "day", id="with-its-year"),
        pytest.param("2021-06-05", day(6, 5), "day", id="iso"),
        pytest.param("on 1 Saratan 1400", day(6, 22), "day", id="solar-hijri"),
        pytest.param("last week", day(6, 20), "week", id="last-week"),
        pytest.param("in September 2015", day(9, 30, 2015), "month", id="a-month"),
        pytest.param("since early May", day(5, 10), "month", id="early-in-a-month"),
        pytest.param("last month", day(5, 31), "month", id="last-month"),
        pytest.param("in 2019", day(12, 31, 2019), "year", id="a-year"),
    ],
)
def test_words_of_time_are_resolved_against_the_day_of_publication(text, date, precision):
    ((_, read, known),) = found(f"It happened {text}, they said.")

    assert (read, known) == (date, precision)


def test_a_year_later_counts_from_the_month_before_it():
    (_, first, _), (words, second, precision) = found("in September 2015, and again a year later.")

    assert (first, second) == (day(9, 30, 2015), day(9, 30, 2016))
    assert (words, precision) == ("again a year later", "month")


@pytest.mark.parametrize("text", ["They may march to the city.", "Sun and sat fell in a week.", "He said so."])
def test_common_words_are_no_times(text):
    assert found(text) == []


def test_without_a_day_of_publication_only_whole_dates_are_read():
    assert [date for _, date, _ in found("on Monday, 5 June 2020", None)] == [day(6, 5, 2020)]


@pytest.mark.parametrize(
    ("year", "month", "number", "expected"),
    [
        pytest.param(1300, 1, 1, day(3, 21, 1921), id="first-of-the-century"),
        pytest.param(1394, 7, 6, day(9, 28, 2015), id="after-six-long-months"),
        pytest.param(1399, 12, 30, day(3, 20), id="leap-day"),
        pytest.param(1400, 13, 1, None, id="no-such-month"),
        pytest.param(1400, 7, 31, None, id="no-such-day"),
        pytest.param(1500, 1, 1, None, id="beyond-the-table"),
    ],
)
def test_solar_hijri_days_are_those_of_the_calendar(year, month, number, expected):
    assert calendars.gregorian(year, month, number) == expected
