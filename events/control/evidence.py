"""Read a district's events and citations from the database as the pure rules see them, and as the public does."""

from collections import defaultdict

from django.db.models import F
from django.db.models.functions import Coalesce

from events.control import restriction
from events.control.periods import Event
from events.control.standing import INDEPENDENT, Statement
from events.models import CasualtyClaim, Citation
from events.models.numbering import code_of


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


def public_citations(events):
    """Return {event id: list of citations} as the API gives them, in the order of publication."""
    rows = (
        Citation.objects.filter(event__in=events)
        .order_by("report__published", "report_id", "id")
        .values(
            "event_id",
            "stance",
            "scope",
            "attribution",
            "claimed_date",
            "note",
            report_number=F("report_id"),
            source=F("report__source__slug"),
            published=F("report__published"),
            who=F("voice__slug"),
            restricted=F("report__restricted"),
        )
    )
    found = defaultdict(list)
    for row in rows:
        event = row.pop("event_id")
        found[event].append(_citation(row))
    return found


def _citation(row):
    told = {
        "report": code_of(row["report_number"], "R"),
        "source": row["source"],
        "published": row["published"].isoformat(),
        "voice": row["who"] or "independent",
        "stance": row["stance"],
        "scope": row["scope"],
        "attribution": row["attribution"],
        "claimed_date": row["claimed_date"].isoformat() if row["claimed_date"] else None,
        "note": row["note"],
    }
    return told | restriction.CITATION if row["restricted"] else told


def public_casualties(events):
    """Return {event id: list of counts of losses} as the API gives them, in the order of publication."""
    rows = (
        CasualtyClaim.objects.filter(event__in=events)
        .order_by("report__published", "report_id", "id")
        .values_list(
            "event_id",
            "report_id",
            "report__source__slug",
            "report__published",
            "voice__slug",
            "of__slug",
            "outcome",
            "low",
            "high",
            "attribution",
            "report__restricted",
        )
    )
    found = defaultdict(list)
    for event, *row, restricted in rows:
        told = _casualty(*row)
        found[event].append(told | restriction.CASUALTY if restricted else told)
    return found


def _casualty(report, source, published, voice, of, outcome, low, high, attribution):
    return {
        "report": code_of(report, "R"),
        "source": source,
        "published": published.isoformat(),
        "voice": voice or "independent",
        "of": of,
        "outcome": outcome,
        "low": low,
        "high": high,
        "attribution": attribution,
    }


def public_events(events):
    """Return the events of a queryset as the API gives them, with citations and losses, ordered by id."""
    events = events.order_by("id")
    citations = public_citations(events.order_by())
    casualties = public_casualties(events.order_by())
    rows = events.values(
        "id",
        "date",
        "date_earliest",
        "date_latest",
        "time",
        "kind",
        "contested",
        "summary",
        "status",
        "standing",
        place=F("district__code"),
        side=F("controller__slug"),
        other=F("opponent__slug"),
    )
    return [_event(row, citations[row["id"]], casualties[row["id"]]) for row in rows]


def _event(row, citations, casualties):
    return {
        "id": code_of(row["id"], "E"),
        "district": row["place"],
        "date": row["date"].isoformat(),
        "date_earliest": row["date_earliest"].isoformat(),
        "date_latest": row["date_latest"].isoformat(),
        "time": row["time"].strftime("%H:%M") if row["time"] else None,
        "kind": row["kind"],
        "controller": row["side"],
        "opponent": row["other"],
        "contested": row["contested"],
        "standing": row["standing"],
        "status": row["status"],
        "summary": row["summary"],
        "citations": citations,
        "casualties": casualties,
    }
