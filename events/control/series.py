"""Who held how many districts, at the end of each day, week or month of a span: one query, whatever its length."""

import calendar
import datetime

from django.db import connection

from events.control.reading_sql import COUNTED, MEETING, PLACES, parameters

INTERVALS = ("day", "week", "month")
MOST_POINTS = 5000  # days counted, times the provinces that are counted apart

# Each period that meets the span is read once and turned into a gain and a loss at two of the counted days; their
# running sums are the counts; a period of no length gains and loses on the same day and is left out. A controller of
# NULL stands for nobody.
QUERY = f"""
WITH place AS (
    SELECT district.id, CASE WHEN %(apart)s THEN province.code END AS province
    FROM {PLACES} WHERE {COUNTED}
), denominator AS (
    SELECT province, count(*) AS districts FROM place GROUP BY province
), held AS (
    SELECT place.province, period.controller_id AS controller, period.contested::int AS contested,
        width_bucket(period.start - 1, %(days)s::date[]) AS first,
        COALESCE(width_bucket(period.end - 1, %(days)s::date[]), %(count)s) AS until
    FROM place CROSS JOIN LATERAL ({MEETING.format(place="place.id")}) AS period
), change AS (
    SELECT province, controller, number, sum(more) AS districts, sum(more * contested) AS contested
    FROM held CROSS JOIN LATERAL (VALUES (first, 1), (until, -1)) AS move (number, more)
    WHERE first < until GROUP BY province, controller, number
), every_change AS (
    SELECT * FROM change
    UNION ALL SELECT province, NULL, number, -sum(districts), 0 FROM change GROUP BY province, number
    UNION ALL SELECT province, NULL, 0, districts, 0 FROM denominator
), total AS (
    SELECT province, controller, number, sum(districts) AS districts, sum(contested) AS contested
    FROM every_change GROUP BY province, controller, number
), cell AS (
    SELECT day.date, day.number - 1 AS number, denominator.province, denominator.districts AS denominator, holder.id
    FROM unnest(%(days)s::date[]) WITH ORDINALITY AS day (date, number)
    CROSS JOIN denominator CROSS JOIN (SELECT DISTINCT controller AS id FROM total) AS holder
), counted AS (
    SELECT cell.date, cell.province, cell.id, cell.denominator,
        sum(total.districts) OVER so_far AS districts, sum(total.contested) OVER so_far AS contested
    FROM cell LEFT JOIN total ON total.number = cell.number
        AND total.province IS NOT DISTINCT FROM cell.province AND total.controller IS NOT DISTINCT FROM cell.id
    WINDOW so_far AS (PARTITION BY cell.province, cell.id ORDER BY cell.number)
)
SELECT counted.date, COALESCE(counted.province, %(province)s), actor.slug,
    COALESCE(counted.districts, 0)::int, COALESCE(counted.contested, 0)::int, counted.denominator::int
FROM counted LEFT JOIN events_actor actor ON actor.id = counted.id
ORDER BY counted.date, counted.province COLLATE "C", actor.slug COLLATE "C" NULLS LAST
"""  # noqa: S608 – all its parts stand above or in `reading_sql`


def points(first, last, interval):
    """Yield the days that are counted from `first` to `last`: the last of each day, ISO week (a Sunday) or month.

    The last interval is cut off at `last`, which is therefore always counted.
    """
    day = first
    while (left := _left(day, interval)) < (last - day).days:
        yield day + datetime.timedelta(days=left)
        day += datetime.timedelta(days=left + 1)
    yield last


def _left(day, interval):
    """Return how many days of its interval come after a day."""
    if interval == "month":
        return calendar.monthrange(day.year, day.month)[1] - day.day
    return 6 - day.weekday() if interval == "week" else 0


def series(days, moment, *, by_province=False, province=None):
    """Return [(date, province, controller, districts, contested, denominator)] of days, ascending and one at least.

    There is a row for each day, place and controller of any of them, by date, province and slug, and one for nobody,
    whose controller is None: the districts of a day and a place add up to their denominator, the districts of the
    moment's list there. A place is the whole list (None), the province with a code, or each of them. `as_of` of the
    moment does not matter.
    """
    asked = parameters(moment, province) | {
        "days": list(days),
        "count": len(days),
        "first": days[0],
        "last": days[-1],
        "apart": by_province,
    }
    with connection.cursor() as cursor:
        cursor.execute(QUERY, asked)
        return cursor.fetchall()
