"""The readings that the API and the pages share."""

import datetime

import pytest

from events.control import state
from events.control.state import Moment, changes, district_states, totals
from events.models import LogEntry
from tests import factories

pytestmark = pytest.mark.django_db


def june(day):
    return datetime.date(2021, 6, day)


def moment(day=30, **overrides):
    return Moment(**{"as_of": june(day), "version": LogEntry.objects.current_version()} | overrides)


def fall(day, controller="taliban", **overrides):
    opponent = {"taliban": "government", "government": "taliban"}[controller]
    return factories.make_event(
        date=june(day),
        controller=factories.make_actor(controller),
        opponent=factories.make_actor(opponent),
        **overrides,
    )


def test_a_district_without_an_event_is_unknown():
    factories.make_district()

    rows = district_states(moment())

    assert rows == [
        {
            "district": "AF1905",
            "district_name": "Imam Sahib",
            "province": "AF19",
            "province_name": "Kunduz",
            "controller": None,
            "contested": False,
            "since": None,
            "since_certain": None,
            "standing": None,
            "event": None,
            "open_claim": None,
        }
    ]
    assert totals(rows) == {"held": {}, "contested": 0, "unknown": 1, "open_claims": 0}


def test_a_row_says_what_it_rests_on_and_what_is_claimed_besides():
    first = fall(14, "government", date_earliest=june(12))
    second = fall(21, citations=[{"voice": factories.make_actor("taliban")}])

    rows = district_states(moment())

    assert [(rows[0][key]) for key in ("controller", "since", "since_certain", "standing", "event")] == [
        "government",
        june(14),
        False,
        "confirmed",
        first.code,
    ]
    assert rows[0]["open_claim"] == {
        "controller": "taliban",
        "since": june(21),
        "standing": "claimed",
        "event": second.code,
    }
    assert totals(rows) == {"held": {"government": 1}, "contested": 0, "unknown": 0, "open_claims": 1}


def test_the_claimed_perspective_has_no_open_claims():
    fall(21, citations=[{"voice": factories.make_actor("taliban")}])

    rows = district_states(moment(perspective="claimed"))

    assert (rows[0]["controller"], rows[0]["open_claim"]) == ("taliban", None)


@pytest.mark.parametrize(
    ("day", "controller"),
    [
        pytest.param(20, None, id="the-eve"),
        pytest.param(21, "taliban", id="the-first-day"),
        pytest.param(24, "taliban", id="the-last-day"),
        pytest.param(25, "government", id="the-day-of-the-next-change"),
    ],
)
def test_the_day_of_a_change_belongs_to_the_new_holder(day, controller):
    fall(21)
    fall(25, "government")

    assert district_states(moment(day))[0]["controller"] == controller


def test_only_the_districts_of_the_list_and_the_province_are_counted():
    kabul = factories.make_province("AF01", name="Kabul")
    factories.make_district("AF0101", province=kabul, lists=["nsia1398", "ocha401"])
    factories.make_district()

    def codes(**options):
        return [row["district"] for row in district_states(moment(list=options.pop("list", "nsia1398")), **options)]

    assert codes() == ["AF0101", "AF1905"]
    assert codes(list="ocha401") == ["AF0101"]
    assert codes(province="AF19") == ["AF1905"]


def test_a_contested_district_is_held_and_contested():
    fall(10, "government")
    factories.make_event(
        date=june(12),
        kind="contested",
        controller=factories.make_actor("government"),
        opponent=factories.make_actor("taliban"),
    )

    assert totals(district_states(moment())) == {
        "held": {"government": 1},
        "contested": 1,
        "unknown": 0,
        "open_claims": 0,
    }


def test_the_states_take_one_query_for_one_row_and_for_twenty(django_assert_num_queries):
    factories.make_district()
    with django_assert_num_queries(1):
        district_states(Moment(june(30), 0))
    for number in range(20):
        factories.make_district(f"AF19{number + 20}")

    with django_assert_num_queries(1):
        district_states(Moment(june(30), 0))


def test_changes_tell_net_from_gross_and_leave_out_becoming_known():
    fall(10)
    lost, back, again = fall(14, "government"), fall(14), fall(20, "government")

    found = changes(june(1), june(30), moment())

    flips = [
        {"date": june(14), "from": "taliban", "to": "government", "event": lost.code, "standing": "confirmed"},
        {"date": june(14), "from": "government", "to": "taliban", "event": back.code, "standing": "confirmed"},
        {"date": june(20), "from": "taliban", "to": "government", "event": again.code, "standing": "confirmed"},
    ]
    assert found == {
        "totals": {"districts": 1, "net": 1, "flips": 3, "gained": {"government": 1}, "lost": {"taliban": 1}},
        "results": [
            {
                "district": "AF1905",
                "district_name": "Imam Sahib",
                "province": "AF19",
                "before": "taliban",
                "after": "government",
                "net": True,
                "flips": flips,
            }
        ],
    }


@pytest.mark.parametrize(
    ("first", "last", "flips"),
    [
        pytest.param(15, 19, 0, id="between"),
        pytest.param(14, 14, 1, id="both-bounds-included"),
        pytest.param(20, 20, 1, id="last-day"),
        pytest.param(21, 30, 0, id="after"),
    ],
)
def test_a_change_counts_on_its_day(first, last, flips):
    fall(10)
    fall(14, "government")
    fall(20)

    assert changes(june(first), june(last), moment())["totals"]["flips"] == flips


def test_a_fall_and_a_recapture_are_no_net_change():
    fall(10, "government")
    fall(14)
    fall(16, "government")

    assert changes(june(11), june(30), moment())["totals"] == {
        "districts": 1,
        "net": 0,
        "flips": 2,
        "gained": {},
        "lost": {},
    }


def test_fighting_that_changes_no_holder_is_no_change_of_hands():
    fall(10, "government")
    factories.make_event(
        date=june(12),
        kind="contested",
        controller=factories.make_actor("government"),
        opponent=factories.make_actor("taliban"),
    )

    assert changes(june(1), june(30), moment())["results"] == []


def test_the_last_day_of_the_record_is_that_of_its_last_published_event():
    fall(10)
    factories.build_event(date=june(20), status="draft").save()

    assert state.last_day() == june(10)


def test_the_last_day_of_an_empty_record_is_today_in_kabul():
    assert state.last_day() == datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=4.5))).date()
