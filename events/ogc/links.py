"""Links of the answers, each with its relation and its media type."""

from django.urls import reverse

from districts.api.formats.geojson import MEDIA_TYPE
from events.ogc.formats import HTML

JSON = "application/json"


def address(request, name, *codes, f=None):
    """Return the full address of a resource of the OGC API, in a format where one is named."""
    return request.build_absolute_uri(reverse(f"ogc:{name}", args=codes) + (f"?f={f}" if f else ""))


def link(rel, href, media_type, title):
    """Return a link."""
    return {"rel": rel, "href": href, "type": media_type, "title": title}


def of_itself(request, media_type):
    """Return the links of an answer to itself and to its other form; `media_type` is that of the JSON."""
    given = request.accepted_renderer.format
    forms = {"json": (media_type, "This document"), "html": (HTML, "This document as a page")}
    found = []
    for form in sorted(forms, key=lambda form: form != given):
        query = request.query_params.copy()
        query["f"] = form
        own = form == given
        href = request.build_absolute_uri() if own else request.build_absolute_uri(f"?{query.urlencode()}")
        found.append(link("self" if own else "alternate", href, *forms[form]))
    return found


def of_collection(request, collection):
    """Return the links of a collection: to itself, its features and its place among the others."""
    here, items = ("collection", collection.id), ("items", collection.id)
    return [
        link("self", address(request, *here, f="json"), JSON, collection.title),
        link("alternate", address(request, *here, f="html"), HTML, f"{collection.title} as a page"),
        link("items", address(request, *items, f="json"), MEDIA_TYPE, f"The features of {collection.id}"),
        link("items", address(request, *items, f="html"), HTML, f"The features of {collection.id} as a page"),
    ]
