"""Keep the derived state true: standings and control periods follow the evidence in the writing transaction."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Case, CharField, Value, When

from events.control.evidence import pure_events
from events.control.periods import View, follow, judged
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
    return {
        row.pk: View(row.slug, frozenset(row.accepts), row.side) for row in Perspective.objects.order_by("position")
    }


def difference(district_ids=None):
    """Return how the stored state of these districts (None = all) differs from what their evidence says."""
    events, periods = ControlEvent.objects.all(), ControlPeriod.objects.filter(version_to__isnull=True)
    if district_ids is not None:
        events, periods = events.filter(district__in=district_ids), periods.filter(district__in=district_ids)
    published, found = defaultdict(list), Difference()
    for district, status, standing, event in pure_events(events):
        now = judge(event.kind, event.controller, event.opponent, event.statements).standing
        if now != standing:
            found.standings[event.id] = now
        if status == Status.PUBLISHED:
            published[district].append(event)
    stored = {facts: number for number, *facts in periods.values_list("id", *FACTS) for facts in [tuple(facts)]}
    derived = set(_derived(published))
    found.close = sorted(number for facts, number in stored.items() if facts not in derived)
    found.open = [dict(zip(FACTS, facts, strict=True)) for facts in sorted(derived - stored.keys(), key=_order)]
    return found


def _derived(published):
    actors = dict(Actor.objects.values_list("slug", "id"))
    seen = views()
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
    by_standing = defaultdict(list)
    for event, standing in found.standings.items():
        by_standing[standing].append(event)
    if by_standing:
        cases = [When(id__in=events, then=Value(standing)) for standing, events in by_standing.items()]
        ControlEvent.objects.filter(id__in=found.standings).update(standing=Case(*cases, output_field=CharField()))
    ControlPeriod.objects.filter(id__in=found.close).update(version_to=version)
    ControlPeriod.objects.bulk_create(
        [ControlPeriod(**facts, version_from=version) for facts in found.open], batch_size=2000
    )
