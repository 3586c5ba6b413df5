"""The public record of an event as the log keeps it: what the API answers, as plain values."""

import orjson

from districts.api.rows import read
from events.api.serializers import EventSerializer


def public_events(events) -> list[dict]:
    """Return the events of a queryset as the API gives them, with citations and losses, ordered by id."""
    rows = [row for _, row in read(EventSerializer, events.order_by("id"))]
    return orjson.loads(orjson.dumps(rows))
