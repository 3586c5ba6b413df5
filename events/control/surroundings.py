"""Read what the record says around events, for the pure rules of `plausibility`: a fixed number of queries for all."""

import datetime
from collections import defaultdict

from django.db.models import Min, Q

from districts.models import District
from events.control.plausibility import NEAR, Around, Doubt, Happening, doubts
from events.control.state import DEFAULT_PERSPECTIVE
from events.models import Actor, ControlEvent, ControlPeriod, Stance, Status

_REACH = datetime.timedelta(days=NEAR)


def happenings(events) -> list[Happening]:
    """Return the events of a queryset as the doubts see them, in the order of their ids."""
    asserted = Min("citations__report__published", filter=Q(citations__stance=Stance.ASSERTS))
    rows = (
        events.annotate(asserted=asserted)
        .order_by("id")
        .values_list(
            "id",
            "district__code",
            "kind",
            "controller__slug",
            "opponent__slug",
            "date",
            "date_earliest",
            "date_latest",
            "time",
            "asserted",
        )
    )
    return [Happening(*row) for row in rows]


def doubts_about(events: list[Happening], *, in_turn=False) -> list[list[Doubt]]:
    """Return the doubts about each event, in order.

    `in_turn` takes the events for one report's: who holds a district also follows from those that come before in it.
    """
    known = zip(events, surroundings(events, in_turn=in_turn), strict=True)
    return [doubts(event, around) for event, around in known]


def surroundings(events: list[Happening], *, in_turn=False) -> list[Around]:
    """Return what the record says around each event, in order: four queries, however many events there are."""
    if not events:
        return []
    codes = {event.district for event in events}
    others, changes = _others(events, codes), _changes(codes)
    actors = {slug: f"the {name}" for slug, name in Actor.objects.values_list("slug", "name")}
    places = dict(District.objects.filter(code__in=codes).values_list("code", "name"))
    found = []
    for event in sorted(events, key=lambda each: each.order):
        holder = _holder(changes[event.district], event.order)
        found.append((event, Around(tuple(others[event.district]), holder, actors, places)))
        if in_turn:
            changes[event.district].append((event.order, event.controller))
    return [next(around for each, around in found if each is event) for event in events]


def _others(events, codes):
    """Return {district code: its events that are logged already and may lie near one of these}."""
    near = ControlEvent.objects.exclude(status=Status.RETRACTED).filter(
        district__code__in=codes,
        date_latest__gte=_shifted(min(event.earliest for event in events), -_REACH),
        date_earliest__lte=_shifted(max(event.latest for event in events), _REACH),
    )
    found = defaultdict(list)
    for other in happenings(near):
        found[other.district].append(other)
    return found


def _shifted(day, by):
    try:
        return day + by
    except OverflowError:
        return day


def _changes(codes):
    """Return {district code: [(order, slug of the side that holds it from then on)]} as it is reported now."""
    periods = ControlPeriod.objects.filter(district__code__in=codes, version_to__isnull=True).reported_by()
    rows = (
        periods.seen(DEFAULT_PERSPECTIVE)
        .order_by("start", "position")
        .values_list("district__code", "start", "event__time", "controller__slug")
    )
    found = defaultdict(list)
    for place, start, time, who in rows:
        found[place].append(((start, time or datetime.time.min), who))
    return found


def _holder(changes, order):
    """Return who holds a district at a moment, the day's changes without a time included; "" for nobody known."""
    before = [(moment, number) for number, (moment, _) in enumerate(changes) if moment <= order]
    return changes[max(before)[1]][1] if before else ""
