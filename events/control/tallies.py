"""Our own count beside each published one: of the same day, side, measure and list, in one query for all of them."""

import datetime
from collections import defaultdict
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from events.control.reading_sql import IN_VIEW, parameters
from events.control.state import DEFAULT_LIST, Moment

# How many units the counted lists have as they were published; the record may lack some of them.
LISTS = settings.RECORD.lists
# Counts out of far fewer units than the smallest list are of a province or of something else.
NATIONAL = min(LISTS) * 3 // 4

HELD, CAPITALS, CONTESTED = ("held", "government_held"), "capitals_held", "contested"

QUERY = f"""
WITH asked AS (SELECT * FROM unnest(%(days)s::date[], %(lists)s::varchar[]) AS asked (day, list))
SELECT asked.day, asked.list, district.kind = 'provincial_centre' AS capital, actor.slug, count(*),
    count(*) FILTER (WHERE period.contested)
FROM asked JOIN events_controlperiod period ON period.period @> asked.day
    AND {IN_VIEW.format(perspective="perspective")}
JOIN districts_district district ON district.id = period.district_id AND district.lists @> ARRAY[asked.list]
JOIN events_actor actor ON actor.id = period.controller_id
GROUP BY asked.day, asked.list, capital, actor.slug
UNION ALL
SELECT NULL, counted.list, district.kind = 'provincial_centre' AS capital, NULL, count(*), 0
FROM (SELECT DISTINCT list FROM asked) AS counted JOIN districts_district district
    ON district.lists @> ARRAY[counted.list]
GROUP BY counted.list, capital
"""  # noqa: S608 – all its parts stand above or in `reading_sql`


class Published(NamedTuple):
    """What a published count is of; `actor` is a slug, None where none is named, as `denominator` may be."""

    day: datetime.date
    actor: str | None
    measure: str
    denominator: int | None


class OwnCount(NamedTuple):
    """This record's count of the same: `count` districts, `contested` of them, out of `denominator` on a list.

    All are None where the two cannot count the same; `reason` says why, in one of the words of REASONS.
    """

    count: int | None = None
    contested: int | None = None
    list: str | None = None
    denominator: int | None = None
    reason: str | None = None


REASONS = {
    "other_measure": "this record does not count that",
    "part_of_country": "it is of some province, of which the units are not named",
    "no_actor": "it does not say whose districts it counts",
}


def own_counts(tallies: list[Published], moment: Moment, tag: str | None = None) -> list[OwnCount]:
    """Return the OwnCount of each published count, in one query: on its day, on the moment's evidence and version.

    The units are those of the list `tag`; without it those of the list that has as many as the count was out of, of
    the default list where none has.
    """
    reasons = [_against(tally) for tally in tallies]
    lists = [tag or LISTS.get(tally.denominator, DEFAULT_LIST) for tally in tallies]
    asked = {(tally.day, of) for tally, of, reason in zip(tallies, lists, reasons, strict=True) if not reason}
    figures = _figures(sorted(asked), moment) if asked else {}
    return [
        OwnCount(reason=reason) if reason else _count(tally, of, figures)
        for tally, of, reason in zip(tallies, lists, reasons, strict=True)
    ]


def _against(tally):
    """Return why this record cannot count what a tally does, None where it can."""
    if tally.measure not in (*HELD, CAPITALS, CONTESTED):
        return "other_measure"
    if tally.measure != CAPITALS and (tally.denominator or NATIONAL) < NATIONAL:
        return "part_of_country"
    return "no_actor" if tally.measure != CONTESTED and not tally.actor else None


def _figures(asked, moment):
    """Return {(day, list): {(whether capitals, slug): (districts, contested)}}; without a day and a slug, of all."""
    days, lists = zip(*asked, strict=True)
    found = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(QUERY, parameters(moment) | {"days": list(days), "lists": list(lists)})
        for day, of, capital, slug, districts, contested in cursor.fetchall():
            found[day, of][capital, slug] = (districts, contested)
    return found


def _count(tally, of, figures):
    slugs = {slug for _, slug in figures.get((tally.day, of), {})} if tally.measure == CONTESTED else {tally.actor}
    kinds = (True,) if tally.measure == CAPITALS else (True, False)
    found = [figures.get((tally.day, of), {}).get((kind, slug), (0, 0)) for kind in kinds for slug in slugs]
    units = sum(figures.get((None, of), {}).get((kind, None), (0, 0))[0] for kind in kinds)
    districts, contested = (sum(one[place] for one in found) for place in (0, 1))
    return OwnCount(contested if tally.measure == CONTESTED else districts, contested, of, units)
