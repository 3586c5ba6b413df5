"""Read a district's events and citations from the database as the pure rules see them, and as the public does."""

from collections import defaultdict

from django.db.models import F
from django.db.models.functions import Coalesce

from events.control import restriction
from events.control.periods import Event
from events.control.standing import INDEPENDENT, Statement
from events.models import Citation


def statements_of(events, citations=None):
    """Return {event id: tuple of Statement} for a queryset of events; a copy counts as the report it repeats.

    `citations` is a queryset that they are taken from, all by default. A restricted report counts as itself, by the
    grade of what it repeats: what the public does not know of it does not decide the standing.
    """
    citations = Citation.objects.all() if citations is None else citations
    rows = citations.filter(event__in=events).values_list(
        "event_id",
        Coalesce("voice__allied_with__slug", "voice__slug"),
        "stance",
        "report__published",
        "report_id",
        Coalesce("report__origin_id", "report_id"),
        Coalesce("report__origin__source__slug", "report__source__slug"),
        restriction.grade_of_root("report__"),
        "report__restricted",
        Coalesce("report__origin__restricted", "report__restricted"),
    )
    found = defaultdict(list)
    for event, side, stance, published, report, original, outlet, grade, restricted, hidden in rows:
        root, outlet = report if restricted else original, "" if restricted or hidden else outlet
        found[event].append(Statement(side or INDEPENDENT, stance == "asserts", published, root, outlet, grade))
    return {event: tuple(statements) for event, statements in found.items()}


def pure_events(events):
    """Return [(district id, status, stored standing, Event)] for a queryset of events."""
    statements = statements_of(events)
    columns = ("district_id", "status", "standing", "id", "date", "time", "kind", "contested")
    rows = events.values(
        *columns, "date_earliest", "date_latest", side=F("controller__slug"), other=F("opponent__slug")
    ).order_by("id")
    return [
        (
            row["district_id"],
            row["status"],
            row["standing"],
            Event(
                id=row["id"],
                date=row["date"],
                time=row["time"],
                kind=row["kind"],
                controller=row["side"],
                opponent=row["other"],
                contested=row["contested"],
                certain=row["date_earliest"] == row["date_latest"],
                statements=statements.get(row["id"], ()),
            ),
        )
        for row in rows
    ]
