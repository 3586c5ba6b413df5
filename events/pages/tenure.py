"""Since when a holder has held a district, however often it was contested in between."""

from itertools import groupby

from django.db.models.functions import Collate

from events.control.state import periods_at


def begun(periods, day):
    """Return the period that holds on a day and the one with which its holder came to hold the district.

    `periods` are those of one district and perspective in order; (None, None) where nobody is known on that day.
    """
    now = first = None
    for period in periods:
        if period.start > day:
            break
        if now is None or period.controller_id != now.controller_id:
            first = period
        now = period
    return now, first


def all_periods(moment, *, province=None, codes=None):
    """Return every period of the districts on the list in a moment's perspective, by district and in order.

    `province` and `codes`, those of districts, narrow them.
    A period has district__code, district__kind, controller_id, controller__slug, contested, start, end,
    since_certain, standing.
    """
    periods = periods_at(moment).filter(district__lists__contains=[moment.list])
    if province:
        periods = periods.filter(district__province__code=province)
    if codes is not None:
        periods = periods.filter(district__code__in=codes)
    return list(
        periods.order_by(Collate("district__code", "C"), "start", "position").values_list(
            "district__code",
            "district__kind",
            "controller_id",
            "controller__slug",
            "contested",
            "start",
            "end",
            "since_certain",
            "standing",
            named=True,
        )
    )


def with_tenure(rows, periods, day):
    """Return rows of `district_states` of a day with the day on which the holder came to hold: `held_since`.

    `held_since_certain` says whether that day is exact; both are None where nobody is known. `since` stays the day on
    which the present state, contested or not, began.
    """
    of = {code: begun(mine, day)[1] for code, mine in groupby(periods, lambda period: period.district__code)}
    return [{**row, **_tenure(of.get(row["district"]))} for row in rows]


def _tenure(period):
    return {
        "held_since": period and period.start,
        "held_since_certain": period and period.since_certain,
    }
