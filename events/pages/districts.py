"""The list of districts, found by any spelling, and the story of one of them."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from districts import languages
from districts.gazetteer import find
from districts.models import District, Province
from districts.neighbours import neighbours
from events.control.state import district_states
from events.pages import band, citing, course, held, picture, readings, story
from events.pages.asked import ask, choice
from events.pages.finding import finding
from events.pages.tenure import all_periods, begun, with_tenure

UNKNOWN, CONTESTED, CLAIMED = "unknown", "contested", "claimed"
LONGEST_QUERY = 100
PLACES = District.objects.select_related("province", "parent").defer(
    "cell", "boundary", "province__cell", "province__boundary", "parent__cell", "parent__boundary"
)


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
    return readings.in_language(with_tenure(rows, all_periods(moment, province=province), moment.as_of))


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
    district = get_object_or_404(PLACES, code=code)
    asked, actors = ask(request), readings.actors_by_slug()
    beside = neighbours(code)
    rows = told(around(asked.moment, district.province.code, beside), actors)
    row = next((row for row in rows if row["district"] == code), None)
    periods = readings.district_periods(district, asked.moment)
    seen = [period for period in periods if period.perspective_id == asked.perspective.pk]
    entries = story.tell(district.events.published(), seen, asked.moment, asked.view)
    context = {
        "asked": asked,
        "district": district,
        "row": row,
        "entries": entries,
        **decided(district, asked, row, turning_points(entries, seen, asked.as_of)),
        **summed_up(seen, entries, asked, actors),
        "views": by_perspective(periods, asked),
        "band": drawn(periods, asked),
        "neighbours": [row for row in rows if row["district"] in beside],
        "picture": mapped(rows, actors, asked, district),
        "spellings": spellings(district),
        **sources_of(request, asked, district),
    }
    return render(request, "districts/district_detail.html", context)


def decided(district, asked, row, turns):
    """Return `turning_points` with the sentence that says them: {deciding, beginning, finding}.

    The sentence is None where nobody is known.
    """
    known = row is not None and row["holder"] is not None
    return {**turns, "finding": finding(district, asked, row, **turns) if known else None}


def around(moment, province, beside):
    """Return the rows of `district_states` of a province and of the districts with the codes `beside`, with tenure."""
    near = [row for row in district_states(moment) if row["province"] == province or row["district"] in beside]
    periods = all_periods(moment, codes=[row["district"] for row in near])
    return readings.in_language(with_tenure(near, periods, moment.as_of))


def mapped(rows, actors, asked, district):
    """Return the picture of the district's province with the district pointed out."""
    province = district.province
    label = gettext("%(province)s province") % {"province": languages.name_of(province)}
    mine = [row for row in rows if row["province"] == province.code]
    return picture.draw(mine, actors, query=asked.query, label=label, province=province, here=district.code)


def summed_up(periods, entries, asked, actors):
    """Return what the record up to the day shown comes to: {shares, flips, last, until}.

    `shares` are pairs of an actor, None for nobody known, and its Share of the days from the record's first to `until`.
    """
    until = min(asked.as_of, asked.last_day)
    shares = held.shares(periods, asked.first_day, until)
    return {
        "until": until,
        "shares": [(actors.get(share.actor), share) for share in shares],
        "flips": held.flips(periods, asked.as_of),
        "last": story.last_report(entries, asked.as_of),
    }


def drawn(periods, asked):
    """Return the history of a district in every perspective: {axis, marks, marker, holders, lines}.

    A line is {perspective, periods, segments}; `holders` are all actors in them.
    `marker` is where the day shown lies, None where it is off the axis.
    """
    axis = band.scale(asked.first_day, asked.last_day, months=course.MONTHS)
    mine = {one.pk: [each for each in periods if each.perspective_id == one.pk] for one in asked.perspectives}
    lines = [
        {"perspective": one, "periods": mine[one.pk], "segments": band.segments(mine[one.pk], axis)}
        for one in asked.perspectives
    ]
    marker = axis.x(asked.as_of) if axis.covers(asked.as_of) else None
    holders = list({one.controller.slug: one.controller for one in periods}.values())
    return {"axis": axis, "marks": band.marks(axis), "marker": marker, "holders": holders, "lines": lines}


def sources_of(request, asked, district):
    """Return the addresses of what a district's page shows, as data, and how to cite it: {addresses, cited}."""
    code = district.code
    timeline = citing.data_address("district-timeline", asked, code, perspective=asked.perspective.slug)
    events = citing.data_address("event-list", asked, district=code)
    subject = f"{district.name}, {district.province.name} ({code}): who held it"
    addresses = {
        "timeline": timeline,
        "timeline_csv": f"{timeline}&format=csv",
        "events": events,
        "events_csv": f"{events}&format=csv",
        "place": f"{reverse('api:district-detail', args=[code])}?format=geojson",
    }
    return {"addresses": addresses, "cited": citing.cite(request, asked, subject, timeline)}


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
    """Return the other spellings of a district by language: [{language, label, names}], those of no language last."""
    own = {"en": district.name, "fa": district.name_fa, "ps": district.name_ps}
    found = {}
    for spelling in district.spellings.order_by("name"):
        if spelling.name != own.get(spelling.language):
            found.setdefault(spelling.language, []).append(spelling.name)
    labels = {
        "en": gettext("Latin script"),
        "fa": gettext("Dari"),
        "ps": gettext("Pashto"),
        "": gettext("of no stated language"),
    }
    return [{"language": code, "label": label, "names": found[code]} for code, label in labels.items() if code in found]
