"""The hand-written SQL gives what the querysets of the periods say, on any day, evidence and version."""

import datetime
import itertools
import random

import pytest

from events.control.overlap import overlapping
from events.control.state import Moment, changes, district_states, periods_at
from events.models.numbering import code_of
from tests.made_up import load_made_up

FIRST, DAYS = datetime.date(2001, 10, 1), 7300


@pytest.fixture
def moments(db):
    """Sixty moments of the made-up record, drawn once and for all."""
    load_made_up()
    draw = random.Random(7)  # noqa: S311 – nothing here is secret
    return [
        Moment(
            as_of=FIRST + datetime.timedelta(days=draw.randrange(DAYS)),
            version=draw.choice((1, 2)),
            reported_by=draw.choice((None, FIRST + datetime.timedelta(days=draw.randrange(DAYS)))),
            perspective=draw.choice(("confirmed", "reported", "claimed", "government", "taliban")),
        )
        for _ in range(60)
    ]


def holders(moment, perspective):
    """Return {district: (controller, start, event)} as the querysets say."""
    rows = periods_at(moment, perspective=perspective).on(moment.as_of)
    return {
        code: (who, start, code_of(event, "E"))
        for code, *(who, start, event) in rows.values_list("district__code", "controller__slug", "start", "event_id")
    }


def test_who_holds_a_district_is_whose_period_holds_the_day(moments):
    nobody, seen = (None, None, None), set()

    for moment in moments:
        held, claimed = holders(moment, moment.perspective), holders(moment, "claimed")
        rows = district_states(moment)

        assert {row["district"]: (row["controller"], row["since"], row["event"]) for row in rows} == {
            code: held.get(code, nobody) for code in ("AF1905", "AF1906")
        }
        claims = {row["district"]: row["open_claim"] for row in rows if row["open_claim"]}
        assert {code: (each["controller"], each["since"], each["event"]) for code, each in claims.items()} == {
            code: claim for code, claim in claimed.items() if claim[0] != held.get(code, nobody)[0]
        }
        seen.update(row["controller"] for row in rows)

    assert seen == {None, "government", "taliban"}


def test_what_changed_hands_is_where_one_period_follows_another_of_another_side(moments):
    for moment in moments:
        last = moment.as_of + datetime.timedelta(days=400)
        expected = {}
        for code in ("AF1905", "AF1906"):
            periods = periods_at(moment).filter(district__code=code).in_order()
            line = list(periods.values_list("controller__slug", "start", "event_id"))
            flips = [
                (start, before[0], who, code_of(event, "E"))
                for before, (who, start, event) in itertools.pairwise(line)
                if before[0] != who and moment.as_of <= start <= last
            ]
            if flips:
                expected[code] = flips

        found = {
            row["district"]: [(each["date"], each["from"], each["to"], each["event"]) for each in row["flips"]]
            for row in changes(moment.as_of, last, moment)["results"]
        }

        assert found == expected


def lines_of(moment):
    """Return, for each district, [(period, first day that its event can have had, last day)] in order."""
    for code in ("AF1905", "AF1906"):
        periods = periods_at(moment).filter(district__code=code).in_order().select_related("event", "controller")
        yield code, [(each, each.event.date_earliest, each.event.date_latest) for each in periods]


def meets(line, first, last, certain):
    """Return the ids of the periods that can have met the days first to last, or that must have."""
    found = set()
    for (period, *days), following in itertools.zip_longest(line, line[1:]):
        begin, end = (days[1], following and following[1]) if certain else (days[0], following and following[2])
        instant = period.start == period.end and (days[0] if certain else days[1]) >= first
        if begin <= last and (end is None or end > first or instant):
            found.add(period.pk)
    return found


def test_periods_that_can_or_must_have_met_a_span_are_found_by_the_bounds_of_their_two_events(moments):
    told = set()
    for moment in moments[::3]:
        periods = periods_at(moment)
        uncertain = periods.filter(since_certain=False).order_by("start").first()
        span = (uncertain.start - datetime.timedelta(days=1),) * 2 if uncertain else (moment.as_of,) * 2
        found = {
            each: set(overlapping(periods, moment, *span, certainty=each).values_list("pk", flat=True))
            for each in (None, "possible", "certain")
        }

        lines = [line for _, line in lines_of(moment)]
        assert found["possible"] == set().union(*(meets(line, *span, certain=False) for line in lines))
        assert found["certain"] == set().union(*(meets(line, *span, certain=True) for line in lines))
        assert found["certain"] <= found[None] <= found["possible"]
        told |= {("certain", found["certain"] < found[None]), ("possible", found[None] < found["possible"])}

    assert {("certain", True), ("possible", True)} <= told


@pytest.mark.parametrize("certainty", ["possible", "certain"])
def test_changes_that_can_or_must_have_been_on_days_are_found_by_the_bounds_of_their_event(moments, certainty):
    seen = 0
    for moment in moments[::3]:
        first, last = moment.as_of, moment.as_of + datetime.timedelta(days=1000)
        expected = []
        for code, line in lines_of(moment):
            for (before, *_), (period, earliest, latest) in itertools.pairwise(line):
                within = first <= earliest and latest <= last
                fits = within if certainty == "certain" else earliest <= last and latest >= first
                if before.controller != period.controller and fits:
                    expected.append((code, period.start, code_of(period.event_id, "E")))

        found = [
            (row["district"], each["date"], each["event"])
            for row in changes(first, last, moment, certainty=certainty)["results"]
            for each in row["flips"]
        ]

        assert found == expected
        seen += len(found)

    assert seen > 20
