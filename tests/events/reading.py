"""Read the record as tests compare it: short rows of plain values."""

import datetime

from events.control.state import Moment, district_states, periods_at
from events.models import ControlEvent, LogEntry
from events.models.numbering import code_of


def moment(day, perspective="reported", reported_by=None):
    """Return a moment in the present version; days are texts."""
    return Moment(
        as_of=datetime.date.fromisoformat(day),
        version=LogEntry.objects.current_version(),
        reported_by=reported_by and datetime.date.fromisoformat(reported_by),
        perspective=perspective,
    )


def holder(code, day, perspective, reported_by=None):
    """Return who holds a district, whether it is contested, since when, and the event and its standing."""
    row = next(row for row in district_states(moment(day, perspective, reported_by)) if row["district"] == code)
    return (row["controller"], row["contested"], str(row["since"]), row["event"], row["standing"])


def history(code, perspective, *, since="2021-05-01"):
    """Return (holder, contested, first day, event) of each period of a district from a day on, in order."""
    rows = periods_at(moment("2021-09-07", perspective)).filter(district__code=code, start__gte=since)
    return [
        (period.controller.slug, period.contested, str(period.start), code_of(period.event_id, "E"))
        for period in rows.select_related("controller").in_order()
    ]


def citations(event):
    """Return (source, its grade, voice, stance) of each citation of an event, by day of publication."""
    rows = ControlEvent.objects.filter(pk=int(event[1:])).values_list(
        "citations__report__source__slug",
        "citations__report__source__reliability",
        "citations__voice__slug",
        "citations__stance",
    )
    ordered = rows.order_by("citations__report__published", "citations__report", "citations__voice__slug")
    return [(source, grade, voice or "independent", stance) for source, grade, voice, stance in ordered]
