"""The descriptor of a Data Package 2.0: its own metadata, and what each file is."""

import hashlib
import json
from typing import Any

from events.export.columns import Column, Reference
from events.export.table import Table

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"

# What the database stores as JSON comes back in an order of its own; written, these come first and in this one.
ORDER = (
    *("$schema", "type", "name", "title", "version", "description", "created", "path", "format", "mediatype"),
    *("encoding", "bytes", "hash", "schema", "fields", "constraints", "primaryKey", "foreignKeys", "missingValues"),
    *("licenses", "sources", "properties", "geometry", "features", "coordinates", "resources"),
)
_PLACE = {name: place for place, name in enumerate(ORDER)}


def in_order(value: Any) -> Any:
    """Return a JSON value with the members of its objects in the one order in which they are written."""
    if isinstance(value, list):
        return [in_order(one) for one in value]
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: (_PLACE.get(name, len(ORDER)), name))
        return {name: in_order(value[name]) for name in names}
    return value


def as_json(value: Any, *, indent: int | None = None) -> bytes:
    """Return the one form in which a JSON value is written."""
    end = "\n" if indent else ""
    return (json.dumps(in_order(value), ensure_ascii=False, indent=indent) + end).encode()


def checksum(content: bytes) -> str:
    """Return a file's hash as a descriptor has it."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def describe(metadata: dict, resources: list[dict]) -> bytes:
    """Return the file that describes a package; `metadata` is its title, version, licences and sources."""
    return as_json(metadata | {"$schema": PROFILE, "resources": resources}, indent=2)


def outline_resource(path: str, content: bytes) -> dict:
    """Return the description of the country's outline."""
    return {
        "name": "outline",
        "title": "The country's outline",
        **_file(path, content, "geojson", "application/geo+json"),
    }


def table_resource(table: Table, content: bytes) -> dict:
    """Return the description of a table and its columns."""
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        **_file(table.path, content, "csv", "text/csv"),
        "schema": {
            "fields": [_field(table, column) for column in table.columns],
            "primaryKey": list(table.key),
            "foreignKeys": [_foreign_key(column) for column in table.columns if _is_strict(column)],
            "missingValues": [""],
        },
    }


def _file(path: str, content: bytes, kind: str, mediatype: str) -> dict:
    return {
        "path": path,
        "format": kind,
        "mediatype": mediatype,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": checksum(content),
    }


def _field(table: Table, column: Column) -> dict:
    constraints = {**column.kind.schema.get("constraints", {})}
    length = table.longest(column)
    if length:
        constraints["maxLength"] = length
    if column.required:
        constraints["required"] = True
    described = {"name": column.name, "description": column.description, **column.kind.schema}
    return described | {"constraints": constraints} if constraints else described


def _is_strict(column: Column) -> bool:
    """Return whether a column holds keys of another table and nothing else."""
    return isinstance(column.kind, Reference) and not column.kind.nobody


def _foreign_key(column: Column) -> dict:
    key = column.kind.key
    target = {"resource": column.kind.table, "fields": [key if isinstance(key, str) else "id"]}
    return {"fields": [column.name], "reference": target}
