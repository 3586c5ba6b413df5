import datetime

import pytest

from events.pages import chart
from events.pages.chart import BOTTOM, LEFT, RIGHT, TOP, Count, Frame, Point

DAY = datetime.date
# Ten days, so that a day is 66 units wide, and 328 districts, so that one is a unit high.
FRAME = Frame(DAY(2021, 6, 1), DAY(2021, 6, 10), BOTTOM - TOP)


def on(number, count):
    return Count(DAY(2021, 6, number), count)


def test_the_plot_spans_the_days_and_the_counts_from_edge_to_edge():
    assert (FRAME.x(DAY(2021, 6, 1)), FRAME.x(DAY(2021, 6, 10), 1)) == (LEFT, RIGHT)
    assert (FRAME.y(0), FRAME.y(FRAME.top), Frame(FRAME.first, FRAME.last, 0).y(0)) == (BOTTOM, TOP, BOTTOM)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param([], "", id="none"),
        pytest.param([on(1, 40)], "M52 300H712", id="one"),
        pytest.param([on(1, 40), on(2, 40), on(3, 40)], "M52 300H712", id="the-same"),
        pytest.param([on(1, 40), on(2, 40), on(3, 50), on(5, 45)], "M52 300H184V290H316V295H712", id="steps"),
        pytest.param([on(3, 40), on(10, 0)], "M184 300H646V340H712", id="begins-later-and-ends-on-the-last-day"),
    ],
)
def test_a_line_goes_in_steps_at_the_beginning_of_the_day_of_each_change(counts, expected):
    assert chart.line(FRAME, counts) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        pytest.param([on(1, 40)], [on(1, 40)], "", id="certain"),
        pytest.param([], [], "", id="none"),
        pytest.param([on(1, 40)], [on(1, 50)], "M52 290H712L712 300H52Z", id="even"),
        pytest.param(
            [on(1, 40), on(4, 42)], [on(1, 40), on(3, 50)], "M52 300H184V290H712L712 298H250V300H52Z", id="steps"
        ),
    ],
)
def test_a_band_goes_along_the_higher_count_and_back_along_the_lower(low, high, expected):
    assert chart.band(FRAME, low, high) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        pytest.param(40, 40, Point(151, 300, ""), id="exact"),
        pytest.param(40, 60, Point(151, 300, "M151 300V280"), id="between"),
        pytest.param(40, None, Point(151, 300, "M151 300v-16m-5 5l5 -5l5 5"), id="at-least"),
    ],
)
def test_a_published_count_stands_in_the_middle_of_its_day(low, high, expected):
    assert chart.point(FRAME, DAY(2021, 6, 2), low, high) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param("2021-06-01", "2021-06-01", ["2021-06-01"], id="one-day"),
        pytest.param("2021-06-01", "2021-06-12", [f"2021-06-{day:02}" for day in range(1, 13, 2)], id="days"),
        pytest.param("2021-08-06", "2021-09-06", ["2021-08-06", "2021-08-13", "2021-08-20", "2021-08-27",
                                                  "2021-09-03"], id="weeks"),
        pytest.param("2021-05-01", "2021-09-06", [f"2021-0{month}-01" for month in range(5, 10)], id="months"),
        pytest.param("2021-05-02", "2021-09-06", [f"2021-0{month}-01" for month in range(6, 10)], id="not-begun"),
        pytest.param("2015-06-24", "2021-09-06", [f"20{year}-01-01" for year in range(16, 22)], id="years"),
    ],
)  # fmt: skip
def test_the_axis_names_six_plain_days_at_most(first, last, expected):
    found = chart.labelled_days(DAY.fromisoformat(first), DAY.fromisoformat(last))

    assert [day.isoformat() for day in found] == expected


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        pytest.param(421, [0, 100, 200, 300, 421], id="the-country"),
        pytest.param(398, [0, 100, 200, 300, 398], id="a-round-one-too-near-the-top"),
        pytest.param(7, [0, 2, 4, 6, 7], id="a-province"),
        pytest.param(1, [0, 1], id="one"),
        pytest.param(0, [0], id="nothing"),
    ],
)
def test_the_other_axis_names_round_counts_and_the_whole(top, expected):
    assert chart.rules(top) == expected


def test_a_label_near_an_edge_stays_within_the_drawing():
    assert [chart.anchor(x) for x in (LEFT, LEFT + 39, 300, RIGHT - 39, RIGHT)] == ["start"] * 2 + ["middle"] + [
        "end"
    ] * 2
