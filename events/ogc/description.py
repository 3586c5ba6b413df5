"""The description of the OGC API as OpenAPI 3.0 says it, made of the collections and their parameters."""

from districts.api.formats.geojson import MEDIA_TYPE
from districts.api.pagination import KeysetPagination
from districts.api.problems import MEDIA_TYPE as PROBLEM
from events.ogc.collections import COLLECTIONS
from events.ogc.formats import HTML, OPENAPI

JSON = "application/json"
PAGES = {
    "/": ("getLandingPage", "The landing page.", JSON),
    "/conformance": ("getConformance", "What this API conforms to.", JSON),
    "/api": ("getApi", "This description.", OPENAPI),
    "/collections": ("getCollections", "The collections of features.", JSON),
}
F = {
    "name": "f",
    "in": "query",
    "required": False,
    "description": "The format of the answer; goes before the header Accept.",
    "schema": {"type": "string", "enum": ["json", "html"], "default": "json"},
}
FEATURE_ID = {
    "name": "featureId",
    "in": "path",
    "required": True,
    "description": "The id of the feature.",
    "schema": {"type": "string"},
}
ERRORS = {
    "400": "A parameter is unknown, given twice, empty or malformed; `errors` names each.",
    "401": "A key was sent that is not known, has expired or was revoked; none is needed.",
    "404": "There is no such collection or feature.",
    "406": "None of the media types in Accept can be answered.",
    "410": "The event was public and was withdrawn.",
    "429": "There were more requests than the client may make; Retry-After is in how many seconds to come back.",
    "503": "The database is away for now; Retry-After is in how many seconds to come back.",
}


def described(root, title, about):
    """Return the OpenAPI 3.0 document of the API whose full address is `root`."""
    paths = {path: _operation(*page) for path, page in PAGES.items()}
    for collection in COLLECTIONS.values():
        paths |= _paths(collection)
    return {
        "openapi": "3.0.3",
        "info": {"title": title, "description": about, "version": "1"},
        "servers": [{"url": root}],
        "paths": paths,
        "components": {"schemas": SCHEMAS},
    }


def _paths(collection):
    """Return the paths of a collection, each with the parameters that it takes."""
    here, name = f"/collections/{collection.id}", collection.title
    paging = [_parameter(name, each) for name, each in KeysetPagination.parameters.items()]
    items = [*_parameters(collection.items_filter), *paging]
    feature = [FEATURE_ID, *_parameters(collection.item_filter)]
    return {
        here: _operation(f"describe{name}", collection.about, JSON),
        f"{here}/items": _operation(f"get{name}", f"The features of {collection.id}.", MEDIA_TYPE, items, "features"),
        f"{here}/items/{{featureId}}": _operation(
            f"get{name}Feature", f"One feature of {collection.id}.", MEDIA_TYPE, feature, "feature"
        ),
    }


def _operation(name, summary, media_type, parameters=(), schema="document"):
    content = {
        media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}},
        HTML: {"schema": {"type": "string"}},
    }
    problem = {"content": {PROBLEM: {"schema": {"$ref": "#/components/schemas/problem"}}}}
    statuses = [status for status in ERRORS if parameters or status not in ("404", "410")]
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [*parameters, F],
            "responses": {
                "200": {"description": "The answer.", "content": content},
                **{status: {"description": ERRORS[status], **problem} for status in statuses},
            },
        }
    }


def _parameters(filterset_class):
    found = []
    for name, each in filterset_class.get_filters().items():
        schema = each.described()
        # OpenAPI 3.0 has one example where JSON Schema has a list of them.
        examples = schema.pop("examples", [])
        schema |= {"example": examples[0]} if examples else {}
        found.append(_parameter(name, {"description": each.extra["help_text"], "schema": schema}))
    return found


def _parameter(name, said):
    return {"name": name, "in": "query", "required": False, "style": "form", "explode": False, **said}


_LINK = {
    "type": "object",
    "required": ["href", "rel", "type"],
    "properties": {name: {"type": "string"} for name in ("href", "rel", "type", "title")},
}
_LINKS = {"type": "array", "items": _LINK}
_GEOMETRY = {
    "type": "object",
    "nullable": True,
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"type": "string", "enum": ["Point", "Polygon", "MultiPolygon"]},
        "coordinates": {"type": "array", "items": {}},
    },
}
_FEATURE = {
    "type": {"type": "string", "enum": ["Feature"]},
    "id": {"type": "string"},
    "geometry": _GEOMETRY,
    "properties": {"type": "object"},
}
_COLLECTION = {
    "type": {"type": "string", "enum": ["FeatureCollection"]},
    "links": _LINKS,
    "timeStamp": {"type": "string", "format": "date-time"},
    "numberMatched": {"type": "integer", "minimum": 0},
    "numberReturned": {"type": "integer", "minimum": 0},
    "features": {"type": "array", "items": {"type": "object", "required": list(_FEATURE), "properties": _FEATURE}},
}
# How many match is left out where they are many.
_TOLD = [name for name in _COLLECTION if name != "numberMatched"]
_PROBLEM = {
    "type": {"type": "string"},
    "title": {"type": "string"},
    "status": {"type": "integer"},
    "detail": {"type": "string"},
    "instance": {"type": "string"},
    "errors": {"type": "array", "items": {"type": "object"}},
}
SCHEMAS = {
    "document": {"type": "object", "properties": {"links": _LINKS}},
    "feature": {"type": "object", "required": [*_FEATURE, "links"], "properties": {**_FEATURE, "links": _LINKS}},
    "features": {"type": "object", "required": _TOLD, "properties": _COLLECTION},
    "problem": {"type": "object", "required": list(_PROBLEM), "properties": _PROBLEM},
}
