"""GeoJSON (RFC 7946): a feature a row, the row as its properties, the place that the row is about as its geometry."""

import copy

import orjson
from rest_framework.renderers import BaseRenderer

from districts.api.renderers import OPTIONS
from districts.geometries import NOWHERE, geometries

MEDIA_TYPE = "application/geo+json"


class GeoJSONRenderer(BaseRenderer):
    """The rows of an answer as features; what stands around the rows stays beside them, as foreign members.

    The view's `feature_kind` says what places its rows are about, `feature_key` which field has the place's code.
    """

    media_type = MEDIA_TYPE
    format = "geojson"
    charset = None
    render_style = "binary"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        view = renderer_context["view"]
        shapes = getattr(geometries(), view.feature_kind).of
        if "results" not in data:
            return orjson.dumps(feature(data, data[view.feature_key], shapes), option=OPTIONS)
        around = {name: value for name, value in data.items() if name != "results"}
        features = [feature(row, row[view.feature_key], shapes) for row in data["results"]]
        return orjson.dumps({"type": "FeatureCollection", **around, "features": features}, option=OPTIONS)


def feature(row, code, shapes, identifier=None):
    """Return the feature of a row that is about the place with a code; its id is the code unless another is given."""
    geometry, drawn_from = shapes.get(code, NOWHERE)
    return {
        "type": "Feature",
        "id": identifier or code,
        "geometry": orjson.Fragment(geometry),
        "properties": {**row, "geometry_from": drawn_from},
    }


def described(schema, row, *, is_list):
    """Return the JSON Schema of an answer in GeoJSON: `schema` is that of the JSON answer, `row` that of its rows."""
    one = _feature(row)
    if not is_list:
        return one
    around = {name: _own(each) for name, each in schema["properties"].items() if name != "results"}
    properties = {"type": {"const": "FeatureCollection"}, **around, "features": {"type": "array", "items": one}}
    return {"type": "object", "required": list(properties), "properties": properties}


def _own(described):
    """Return a copy of a schema: what drf-spectacular does to enumerations of the other one leaves it alone."""
    return {name: each for name, each in copy.deepcopy(described).items() if name != "x-spec-enum-id"}


def _feature(row):
    drawn_from = {
        "type": ["string", "null"],
        "enum": ["boundary", "cell", None],
        "description": "Whether the geometry is the real boundary or a schematic cell; null where there is none.",
    }
    added = {"type": "object", "required": ["geometry_from"], "properties": {"geometry_from": drawn_from}}
    geometry = {
        "type": ["object", "null"],
        "required": ["type", "coordinates"],
        "properties": {"type": {"enum": ["Polygon", "MultiPolygon"]}, "coordinates": {"type": "array"}},
    }
    properties = {
        "type": {"const": "Feature"},
        "id": {"type": "string", "description": "Code of the place."},
        "geometry": geometry,
        "properties": {"allOf": [row, added]},
    }
    return {"type": "object", "required": list(properties), "properties": properties}
