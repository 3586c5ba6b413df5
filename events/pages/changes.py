"""What changed hands between two days: net and gross, for each side and province, with what was taken back."""

from django.shortcuts import render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from districts.models import Province
from events.control import state
from events.pages import exchange_map, exchanges, readings, spans, words
from events.pages.asked import ask, choice


@require_safe
def changes(request):
    asked, actors = ask(request), readings.actors_by_slug()
    provinces = {one.code: one for one in Province.objects.in_order().defer("cell", "boundary")}
    first, last = spans.span(request, asked, words.shift(asked.last_day, months=-1))
    province = provinces.get(choice(request, "province", provinces))
    found = state.changes(first, last, asked.moment, province=province and province.code)
    rows = in_words(found["results"], provinces, actors)
    context = {
        "asked": asked,
        "first": first,
        "last": last,
        "provinces": sorted(provinces.values(), key=words.name_of),
        "province": province,
        "totals": found["totals"],
        "finding": finding(found["totals"], actors, province),
        "balances": [(actors[slug], one) for slug, one in exchanges.balances(found["results"]).items()],
        "rows": rows,
        "retaken": [row for row in rows if row["retaken"]],
        "by_province": by_province(found["results"], provinces, actors),
        "map": exchange_map.draw(rows, province),
        "presets": spans.presets(asked, spans.outbreak(asked), province=province and province.code),
        "kept_span": {"from": first.isoformat(), "to": last.isoformat(), "province": province and province.code},
    }
    return render(request, "events/changes.html", context)


def finding(totals, actors, province):
    """Return what changed hands as sentences: 12 districts of Kunduz changed hands. In the end the Taliban …"""
    number, place = totals["districts"], province and words.name_of(province)
    facts = {"number": words.number(number), "place": place}
    if not number:
        return _nothing(place) % facts
    moved = _moved(number, place) % facts
    gains = [
        gettext("%(actor)s had gained %(number)s")
        % {"actor": words.the(actors[slug]), "number": words.number(districts)}
        for slug, districts in sorted(totals["gained"].items(), key=lambda one: -one[1])
    ]
    ending = gettext("In the end %(gains)s.") % {"gains": words.joined(gains)} if gains else ""
    return f"{moved} {ending}".strip()


def _nothing(place):
    if place:
        return gettext("No district of %(place)s is known to have changed hands.")
    return gettext("No district is known to have changed hands.")


def _moved(number, place):
    if place:
        return ngettext(
            "%(number)s district of %(place)s changed hands.",
            "%(number)s districts of %(place)s changed hands.",
            number,
        )
    return ngettext("%(number)s district changed hands.", "%(number)s districts changed hands.", number)


def in_words(results, provinces, actors):
    """Return the results of `state.changes` with rows in place of codes and slugs, and the event of each flip.

    `retaken` says whether a row's district came back to a side that had lost it, `back` of a flip that it did so.
    """
    results = readings.in_language(results)
    told = {}
    for flip in readings.told_flips(results, actors):
        told.setdefault(flip["place"]["district"], []).append(flip)
    return [_in_words(row, told[row["district"]], provinces, actors) for row in results]


def _in_words(row, flips, provinces, actors):
    back = exchanges.reversals(row["flips"])
    return {
        **row,
        "province": provinces[row["province"]],
        "loser": actors[row["before"]],
        "winner": actors[row["after"]],
        "retaken": any(back),
        "flips": [{**flip, "back": again} for flip, again in zip(flips, back, strict=True)],
    }


def by_province(results, provinces, actors):
    """Return the changes of each province, most first: [{province, net, flips, retaken, sides: [(actor, Balance)]}]."""
    return [
        {
            **found,
            "province": provinces[code],
            "sides": [(actors[slug], one) for slug, one in found["sides"].items()],
        }
        for code, found in exchanges.by_place(results).items()
    ]
