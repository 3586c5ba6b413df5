import datetime
from collections import namedtuple

import pytest

from events.pages.tenure import begun

Period = namedtuple("Period", "controller_id contested start")
CONTESTED, QUIET = True, False


def day(number):
    return datetime.date(2021, 7, number)


COURSE = [
    Period(1, QUIET, day(1)),
    Period(1, CONTESTED, day(3)),
    Period(2, QUIET, day(5)),
    Period(1, QUIET, day(5)),
    Period(1, CONTESTED, day(8)),
]


@pytest.mark.parametrize(
    ("asked", "now", "first"),
    [
        pytest.param(2, 0, 0, id="first-period"),
        pytest.param(3, 1, 0, id="contested-since"),
        pytest.param(5, 3, 3, id="lost-and-retaken-in-a-day-begins-anew"),
        pytest.param(31, 4, 3, id="contested-after-it-was-retaken"),
    ],
)
def test_a_holder_holds_since_it_came_whether_contested_or_not(asked, now, first):
    assert begun(COURSE, day(asked)) == (COURSE[now], COURSE[first])


def test_nobody_held_a_district_before_its_first_period():
    assert begun(COURSE, datetime.date(2021, 6, 30)) == (None, None)


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("address", "finding"),
    [
        pytest.param(
            "/districts/AF1901/",
            "Taliban, since 8 August 2021; taken from the Afghan government; no longer contested since 9–11 August "
            "2021; confirmed by councillor Mujadidi.",
            id="contested-in-between",
        ),
        pytest.param(
            "/districts/AF1901/?as_of=2016-12-01",
            "Kunduz on 1 December 2016: Afghan government, since 13 October 2015; handed over by the Taliban without a "
            "fight; contested since 3 October 2016; reported by AFP.",
            id="contested",
        ),
        pytest.param("/districts/AF1904/?as_of=2021-06-01", "since 27 June–31 July 2020 or earlier;", id="stated"),
        pytest.param(
            "/districts/AF2711/?as_of=2021-08-01",
            "Taliban, since 23 July 2021 or earlier; reported by TOLOnews via Sputnik; held by the Afghan government "
            "before.",
            id="stated-later",
        ),
        pytest.param("/districts/AFT0808/", "of the record: Taliban, since 5–6 September 2021;", id="between-days"),
    ],
)
def test_a_district_is_held_since_its_holder_came(text_of, address, finding):
    assert finding in text_of(address)


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_map_and_table_count_from_the_same_day_as_the_district(client, text_of):
    body = client.get("/?as_of=2021-08-10").content.decode()

    assert "Kunduz, Kunduz: Taliban since 8 August 2021, contested since 8 August 2021, " in body
    assert "Kunduz Taliban 8 August 2021" in text_of("/provinces/AF19/?as_of=2021-09-01")
