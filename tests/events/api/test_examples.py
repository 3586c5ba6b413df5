"""The description's examples are of the form described, and it is OpenAPI 3.1 by the official rules."""

import csv
import json
from pathlib import Path

import drf_spectacular.validation
import pytest
from django.conf import settings
from jsonschema import Draft202012Validator, FormatChecker

from districts.api.columns import columns, flat
from events.api.docs import description
from events.api.examples import examples
from tests.events.api.test_formats import row_class_of, table_paths
from tests.events.api.test_schema import closed

PATHS = description()["paths"]
OPERATIONS = {operation["operationId"]: operation for methods in PATHS.values() for operation in methods.values()}
META = Path(drf_spectacular.validation.__file__).parent / "openapi_3_1_schema.json"


def components():
    return {"components": {"schemas": closed(description()["components"]["schemas"])}}


def wrong(schema, value):
    validator = Draft202012Validator(components() | schema, format_checker=FormatChecker())
    return [error.message for error in validator.iter_errors(value)]


def schemas_of(operation):
    """Yield (where, schema) of an operation's parameters, form and answers."""
    for each in operation.get("parameters", []):
        yield each["name"], each.get("schema") or each["content"]["application/json"]["schema"]
    answers = [(status, answer.get("content", {})) for status, answer in operation["responses"].items()]
    for where, content in [("form", operation.get("requestBody", {}).get("content", {})), *answers]:
        for media, told in content.items():
            yield f"{where} {media}", told["schema"]


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_parameter_has_an_example_of_its_form(name):
    taken = {each["name"] for each in OPERATIONS[name].get("parameters", [])}
    schemas = {where: schema for where, schema in schemas_of(OPERATIONS[name]) if where in taken}

    assert [where for where, schema in schemas.items() if not schema.get("examples")] == []
    assert [each for schema in schemas.values() for value in schema["examples"] for each in wrong(schema, value)] == []


@pytest.mark.parametrize("name", OPERATIONS)
def test_every_answer_in_json_has_an_example_of_its_form(name):
    told = OPERATIONS[name]["responses"].get("200", {}).get("content", {}).get("application/json")
    answered = told and name != "releases_file"  # a file of a release may be any JSON

    assert (name in examples()) == bool(answered)
    if answered:
        assert wrong(told["schema"], told["examples"]["record"]["value"]) == []


def test_every_example_has_the_columns_of_its_table():
    paths = {path: methods["get"]["operationId"] for path, methods in PATHS.items()}
    seen = 0
    for asked, _ in table_paths():
        name = next(each for path, each in paths.items() if resembles(path, asked))
        table, answer = columns(row_class_of(asked)), examples()[name]["answer"]
        for row in answer.get("results", [answer]):
            assert len(flat(table, row)) == len(table), name
            seen += 1

    assert seen > len(table_paths())


# Where a row of an example says what in which table of the record that ships, and the table's own column.
TOLD = {
    "district": ("districts", "code"),
    "province": ("provinces", "code"),
    "parent": ("districts", "code"),
    "capital": ("districts", "code"),
    "district_name": ("districts", "name"),
    "province_name": ("provinces", "name"),
    "controller": ("actors", "slug"),
    "opponent": ("actors", "slug"),
    "actor": ("actors", "slug"),
    "allied_with": ("actors", "slug"),
    "before": ("actors", "slug"),
    "after": ("actors", "slug"),
    "source": ("sources", "slug"),
    "report": ("reports", "id"),
    "origin": ("reports", "id"),
    "event": ("events", "id"),
}
# The examples that are rows of a table, by the name of their operation.
ROWS = {"actors": "slug", "districts": "code", "events": "id", "provinces": "code", "reports": "id", "sources": "slug"}


def test_every_id_name_and_code_of_an_example_is_in_the_record_that_ships():
    folder, seen = Path(settings.BASE_DIR) / "fixtures" / "afghanistan", set()
    tables = {path.stem: list(csv.DictReader(path.read_text().splitlines(True))) for path in folder.glob("*.csv")}
    known = {(table, column): {row[column] for row in tables[table]} for table, column in {*TOLD.values()}}

    for name, example in examples().items():
        for field, value in values_of(example["answer"]):
            if field in TOLD and isinstance(value, str) and value and not name.startswith(("reconcile", "datapackage")):
                assert value in known[TOLD[field]] or value == "unknown", (name, field, value)
                seen.add(field)
        table, _, action = name.partition("_")
        if table in ROWS and action in ("list", "retrieve"):
            rows = example["answer"].get("results", [example["answer"]])
            shipped = {row[ROWS[table]]: row for row in tables[table]}
            for row in rows:
                same = row.keys() & shipped[row[ROWS[table]]].keys() & {"name", "name_fa", "title", "summary", "date"}
                assert {each: row[each] for each in same} == {each: shipped[row[ROWS[table]]][each] for each in same}, (
                    name
                )

    assert seen >= TOLD.keys() - {"allied_with", "parent", "origin"}


def values_of(told):
    """Yield (field, value) of each field within an answer."""
    if isinstance(told, dict):
        yield from told.items()
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from values_of(each)


def resembles(path, asked):
    """Return whether an address that was asked for is one of a path with names in braces."""
    parts, given = path.removeprefix("/api/v1/").split("/"), asked.split("/")
    return len(parts) == len(given) and all(
        part in (one, f"{{{part[1:-1]}}}") for part, one in zip(parts, given, strict=True)
    )


def test_the_description_is_valid_by_the_meta_schemas_of_openapi_and_json_schema():
    document = json.loads(json.dumps(description()))

    faults = [error.message for error in Draft202012Validator(json.loads(META.read_text())).iter_errors(document)]
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    for operation in OPERATIONS.values():
        for _, schema in schemas_of(operation):
            Draft202012Validator.check_schema(schema)

    assert document["openapi"].startswith("3.1.")
    assert faults == []


def test_every_reference_leads_to_a_component_and_every_operation_has_a_name_of_its_own():
    found = set(references(description()))

    names = {f"#/components/{kind}/{name}" for kind, each in description()["components"].items() for name in each}
    assert found <= names
    assert len(OPERATIONS) == sum(len(methods) for methods in PATHS.values())


def references(told):
    """Yield each $ref within what is told."""
    if isinstance(told, dict):
        yield from [told["$ref"]] if isinstance(told.get("$ref"), str) else []
        told = list(told.values())
    if isinstance(told, list):
        for each in told:
            yield from references(each)
