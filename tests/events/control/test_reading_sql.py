"""The hand-written SQL gives what the querysets of the periods say, on any day, evidence and version."""

import datetime
import itertools
import random

import pytest

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
