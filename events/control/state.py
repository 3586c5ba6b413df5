"""Answers from the control periods, shared by the API and the pages: the state of a day, changes of hands."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.conf import settings
from django.db import connection
from django.db.models import Max

from districts.country import ZONE
from districts.models import District
from events.control.reading_sql import FLIPS, HOLDERS, parameters
from events.models import ControlEvent, ControlPeriod
from events.models.numbering import code_of

DEFAULT_PERSPECTIVE = "reported"
DEFAULT_LIST = settings.RECORD.list
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
    """Return the present day in the country."""
    return datetime.datetime.now(ZONE).date()


def last_day():
    """Return the day of the last published event; today where there is none."""
    return ControlEvent.objects.published().aggregate(day=Max("date"))["day"] or today()


def lists():
    """Return the tags of the counted lists in use, sorted."""
    return sorted({tag for tags in District.objects.values_list("lists", flat=True) for tag in tags})


def _rows(statement, asked):
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return cursor.fetchall()


def district_states(moment, *, province=None):
    """Return a row a district on the list, ordered by province and code, with who held it at a moment.

    A row has district, district_name, province, province_name, controller (slug; None = unknown), contested,
    since, since_certain, standing, event and open_claim: None, or what the claimed perspective says where it
    names another controller. `province` is a code that narrows the rows.
    """
    asked = parameters(moment, province) | {"as_of": moment.as_of, "widest": WIDEST}
    return [_state(*row) for row in _rows(HOLDERS, asked)]


def _state(code, name, province, province_name, who, contested, since, certain, standing, event, *claim):
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
        "open_claim": _claim(*claim) if claim[0] not in (None, who) else None,
    }


def _claim(claimant, since, standing, event):
    return {"controller": claimant, "since": since, "standing": standing, "event": code_of(event, "E")}


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


def changes(first, last, moment, *, province=None, certainty=None):
    """Return what changed hands on the days first to last, both included: {totals, results}.

    A change is taken by the day that the record gives it; with `certainty` POSSIBLE where any day that it can have
    had is one of these, with CERTAIN where all of them are.
    A flip is a change from one known controller to another; becoming known is none. A result has the
    holders before the first and after the last flip, `net` (whether they differ) and the flips in order.
    Totals: districts with a flip, net changes, flips, and the net gains and losses per actor.
    """
    results = [_change(*found) for found in _flips(first, last, moment, province, certainty).items()]
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


def _flips(first, last, moment, province, certainty):
    """Return {(code, name, province): flips} of the districts with one, in order of province and code."""
    found = defaultdict(list)
    asked = parameters(moment, province) | {"first": first, "last": last}
    for *place, loser, winner, day, event, standing in _rows(FLIPS[certainty], asked):
        flip = {"date": day, "from": loser, "to": winner, "event": code_of(event, "E"), "standing": standing}
        found[tuple(place)].append(flip)
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
