import datetime
from dataclasses import replace

import pytest

from events.control.plausibility import Happening
from events.control.surroundings import doubts_about, happenings, surroundings
from events.models import ControlEvent, Status
from tests.factories import make_actor, make_district, make_event, make_report

pytestmark = pytest.mark.django_db

DAY = datetime.date(2021, 6, 21)
FALL = Happening(0, "AF1905", "captured", "taliban", "government", DAY, DAY, DAY, published=DAY)


def rules(*events, in_turn=False):
    """Return the rules that doubt each event."""
    return [[doubt.rule for doubt in found] for found in doubts_about(list(events), in_turn=in_turn)]


def test_an_event_in_the_database_is_read_with_its_earliest_report():
    event = make_event(
        citations=[{"report": make_report()}, {"report": make_report(published=DAY), "stance": "denies"}]
    )

    assert happenings(ControlEvent.objects.all()) == [
        replace(FALL, id=event.pk, published=datetime.date(2021, 6, 22)),
    ]


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW, Status.PUBLISHED])
def test_drafts_and_published_events_near_by_are_doubted(status):
    event = make_event(status=status)

    [[doubt, *_]] = doubts_about([replace(FALL, date=DAY, latest=DAY + datetime.timedelta(days=2))])

    assert (doubt.rule, doubt.event) == ("same_event", event.pk)


def test_a_retracted_event_is_no_twin():
    make_event(status=Status.RETRACTED)

    assert rules(FALL) == [[]]


def test_the_holder_is_the_one_reported_on_that_day():
    make_event(date=DAY - datetime.timedelta(days=30))

    [before] = surroundings([replace(FALL, date=DAY - datetime.timedelta(days=31))])
    [on_the_day] = surroundings([replace(FALL, date=DAY - datetime.timedelta(days=30))])

    assert (before.holder, on_the_day.holder) == ("", "taliban")


def test_a_fall_after_another_of_the_same_report_follows_from_it():
    make_district(), make_actor("taliban"), make_actor("government")
    later = DAY + datetime.timedelta(days=9)
    again = replace(FALL, date=later, earliest=later, latest=later, published=later)
    back = replace(again, controller="government", opponent="taliban")

    assert rules(FALL, again, in_turn=True) == [[], ["holds_already"]]
    assert rules(again, FALL, in_turn=True) == [["holds_already"], []]
    assert rules(FALL, back, in_turn=True) == [[], []]
    assert rules(FALL, again) == [[], []]


def test_any_number_of_events_is_asked_about_in_four_queries(django_assert_num_queries):
    make_event()
    events = [replace(FALL, date=DAY + datetime.timedelta(days=number)) for number in range(30)]

    with django_assert_num_queries(4):
        doubts_about(events)


def test_a_day_at_the_end_of_the_calendar_has_neighbours_on_one_side():
    last = datetime.date.max

    assert rules(replace(FALL, date=last, earliest=last, latest=last)) == [["report_older"]]
