"""The public record of an event as the log keeps it: what the API answers, as plain values."""

import orjson

from districts.api.rows import as_json, read
from events.api.serializers import EventSerializer
from events.control.prepared import Prepared, keyed
from events.models import ControlEvent

# What was logged before losses were public says nothing of them.
_NO_LOSSES = """'{"casualties": []}'::jsonb"""


def public_events(events) -> list[dict]:
    """Return the events of a queryset as the API gives them, with citations and losses, ordered by id."""
    rows = [row for _, row in read(EventSerializer, events.order_by("id"))]
    return orjson.loads(orjson.dumps(rows))


def changed_events(district_ids) -> list[tuple[int, int | None, dict, str | None, dict | None]]:
    """Return the events of districts that the log does not tell as they are, ordered by id.

    Each is (number, number of the event that it was merged into, its public record, the operation that was logged of
    it last, the public record that was logged then): None where there is none. An event that is not published is
    told as it is where no record was logged last.
    """
    found = _CHANGED_IN(district_ids)
    plain = [(*keys, orjson.loads(row), op, before and orjson.loads(before)) for *keys, row, op, before in found]
    return sorted(plain, key=lambda each: each[0])


def _changed():
    events = ControlEvent.objects.filter(district__in=keyed()).order_by()
    rows, params = as_json(EventSerializer, events, keys=("pk", "merged_into_id"))
    sql = f"""
SELECT now.*, last.op, told.record FROM ({rows} OFFSET 0) AS now (number, survivor, record)
LEFT JOIN LATERAL (
    SELECT op, snapshot FROM events_logentry
    WHERE object_type = 'event' AND object_id = now.record ->> 'id' ORDER BY seq DESC LIMIT 1
) AS last ON true
CROSS JOIN LATERAL (SELECT {_NO_LOSSES} || last.snapshot AS record) AS told
WHERE CASE WHEN now.record ->> 'status' = 'published' THEN told.record IS DISTINCT FROM now.record
    ELSE told.record IS NOT NULL END"""  # noqa: S608 – made of our own statements
    return sql, params


_CHANGED_IN = Prepared(_changed)
