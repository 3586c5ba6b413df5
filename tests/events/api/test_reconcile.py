"""The reconciliation service knows who holds a district; how it is described, framed and kept."""

import json

import pytest
from jsonschema import Draft202012Validator

from districts.models import PlaceName
from events.api.docs import description
from tests.districts.reconcile import published
from tests.factories import make_district

PREFIX = "/api/v1/reconcile/"


def extended(client, ids, *properties):
    asked = {"ids": ids, "properties": list(properties)}
    answer = published.send(client, {"extend": json.dumps(asked)})
    assert answer.status_code == 200, answer.content
    assert published.faults(published.EXTENSION, answer.json()) == []
    return answer.json()["rows"]


def test_a_district_is_extended_by_who_holds_it_now(small_record, client):
    found = extended(client, ["AF1901", "AF1905", "AF19"], {"id": "controller"}, {"id": "contested"}, {"id": "since"})

    unknown = {"controller": [], "contested": [], "since": []}
    taken = {
        "controller": [{"str": "taliban"}],
        "contested": [{"str": "false"}],
        "since": [{"date": "2021-06-21T00:00:00Z"}],
    }
    assert found == {"AF1901": unknown, "AF1905": taken, "AF19": unknown}


@pytest.mark.parametrize(
    ("chosen", "controller", "since"),
    [
        ({}, "government", "2021-05-01"),
        ({"perspective": "", "as_of": ""}, "government", "2021-05-01"),
        ({"perspective": "claimed"}, "taliban", "2021-06-22"),
        ({"perspective": "claimed", "as_of": "2021-06-21"}, "government", "2021-05-01"),
    ],
)
def test_the_day_and_the_perspective_can_be_chosen(small_record, client, chosen, controller, since):
    asked = [{"id": name, "settings": chosen} for name in ("controller", "since")]

    found = extended(client, ["AF1904"], *asked)["AF1904"]

    assert found == {"controller": [{"str": controller}], "since": [{"date": f"{since}T00:00:00Z"}]}


def test_who_holds_a_thousand_places_is_asked_once(small_record, client, django_assert_num_queries):
    asked = [{"id": name} for name in ("name", "controller", "contested", "since")]

    with django_assert_num_queries(4):
        extended(client, ["AF1904", *(f"AF{number:04}" for number in range(999))], *asked)


def test_the_preview_may_be_framed_and_nothing_else_may(small_record, client):
    preview, place = client.get(f"{PREFIX}places/AF1905/preview/"), client.get("/districts/AF1905/")

    assert "X-Frame-Options" not in preview
    assert "frame-ancestors *" in preview["Content-Security-Policy"].split("; ")
    assert (place["X-Frame-Options"], preview["Content-Type"]) == ("DENY", "text/html; charset=utf-8")
    assert "frame-ancestors 'none'" in place["Content-Security-Policy"].split("; ")
    told = " ".join(preview.content.decode().split())
    assert "<dt>Held by</dt><dd>taliban</dd>" in told
    assert "<dt>Since</dt><dd>2021-06-21</dd>" in told
    assert "<dt>Province</dt><dd>Kunduz</dd>" in told
    assert 'href="/districts/AF1905/"' in told
    assert "<style" not in told


def test_a_new_spelling_is_found_at_once(small_record, client):
    asked = {"queries": json.dumps({"q0": {"query": "Imam Sahibzada"}})}
    before = client.get(PREFIX, asked).json()["q0"]["result"]

    PlaceName.objects.create(district=make_district("AF1905"), name="Imam Sahibzada")

    assert [each["match"] for each in before] == [False]
    assert [each["match"] for each in client.get(PREFIX, asked).json()["q0"]["result"]] == [True]


def test_a_reader_who_has_the_manifest_is_told_so(small_record, client):
    tag = client.get(PREFIX)["ETag"]

    assert client.get(PREFIX, headers={"If-None-Match": tag}).status_code == 304


def test_the_service_is_described(small_record, client):
    paths = {path: methods for path, methods in description()["paths"].items() if path.startswith(PREFIX)}
    service, refused = paths[PREFIX], ("400", "401", "406", "429", "500", "503")

    assert set(service) == {"get", "post"}
    assert set(service["post"]["responses"]) == {"200", *refused, "411", "413", "415"}
    assert set(service["get"]["responses"]) == {"200", "304", *refused, "413"}
    form = service["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]
    assert form["encoding"]["queries"] == {"contentType": "application/json"}
    assert set(paths[f"{PREFIX}places/{{code}}/"]["get"]["responses"]) == {"302", "404", *refused}
    for path, methods in paths.items():
        named = {each["name"] for each in methods["get"]["parameters"] if each["in"] == "query"}
        answer = client.get(path.replace("{code}", "AF1905"), {"no-such": "1"})
        taken = answer.json()["errors"][0]["detail"].split("There are: ")[1].rstrip(".").split(", ")
        assert set(taken) == named, path


def test_every_answer_is_as_described_and_every_example_works(small_record, client):
    for path, methods in description()["paths"].items():
        if not path.startswith(PREFIX) or "{code}" in path:
            continue
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        for each in methods["get"]["parameters"]:
            described = each["schema"] if "schema" in each else each["content"]["application/json"]["schema"]
            value = (described.get("examples") or [described.get("default")])[0]
            sent = json.dumps(value) if "content" in each else value
            answer = client.get(path, {each["name"]: sent})

            assert answer.status_code == 200, (path, each["name"], answer.content)
            assert [*Draft202012Validator(schema).iter_errors(answer.json())] == []
            if "content" in each:
                assert [*Draft202012Validator(described).iter_errors(value)] == []
