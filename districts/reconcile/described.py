"""The shapes of questions and answers, as JSON Schemas for the API's description."""

TEXT = {"type": "string"}
WHOLE = {"type": "integer", "minimum": 1}


def _object(properties: dict, *, needed=None, more=False) -> dict:
    """Return the schema of an object; all its properties are needed where `needed` does not name them."""
    needed = list(properties) if needed is None else needed
    described = {"type": "object", "properties": properties, "additionalProperties": more}
    return described | ({"required": needed} if needed else {})


def _list(items: dict) -> dict:
    return {"type": "array", "items": items}


NAMED = _object({"id": TEXT, "name": TEXT})
TYPE = {"type": "string", "enum": ["district", "province"]}
VALUE = {
    "oneOf": [
        TEXT,
        {"type": "number"},
        {"type": "boolean"},
        _object({"id": TEXT, "name": TEXT}, needed=["id"], more=True),
    ]
}
ASKED = _object(
    {
        "query": TEXT | {"description": "A name in any spelling, with its province or without, or a code."},
        "type": {"oneOf": [TYPE, _list(TYPE)]},
        "limit": WHOLE | {"default": 10},
        "properties": _list(_object({"pid": TEXT, "v": {"oneOf": [VALUE, _list(VALUE)]}})),
        "type_strict": {"type": "string", "enum": ["any", "all", "should"]},
    },
    needed=[],
) | {
    "anyOf": [
        {"required": ["query"], "properties": {"query": {"pattern": r"\S"}}},
        {"required": ["properties"], "properties": {"properties": {"minItems": 1}}},
    ]
}
QUERIES = {
    "type": "object",
    "maxProperties": 50,
    "additionalProperties": ASKED,
    "examples": [{"q0": {"query": "Emam Saheb", "properties": [{"pid": "province", "v": "Konduz"}]}}],
}
EXTEND = _object(
    {
        "ids": _list(TEXT) | {"maxItems": 1000},
        "properties": _list(_object({"id": TEXT, "name": TEXT, "settings": {"type": "object"}}, needed=["id"])),
    }
) | {"examples": [{"ids": ["AF1905"], "properties": [{"id": "name_fa"}]}]}
# One of the two.
FORM = _object({"queries": QUERIES, "extend": EXTEND}, needed=[]) | {"minProperties": 1, "maxProperties": 1}

SERVICE = _object({"service_url": TEXT, "service_path": TEXT})
SETTING = _object({"name": TEXT, "label": TEXT, "type": TEXT, "help_text": TEXT})
MANIFEST = _object(
    {
        "versions": _list(TEXT),
        "name": TEXT,
        "identifierSpace": TEXT,
        "schemaSpace": TEXT,
        "defaultTypes": _list(NAMED),
        "documentation": TEXT,
        "view": _object({"url": TEXT}),
        "preview": _object({"url": TEXT, "width": WHOLE, "height": WHOLE}),
        "suggest": _object({"entity": SERVICE, "type": SERVICE, "property": SERVICE}),
        "extend": _object({"propose_properties": SERVICE, "property_settings": _list(SETTING)}),
        "batchSize": WHOLE,
    }
)
CANDIDATE = _object(
    {
        "id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "type": _list(NAMED),
        "score": {"type": "number", "minimum": 0, "maximum": 100},
        "features": _list(_object({"id": TEXT, "value": {"type": "boolean"}})),
        "match": {"type": "boolean"},
    }
)
RESULTS = {"type": "object", "additionalProperties": _object({"result": _list(CANDIDATE)})}
CELL = {
    "oneOf": [
        NAMED,
        _object({"str": TEXT}),
        _object({"int": {"type": "integer"}}),
        _object({"float": {"type": "number"}}),
        _object({"date": TEXT | {"format": "date-time"}}),
    ]
}
ROWS = {"type": "object", "additionalProperties": {"type": "object", "additionalProperties": _list(CELL)}}
META = _object({"id": TEXT, "name": TEXT, "type": NAMED}, needed=["id", "name"])
EXTENSION = _object({"meta": _list(META), "rows": ROWS})
ANSWER = {"anyOf": [MANIFEST, EXTENSION, RESULTS]}

SUGGESTED_PLACES = _object(
    {"result": _list(_object({"id": TEXT, "name": TEXT, "description": TEXT, "notable": _list(NAMED)}))}
)
SUGGESTED_TYPES = _object({"result": _list(NAMED)})
SUGGESTED_PROPERTIES = _object({"result": _list(_object({"id": TEXT, "name": TEXT, "description": TEXT}))})
PROPOSAL = _object(
    {"properties": _list(NAMED), "type": TEXT, "limit": WHOLE},
    needed=["properties"],
)
FAULT = _object(
    {
        "param": TEXT | {"description": "Name of the parameter."},
        "pointer": TEXT | {"description": "Where in its JSON, as a JSON Pointer: the key of the query first."},
        "detail": TEXT | {"description": "What is wrong with it and what would be right."},
    },
    needed=["param", "detail"],
)
PROBLEM = _object(
    {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "instance": TEXT,
        "errors": _list(FAULT),
    }
)
