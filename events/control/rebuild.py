"""Keep the derived state true: standings and control periods follow the evidence in the writing transaction."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db import connection

from events.control.evidence import evidence_in, pure_events
from events.control.periods import View, follow, judged
from events.control.prepared import Prepared, Statement
from events.control.standing import judge
from events.models import Actor, ControlEvent, ControlPeriod, Perspective, Status

FACTS = (
    "district_id",
    "perspective_id",
    "controller_id",
    "contested",
    "event_id",
    "standing",
    "since_certain",
    "start",
    "end",
    "position",
    "evidence_from",
    "evidence_to",
)
_TYPES = ("bigint", "bigint", "bigint", "bool", "bigint", "text", "bool", "date", "date", "int", "date", "date")
_NAMES = ", ".join(f'"{name}"' for name in FACTS)
_ARRAYS = ", ".join(f"${number}::{kind}[]" for number, kind in enumerate(_TYPES, 2))
_OPEN = Statement(
    f"INSERT INTO events_controlperiod (version_from, {_NAMES}) "  # noqa: S608 – made of names of ours
    f"SELECT $1::bigint, facts.* FROM unnest({_ARRAYS}) AS facts"
)
_CLOSE = Statement("UPDATE events_controlperiod SET version_to = $1::bigint WHERE id = ANY($2::bigint[])")
_JUDGE = Statement(
    "UPDATE events_controlevent SET standing = judged.standing "
    "FROM unnest($1::bigint[], $2::text[]) AS judged (id, standing) WHERE events_controlevent.id = judged.id"
)


@dataclass(slots=True)
class Difference:
    """What the stored state lacks: rows to close (by id), rows to open, and {event id: standing} to store."""

    close: list[int] = field(default_factory=list)
    open: list[dict] = field(default_factory=list)
    standings: dict[int, str] = field(default_factory=dict)

    def __bool__(self):
        return bool(self.close or self.open or self.standings)


def views():
    """Return {perspective id: View}."""
    return {number: View(slug, frozenset(accepts), side) for number, slug, accepts, side in _VIEWS()}


def difference(district_ids=None):
    """Return how the stored state of these districts (None = all) differs from what their evidence says."""
    if district_ids is None:
        events, periods = pure_events(ControlEvent.objects.all()), _stored(ControlPeriod.objects.all())
    else:
        events, periods = evidence_in(district_ids), _STORED_IN.rows(list(district_ids))
    published, found = defaultdict(list), Difference()
    for district, status, standing, event in events:
        now = judge(event.kind, event.controller, event.opponent, event.statements).standing
        if now != standing:
            found.standings[event.id] = now
        if status == Status.PUBLISHED:
            published[district].append(event)
    stored = {facts: number for number, *facts in periods for facts in [tuple(facts)]}
    derived = set(_derived(published))
    found.close = sorted(number for facts, number in stored.items() if facts not in derived)
    found.open = [dict(zip(FACTS, facts, strict=True)) for facts in sorted(derived - stored.keys(), key=_order)]
    return found


def _stored(periods):
    return periods.filter(version_to__isnull=True).order_by().values_list("id", *FACTS)


# By its index, whatever PostgreSQL guesses of how many rows a district has.
_STORED_IN = Statement(
    "SELECT stored.* FROM unnest($1::bigint[]) AS asked (district) "  # noqa: S608 – made of names of ours
    f"CROSS JOIN LATERAL (SELECT id, {_NAMES} FROM events_controlperiod "
    "WHERE district_id = asked.district AND version_to IS NULL OFFSET 0) AS stored"
)
_ACTORS = Prepared(lambda: Actor.objects.order_by().values_list("slug", "id"))
_VIEWS = Prepared(lambda: Perspective.objects.order_by("position").values_list("id", "slug", "accepts", "side"))


def _derived(published):
    actors, seen = dict(_ACTORS()), views()
    for district, events in published.items():
        evidence = judged(events)
        for perspective, view in seen.items():
            for row in follow(evidence, view):
                yield _facts(district, perspective, row, actors)


def _facts(district, perspective, row, actors):
    period = row.period
    return (
        district,
        perspective,
        actors[period.controller],
        period.contested,
        period.event,
        period.standing,
        period.certain,
        period.start,
        period.end,
        period.position,
        row.evidence_from,
        row.evidence_to,
    )


def _order(facts):
    return tuple(str(fact) for fact in facts)


def apply(found, *, version):
    """Store a difference as a version: close the rows that no longer follow, open the new ones."""
    with connection.cursor() as cursor:
        if found.standings:
            _JUDGE.execute(cursor, list(found.standings), list(found.standings.values()))
        if found.close:
            _CLOSE.execute(cursor, version, found.close)
        if found.open:
            _OPEN.execute(cursor, version, *([facts[name] for facts in found.open] for name in FACTS))
