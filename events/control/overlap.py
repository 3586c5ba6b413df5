"""Which control periods meet a span of days, where the days of their beginnings and ends are uncertain.

A period begins with its event and ends with the event of the next one; the order of the two is taken as recorded.
"""

import datetime

from django.db.models import BooleanField
from django.db.models.expressions import RawSQL

from events.control.reading_sql import CERTAIN, POSSIBLE, bound

_PERIOD = "events_controlperiod"
_FOLLOWING = f"""
    FROM events_controlperiod AS following WHERE following.district_id = {_PERIOD}.district_id
    AND following.perspective_id = {_PERIOD}.perspective_id AND following.start = {_PERIOD}.end
    AND following.position = CASE WHEN {_PERIOD}.start = {_PERIOD}.end THEN {_PERIOD}.position + 1 ELSE 0 END
    AND following.recorded @> %(version)s::bigint AND following.evidence @> %(evidence)s::date
"""
# The bound that decides about the last day asked for, and the one that decides about the first.
_BOUNDS = {POSSIBLE: ("earliest", "latest"), CERTAIN: ("latest", "earliest")}


def overlapping(periods, moment, first=None, last=None, *, certainty=None):
    """Return the periods, seen at a moment, that meet the days first to last, both included, None = open.

    By the days of the record; with `certainty` POSSIBLE those that meet them by any days which their beginning and
    their end can have had, with CERTAIN by all of them. A period of no length meets the day on which it begins.
    """
    if certainty != POSSIBLE:
        periods = periods.overlapping(first, last)
    if not certainty:
        return periods
    begins, ends = _BOUNDS[certainty]
    if last:
        periods = periods.filter(_holds(f"{bound(begins, _PERIOD)} <= %(day)s::date", moment, last))
    if not first:
        return periods
    end = f"COALESCE((SELECT {bound(ends, 'following')} {_FOLLOWING}), {_PERIOD}.end)"
    instant = f"({_PERIOD}.end = {_PERIOD}.start AND {bound(ends, _PERIOD)} >= %(day)s::date)"
    return periods.filter(_holds(f"({_PERIOD}.end IS NULL OR {end} > %(day)s::date OR {instant})", moment, first))


def _holds(condition, moment, day):
    """Return a condition of SQL on a period as one of Django's, which takes its values by position."""
    values = {"version": moment.version, "evidence": moment.reported_by or datetime.date.max, "day": day}
    parts = condition.split("%(")
    names = [part.partition(")s")[0] for part in parts[1:]]
    sql = "%s".join([parts[0], *(part.partition(")s")[2] for part in parts[1:])])
    return RawSQL(sql, [values[name] for name in names], output_field=BooleanField())  # noqa: S611 – our own
