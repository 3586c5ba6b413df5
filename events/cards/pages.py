"""The cards of the country, of a province and of a district on a day of the record."""

import hashlib

from django.core.cache import caches
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import override
from django.views.decorators.http import require_safe

from districts.models import District, Province
from events.cards.sheet import card
from events.control.present import present
from events.control.state import district_states, today
from events.pages import findings, picture, readings, words
from events.pages.asked import BadParameterError, ask
from events.pages.tenure import all_periods, with_tenure

PARAMETERS = ("as_of", "perspective", "reported_by")


def asked_of(request):
    """Return what a card's address asks for; a card is drawn for a day of the record only, and for no more than that.

    Raises BadParameterError for all else: a card takes long to draw, and two addresses must not give one card.
    """
    for name in request.GET:
        if name not in PARAMETERS:
            raise BadParameterError(name, request.GET[name], f"one of {', '.join(PARAMETERS)}")
    asked = ask(request)
    _within(asked, "as_of", asked.as_of, asked.last_day)
    if asked.moment.reported_by:
        _within(asked, "reported_by", asked.moment.reported_by, today())
    return asked


def _within(asked, name, day, last):
    if not asked.first_day <= day <= last:
        raise BadParameterError(name, day.isoformat(), f"a day from {asked.first_day} to {last}")


@require_safe
def country(request):
    return _answer(request, None, "")


@require_safe
def province(request, code):
    return _answer(request, get_object_or_404(Province.objects.defer("cell", "boundary"), code=code), "")


@require_safe
def district(request, code):
    districts = District.objects.select_related("province").defer("cell", "boundary", "province__boundary")
    return _answer(request, get_object_or_404(districts, code=code).province, code)


def _answer(request, province, here):
    asked = asked_of(request)
    key = _key(asked.moment, province.code if province else "", here)
    image = caches["answers"].get(key)
    if image is None:
        with override("en"):
            image = draw(asked, province, here)
        caches["answers"].set(key, image)
    return HttpResponse(image, content_type="image/png")


def _key(moment, *place):
    """Return what a card is held under: the moment with its version, the place, and all places as they are now."""
    parts = repr((moment, place, present().places))
    return "card" + hashlib.blake2b(parts.encode(), digest_size=16).hexdigest()


def draw(asked, province, here) -> bytes:
    """Return the card of the country, of a province, or of the district `here` in it, as PNG; all in English."""
    actors = readings.actors_by_slug()
    code = province.code if province else None
    periods = all_periods(asked.moment, province=code)
    rows = with_tenure(district_states(asked.moment, province=code), periods, asked.as_of)
    own = next((row for row in rows if row["district"] == here), None)
    title, note = _of_district(own, asked, actors) if own else _of_area(rows, asked, actors, province)
    drawn = picture.draw(rows, actors, label="", province=province, here=here)
    return card(title=title, note=note, picture=drawn, legend=picture.legend(rows, actors), foot=_foot(asked, drawn))


def _of_area(rows, asked, actors, province):
    sentence = findings.held(readings.figures(rows, actors), len(rows), province)
    return f"On {words.day(asked.as_of)} {sentence}.", ""


def _of_district(row, asked, actors):
    place = f"{row['district_name']}, {row['province_name']}"
    return f"{place}, on {words.day(asked.as_of)}", words.upper_first(words.holding(row, actors)) + "."


def _foot(asked, drawn):
    lines = [f"Whose word counts: {asked.perspective.name}."]
    if asked.moment.reported_by:
        lines.append(f"Only reports published by {words.day(asked.moment.reported_by)}.")
    return [*lines, "Schematic cells, not boundaries." if drawn.sheet.kind == "cells" else drawn.sheet.caption]
