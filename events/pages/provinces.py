"""One province: its map, its counts through time, the histories of its districts and what changed hands last."""

import datetime
from itertools import groupby

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from districts.models import District, Province
from events.control.state import district_states
from events.models import Citation
from events.models.numbering import number_of
from events.pages import band, citing, course, readings, words
from events.pages.asked import ask, choice
from events.pages.districts import told
from events.pages.home import day_steps
from events.pages.sliding import slides, stage
from events.pages.tenure import all_periods, with_tenure

BY_CHANGE, BY_SEAT = "change", "seat"


@require_safe
@slides
def province_detail(request, code):
    province = get_object_or_404(Province.objects.defer("cell", "boundary"), code=code)
    asked, actors = ask(request), readings.actors_by_slug()
    order = choice(request, "sort", [BY_CHANGE, BY_SEAT], BY_CHANGE)
    periods = all_periods(asked.moment, province=code)
    states = with_tenure(district_states(asked.moment, province=code), periods, asked.as_of)
    rows = told(readings.in_language(states), actors)
    axis, title = recent(asked), gettext("Who held the districts of %(place)s on %(day)s")
    context = {
        **stage(request, asked, actors, rows, province=province, title=title),
        "asked": asked,
        "province": province,
        "rows": rows,
        "course": course.draw(asked, actors, periods, len(rows)),
        "order": order,
        "axis": axis,
        "marker": axis.x(asked.as_of) if axis.covers(asked.as_of) else None,
        "multiples": ordered(multiples(rows, periods, actors, axis), order, code),
        "steps": day_steps(asked),
        "sources": sources_behind(rows, asked.moment),
        **sources_of(request, asked, province),
    }
    return render(request, "districts/province_detail.html", context)


def recent(asked):
    """Return the axis of the small histories: the last months of the record, all days as wide as each other."""
    first = words.shift(asked.last_day.replace(day=1), months=-course.MONTHS)
    return band.Scale(max(first, asked.first_day), asked.last_day)


def multiples(rows, periods, actors, axis):
    """Return {row, segments} of each district: its state on the day shown, and its recent history to be drawn."""
    of = {code: list(mine) for code, mine in groupby(periods, lambda period: period.district__code)}
    return [{"row": row, "segments": _segments(of.get(row["district"], []), actors, axis)} for row in rows]


def _segments(periods, actors, axis):
    return band.segments(periods, axis, actor_of=lambda period: actors[period.controller__slug])


def ordered(found, order, province):
    """Return multiples in an order: by the day on which the holder came, the unknown last, or from north to south."""
    if order == BY_CHANGE:
        return sorted(found, key=lambda one: (one["row"]["held_since"] or datetime.date.max, one["row"]["district"]))
    north = dict(District.objects.of_province(province).values_list("code", "lat"))
    return sorted(found, key=lambda one: (-north[one["row"]["district"]], one["row"]["district"]))


def sources_behind(rows, moment):
    """Return the sources of the events that decide who holds the districts: (slug, name, grade), by name.

    Restricted reports and those published after the moment's day of evidence are left out.
    """
    events = {row["event"] for row in rows} | {row["open_claim"]["event"] for row in rows if row["open_claim"]}
    numbers = [number_of(code, "E") for code in events if code]
    cited = Citation.objects.filter(event__in=numbers, report__restricted=False)
    if moment.reported_by:
        cited = cited.filter(report__published__lte=moment.reported_by)
    columns = ("report__source__slug", "report__source__name", "report__source__reliability")
    return sorted(set(cited.values_list(*columns)), key=lambda source: source[1].casefold())


def sources_of(request, asked, province):
    """Return the addresses of what a province's page shows, as data, and how to cite it: {addresses, cited}."""
    code, perspective = province.code, asked.perspective.slug
    facts = {"province": code, "perspective": perspective}
    control = citing.data_address("control", asked, as_of=asked.as_of, **facts)
    timeline = citing.data_address("timeline", asked, **facts)
    subject = f"{province.name} province ({code}): who held its districts"
    addresses = {
        "control": control,
        "control_csv": f"{control}&format=csv",
        "control_geojson": f"{control}&format=geojson",
        "timeline": timeline,
        "timeline_csv": f"{timeline}&format=csv",
        "events_csv": citing.data_address("event-list", asked, province=code, format="csv"),
    }
    return {"addresses": addresses, "cited": citing.cite(request, asked, subject, control)}
