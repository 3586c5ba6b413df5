"""What changed hands between two days."""

from collections import Counter

from django.shortcuts import render
from django.views.decorators.http import require_safe

from districts.models import Province
from events.control import state
from events.pages import readings, words
from events.pages.asked import BadParameterError, ask, choice, day


@require_safe
def changes(request):
    asked, actors = ask(request), readings.actors_by_slug()
    provinces = {one.code: one for one in Province.objects.in_order().defer("cell", "boundary")}
    last = day(request, "to", asked.last_day)
    first = day(request, "from", words.shift(last, months=-1))
    if first > last:
        raise BadParameterError("from", first.isoformat(), f"a day no later than the last one asked for, {last}")
    code = choice(request, "province", provinces)
    found = state.changes(first, last, asked.moment, province=code or None)
    rows = in_words(found["results"], provinces, actors)
    context = {
        "asked": asked,
        "first": first,
        "last": last,
        "provinces": provinces.values(),
        "province": provinces.get(code),
        "totals": found["totals"],
        "gained": [(actors[slug], number) for slug, number in found["totals"]["gained"].items()],
        "rows": rows,
        "by_province": by_province(rows),
        "presets": presets(asked, code),
    }
    return render(request, "events/changes.html", context)


def in_words(results, provinces, actors):
    """Return the results of `state.changes` with rows in place of codes and slugs, and the event of each flip."""
    told = readings.told_flips(results, actors)
    return [
        {
            **row,
            "province": provinces[row["province"]],
            "loser": actors[row["before"]],
            "winner": actors[row["after"]],
            "flips": [flip for flip in told if flip["place"] is row],
        }
        for row in results
    ]


def by_province(rows):
    """Return the changes of each province, most first: [{province, net, flips}]."""
    net, flips = Counter(), Counter()
    for row in rows:
        net[row["province"]] += row["net"]
        flips[row["province"]] += len(row["flips"])
    order = sorted(flips, key=lambda province: (-net[province], -flips[province], province.name))
    return [{"province": province, "net": net[province], "flips": flips[province]} for province in order]


def presets(asked, province=""):
    """Return spans worth asking for: [{label, query}]: the last week and month, each of the last months, all."""
    last, month = asked.last_day, asked.last_day.replace(day=1)
    months = [words.shift(month, months=-back) for back in range(4, -1, -1)]
    spans = [
        ("Last 7 days", words.shift(last, days=-6), last),
        ("Last 30 days", words.shift(last, days=-29), last),
        *((f"{first:%B %Y}", first, words.shift(first, months=1, days=-1)) for first in months),
        ("The whole record", asked.first_day, last),
    ]
    return [
        {
            "label": label,
            "query": asked.query_with(**{"from": first.isoformat(), "to": to.isoformat(), "province": province}),
        }
        for label, first, to in spans
        if to >= asked.first_day
    ]
