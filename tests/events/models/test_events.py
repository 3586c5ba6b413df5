"""The events as querysets give them."""

import datetime

import pytest
from django.db import connection

from events.models import ControlEvent
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def day(number):
    return datetime.date(2021, 6, number)


def test_the_events_of_a_span_of_days_are_found_by_an_index_of_the_days_they_can_have_had():
    found = make_event(date=day(20), date_earliest=day(18), date_latest=day(22))
    make_event(date=day(25))

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    meeting = ControlEvent.objects.meeting(day(22), day(23))

    assert list(meeting) == [found]
    assert "event_by_days" in meeting.explain()
    assert not ControlEvent.objects.meeting(day(23), day(22)).exists()
