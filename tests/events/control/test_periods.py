"""The derivation of periods against a day-by-day oracle that shares no code with it."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.control.periods import Event, Period, Row, View, derive, verdicts
from events.control.standing import Statement
from tests.events.control import oracle
from tests.events.control.strategies import VIEWS, evidence_days, histories

REPORTED = VIEWS[1]
JUNE = [datetime.date(2021, 6, day) for day in range(1, 31)]


def standing_at(rows, evidence_day):
    return [
        row.period
        for row in rows
        if (row.evidence_from is None or row.evidence_from <= evidence_day)
        and (row.evidence_to is None or evidence_day < row.evidence_to)
    ]


def holders(periods, day):
    return [one for one in periods if one.start <= day and (one.end is None or day < one.end)]


def make_event(number, day, controller, **overrides):
    opponent = "government" if controller == "taliban" else "taliban"
    date = datetime.date(2021, 6, day)
    said = Statement(side=opponent, asserts=True, published=date, root=number, outlet="ap", grade="B")
    values = {"kind": "captured", "time": None, "contested": False, "certain": True, "statements": (said,)}
    return Event(id=number, date=date, controller=controller, opponent=opponent, **values | overrides)


@settings(max_examples=40, deadline=None)
@given(histories())
def test_every_day_on_every_evidence_has_the_holder_that_the_oracle_names(events):
    for view in VIEWS:
        rows = derive(events, view)
        for evidence_day in evidence_days():
            periods = standing_at(rows, evidence_day)
            for day in evidence_days():
                found = [(one.controller, one.contested, one.event) for one in holders(periods, day)]
                expected = oracle.holder(events, view.slug, evidence_day, day)
                assert found == ([expected] if expected else [])


@settings(max_examples=30, deadline=None)
@given(histories())
def test_the_timeline_has_each_change_once_and_in_order_also_those_of_no_length(events):
    for view in VIEWS:
        rows = derive(events, view)
        for evidence_day in evidence_days():
            periods = standing_at(rows, evidence_day)
            found = [(one.start, one.controller, one.contested, one.event) for one in periods]
            assert found == oracle.timeline(events, view.slug, evidence_day)
            assert [one.end for one in periods] == [one.start for one in periods[1:]] + [None] * bool(periods)
            keys = [(one.start, one.position) for one in periods]
            assert keys == sorted(set(keys))
            assert all(
                one.position == 0 or keys[index - 1] == (one.start, one.position - 1)
                for index, one in enumerate(periods)
            )


@settings(max_examples=30, deadline=None)
@given(histories(), st.randoms())
def test_the_order_of_arrival_does_not_matter(events, random):
    shuffled = list(events)
    random.shuffle(shuffled)
    turned = [replace(one, statements=tuple(random.sample(one.statements, len(one.statements)))) for one in shuffled]

    for view in VIEWS:
        assert derive(turned, view) == derive(events, view)


@settings(max_examples=30, deadline=None)
@given(histories())
def test_a_day_of_evidence_never_uses_a_later_report(events):
    for view in VIEWS:
        whole = derive(events, view)
        for evidence_day in evidence_days():
            cut = [
                replace(one, statements=tuple(said for said in one.statements if said.published <= evidence_day))
                for one in events
            ]
            assert standing_at(whole, evidence_day) == standing_at(derive(cut, view), datetime.date.max)


@settings(max_examples=30, deadline=None)
@given(histories())
def test_a_row_carries_the_standing_that_its_evidence_gives(events):
    by_id = {one.id: one for one in events}
    for view in VIEWS:
        for row in derive(events, view):
            first = row.evidence_from or datetime.date.min
            assert row.period.standing == oracle.standing_on(by_id[row.period.event], first)
            assert row.evidence_to is None or first < row.evidence_to


@settings(max_examples=40, deadline=None)
@given(histories())
def test_rows_are_as_long_on_the_evidence_axis_as_they_can_be(events):
    for view in VIEWS:
        rows = derive(events, view)
        starts = {(row.period, row.evidence_from) for row in rows}
        assert not any((row.period, row.evidence_to) in starts for row in rows if row.evidence_to)


def test_a_period_starts_on_the_day_of_its_event_and_ends_on_the_day_of_the_next():
    events = [make_event(1, 5, "taliban"), make_event(2, 9, "government")]

    periods = standing_at(derive(events, REPORTED), datetime.date.max)

    assert periods == [
        Period(1, "taliban", False, "confirmed", True, JUNE[4], JUNE[8], 0),
        Period(2, "government", False, "confirmed", True, JUNE[8], None, 0),
    ]
    assert [one.controller for one in holders(periods, JUNE[7])] == ["taliban"]
    assert [one.controller for one in holders(periods, JUNE[8])] == ["government"]


def test_two_changes_in_a_day_leave_a_period_of_no_length_that_no_day_answers():
    events = [make_event(1, 5, "taliban"), make_event(2, 5, "government")]

    periods = standing_at(derive(events, REPORTED), datetime.date.max)

    assert [(one.controller, one.start, one.end, one.position) for one in periods] == [
        ("taliban", JUNE[4], JUNE[4], 0),
        ("government", JUNE[4], None, 1),
    ]
    assert [one.controller for one in holders(periods, JUNE[4])] == ["government"]


@pytest.mark.parametrize(
    ("times", "last"),
    [
        pytest.param((None, None), "government", id="no-time-goes-by-id"),
        pytest.param((datetime.time(18), datetime.time(6)), "taliban", id="the-later-hour-comes-last"),
        pytest.param((datetime.time(1), None), "taliban", id="no-time-is-the-start-of-the-day"),
        pytest.param((datetime.time(0), None), "government", id="midnight-ties-with-no-time"),
    ],
)
def test_the_time_orders_the_events_of_a_day(times, last):
    events = [make_event(1, 5, "taliban", time=times[0]), make_event(2, 5, "government", time=times[1])]

    periods = standing_at(derive(events, REPORTED), datetime.date.max)

    assert periods[-1].controller == last


def test_an_event_that_repeats_the_state_begins_no_period():
    events = [make_event(1, 5, "taliban"), make_event(2, 9, "taliban")]

    assert [row.period.event for row in derive(events, REPORTED)] == [1]


def test_a_later_report_opens_a_new_row_and_closes_the_old_one_on_its_day():
    late = Statement("government", True, JUNE[11], 9, "ap", "C")
    events = [make_event(1, 5, "taliban"), make_event(2, 8, "government", statements=(late,))]
    claimed = View("claimed", frozenset({"assumed", "confirmed", "reported", "claimed", "disputed"}))

    rows = derive(events, claimed)

    assert rows == [
        Row(Period(1, "taliban", False, "confirmed", True, JUNE[4], None, 0), JUNE[4], JUNE[11]),
        Row(Period(1, "taliban", False, "confirmed", True, JUNE[4], JUNE[7], 0), JUNE[11], None),
        Row(Period(2, "government", False, "claimed", True, JUNE[7], None, 0), JUNE[11], None),
    ]


def test_an_assumed_event_stands_on_every_day_of_the_evidence_axis():
    event = make_event(1, 5, "government", kind="assumed")

    assert [day for day, _ in verdicts(event)] == [None]
    assert [(row.evidence_from, row.evidence_to) for row in derive([event], VIEWS[0])] == [(None, None)]


def test_no_event_means_no_period():
    assert derive([], REPORTED) == []


@settings(max_examples=5, deadline=None)
@given(st.integers(50, 400))
def test_the_number_of_rows_grows_with_the_number_of_events_not_with_its_square(number):
    start = datetime.date(2000, 1, 1)
    events = []
    for index in range(number):
        said = Statement("", True, start + datetime.timedelta(days=(index * 7919) % number), index, "ap", "A")
        day = start + datetime.timedelta(days=index)
        side, other = ("taliban", "government") if index % 2 else ("government", "taliban")
        events.append(Event(index, day, None, "captured", side, other, False, True, (said,)))

    assert len(derive(events, REPORTED)) <= 4 * number
