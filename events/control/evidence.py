"""Read a district's events and citations from the database as the pure rules see them, and as the public does."""

from collections import defaultdict

from django.db.models.functions import Coalesce

from events.control import restriction
from events.control.periods import Event
from events.control.prepared import Prepared, keyed
from events.control.standing import INDEPENDENT, Statement
from events.models import Citation, ControlEvent


def statements_of(events, citations=None):
    """Return {event id: tuple of Statement} for a queryset of events; a copy counts as the report it repeats.

    `citations` is a queryset that they are taken from, all by default. A restricted report counts as itself, by the
    grade of what it repeats: what the public does not know of it does not decide the standing.
    """
    citations = Citation.objects.all() if citations is None else citations
    return _statements(_said(citations.filter(event__in=events)))


def _said(citations):
    return citations.values_list(
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


def _statements(rows):
    found = defaultdict(list)
    for event, side, stance, published, report, original, outlet, grade, restricted, hidden in rows:
        root, outlet = report if restricted else original, "" if restricted or hidden else outlet
        found[event].append(Statement(side or INDEPENDENT, stance == "asserts", published, root, outlet, grade))
    return {event: tuple(statements) for event, statements in found.items()}


def pure_events(events):
    """Return [(district id, status, stored standing, Event)] for a queryset of events."""
    return _pure(_told(events), statements_of(events))


_NUMBER = 5  # its place in what `_told` gives


def evidence_in(district_ids):
    """Return what `pure_events` does for all events of districts."""
    rows = _TOLD_IN(district_ids)
    return _pure(rows, _statements(_SAID_OF([row[_NUMBER] for row in rows])))


def _told(events):
    columns = ("id", "date", "time", "kind", "controller__slug", "opponent__slug", "contested")
    return events.order_by("id").values_list(
        "district_id", "status", "standing", "date_earliest", "date_latest", *columns
    )


def _pure(rows, statements):
    return [
        (
            district,
            status,
            standing,
            Event(*facts, certain=earliest == latest, statements=statements.get(facts[0], ())),
        )
        for district, status, standing, earliest, latest, *facts in rows
    ]


_TOLD_IN = Prepared(lambda: _told(ControlEvent.objects.filter(district__in=keyed())))
_SAID_OF = Prepared(lambda: _said(Citation.objects.filter(event__in=keyed())))
