"""The rules of the published JSON Schemas of the Reconciliation Service API 0.2, in our words; how a form is sent."""

from urllib.parse import urlencode

from jsonschema import Draft202012Validator

TEXT = {"type": "string"}
TYPE = {"type": "object", "required": ["id", "name"], "properties": {"id": TEXT, "name": TEXT}}
TYPED = {"type": "array", "items": {"anyOf": [TYPE | {"required": ["id"]}, TEXT]}}
SERVICE = {"type": "object", "properties": {"service_url": TEXT, "service_path": TEXT}}
TEMPLATE = {"type": "string", "pattern": r"\{\{id\}\}"}
SETTING = {
    "type": "object",
    "required": ["type", "label", "name"],
    "properties": {
        "type": {"enum": ["number", "text", "checkbox", "select"]},
        "label": TEXT,
        "name": TEXT,
        "help_text": TEXT,
        "default": TEXT,
    },
}
MANIFEST = {
    "type": "object",
    "required": ["versions", "name", "identifierSpace", "schemaSpace"],
    "properties": {
        "versions": {"type": "array", "items": TEXT, "contains": {"const": "0.2"}},
        **dict.fromkeys(("name", "identifierSpace", "schemaSpace", "documentation"), TEXT),
        "defaultTypes": {"type": "array", "items": TYPE, "uniqueItems": True},
        "view": {"type": "object", "required": ["url"], "properties": {"url": TEMPLATE}},
        "preview": {
            "type": "object",
            "required": ["url", "width", "height"],
            "properties": {"url": TEMPLATE, "width": {"type": "integer"}, "height": {"type": "integer"}},
        },
        "suggest": {"type": "object", "properties": dict.fromkeys(("entity", "type", "property"), SERVICE)},
        "extend": {
            "type": "object",
            "properties": {"propose_properties": SERVICE, "property_settings": {"type": "array", "items": SETTING}},
        },
        "batchSize": {"type": "integer"},
    },
}
VALUE = {
    "oneOf": [
        TEXT,
        {"type": "number"},
        {"type": "boolean"},
        {"type": "object", "required": ["id"], "properties": {"id": TEXT, "name": TEXT}},
    ]
}
QUERY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "query": TEXT,
        "type": {"oneOf": [TEXT, {"type": "array", "items": TEXT}]},
        "limit": {"type": "number"},
        "properties": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["pid", "v"],
                "properties": {"pid": TEXT, "v": {"oneOf": [VALUE, {"type": "array", "items": VALUE}]}},
            },
        },
        "type_strict": {"enum": ["any", "should", "all"]},
    },
    "anyOf": [
        {"required": ["query"]},
        {"required": ["properties"], "properties": {"properties": {"type": "array", "minItems": 1}}},
    ],
}
QUERIES = {"type": "object", "additionalProperties": QUERY}
CANDIDATE = {
    "type": "object",
    "required": ["id", "name", "score"],
    "properties": {
        "id": TEXT,
        "name": TEXT,
        "description": TEXT,
        "score": {"type": "number"},
        "match": {"type": "boolean"},
        "type": TYPED,
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"id": TEXT, "value": {"oneOf": [{"type": "boolean"}, {"type": "number"}]}},
            },
        },
    },
}
RESULTS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["result"],
        "properties": {"result": {"type": "array", "items": CANDIDATE}},
    },
}
SUGGESTED = {
    "type": "object",
    "required": ["result"],
    "properties": {
        "result": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {"id": TEXT, "name": TEXT, "description": TEXT, "notable": TYPED},
            },
        }
    },
}
PROPOSAL = {
    "type": "object",
    "required": ["properties"],
    "properties": {
        "properties": {"type": "array", "items": TYPE},
        "type": TEXT,
        "limit": {"type": "integer"},
    },
}
EXTEND = {
    "type": "object",
    "required": ["ids", "properties"],
    "properties": {
        "ids": {"type": "array", "items": TEXT},
        "properties": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id"],
                "properties": {"id": TEXT, "settings": {"type": "object"}},
            },
        },
    },
}
DATE = r"^\d{4}-(1[0-2]|0[1-9])-(3[01]|0[1-9]|[12]\d)T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d+)?(Z|[+-]\d\d:\d\d)?$"


def _only(**properties):
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name != "description"],
        "additionalProperties": False,
    }


CELL = {
    "oneOf": [
        _only(),
        _only(id=TEXT, name=TEXT, description=TEXT),
        _only(str=TEXT),
        _only(float={"type": "number"}),
        _only(int={"type": "integer"}),
        _only(date=TEXT | {"pattern": DATE}),
    ]
}
EXTENSION = {
    "type": "object",
    "required": ["rows", "meta"],
    "properties": {
        "meta": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {"id": TEXT, "name": TEXT, "type": TYPE | {"required": ["id"]}},
            },
        },
        "rows": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "additionalProperties": {"type": "array", "items": CELL},
            },
        },
    },
}


def faults(schema, document):
    """Return what a document breaks of a schema, each as a sentence."""
    return [error.message for error in Draft202012Validator(schema).iter_errors(document)]


def send(client, sent, **headers):
    """Return the answer to a form sent to the service as the rules want it."""
    body, kind = urlencode(sent, doseq=True), "application/x-www-form-urlencoded"
    return client.post("/api/v1/reconcile/", body, content_type=kind, headers=headers)
