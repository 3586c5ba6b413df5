"""Answers from the control periods, shared by the API and the pages: the state of a day, changes of hands."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models import FilteredRelation, Max, Q
from django.db.models.functions import Collate

from districts.models import District
from events.models import ControlEvent, ControlPeriod, Perspective
from events.models.numbering import code_of

KABUL = ZoneInfo("Asia/Kabul")
DEFAULT_PERSPECTIVE = "reported"
DEFAULT_LIST = "nsia1398"
WIDEST = "claimed"


@dataclass(frozen=True, slots=True)
class Moment:
    """A point on the three axes, and whose word and which units count.

    `as_of`: the day asked about. `reported_by`: the last day of publication that counts; None = all.
    `version`: the state of this database. `list`: tag of the counted list of districts.
    """

    as_of: datetime.date
    version: int
    reported_by: datetime.date | None = None
    perspective: str = DEFAULT_PERSPECTIVE
    list: str = DEFAULT_LIST


def today():
    """Return the present day in Kabul."""
    return datetime.datetime.now(KABUL).date()


def last_day():
    """Return the day of the last published event; today where there is none."""
    return ControlEvent.objects.published().aggregate(day=Max("date"))["day"] or today()


def lists():
    """Return the tags of the counted lists in use, sorted."""
    return sorted({tag for tags in District.objects.values_list("lists", flat=True) for tag in tags})


def _holding(moment, perspective):
    """Return the condition on a district's periods that leaves the one of a moment."""
    return Q(
        periods__perspective=perspective,
        periods__recorded__contains=moment.version,
        periods__evidence__contains=moment.reported_by or datetime.date.max,
        periods__period__contains=moment.as_of,
    )


def district_states(moment, *, province=None):
    """Return a row a district on the list, ordered by province and code, with who held it at a moment.

    A row has district, district_name, province, province_name, controller (slug; None = unknown), contested,
    since, since_certain, standing, event and open_claim: None, or what the claimed perspective says where it
    names another controller. `province` is a code that narrows the rows.
    """
    places = District.objects.on_list(moment.list)
    if province:
        places = places.filter(province__code=province)
    perspectives = dict(Perspective.objects.values_list("slug", "id"))
    rows = (
        places.annotate(
            held=FilteredRelation("periods", condition=_holding(moment, perspectives[moment.perspective])),
            claim=FilteredRelation("periods", condition=_holding(moment, perspectives[WIDEST])),
        )
        .order_by(Collate("province__code", "C"), Collate("code", "C"))
        .values_list(
            "code",
            "name",
            "province__code",
            "province__name",
            "held__controller__slug",
            "held__contested",
            "held__start",
            "held__since_certain",
            "held__standing",
            "held__event_id",
            "claim__controller__slug",
            "claim__start",
            "claim__standing",
            "claim__event_id",
        )
    )
    return [_state(*row) for row in rows]


def _state(code, name, province, province_name, who, contested, since, certain, standing, event, *claim):
    claimant, claimed_since, claim_standing, claim_event = claim
    return {
        "district": code,
        "district_name": name,
        "province": province,
        "province_name": province_name,
        "controller": who,
        "contested": bool(contested),
        "since": since,
        "since_certain": certain,
        "standing": standing,
        "event": code_of(event, "E") or None,
        "open_claim": {
            "controller": claimant,
            "since": claimed_since,
            "standing": claim_standing,
            "event": code_of(claim_event, "E") or None,
        }
        if claimant != who and claimant
        else None,
    }


def totals(rows):
    """Return {held: {actor: n}, contested, unknown, open_claims} of the rows of `district_states`."""
    held = Counter(row["controller"] for row in rows if row["controller"])
    return {
        "held": dict(sorted(held.items())),
        "contested": sum(row["contested"] for row in rows),
        "unknown": len(rows) - held.total(),
        "open_claims": sum(row["open_claim"] is not None for row in rows),
    }


def periods_at(moment, *, perspective=None):
    """Return the control periods of one perspective on a moment's evidence and version, every day of them."""
    return (
        ControlPeriod.objects.seen(perspective or moment.perspective)
        .recorded_in(moment.version)
        .reported_by(moment.reported_by)
    )


def changes(first, last, moment, *, province=None):
    """Return what changed hands on the days first to last, both included: {totals, results}.

    A flip is a change from one known controller to another; becoming known is none. A result has the
    holders before the first and after the last flip, `net` (whether they differ) and the flips in order.
    Totals: districts with a flip, net changes, flips, and the net gains and losses per actor.
    """
    results = [_change(place, flips) for place, flips in _flips(first, last, moment, province).items()]
    net = [row for row in results if row["net"]]
    return {
        "totals": {
            "districts": len(results),
            "net": len(net),
            "flips": sum(len(row["flips"]) for row in results),
            "gained": dict(sorted(Counter(row["after"] for row in net).items())),
            "lost": dict(sorted(Counter(row["before"] for row in net).items())),
        },
        "results": results,
    }


def _flips(first, last, moment, province):
    """Return {(code, name, province): flips} of the districts with one, in order of province and code."""
    periods = periods_at(moment).filter(district__lists__contains=[moment.list], start__lte=last)
    if province:
        periods = periods.filter(district__province__code=province)
    rows = periods.order_by(
        Collate("district__province__code", "C"), Collate("district__code", "C"), "start", "position"
    ).values_list(
        "district__code",
        "district__name",
        "district__province__code",
        "controller__slug",
        "start",
        "event_id",
        "standing",
    )
    found, before = defaultdict(list), {}
    for *place, controller, day, event, standing in rows:
        place = tuple(place)
        loser = before.get(place)
        before[place] = controller
        if loser not in (None, controller) and day >= first:
            found[place].append(
                {"date": day, "from": loser, "to": controller, "event": code_of(event, "E"), "standing": standing}
            )
    return found


def _change(place, flips):
    code, name, province = place
    before, after = flips[0]["from"], flips[-1]["to"]
    return {
        "district": code,
        "district_name": name,
        "province": province,
        "before": before,
        "after": after,
        "net": before != after,
        "flips": flips,
    }
