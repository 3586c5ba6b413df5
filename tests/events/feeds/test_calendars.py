"""Calendars of what changed hands: they parse, they say what the API says, and each event keeps its name."""

import datetime

import pytest
from icalendar import Calendar

from events.control import state
from events.control.recording import recording
from events.control.state import Moment
from events.models import LogEntry
from tests.factories import make_actor, make_district, make_event, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def falls():
    """Imam Sahib falls and is retaken; Khan Abad, of which nothing was known, falls; another province's falls twice."""
    government = make_actor("government")
    other = make_district("AF2001", name="Far", province=make_province("AF20"))
    for number, (place, controller, day) in enumerate(
        [
            (make_district(), "government", 1),
            (make_district(), "taliban", 21),
            (make_district(), "government", 25),
            (make_district("AF1904", name="Khan Abad"), "taliban", 22),
            (other, "government", 1),
            (other, "taliban", 23),
        ],
        start=1,
    ):
        sides = {"controller": make_actor(controller), "opponent": government}
        sides["opponent"] = make_actor("taliban") if controller == "government" else government
        make_event(id=number, district=place, date=datetime.date(2021, 6, day), summary="It fell.", **sides)


def events(client, address):
    answer = client.get(address)
    sheet = Calendar.from_ical(answer.content)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert not [one for component in sheet.walk() for one in component.errors]
    return sheet.walk("VEVENT")


def test_a_change_of_hands_is_an_all_day_event_that_says_who_lost_and_who_won(client, falls):
    first = events(client, "/feeds/changes.ics")[0]

    assert {name: str(first.decoded(name)) for name in ("dtstart", "dtend", "sequence")} == {
        "dtstart": "2021-06-21",
        "dtend": "2021-06-22",
        "sequence": "2",
    }
    assert first["summary"] == "Imam Sahib, Kunduz: from Afghan government to Taliban"
    assert first["description"] == (
        "The Taliban took it from the Afghan government.\nIt fell.\nStanding: confirmed.\nWhose word counts: Reported."
    )
    assert first["url"] == "http://testserver/events/E0002/"
    assert first["transp"] == "TRANSPARENT"
    assert first.decoded("last-modified") == LogEntry.objects.get(object_id="E0002").at.replace(microsecond=0)


@pytest.mark.parametrize(
    ("address", "province", "districts"),
    [
        pytest.param("/feeds/changes.ics", None, {"AF1905", "AF2001"}, id="country"),
        pytest.param("/feeds/provinces/AF20/changes.ics", "AF20", {"AF2001"}, id="province"),
        pytest.param("/feeds/districts/AF1905/changes.ics", "AF19", {"AF1905"}, id="district"),
    ],
)
def test_a_calendar_has_the_changes_that_the_api_has(client, falls, address, province, districts):
    moment = Moment(as_of=datetime.date(2021, 6, 30), version=LogEntry.objects.current_version())
    found = state.changes(datetime.date.min, moment.as_of, moment, province=province)["results"]
    flips = [(flip["date"], flip["event"]) for row in found if row["district"] in districts for flip in row["flips"]]

    entries = events(client, address)

    assert [(one.decoded("dtstart"), one["url"][-6:-1]) for one in entries] == sorted(flips)
    assert len(entries) == {"AF20": 1, "AF19": 2, None: 3}[province]


def test_an_event_keeps_its_name_and_raises_its_number_only_where_something_of_it_changed(client, falls):
    before = {one["uid"]: (one["sequence"], one["last-modified"].dt) for one in events(client, "/feeds/changes.ics")}
    with recording() as record:
        event = make_district().events.get(pk=3)
        event.summary = "It was retaken."
        event.save()
        record.touch(event.district_id)

    after = {one["uid"]: (one["sequence"], one["last-modified"].dt) for one in events(client, "/feeds/changes.ics")}

    assert after.keys() == before.keys()
    assert len(before) == 3
    assert sorted(after[uid] == before[uid] for uid in before) == [False, True, True]
    assert max(number for number, _ in after.values()) == 7


def test_a_calendar_goes_by_the_perspective_and_the_day_that_are_asked_for(client, falls):
    assert [one["summary"] for one in events(client, "/feeds/changes.ics?as_of=2021-06-21&perspective=confirmed")] == [
        "Imam Sahib, Kunduz: from Afghan government to Taliban"
    ]
    assert client.get("/feeds/changes.ics?as_of=never").status_code == 400


def test_a_calendar_takes_as_many_queries_whatever_it_holds(client, falls, django_assert_num_queries):
    client.get("/feeds/changes.ics")
    with django_assert_num_queries(9):
        client.get("/feeds/changes.ics?as_of=2021-06-21")
    with django_assert_num_queries(9):
        client.get("/feeds/changes.ics?as_of=2021-06-30")
