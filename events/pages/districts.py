"""The list of districts, found by any spelling, and the story of one of them."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from districts.gazetteer import find
from districts.models import District, Province
from events.control.state import district_states
from events.pages import picture, readings, story
from events.pages.asked import ask, choice
from events.pages.tenure import all_periods, begun, with_tenure

UNKNOWN, CONTESTED, CLAIMED = "unknown", "contested", "claimed"
LONGEST_QUERY = 100


@require_safe
def district_list(request):
    asked, actors = ask(request), readings.actors_by_slug()
    provinces = list(Province.objects.in_order().defer("cell", "boundary"))
    province = choice(request, "province", [one.code for one in provinces])
    parties = {slug: actor for slug, actor in actors.items() if actor.is_party}
    holder = choice(request, "holder", [*parties, UNKNOWN, CONTESTED, CLAIMED])
    text = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUERY]
    found = find(text, province or None) if text else None
    rows = states(asked.moment, province or None)
    kept = [row for row in sought(rows, found) if _fits(row, holder)]
    context = {
        "asked": asked,
        "provinces": provinces,
        "province": next((one for one in provinces if one.code == province), None),
        "parties": parties.values(),
        "holder": holder,
        "text": text,
        "found": found,
        "rows": told(kept, actors),
        "of": len(rows),
    }
    return render(request, "districts/district_list.html", context)


def states(moment, province):
    """Return the rows of `district_states` of one province, or of all, with their tenure."""
    rows = district_states(moment, province=province)
    return with_tenure(rows, all_periods(moment, province=province), moment.as_of)


def sought(rows, found):
    """Return the rows of the districts that a search found, best first, a province standing for its districts."""
    if found is None:
        return rows
    if found.district:
        return [row for row in rows if row["district"] == found.district.code]
    rank = {}
    for number, candidate in enumerate(found.candidates):
        rank.setdefault(candidate.place.code, number)
    places = [(min(rank.get(row["district"], 999), rank.get(row["province"], 999)), row) for row in rows]
    return [row for number, row in sorted(places, key=lambda pair: pair[0]) if number < len(rank)]


def _fits(row, holder):
    tests = {UNKNOWN: not row["controller"], CONTESTED: row["contested"], CLAIMED: bool(row["open_claim"]), "": True}
    return tests.get(holder, row["controller"] == holder)


def told(rows, actors):
    """Return rows of `district_states` with the actors in place of slugs, for a table."""
    return [
        {
            **row,
            "holder": actors.get(row["controller"]),
            "claimant": actors[row["open_claim"]["controller"]] if row["open_claim"] else None,
        }
        for row in rows
    ]


@require_safe
def district_detail(request, code):
    places = District.objects.select_related("province", "parent").defer("cell", "boundary")
    district = get_object_or_404(places, code=code)
    asked, actors = ask(request), readings.actors_by_slug()
    rows = states(asked.moment, district.province.code)
    row = next((row for row in told(rows, actors) if row["district"] == code), None)
    periods = readings.district_periods(district, asked.moment)
    seen = [period for period in periods if period.perspective.slug == asked.perspective.slug]
    entries = story.tell(district.events.published(), seen, asked.moment, asked.view)
    drawn = picture.draw(rows, actors, query=asked.query, label=f"{district.province.name} province",
                         province=district.province, here=code)  # fmt: skip
    context = {
        "asked": asked,
        "district": district,
        "row": row,
        "entries": entries,
        **turning_points(entries, seen, asked.as_of),
        "views": by_perspective(periods, asked),
        "picture": drawn,
        "spellings": spellings(district),
    }
    return render(request, "districts/district_detail.html", context)


def turning_points(entries, periods, day):
    """Return the entries of the events that decide who held a district on a day: {deciding, beginning}.

    `deciding` began the present state, `beginning` brought the holder there; None where nobody is known.
    """
    by_event = {entry.event.pk: entry for entry in entries}
    now, first = begun(periods, day)
    return {"deciding": now and by_event.get(now.event_id), "beginning": first and by_event.get(first.event_id)}


def by_perspective(periods, asked):
    """Return what each perspective says of a district on the day shown: [{perspective, period, beginning}].

    `period` and the one with which its holder came to hold the district are None where nobody is known.
    """
    found = []
    for perspective in asked.perspectives:
        mine = [period for period in periods if period.perspective_id == perspective.pk]
        now, first = begun(mine, asked.as_of)
        found.append({"perspective": perspective, "period": now, "beginning": first})
    return found


def spellings(district):
    """Return the other spellings of a district by language: [{language, words}], those of no language last."""
    own = {"en": district.name, "fa": district.name_fa, "ps": district.name_ps}
    found = {}
    for spelling in district.spellings.order_by("name"):
        if spelling.name != own.get(spelling.language):
            found.setdefault(spelling.language, []).append(spelling.name)
    order = ["en", "fa", "ps", ""]
    labels = {"en": "Latin script", "fa": "Dari", "ps": "Pashto", "": "of no stated language"}
    return [{"language": code, "label": labels[code], "names": found[code]} for code in order if code in found]
