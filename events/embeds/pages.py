"""Pages that anyone may show in a frame: the map of a day and the card of a district. No other page may be framed."""

from csp.constants import NONE
from csp.decorators import csp_replace
from django.shortcuts import get_object_or_404, render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from districts.models import District, Province
from events.control.state import district_states
from events.embeds.subject import Subject
from events.pages import findings, picture, readings, words
from events.pages.asked import ask, choice
from events.pages.tenure import all_periods, with_tenure

ANYONE = {"frame-ancestors": ["*"], "form-action": [NONE]}


def framable(view):
    """Return a view whose pages anyone's page may show in a frame."""
    return require_safe(xframe_options_exempt(csp_replace(ANYONE)(view)))


@framable
def map_of_day(request):
    asked, actors = ask(request), readings.actors_by_slug()
    provinces = {one.code: one for one in Province.objects.in_order().defer("cell", "boundary")}
    province = provinces.get(choice(request, "province", provinces))
    rows = states(asked, province)
    context = {
        "asked": asked,
        "place": province,
        "subject": Subject(request, asked, "province" if province else "home", province),
        "sentence": findings.held(readings.figures(rows, actors), len(rows), province),
        "picture": drawn(rows, actors, asked, province),
        "legend": [line for line in picture.legend(rows, actors) if line.number],
    }
    return render(request, "embeds/map.html", context)


@framable
def district_card(request, code):
    places = District.objects.select_related("province").defer("cell", "boundary", "province__cell")
    district = get_object_or_404(places.defer("province__boundary"), code=code)
    asked, actors = ask(request), readings.actors_by_slug()
    rows = states(asked, district.province)
    row = next((row for row in rows if row["district"] == code), None)
    context = {
        "asked": asked,
        "place": district,
        "subject": Subject(request, asked, "district", district),
        "row": row,
        "holder": row and actors.get(row["controller"]),
        "holding": words.upper_first(words.holding(row, actors)) if row else "",
        "picture": drawn(rows, actors, asked, district.province, here=code),
    }
    return render(request, "embeds/district.html", context)


def states(asked, province):
    """Return the rows of `district_states` of a province, or of the country where it is None, with their tenure."""
    code = province.code if province else None
    rows = district_states(asked.moment, province=code)
    return readings.in_language(with_tenure(rows, all_periods(asked.moment, province=code), asked.as_of))


def drawn(rows, actors, asked, province, here=""):
    """Return the picture of rows of a province, or of the country where it is None."""
    return picture.draw(rows, actors, query=asked.query, label=words.day(asked.as_of), province=province, here=here)
