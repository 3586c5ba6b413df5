"""The spans of days worth asking for, taken from the days of the record."""

import datetime

from django.utils.translation import gettext

from events.control import state
from events.pages import exchanges, words
from events.pages.asked import BadParameterError, day


def span(request, asked, start):
    """Return the first and the last day that `from` and `to` of a page name: `start` and the record's last by default.

    Raises BadParameterError where the first lies behind the last.
    """
    last = day(request, "to", asked.last_day)
    first = day(request, "from", min(start, last))
    if first > last:
        raise BadParameterError("from", first.isoformat(), f"a day no later than the last one asked for, {last}")
    return first, last


def outbreak(asked):
    """Return the first day of the months of the record in which most changed hands, as this reading has them.

    It is the first of the month of the last day where nothing did.
    """
    found = state.changes(datetime.date.min, asked.last_day, asked.moment)["results"]
    first = exchanges.outbreak([flip["date"] for row in found for flip in row["flips"]])
    return first or asked.last_day.replace(day=1)


def presets(asked, start, **more):
    """Return the spans that a page offers, each as {label, query, first, last}; `start` is what `outbreak` returns.

    `more` is what the addresses carry besides.
    """
    last = asked.last_day
    spans = [
        (gettext("Last 7 days"), words.shift(last, days=-6), last),
        (gettext("Last 30 days"), words.shift(last, days=-29), last),
        (words.month(last), last.replace(day=1), last),
        *months(start, last),
        (gettext("Since %(day)s") % {"day": words.day(start)}, start, last),
        (gettext("The whole record"), asked.first_day, last),
    ]
    return [
        {"label": label, "first": first, "last": to, "query": asked.query_with(**_parameters(first, to), **more)}
        for label, first, to in dict.fromkeys(spans)
    ]


def months(start, last):
    """Return the spans of the whole months between two days, the latest one left out: [(label, first, last)]."""
    first, found = start.replace(day=1), []
    while first < last.replace(day=1) and len(found) < 12:
        end = words.shift(first, months=1, days=-1)
        found.append((words.month(first), first, end))
        first = words.shift(first, months=1)
    return found


def _parameters(first, last):
    return {"from": first.isoformat(), "to": last.isoformat()}
