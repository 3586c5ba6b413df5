"""What our own count beside a published one is of, and when there is none."""

import datetime

import pytest

from events.control.state import Moment
from events.control.tallies import OwnCount, Published, own_counts
from tests import factories

DAY = datetime.date(2021, 6, 22)


@pytest.fixture
def counted(db):
    """Three districts on two lists: the Taliban hold a capital, and fight for one of the government's two."""
    government, taliban = factories.make_actor("government"), factories.make_actor("taliban")
    factories.make_district("AF1901", kind="provincial_centre", lists=["nsia1398", "usfor407"])
    factories.make_district("AF1904", lists=["nsia1398", "usfor407"])
    factories.make_district("AF1905", lists=["nsia1398"])
    held = {"controller": government, "opponent": taliban, "kind": "assessed"}
    factories.make_event(district=factories.make_district("AF1901"), controller=taliban)
    for code in ("AF1904", "AF1905"):
        factories.make_event(district=factories.make_district(code), date=datetime.date(2021, 5, 1), **held)
    factories.make_event(district=factories.make_district("AF1905"), **held | {"kind": "contested", "date": DAY})
    return Moment(as_of=DAY, version=4)


@pytest.mark.parametrize(
    ("actor", "measure", "denominator", "own"),
    [
        ("taliban", "held", 421, OwnCount(1, 0, "nsia1398", 3)),
        ("government", "government_held", None, OwnCount(2, 1, "nsia1398", 3)),
        ("government", "held", 407, OwnCount(1, 0, "usfor407", 2)),
        ("government", "held", 398, OwnCount(0, 0, "aims398", 0)),
        ("nrf", "held", 419, OwnCount(0, 0, "nsia1398", 3)),
        (None, "contested", 407, OwnCount(0, 0, "usfor407", 2)),
        ("taliban", "contested", None, OwnCount(1, 1, "nsia1398", 3)),
        ("taliban", "capitals_held", 34, OwnCount(1, 0, "nsia1398", 1)),
        ("taliban", "captured_since_1_may", 421, OwnCount(reason="other_measure")),
        ("taliban", "held", 19, OwnCount(reason="part_of_country")),
        (None, "held", 421, OwnCount(reason="no_actor")),
    ],
    ids=[
        "held",
        "without-a-denominator",
        "another-list",
        "a-list-without-units",
        "units-of-no-list",
        "contested-on-another-list",
        "contested-by-somebody",
        "capitals",
        "a-measure-that-is-not-counted",
        "a-province",
        "nobodys",
    ],
)
def test_a_published_count_stands_beside_our_own_of_the_same(counted, actor, measure, denominator, own):
    assert own_counts([Published(DAY, actor, measure, denominator)], counted) == [own]


def test_a_count_is_of_its_own_day_and_of_the_list_that_is_asked_for(counted):
    before = Published(datetime.date(2021, 6, 20), "government", "held", 421)
    after = Published(DAY, "taliban", "held", 421)

    assert own_counts([before, after], counted, "usfor407") == [
        OwnCount(1, 0, "usfor407", 2),
        OwnCount(1, 0, "usfor407", 2),
    ]


def test_all_counts_take_one_query_and_none_where_nothing_is_counted(counted, django_assert_num_queries):
    days = [datetime.date(2021, 6, day) for day in range(1, 31)]

    with django_assert_num_queries(1):
        own_counts([Published(day, "taliban", "held", 421) for day in days], counted)
    with django_assert_num_queries(0):
        own_counts([Published(DAY, "taliban", "recaptured", None)], counted)
