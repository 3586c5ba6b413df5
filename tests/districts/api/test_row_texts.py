"""A row that PostgreSQL writes is, byte for byte, the one that orjson writes."""

import datetime

import orjson
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from districts.api.row_texts import read_page, read_texts
from districts.api.rows import read
from districts.api.serializers import DistrictSerializer
from events.api.serializers import EventSerializer, TallyBesideSerializer
from events.models import CasualtyClaim, ControlEvent
from tests.factories import make_actor, make_event, make_report, make_source

EVENTS = ControlEvent.objects.published().order_by("id")


@pytest.fixture
def odd_events(db):
    """An event with all that JSON writes in a way of its own, one bare, one restricted, and a draft."""
    odd = 'A "quoted" \\ line\nand\ttab, 100 % کندز 𐍈 </script>'
    cited = [
        {"report": make_report(source=make_source("odd"), published=datetime.date(2021, 6, 2)), "attribution": odd}
    ]
    event = make_event(id=2, summary=odd, time=datetime.time(6, 30), citations=cited)
    CasualtyClaim.objects.create(
        event=event, report=cited[0]["report"], voice=make_actor("taliban"), outcome="killed", low=3, attribution=odd
    )
    make_event(id=12345, citations=[{"report": make_report(restricted=True), "attribution": odd, "note": odd}])
    make_event(id=7, status="draft")
    make_event(id=9, summary="")


def test_rows_are_written_as_orjson_writes_them_in_the_order_of_the_queryset(odd_events):
    expected = [(key, orjson.dumps(row)) for key, row in read(EventSerializer, EVENTS, ("date", "id"))]

    found = read_texts(EventSerializer, EVENTS, ("date", "id"))

    assert [(key, orjson.dumps(row)) for key, row in found] == expected
    assert [key[1] for key, _ in found] == [2, 9, 12345]


@pytest.mark.parametrize(
    ("after", "limit", "numbers"),
    [(0, 101, [2, 9, 12345]), (0, 2, [2, 9]), (2, 2, [9, 12345]), (9, 1001, [12345]), (12345, 101, [])],
    ids=["the usual page", "a short one", "a following one", "the longest", "beyond the last"],
)
def test_a_page_has_the_rows_that_follow_a_number_in_one_query(odd_events, after, limit, numbers):
    rows = {key: orjson.dumps(row) for key, row in read(EventSerializer, EVENTS, ("id",))}

    with CaptureQueriesContext(connection) as asked:
        found = read_page(EventSerializer, EVENTS, after, limit)

    assert [(key, orjson.dumps(row)) for key, row in found] == [((number,), rows[(number,)]) for number in numbers]
    assert len(asked) == 1


@pytest.mark.parametrize("serializer", [DistrictSerializer, TallyBesideSerializer])
def test_a_row_that_postgresql_would_write_otherwise_is_refused(db, serializer):
    with pytest.raises(TypeError, match=f"does not write a row of {serializer.__name__} as orjson does|has no type"):
        read_texts(serializer, serializer.Meta.model.objects.order_by("pk"))
