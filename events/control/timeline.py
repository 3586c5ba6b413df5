"""Every period of a perspective at once, so that any day of the record can be told without asking again."""

import datetime
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.db.models.functions import Collate

from districts.models import District
from events.control.state import WIDEST, periods_at
from events.models import Actor, Standing

FORM = 1  # of the columns: another one gets another address, for caches keep them for ever


@dataclass(frozen=True, slots=True)
class Step:
    """What begins in a district on a day: who holds it from then on, contested or not, by which event.

    `certain` says whether the day is exact; `event` is the event's number.
    """

    start: datetime.date
    controller: str
    contested: bool
    standing: str
    certain: bool
    event: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The steps of each district on a list, by its code: those of a perspective, and the open claims beside them.

    `steps` are in order, the last of a day being the one that stands at its end; districts by province and code.
    `claims` are pairs (day, slug of who is said to hold it by the claimed perspective alone; None: no such claim).
    """

    steps: dict[str, list[Step]]
    claims: dict[str, list[tuple[datetime.date, str | None]]]


def timeline(moment, *, province=None) -> Timeline:
    """Return the timeline of a moment's perspective, evidence, version and list; its day decides nothing."""
    places = District.objects.on_list(moment.list)
    places = places.filter(province__code=province) if province else places
    order = (Collate("province__code", "C"), Collate("code", "C"))
    codes = list(places.order_by(*order).values_list("code", flat=True))
    steps = _steps(codes, moment, moment.perspective)
    widest = steps if moment.perspective == WIDEST else _steps(codes, moment, WIDEST)
    return Timeline(steps, {code: open_claims(steps[code], widest[code]) for code in codes})


def _steps(codes, moment, perspective):
    found = defaultdict(list)
    periods = periods_at(moment, perspective=perspective).filter(district__lists__contains=[moment.list])
    columns = ("start", "controller__slug", "contested", "standing", "since_certain", "event_id")
    for code, *values in periods.order_by("start", "position").values_list("district__code", *columns):
        found[code].append(Step(*values))
    return {code: found[code] for code in codes}


def open_claims(steps, widest):
    """Return the open claims of a district from its steps in a perspective and in the widest one: [(day, slug)].

    There is one while the widest names another holder, or one where the perspective knows none.
    """
    found, before = [], None
    for day in sorted({step.start for step in (*steps, *widest)}):
        holder, claimed = (step and step.controller for step in (at(steps, day), at(widest, day)))
        claimant = claimed if claimed != holder else None
        if claimant != before:
            found.append((day, claimant))
        before = claimant
    return found


def at(steps, day):
    """Return the step that stands on a day, its end where there are several of it; None before the first one."""
    number = bisect_right(steps, day, key=lambda step: step.start)
    return steps[number - 1] if number else None


def holders_on(timeline, day):
    """Return {district: (controller, contested, standing, claimant)} of a day; None is nobody known, or no claim."""
    found = {}
    for code, steps in timeline.steps.items():
        step, claims = at(steps, day), timeline.claims[code]
        number = bisect_right(claims, day, key=lambda claim: claim[0])
        state = (step.controller, step.contested, step.standing) if step else (None, False, None)
        found[code] = (*state, claims[number - 1][1] if number else None)
    return found


def turns(timeline):
    """Return the changes from one known controller to another: [(district, step, slug of the loser)], by day."""
    found = [
        (code, step, before.controller)
        for code, steps in timeline.steps.items()
        for before, step in pairwise(steps)
        if before.controller != step.controller
    ]
    return sorted(found, key=lambda turn: (turn[1].start, turn[1].event))


def columns(timeline):
    """Return a timeline as columns for JSON: lists of whole numbers, a district's rows together and in order.

    `first` is the first day; `start` counts days from it. `of` is how many rows each district has. Holders and
    standings are places in `actors` and `standings`; -1 is an open claim that ends.
    """
    rows = [step for steps in timeline.steps.values() for step in steps]
    claims = [claim for found in timeline.claims.values() for claim in found]
    first = min([step.start for step in rows] + [day for day, _ in claims], default=None)
    actors = list(Actor.objects.order_by("pk").values_list("slug", flat=True))
    actors = [slug for slug in actors if slug in {step.controller for step in rows} | {who for _, who in claims}]
    places, standings = {slug: place for place, slug in enumerate(actors)} | {None: -1}, Standing.values
    return {
        "form": FORM,
        "first": first,
        "actors": actors,
        "standings": standings,
        "districts": list(timeline.steps),
        "periods": {
            "of": [len(steps) for steps in timeline.steps.values()],
            "start": [(step.start - first).days for step in rows],
            "controller": [places[step.controller] for step in rows],
            "contested": [int(step.contested) for step in rows],
            "standing": [standings.index(step.standing) for step in rows],
            "certain": [int(step.certain) for step in rows],
            "event": [step.event for step in rows],
        },
        "claims": {
            "of": [len(found) for found in timeline.claims.values()],
            "start": [(day - first).days for day, _ in claims],
            "controller": [places[who] for _, who in claims],
        },
    }
