import datetime

import pytest

from events.control.standing import KINDS
from events.models import Actor, ControlEvent
from events.pages import words

DAY = datetime.date


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        pytest.param(DAY(2021, 6, 21), DAY(2021, 6, 21), "21 June 2021", id="exact"),
        pytest.param(DAY(2021, 7, 9), DAY(2021, 7, 12), "9–12 July 2021", id="one-month"),
        pytest.param(DAY(2021, 6, 28), DAY(2021, 7, 3), "28 June–3 July 2021", id="two-months"),
        pytest.param(DAY(2020, 12, 30), DAY(2021, 1, 2), "30 December 2020–2 January 2021", id="two-years"),
    ],
)
def test_an_uncertain_day_is_written_as_the_days_between_which_it_lies(first, last, expected):
    assert words.days_text(first, last) == expected


@pytest.mark.parametrize(
    ("date", "step", "expected"),
    [
        pytest.param(DAY(2021, 3, 31), {"months": -1}, DAY(2021, 2, 28), id="month-too-short"),
        pytest.param(DAY(2021, 1, 15), {"months": -1}, DAY(2020, 12, 15), id="over-new-year"),
        pytest.param(DAY.min, {"months": -1, "days": -1}, DAY.min, id="begin-of-calendar"),
        pytest.param(DAY.max, {"months": 1, "days": 1}, DAY.max, id="end-of-calendar"),
        pytest.param(DAY(2021, 9, 6), {"days": 7}, DAY(2021, 9, 13), id="week"),
        pytest.param(DAY(2021, 6, 1), {"months": 1, "days": -1}, DAY(2021, 6, 30), id="end-of-month"),
    ],
)
def test_a_day_is_moved_by_days_and_months(date, step, expected):
    assert words.shift(date, **step) == expected


def test_each_kind_of_event_has_its_words():
    assert set(words.HEADLINES) == set(KINDS)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        pytest.param("captured", "claimed by the Taliban", id="the-holder-gains"),
        pytest.param("contested", "claimed by the Afghan government", id="the-other-side-gains"),
        pytest.param("assumed", "claimed", id="nobody-gains"),
    ],
)
def test_a_claim_names_the_side_that_gains_by_it(kind, expected):
    taliban, government = Actor(pk=1, name="Taliban"), Actor(pk=2, name="Afghan government")
    event = ControlEvent(kind=kind, controller=taliban, opponent=government)

    assert words.standing_words("claimed", event) == expected


def test_lists_read_as_sentences():
    assert words.joined([]) == ""
    assert words.joined(["a"]) == "a"
    assert words.joined(["a", "b", "c"]) == "a, b and c"
