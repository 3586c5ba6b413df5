"""The API's description says all that the API takes and answers, and nothing else."""

import io
import re
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache

import pytest
from django.core.management import call_command
from django.urls import get_resolver
from jsonschema import Draft202012Validator

from events.api import docs
from events.api.docs import description

ERRORS = {"400", "401", "406", "429", "500", "503"}
SPANS = {"changes/", "summary/"}  # both days have to be given
DRAWN = {"districts", "provinces", "control", "changes"}
CLOSED = {"object": {"additionalProperties": False}}


@pytest.fixture(scope="module")
def paths():
    """Return what is described, but for the reconciliation service, whose parameters and forms are JSON."""
    return {path: methods for path, methods in described().items() if not path.startswith("reconcile/")}


def described():
    return {path.removeprefix("/api/v1/"): methods for path, methods in description()["paths"].items()}


@pytest.fixture(scope="module")
def readings(paths):
    """The addresses that answer in rows, not with the bytes of a file."""
    return {path: methods for path, methods in paths.items() if not path.endswith(("{file}", ".json"))}


def test_the_description_is_valid_and_without_warnings():
    call_command("spectacular", "--validate", "--fail-on-warn", stdout=io.StringIO())


def test_every_address_is_described():
    patterns = get_resolver().url_patterns
    api = next(each for each in patterns if str(each.pattern) == "api/v1/")
    addresses = {re.sub(r"\(\?P<(\w+)>[^)]*\)|<\w+:(\w+)>", r"{\1\2}", str(each.pattern)) for each in api.url_patterns}

    assert {address.strip("^$") for address in addresses} - {"schema/", "docs/"} == set(described())


def test_every_parameter_that_is_taken_is_described(paths, small_record, client):
    for path, methods in paths.items():
        known = {each["name"] for each in methods["get"]["parameters"] if each["in"] == "query"}

        answer = client.get(f"/api/v1/{filled(path)}", {"no-such": "1"})

        taken = answer.json()["errors"][0]["detail"].partition("There are: ")[2].rstrip(".").split(", ")
        assert set(filter(None, taken)) == known, path


def test_every_parameter_has_a_description_and_an_example_that_works(paths, small_record, get):
    known = {"version": "1", "cursor": None, "measure": "held", "source": "ap", "q": "Kunduz"}
    for path, methods in paths.items():
        for each in methods["get"]["parameters"]:
            assert each["description"], (path, each["name"])
            needed = {"from": "2021-01-01", "to": "2021-12-31"} if path in SPANS else {}
            values = each["schema"].get("examples") or each["schema"].get("enum") or [each["schema"].get("default")]
            value = known.get(each["name"], values[0])
            if each["in"] == "query" and value is not None:
                answer = get(filled(path), **needed | {each["name"]: value})
                assert answer.status_code == 200, (path, each["name"], value, answer.content)


def filled(path):
    for name, code in {"code": "AF19", "slug": "ap", "id": "X0001", "name": "2026-11", "file": "events.csv"}.items():
        path = path.replace(f"{{{name}}}", code)
    codes = {"districts/AF19": "districts/AF1905", "actors/ap": "actors/nrf"}
    codes |= {"events/X0001": "events/E0001", "reports/X0001": "reports/R0001", "tallies/X0001": "tallies/T001"}
    for wrong, right in codes.items():
        path = path.replace(wrong, right)
    return path


def test_every_answer_and_error_is_described_in_its_media_types(readings):
    for path, methods in readings.items():
        responses = methods["get"]["responses"]
        expected = {"200", "304", *ERRORS} | ({"404"} if "{" in path else set())

        assert set(methods) == {"get"}
        assert set(responses) == expected | ({"308", "410"} if path == "events/{id}/" else set()), path
        drawn = {"application/geo+json"} if path.split("/")[0] in DRAWN and "timeline" not in path else set()
        assert {"application/json", "text/csv"} <= set(responses["200"]["content"]) | drawn
        for status in set(responses) - {"200", "304"}:
            assert set(responses[status]["content"]) == {"application/problem+json"}


def test_the_columns_of_the_csv_are_described(readings, small_record, get):
    for path, methods in readings.items():
        needed = {"from": "2021-01-01", "to": "2021-12-31"} if path in SPANS else {}

        answer = get(filled(path), format="csv", **needed)

        example = methods["get"]["responses"]["200"]["content"]["text/csv"]["example"]
        assert answer.getvalue().decode().startswith(example), path


def test_every_body_is_as_described(readings, small_record, get):
    components = {"components": {"schemas": closed(description()["components"]["schemas"])}}
    for path, methods in readings.items():
        needed = {"from": "2021-01-01", "to": "2021-12-31"} if path in SPANS else {}
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]

        errors = [*Draft202012Validator(components | schema).iter_errors(get(filled(path), **needed).json())]

        assert errors == [], path


def closed(schemas):
    """Return the components with no field allowed that is not described, but for the two halves of one body."""

    def is_half(name):
        return name.endswith("Envelope") or name.startswith("Paginated")

    return {name: each if is_half(name) else each | CLOSED.get(each.get("type"), {}) for name, each in schemas.items()}


def test_two_readers_who_ask_first_at_once_have_it_made_once(monkeypatch):
    began, making = threading.Barrier(2), []

    class Generator:
        def get_schema(self, **options):
            making.append("made")
            time.sleep(0.05)
            return {"openapi": "3.1.0"}

    def ask(_):
        began.wait()
        return docs.description()

    monkeypatch.setattr(docs, "_described", cache(docs._described.__wrapped__))
    monkeypatch.setattr(docs, "SchemaGenerator", Generator)
    with ThreadPoolExecutor(2) as readers:
        answers = list(readers.map(ask, range(2)))

    assert (answers, making) == ([{"openapi": "3.1.0"}] * 2, ["made"])


@pytest.mark.parametrize(
    ("parameters", "headers", "media_type"),
    [
        ({}, {}, "application/json"),
        ({}, {"Accept": "application/vnd.oai.openapi+json"}, "application/vnd.oai.openapi+json"),
        ({"format": "yaml"}, {}, "application/vnd.oai.openapi"),
    ],
)
def test_the_description_is_served(db, get, parameters, headers, media_type):
    answer = get("schema/", headers=headers, **parameters)

    assert (answer.status_code, answer["Content-Type"].split(";")[0]) == (200, media_type)
    assert b"3.1" in answer.content[:40]


def test_the_docs_load_their_scripts_from_here_and_have_none_inline(db, get):
    page = get("docs/").content.decode()

    assert re.findall(r"<script[^>]*>([^<]*)</script>", page) == ["", "", ""]
    assert re.findall(r'src="([^"]+)"', page) == [
        "/static/events/search.js",
        "/static/drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js",
        "/static/events/api-docs.js",
    ]
    assert "<style" not in page
    assert " style=" not in page
