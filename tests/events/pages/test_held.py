import datetime
from types import SimpleNamespace

import pytest

from events.pages.held import Share, flips, shares

GOVERNMENT, TALIBAN = SimpleNamespace(slug="government"), SimpleNamespace(slug="taliban")


def june(number):
    return datetime.date(2021, 6, number)


def told(*periods):
    return [
        SimpleNamespace(controller=who, controller_id=who.slug, contested=contested, start=start, end=end)
        for who, contested, start, end in periods
    ]


COURSE = told(
    (GOVERNMENT, False, june(3), june(7)),
    (GOVERNMENT, True, june(7), june(10)),
    (TALIBAN, False, june(10), june(10)),
    (GOVERNMENT, False, june(10), june(12)),
    (TALIBAN, False, june(12), None),
)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        pytest.param(0, [], id="before-the-first-day"),
        pytest.param(2, [Share(None, 2, 0, 2)], id="nobody-known"),
        pytest.param(3, [Share("government", 1, 0, 3), Share(None, 2, 0, 3)], id="the-day-it-came-counts"),
        pytest.param(11, [Share("government", 9, 3, 11), Share(None, 2, 0, 11)], id="lost-and-retaken-in-a-day"),
        pytest.param(
            20, [Share("government", 9, 3, 20), Share("taliban", 9, 0, 20), Share(None, 2, 0, 20)], id="to-the-end"
        ),
    ],
)
def test_each_day_up_to_the_one_shown_is_somebodys_or_nobodys(last, expected):
    first = june(1)

    assert shares(COURSE, first, first + datetime.timedelta(days=last - 1)) == expected
    assert sum(share.days for share in expected) == (last if expected else 0)


@pytest.mark.parametrize(("last", "number"), [(2, 0), (9, 0), (10, 2), (11, 2), (12, 3), (30, 3)])
def test_a_change_of_hands_is_from_one_known_holder_to_another_however_short(last, number):
    assert flips(COURSE, june(last)) == number


@pytest.mark.parametrize(
    ("days", "percent"), [(0, 0), (1, 1), (1000, 50), (1985, 99), (1999, 99), (2000, 100)], ids=lambda value: f"{value}"
)
def test_a_share_is_none_or_all_only_where_it_is(days, percent):
    assert Share("taliban", days, 0, 2000).percent == percent
