"""A timeline told day by day is what the readings say of each of these days."""

import datetime

import pytest

from events.control.state import Moment, changes, district_states
from events.control.timeline import Step, holders_on, open_claims, timeline, turns
from events.models import LogEntry

DAYS = [datetime.date(2001, 1, 1), datetime.date(2015, 9, 28), datetime.date(2021, 5, 1), datetime.date(2021, 6, 22)]
DAYS += [datetime.date(2021, 7, number) for number in (1, 9, 24)] + [datetime.date(2021, 8, 15)]


def day(number):
    return datetime.date(2021, 6, number)


def step(number, controller):
    return Step(day(number), controller, False, "reported", True, number)


@pytest.mark.django_db
@pytest.mark.parametrize("reported_by", [None, datetime.date(2021, 7, 1)], ids=["all", "july"])
@pytest.mark.parametrize("perspective", ["confirmed", "reported", "claimed", "government", "taliban"])
def test_each_day_of_a_timeline_is_what_the_reading_of_that_day_says(record, perspective, reported_by):
    moment = Moment(DAYS[-1], LogEntry.objects.current_version(), reported_by, perspective)

    told = timeline(moment)

    for date in DAYS:
        rows = district_states(Moment(date, moment.version, reported_by, perspective))
        assert [
            (row["district"], row["controller"], row["contested"], row["standing"], _claimant(row)) for row in rows
        ] == [(code, *state) for code, state in holders_on(told, date).items()]
    found = changes(datetime.date.min, datetime.date.max, moment)["results"]
    flips = sorted((flip["date"], row["district"], flip["from"]) for row in found for flip in row["flips"])
    assert flips == sorted((one.start, code, loser) for code, one, loser in turns(told))


def _claimant(row):
    return row["open_claim"] and row["open_claim"]["controller"]


@pytest.mark.parametrize(
    ("widest", "claims"),
    [
        pytest.param([], [], id="none"),
        pytest.param([step(3, "government")], [], id="the-same-holder"),
        pytest.param([step(1, "taliban")], [(day(1), "taliban")], id="before-anything-is-accepted"),
        pytest.param(
            [step(3, "government"), step(5, "taliban"), step(8, "government")],
            [(day(5), "taliban"), (day(8), None)],
            id="until-it-is-given-up",
        ),
        pytest.param([step(3, "government"), step(5, "taliban"), step(5, "government")], [], id="of-no-whole-day"),
    ],
)
def test_a_claim_is_open_while_the_widest_perspective_names_another(widest, claims):
    assert open_claims([step(3, "government")], widest) == claims
