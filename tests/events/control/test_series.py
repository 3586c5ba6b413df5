"""The counts over time are those of each day's state, and the days counted are the last ones of their intervals."""

import dataclasses
import datetime
from collections import Counter

import pytest

from events.control.series import points, series
from events.control.state import Moment, district_states
from tests import factories


def day(text):
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("first", "last", "interval", "days"),
    [
        pytest.param("2021-08-14", "2021-08-16", "day", ["2021-08-14", "2021-08-15", "2021-08-16"], id="days"),
        pytest.param("2021-08-14", "2021-08-14", "day", ["2021-08-14"], id="one-day"),
        pytest.param("2021-08-12", "2021-08-24", "week", ["2021-08-15", "2021-08-22", "2021-08-24"], id="weeks"),
        pytest.param("2021-08-15", "2021-08-16", "week", ["2021-08-15", "2021-08-16"], id="a-sunday-first"),
        pytest.param("2021-08-09", "2021-08-15", "week", ["2021-08-15"], id="a-whole-week"),
        pytest.param("2021-01-31", "2021-03-01", "month", ["2021-01-31", "2021-02-28", "2021-03-01"], id="months"),
        pytest.param("2024-02-01", "2024-02-29", "month", ["2024-02-29"], id="a-leap-month"),
        pytest.param("9999-12-30", "9999-12-31", "week", ["9999-12-31"], id="the-last-days-there-are"),
    ],
)
def test_the_days_counted_are_the_last_of_their_intervals(first, last, interval, days):
    assert list(points(day(first), day(last), interval)) == [day(each) for each in days]


LISTS = {"AF1901": ["nsia1398"], "AF1904": ["nsia1398", "aims398"], "AF1905": ["nsia1398"], "AF0101": ["nsia1398"]}


@pytest.fixture
def tangled_record(db):
    """Four districts of two provinces: falls, recaptures of the same day, fights, claims and late reports."""
    kabul = factories.make_province("AF01")
    places = {
        code: factories.make_district(code, lists=lists, **({"province": kabul} if code == "AF0101" else {}))
        for code, lists in LISTS.items()
    }
    government, taliban = factories.make_actor("government"), factories.make_actor("taliban")
    late = {"report": factories.make_report(published=day("2021-06-20"))}
    boast = {"voice": taliban}
    told = [
        ("AF1905", "2021-05-01", government, "assumed", {}),
        ("AF1905", "2021-06-10", taliban, "captured", {}),
        ("AF1905", "2021-06-10", government, "captured", {"time": datetime.time(18)}),
        ("AF1905", "2021-06-12", government, "contested", {}),
        ("AF1905", "2021-06-14", taliban, "captured", {}),
        ("AF1904", "2021-06-11", taliban, "captured", {"citations": [late]}),
        ("AF1904", "2021-06-15", taliban, "contested", {}),
        ("AF0101", "2021-06-08", government, "assessed", {}),
        ("AF0101", "2021-06-13", taliban, "captured", {"citations": [boast]}),
    ]
    for code, date, holder, kind, more in told:
        other = taliban if holder == government else government
        asked = {"date": day(date), "controller": holder, "opponent": other, "kind": kind}
        factories.make_event(district=places[code], **asked | more)
    return 9


def expected(states, *, by_province=False, province=None):
    """Return what `series` does, from {day: rows of `district_states`}."""
    counted = {}
    for date, rows in states.items():
        apart = sorted({row["province"] for row in rows} if by_province or province else {None}, key=str)
        for place in [one for one in apart if province in (None, one)]:
            mine = [row for row in rows if place in (None, row["province"])]
            contested = Counter(row["controller"] for row in mine if row["contested"])
            counted[date, place] = (Counter(row["controller"] for row in mine), contested, len(mine))
    slugs = sorted({slug for held, _, _ in counted.values() for slug in held if slug})
    return [
        (date, place, slug, held[slug], contested[slug], of)
        for (date, place), (held, contested, of) in counted.items()
        for slug in [*slugs, None]
    ]


AXES = [
    {},
    {"perspective": "claimed"},
    {"perspective": "government"},
    {"reported_by": day("2021-06-19")},
    {"version": 6},
    {"version": 0},
    {"list": "aims398"},
]
WHERE = [{}, {"province": "AF19"}, {"by_province": True}, {"by_province": True, "province": "AF01"}]


def test_the_counts_are_those_of_each_days_state(tangled_record):
    for axes in AXES:
        moment = Moment(**{"as_of": day("2021-06-17"), "version": tangled_record} | axes)
        for interval in ("day", "week"):
            days = list(points(day("2021-06-07"), day("2021-06-17"), interval))
            states = {date: district_states(dataclasses.replace(moment, as_of=date)) for date in days}
            for where in WHERE:
                assert series(days, moment, **where) == expected(states, **where), (axes, interval, where)


def test_what_came_and_went_between_two_counted_days_is_not_counted(tangled_record):
    moment = Moment(as_of=day("2021-06-30"), version=tangled_record)

    found = series([day("2021-06-09"), day("2021-06-10")], moment, province="AF19")

    assert [row[2:5] for row in found] == [("government", 1, 0), (None, 2, 0)] * 2


def test_a_series_is_one_query(tangled_record, django_assert_num_queries):
    with django_assert_num_queries(1):
        series([day("2021-06-09"), day("2021-06-10")], Moment(day("2021-06-10"), tangled_record))
