"""oEmbed 1.0: what to put on a page in place of the address of the map, a province or a district."""

import re
from types import SimpleNamespace
from urllib.parse import urlsplit

import orjson
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.urls import Resolver404, resolve
from django.utils.html import format_html
from django.utils.translation import get_language_from_path, override
from django.utils.xmlutils import SimplerXMLGenerator
from django.views.decorators.http import require_safe

from districts.api.problems import problem
from districts.models import District, Province
from events.embeds.subject import Subject
from events.pages.asked import BadParameterError, ask

FORMATS = ("json", "xml")
WIDTH = 600
CARD = {"thumbnail_width": 1200, "thumbnail_height": 630}
MODELS = {"province": Province, "district": District}
AN_HOUR = 3600


@require_safe
def oembed(request):
    form = request.GET.get("format", "json")
    if form not in FORMATS:
        return problem(request, 501, f"“{form}” is not a format that is given here: ask for json or xml.")
    try:
        most = {name: _size(request, name) for name in ("maxwidth", "maxheight")}
    except ValueError as error:
        return problem(request, 400, str(error))
    try:
        told = described(request, request.GET.get("url", ""), **most)
    except Http404:
        pages = "the map, a province or a district, as it stands in the address bar"
        return problem(request, 404, f"Nothing can be embedded for this url: give the address of {pages}.")
    if form == "xml":
        return _as_xml(told)
    return HttpResponse(orjson.dumps(told), content_type="application/json")


def _size(request, name):
    text = request.GET.get(name)
    if text is None:
        return None
    if not re.fullmatch(r"[1-9][0-9]{0,5}", text, re.ASCII):
        raise ValueError(f"{name}: “{text}” is not a number of pixels: write 1 to 999999.")
    return int(text)


def described(request, address, *, maxwidth=None, maxheight=None) -> dict:
    """Return the answer of oEmbed for the address of a page, no larger than so many pixels.

    Raises Http404 where the address is of no page that can be embedded.
    """
    code, subject = _subject(request, address)
    with override(code):
        width, height = size(subject, maxwidth, maxheight)
        told = {
            "version": "1.0",
            "type": "rich",
            "provider_name": "Marz",
            "provider_url": request.build_absolute_uri("/"),
            "title": subject.title,
            "cache_age": AN_HOUR,
            "html": frame(subject, width, height),
            "width": width,
            "height": height,
        }
        # A thumbnail, too, must keep to what was asked for.
        fits = (maxwidth or 9999) >= CARD["thumbnail_width"] and (maxheight or 9999) >= CARD["thumbnail_height"]
        return told | ({"thumbnail_url": subject.card, **CARD} if fits else {})


def size(subject, maxwidth=None, maxheight=None) -> tuple[int, int]:
    """Return how wide and how high a frame should be that is no larger than so many pixels."""
    width = min(maxwidth or WIDTH, WIDTH)
    return width, min(maxheight or subject.height(width), subject.height(width))


def frame(subject, width, height) -> str:
    """Return the HTML that shows a page in a frame."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="border:0;max-width:100%"></iframe>',
        *(subject.embed, subject.title, width, height),
    )


def _subject(request, address):
    """Return the language of the page at an address, and what it shows."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise Http404(str(error)) from error
    if parts.scheme not in ("http", "https") or parts.netloc != request.get_host():
        raise Http404("Another site.")
    code = get_language_from_path(parts.path) or "en"
    with override(code):
        try:
            match = resolve(parts.path or "/")
            asked = ask(SimpleNamespace(GET=QueryDict(parts.query)))
        except (Resolver404, BadParameterError, UnicodeDecodeError) as error:
            raise Http404(str(error)) from error
        if match.namespaces or match.url_name not in ("home", *MODELS):
            raise Http404("No page that can be embedded.")
        place = match.url_name != "home" and _place(match.url_name, match.kwargs["code"])
        return code, Subject(request, asked, match.url_name, place or None)


def _place(kind, code):
    places = MODELS[kind].objects.defer("cell", "boundary")
    places = places.select_related("province") if kind == "district" else places
    return get_object_or_404(places, code=code)


def _as_xml(told):
    response = HttpResponse(content_type="text/xml; charset=utf-8")
    xml = SimplerXMLGenerator(response, "utf-8")
    xml.startDocument()
    xml.startElement("oembed", {})
    for name, value in told.items():
        xml.addQuickElement(name, str(value))
    xml.endElement("oembed")
    return response
