import datetime
from collections import namedtuple

import pytest

from events.pages.band import THINNEST, Mark, Scale, Segment, marks, scale, segments

Period = namedtuple("Period", "controller contested standing start end", defaults=[None])
MAY_1 = datetime.date(2021, 5, 1)
JUNE_1, JUNE_10 = datetime.date(2021, 6, 1), datetime.date(2021, 6, 10)
TEN_DAYS = Scale(JUNE_1, JUNE_10)


def june(number):
    return datetime.date(2021, 6, number)


@pytest.mark.parametrize(
    ("day", "x"),
    [
        pytest.param(june(1), 0, id="first-day"),
        pytest.param(june(6), 50, id="middle"),
        pytest.param(june(10), 90, id="last-day-begins"),
        pytest.param(june(11), 100, id="last-day-ends"),
        pytest.param(datetime.date(2015, 1, 1), 0, id="before"),
        pytest.param(datetime.date(2022, 1, 1), 100, id="after"),
    ],
)
def test_a_day_lies_where_it_begins_and_one_off_the_axis_at_its_end(day, x):
    assert TEN_DAYS.x(day) == x


@pytest.mark.parametrize(
    ("day", "x"),
    [
        pytest.param(datetime.date(2017, 1, 1), 0, id="first-day"),
        pytest.param(datetime.date(2019, 3, 2), 14.99, id="half-of-the-years"),
        pytest.param(datetime.date(2021, 5, 1), 30, id="turn"),
        pytest.param(datetime.date(2021, 8, 8), 84.14, id="after-the-turn"),
        pytest.param(datetime.date(2021, 9, 7), 100.0, id="end"),
    ],
)
def test_the_last_months_are_drawn_wider_than_the_years_before(day, x):
    axis = scale(datetime.date(2017, 1, 1), datetime.date(2021, 9, 5), months=4)

    assert (axis.turn, axis.x(day)) == (datetime.date(2021, 5, 1), x)


def test_nothing_is_drawn_wider_where_there_is_next_to_nothing_before():
    assert scale(datetime.date(2021, 4, 25), datetime.date(2021, 9, 6), months=4).turn is None


def test_periods_are_laid_along_the_axis_one_of_no_day_as_a_tick_and_one_too_short_as_wide_as_can_be_seen():
    periods = [
        Period("government", False, "assumed", datetime.date(2020, 1, 1), june(3)),
        Period("taliban", False, "confirmed", june(3), june(3)),
        Period("government", True, "reported", june(3), june(6)),
        Period("taliban", False, "confirmed", june(6)),
    ]

    assert segments(periods, TEN_DAYS) == [
        Segment("government", 0, 20, contested=False, tint=True),
        Segment("taliban", 20, 0, contested=False, tint=False),
        Segment("government", 20, 30, contested=True, tint=False),
        Segment("taliban", 50, 50, contested=False, tint=False),
    ]
    [short] = segments(
        [Period("taliban", False, "confirmed", june(1), june(2))], Scale(JUNE_1, datetime.date(2025, 1, 1))
    )
    assert short.width == THINNEST


@pytest.mark.parametrize(
    "period",
    [
        pytest.param(Period("taliban", False, "confirmed", MAY_1, june(1)), id="ended-as-it-begins"),
        pytest.param(Period("taliban", False, "confirmed", june(11)), id="began-after-it"),
        pytest.param(Period("taliban", False, "confirmed", MAY_1, MAY_1), id="tick"),
    ],
)
def test_a_period_off_the_axis_is_not_drawn(period):
    assert segments([period], TEN_DAYS) == []


def test_the_marks_of_an_axis_are_years_before_the_turn_and_months_after_it_none_too_close():
    axis = scale(datetime.date(2015, 6, 21), datetime.date(2021, 9, 6), months=4)

    assert marks(axis) == [
        Mark(12.96, "2018"),
        Mark(30.0, "1 May"),
        Mark(46.82, "1 Jun"),
        Mark(63.1, "1 Jul"),
        Mark(79.92, "1 Aug"),
        Mark(96.74, "1 Sept"),
    ]
    assert [mark.is_last for mark in marks(axis)] == [False] * 5 + [True]
