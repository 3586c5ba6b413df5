import datetime

import pytest

from events.pages.comparison import (
    CONTESTED,
    HOLDER,
    KNOWN,
    busiest_span,
    by_kind,
    days_of_change,
    differences,
    moves,
    rests_elsewhere,
    widest_day,
)


def day(number):
    return datetime.date(2021, 7, number)


def row(district, controller, *, contested=False, event="E1"):
    """Return what of a row of `district_states` decides whether it differs."""
    return {"district": district, "controller": controller, "contested": contested, "event": event}


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        pytest.param(row("a", "red"), row("a", "blue"), HOLDER, id="two-holders"),
        pytest.param(row("a", "red", contested=True), row("a", "blue"), HOLDER, id="holder-before-contested"),
        pytest.param(row("a", "red"), row("a", None), KNOWN, id="only-one-knows"),
        pytest.param(row("a", None), row("a", "red"), KNOWN, id="only-the-other-knows"),
        pytest.param(row("a", "red"), row("a", "red", contested=True), CONTESTED, id="contested-in-one"),
        pytest.param(row("a", "red"), row("a", "red", event="E2"), None, id="same-by-another-event"),
        pytest.param(row("a", None), row("a", None), None, id="unknown-in-both"),
    ],
)
def test_a_district_differs_by_its_holder_by_what_is_known_or_by_being_contested(one, other, kind):
    assert [found.kind for found in differences([one], [other])] == [kind] * (kind is not None)


def test_differences_keep_the_order_of_the_first_and_are_counted_by_kind_and_by_move():
    ones = [row("b", "red"), row("a", "red"), row("c", None), row("d", "red"), row("e", "blue")]
    others = [row("a", "blue"), row("b", "blue"), row("c", "red"), row("d", "red", contested=True), row("x", "red")]

    found = differences(ones, others)

    assert [(one.district, one.kind) for one in found] == [("b", HOLDER), ("a", HOLDER), ("c", KNOWN), ("d", CONTESTED)]
    assert list(by_kind(found).items()) == [(HOLDER, 2), (KNOWN, 1), (CONTESTED, 1)]
    assert moves(found) == [("red", "blue", 2), (None, "red", 1)]


def test_the_same_state_by_another_event_is_counted_apart():
    ones = [row("a", "red"), row("b", "red"), row("c", "red")]
    others = [row("a", "red", event="E2"), row("b", "red"), row("c", "blue", event="E3")]

    assert rests_elsewhere(ones, others) == 1


ONES = [("a", "red", day(1), day(5)), ("a", "blue", day(5), None), ("b", "red", day(2), None)]
OTHERS = [("a", "blue", day(3), None), ("b", "blue", day(4), day(6)), ("b", "red", day(6), None)]


def test_the_widest_day_is_the_first_on_which_most_holders_differ():
    assert widest_day(ONES, OTHERS) == day(4)
    assert widest_day(OTHERS, ONES) == day(4)


@pytest.mark.parametrize(
    "others",
    [
        pytest.param([], id="nothing-known"),
        pytest.param(ONES, id="the-same"),
        pytest.param([("a", "blue", day(3), day(3))], id="of-no-length"),
        pytest.param([("b", "blue", day(1), day(2))], id="before-it-is-known"),
    ],
)
def test_there_is_no_widest_day_where_no_holders_differ(others):
    assert widest_day(ONES, others) is None


def test_changes_of_holder_are_counted_within_a_place_and_those_of_a_day_too():
    periods = [
        ("a", "red", day(1), day(2)),
        ("a", "red", day(2), day(4)),
        ("a", "blue", day(4), day(4)),
        ("a", "red", day(4), None),
        ("b", "blue", day(3), None),
    ]

    assert days_of_change(periods) == [day(4), day(4)]


@pytest.mark.parametrize(
    ("numbers", "span"),
    [
        pytest.param([1, 10, 11, 11, 12, 13, 13, 14, 14, 15], (10, 15), id="the-outlier-is-left-out"),
        pytest.param([7], (7, 7), id="one"),
        pytest.param([1, 3, 5], (1, 5), id="few-are-all-kept"),
    ],
)
def test_the_busiest_span_is_the_shortest_that_holds_nine_in_ten(numbers, span):
    assert busiest_span([day(number) for number in numbers]) == tuple(day(number) for number in span)


def test_without_a_change_there_is_no_busy_span():
    assert busiest_span([]) is None
