"""What stands out: the districts fought over most, held out longest, unchanged longest, claimed but not confirmed."""

from collections import defaultdict
from dataclasses import replace

from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from districts.models import District
from events.pages import contests, readings, spans, words
from events.pages.asked import ask
from events.pages.tenure import all_periods

LONGEST = 15  # rows of each list


@require_safe
def insights(request):
    asked, actors = ask(request), readings.actors_by_slug()
    start = spans.outbreak(asked)
    first, last = spans.span(request, asked, start)
    lines = lines_at(asked.moment)
    claimed, confirmed = (lines_at(replace(asked.moment, perspective=rung)) for rung in ("claimed", "confirmed"))
    places = {one.code: one for one in District.objects.select_related("province").defer("cell", "boundary")}
    gaps = contests.gaps(claimed, confirmed, first, last)
    provinces = {code: place.province_id for code, place in places.items()}
    contested = contests.most_contested(lines, first, last)
    context = {
        "asked": asked,
        "first": first,
        "last": last,
        "finding": finding(contested, places),
        "contested": with_places(contested, places, actors),
        "stands": with_places(contests.held_out(lines, provinces, first, last), places, actors),
        "unchanged": with_places(contests.unchanged(lines, last), places, actors),
        "gaps": with_places(gaps, places, actors),
        "gap_count": len({gap.district for gap in gaps}),
        "claimants": [(actors[slug], *numbers) for slug, numbers in contests.by_claimant(gaps).items()],
        "presets": spans.presets(asked, start),
        "kept": {"from": first.isoformat(), "to": last.isoformat()},
    }
    return render(request, "events/insights.html", context)


def lines_at(moment):
    """Return {district code: its spells} on a moment's evidence, in its perspective, of the districts of its list."""
    found = defaultdict(list)
    for period in all_periods(moment):
        spell = contests.Spell(period.controller__slug, period.contested, period.start, period.end)
        found[period.district__code].append(spell)
    return found


def with_places(rows, places, actors):
    """Return the first rows of a list as [{row, place, holder, side}]: the actors that they name, None for nobody."""
    return [
        {
            "row": row,
            "place": places[row.district],
            "holder": actors.get(getattr(row, "holder", None)),
            "side": actors.get(getattr(row, "side", getattr(row, "claimant", None))),
        }
        for row in rows[:LONGEST]
    ]


def finding(contested, places):
    """Return which district changed hands most often, as a sentence."""
    most = contested[0] if contested else None
    if not most or not most.flips:
        return gettext("No district is known to have changed hands.")
    facts = {"place": words.name_of(places[most.district]), "number": words.number(most.flips)}
    equals = sum(one.flips == most.flips for one in contested) - 1
    if equals:
        facts["others"] = words.number(equals)
        text = ngettext(
            "%(place)s and %(others)s other district changed hands most often: %(number)s times each.",
            "%(place)s and %(others)s other districts changed hands most often: %(number)s times each.",
            equals,
        )
    else:
        text = ngettext(
            "%(place)s changed hands most often: %(number)s time.",
            "%(place)s changed hands most often: %(number)s times.",
            most.flips,
        )
    return text % facts
