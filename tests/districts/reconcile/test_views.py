"""The service's addresses: manifest, suggestions, proposals, places, and everything that is refused."""

import io
import json
from http import HTTPStatus
from urllib.parse import parse_qs, urlencode

import pytest

from districts.models import PlaceName, Province
from tests.districts.reconcile import published
from tests.factories import make_district, make_province

URL = "/api/v1/reconcile/"
CODES = "code, ocha_pcode, iso_3166_2, province, iec2019_code, nsia1398_code, agcho2012_code."


@pytest.fixture
def places(db):
    make_province(iso_3166_2="AF-KDZ", name_fa="کندز", population=1136677)
    centre = make_district("AF1901", name="Kunduz", kind="provincial_centre")
    make_district(name_fa="امام صاحب", area_km2="1578.5", population=263000, lists=["nsia1398", "ocha401"])
    make_district("AFT1901", name="Gultepa", kind="temporary_district", parent=centre, ocha_pcode=None)
    Province.objects.update(capital=centre)
    PlaceName.objects.create(district=make_district(), name="Emam Saheb", language="en")


@pytest.fixture
def get(places, client):
    return lambda path="", **parameters: client.get(URL + path, parameters)


@pytest.fixture
def extend(places, client):
    def ask(ids, *properties):
        asked = {"ids": ids, "properties": [{"id": each} for each in properties]}
        assert published.faults(published.EXTEND, asked) == []
        answer = published.send(client, {"extend": json.dumps(asked)})
        assert published.faults(published.EXTENSION, answer.json()) == []
        return answer.json()

    return ask


def test_the_manifest_says_what_there_is(get):
    root, at = "http://testserver", f"http://testserver{URL}"

    manifest = get().json()

    assert published.faults(published.MANIFEST, manifest) == []
    settings = manifest["extend"].pop("property_settings")
    assert [(each["name"], each["type"]) for each in settings] == [("as_of", "text"), ("perspective", "text")]
    assert manifest == {
        "versions": ["0.2"],
        "name": "Marz: provinces and districts of Afghanistan",
        "identifierSpace": f"{at}places/",
        "schemaSpace": "https://schema.org/AdministrativeArea",
        "defaultTypes": [{"id": "district", "name": "District"}, {"id": "province", "name": "Province"}],
        "documentation": f"{root}/api/v1/docs/",
        "view": {"url": f"{at}places/{{{{id}}}}/"},
        "preview": {"url": f"{at}places/{{{{id}}}}/preview/", "width": 400, "height": 260},
        "suggest": {
            name: {"service_url": root, "service_path": f"{URL}suggest/{name}/"}
            for name in ("entity", "type", "property")
        },
        "extend": {"propose_properties": {"service_url": root, "service_path": f"{URL}properties/"}},
        "batchSize": 50,
    }


def test_get_and_post_give_the_same_results_without_a_token_or_a_cookie(places, client):
    client.handler.enforce_csrf_checks = True
    sent = {"queries": json.dumps({"a/b": {"query": "Emam Saheb"}})}

    answers = [client.get(URL, sent), published.send(client, sent, Origin="http://127.0.0.1:3333")]

    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["a/b"]["result"][0]["match"] is True
    assert answers[1]["Access-Control-Allow-Origin"] == "*"
    assert not answers[0].cookies
    assert not answers[1].cookies


@pytest.mark.parametrize(
    ("path", "methods"),
    [(URL, "GET, HEAD, OPTIONS, POST"), (f"{URL}suggest/entity/", "GET, HEAD, OPTIONS")],
)
def test_a_page_from_elsewhere_is_told_where_it_may_post(client, path, methods):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "POST"}

    answer = client.options(path, headers=asked)

    assert answer["Access-Control-Allow-Methods"] == methods


@pytest.mark.parametrize(
    ("field", "value", "faults"),
    [
        ("queries", "{", [("", "It is not JSON")]),
        ("queries", "[]", [("", "It is not an object: write one of queries by key")]),
        ("queries", '{"q0": []}', [("/q0", "[] is not a query: write an object.")]),
        ("queries", '{"q0": {}}', [("/q0", "It asks for nothing: give a query, properties or both.")]),
        ("queries", '{"q0": {"query": " "}}', [("/q0", "It asks for nothing: give a query, properties or both.")]),
        ("queries", '{"q0": {"query": 7}}', [("/q0/query", "7 is not a text."), ("/q0", "It asks for nothing")]),
        ("queries", '{"a/b~": {"query": "x", "limit": 0}}', [("/a~1b~0/limit", "0 is not a number of candidates")]),
        ("queries", '{"q0": {"query": "x", "limit": 1.5}}', [("/q0/limit", "1.5 is not a number of candidates")]),
        ("queries", '{"q0": {"query": "x", "limit": true}}', [("/q0/limit", "true is not a number of candidates")]),
        ("queries", '{"q0": {"query": "x", "type": "town"}}', [("/q0/type", '"town" is not a type: write one of dis')]),
        (
            "queries",
            '{"q0": {"query": "x", "type": [1]}}',
            [("/q0/type", "1 is not a type: write one of district, pr")],
        ),
        (
            "queries",
            '{"q0": {"query": "x", "type_strict": "no"}}',
            [("/q0/type_strict", '"no" is not one of any, all, s')],
        ),
        (
            "queries",
            '{"q0": {"query": "x", "colour": 1}}',
            [("/q0/colour", "There is no such field. There are: query")],
        ),
        ("queries", '{"q0": {"query": "x", "properties": {}}}', [("/q0/properties", "{} is not a list of objects")]),
        (
            "queries",
            '{"q0": {"query": "x", "properties": [1, {"pid": "name", "v": "x"}, {"pid": "province", "v": null}]}}',
            [
                ("/q0/properties/0", "1 is not an object with pid and v."),
                ("/q0/properties/1/pid", f'"name" narrows nothing: write one of {CODES}'),
                ("/q0/properties/2/v", "null is not a text, a number or an object with an id."),
            ],
        ),
        (
            "queries",
            '{"q": {"query": "x", "properties": [' + ", ".join(['{"pid": "province", "v": ["a", "b"]}'] * 6) + "]}}",
            [("/q/properties", "There are 12 values, and 10 at most narrow a query.")],
        ),
        (
            "queries",
            '{"q": {"query": "x", "properties": ' + "[" * 900 + "]" * 900 + "}}",
            [("/q/properties/0", "What is nested so deep is not an object with pid and v.")],
        ),
        ("extend", "x", [("", "It is not JSON")]),
        ("extend", "{}", [("/ids", "It is not a list of ids"), ("/properties", "It is not a list of objects")]),
        ("extend", '{"ids": [1], "properties": []}', [("/ids", "It is not a list of ids, which are texts.")]),
        ("extend", '{"ids": [], "properties": [], "x": 1}', [("/x", "There is no such field. There are: ids, prop")]),
        ("extend", '{"ids": [], "properties": [7]}', [("/properties/0", "7 is not an object with an id")]),
        ("extend", '{"ids": [], "properties": [{"id": "gdp"}]}', [("/properties/0/id", '"gdp" is not a property: wr')]),
        (
            "extend",
            '{"ids": [], "properties": [{"id": "name"}, {"id": "name"}]}',
            [("/properties", "A property is asked for twice")],
        ),
        (
            "extend",
            '{"ids": [], "properties": [{"id": "name", "settings": {"as_of": "2021-08-15", "perspective": ""}}]}',
            [("/properties/0/settings/as_of", "name has no such setting.")],
        ),
        (
            "extend",
            '{"ids": [], "properties": [{"id": "since", "settings": {"as_of": "soon", "perspective": 1}}]}',
            [
                ("/properties/0/settings/as_of", "“soon” is not a day: write YYYY-MM-DD"),
                ("/properties/0/settings/perspective", "1 is not a text."),
            ],
        ),
        (
            "extend",
            '{"ids": [], "properties": [{"id": "since", "settings": 1}]}',
            [("/properties/0/settings", "1 is n")],
        ),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_key_and_field(places, client, field, value, faults):
    answer = published.send(client, {field: value})

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    found = answer.json()["errors"]
    assert [(each["param"], each["pointer"]) for each in found] == [(field, pointer) for pointer, _ in faults]
    for each, (pointer, detail) in zip(found, faults, strict=True):
        assert each["detail"].startswith(detail)
        assert f"{field}{pointer}: {detail}" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("sent", "param", "detail"),
    [
        ({}, "queries", "It is needed, or extend: send one as a form field."),
        ({"queries": "{}", "extend": "{}"}, "extend", "Send either queries or extend, not both."),
        ({"queries": ["{}", "{}"]}, "queries", "It is given 2 times: give it once."),
        ({"queries": ""}, "queries", "It is empty: give a value or leave it out."),
        (
            {"queries": "{}", "callback": "f"},
            "callback",
            "There is no parameter “callback” here. There are: queries, extend, format.",
        ),
    ],
)
def test_a_form_that_asks_nothing_or_too_much_is_refused(places, client, sent, param, detail):
    answer = published.send(client, sent)

    assert (answer.status_code, answer.json()["errors"]) == (400, [{"param": param, "detail": detail}])


@pytest.mark.parametrize(
    ("sent", "detail"),
    [
        (
            {"queries": json.dumps({f"q{number}": {"query": "x"} for number in range(51)})},
            "queries: There are 51 queries, and 50 at most are answered at once.",
        ),
        (
            {"extend": json.dumps({"ids": ["AF1905"] * 1001, "properties": [{"id": "name"}]})},
            "extend: There are 1001 ids, and 1000 at most are answered at once.",
        ),
        (
            {"queries": "x" * 1_000_000},
            "The form has 1000008 bytes, and 1000000 at most are read: send smaller batches.",
        ),
    ],
    ids=["queries", "ids", "bytes"],
)
def test_more_than_is_answered_at_once_is_refused(places, client, sent, detail):
    answer = published.send(client, sent)

    assert answer.status_code == 413
    assert answer.json() == {
        "type": "about:blank",
        "title": HTTPStatus(413).phrase,
        "status": 413,
        "detail": detail,
        "instance": URL,
        "errors": [],
    }


def in_chunks(client, body, form="application/x-www-form-urlencoded"):
    stream = {"wsgi.input": io.BytesIO(body), "wsgi.input_terminated": True}
    return client.generic("POST", URL, CONTENT_TYPE=form, HTTP_TRANSFER_ENCODING="chunked", **stream)


def test_a_form_in_chunks_is_read_to_its_end(places, client):
    body = urlencode({"queries": '{"q0": {"query": "Imam Sahib", "type": "district"}}'}).encode()

    answers = [in_chunks(client, body), in_chunks(client, b"queries=" + b"x" * 1_000_000)]
    answers.append(in_chunks(client, body, form="application/json"))

    assert [answer.status_code for answer in answers] == [200, 413, 415]
    assert answers[0].json() == published.send(client, {"queries": parse_qs(body.decode())["queries"][0]}).json()
    assert answers[0].json()["q0"]["result"][0]["id"] == "AF1905"


def test_a_form_in_chunks_of_which_no_end_is_known_is_told_to_say_how_long_it_is(places, client):
    answer = client.generic(
        "POST", URL, content_type="application/x-www-form-urlencoded", HTTP_TRANSFER_ENCODING="chunked"
    )

    assert (answer.status_code, answer["Content-Type"]) == (411, "application/problem+json")
    assert answer.json() == {
        "type": "about:blank",
        "title": "Length Required",
        "status": 411,
        "detail": "The form was sent in chunks: send it whole, with its Content-Length.",
        "instance": URL,
        "errors": [],
    }


def test_a_hundred_faults_of_a_form_are_told_at_most(places, client):
    answer = published.send(client, {"queries": json.dumps({"q": {"query": "x", "type": ["river"] * 101}})})

    assert (answer.status_code, len(answer.json()["errors"])) == (400, 100)


def test_an_id_that_no_place_can_have_has_no_values(places, client):
    asked = {"ids": ["\u0000", "AF19"], "properties": [{"id": "name"}]}

    answer = published.send(client, {"extend": json.dumps(asked)})

    assert answer.json()["rows"] == {"\u0000": {"name": []}, "AF19": {"name": [{"str": "Kunduz"}]}}


def test_another_form_or_method_is_refused(places, client):
    answers = [client.post(URL, "{}", content_type="application/json"), client.put(URL)]

    assert [(answer.status_code, answer.json()["detail"]) for answer in answers] == [
        (415, 'Unsupported media type "application/json" in request. Send it as application/x-www-form-urlencoded.'),
        (405, "The API is read only: use GET, HEAD, POST or OPTIONS."),
    ]


def test_a_form_with_more_fields_than_anybody_needs_is_refused(places, client, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2

    answer = published.send(client, {"a": 1, "b": 2, "c": 3})

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")


def test_places_are_extended_by_their_properties(extend):
    asked = ["ocha_pcode", "iso_3166_2", "name_fa", "name_ps", "kind", "province", "parent", "lat", "population"]

    found = extend(["AF1905", "AFT1901", "AF19", "AF99"], *asked, "area_km2", "lists", "capital")

    kunduz, centre = {"id": "AF19", "name": "Kunduz"}, {"id": "AF1901", "name": "Kunduz"}
    province = {"id": "province", "name": "Province", "type": {"id": "province", "name": "Province"}}
    assert found["meta"][5] == province
    assert found["rows"]["AF1905"] == {
        "ocha_pcode": [{"str": "AF1905"}],
        "iso_3166_2": [{"str": "AF-KDZ"}],
        "name_fa": [{"str": "امام صاحب"}],
        "name_ps": [],
        "kind": [{"str": "district"}],
        "province": [kunduz],
        "parent": [],
        "lat": [{"float": 37.189}],
        "population": [{"int": 263000}],
        "area_km2": [{"float": 1578.5}],
        "lists": [{"str": "nsia1398"}, {"str": "ocha401"}],
        "capital": [],
    }
    assert (found["rows"]["AFT1901"]["ocha_pcode"], found["rows"]["AFT1901"]["parent"]) == ([], [centre])
    assert (found["rows"]["AF19"]["ocha_pcode"], found["rows"]["AF19"]["capital"]) == ([{"str": "AF19"}], [centre])
    assert set(map(tuple, found["rows"]["AF99"].values())) == {()}


def test_all_properties_of_one_or_several_places_take_the_same_number_of_queries(
    extend, get, django_assert_num_queries
):
    known = [each["id"] for each in get("properties/").json()["properties"]]

    for ids in (["AF1905"], ["AF1905", "AF1901", "AFT1901", "AF19"]):
        with django_assert_num_queries(4):
            extend(ids, *known)


@pytest.mark.parametrize(
    ("path", "parameters", "expected"),
    [
        ("suggest/entity/", {"prefix": "Ima"}, ["AF1905"]),
        ("suggest/entity/", {"prefix": "Ema"}, ["AF1905"]),
        ("suggest/entity/", {"prefix": "af190"}, ["AF1901", "AF1905"]),
        ("suggest/entity/", {"prefix": "AF19", "cursor": "1", "limit": "1"}, ["AF1901"]),
        ("suggest/entity/", {"prefix": "Kunduz", "type": "province"}, ["AF19"]),
        ("suggest/entity/", {"prefix": "Kunduz"}, ["AF1901", "AF19"]),
        ("suggest/entity/", {"prefix": ""}, []),
        ("suggest/type/", {"prefix": "prov"}, ["province"]),
        ("suggest/type/", {}, ["district", "province"]),
        ("suggest/property/", {"prefix": "held"}, ["controller"]),
        ("suggest/property/", {"prefix": "code", "type": "province"}, ["code"]),
        (
            "suggest/entity/",
            {
                "prefix": "Ima",
                "type": "",
                "type_strict": "should",
                "spell": "always",
                "exact": "false",
                "prefixed": "true",
            },
            ["AF1905"],
        ),
    ],
)
def test_what_is_typed_is_completed(get, path, parameters, expected):
    answer = get(path, **parameters).json()

    assert published.faults(published.SUGGESTED, answer) == []
    assert [each["id"] for each in answer["result"]] == expected


def test_a_suggested_place_says_which_it_is(get):
    assert get("suggest/entity/", prefix="Emam").json()["result"] == [
        {
            "id": "AF1905",
            "name": "Imam Sahib",
            "description": "District of Kunduz (AF1905), also spelled “Emam Saheb”",
            "notable": [{"id": "district", "name": "District"}],
        }
    ]


def test_the_properties_of_a_type_are_proposed(get):
    answer = get("properties/", type="province", limit="3").json()

    assert published.faults(published.PROPOSAL, answer) == []
    assert answer == {
        "properties": [
            {"id": "code", "name": "Code"},
            {"id": "ocha_pcode", "name": "OCHA P-code"},
            {"id": "iso_3166_2", "name": "ISO 3166-2"},
        ],
        "type": "province",
        "limit": 3,
    }


@pytest.mark.parametrize(
    ("path", "parameters", "param", "detail"),
    [
        ("suggest/entity/", {"prefix": "x", "cursor": "-1"}, "cursor", "“-1” is not a whole number from 0 up."),
        ("suggest/type/", {"limit": "0"}, "limit", "“0” is not a whole number from 1 up."),
        ("properties/", {"type": "town"}, "type", "“town” is not a type: write one of district, province."),
    ],
)
def test_a_suggestion_that_cannot_be_made_is_refused(get, path, parameters, param, detail):
    answer = get(path, **parameters)

    assert (answer.status_code, answer.json()["errors"]) == (400, [{"param": param, "detail": detail}])


@pytest.mark.parametrize(("code", "page"), [("AF1905", "/districts/AF1905/"), ("AF19", "/provinces/AF19/")])
def test_a_place_leads_to_its_page(get, code, page):
    answer = get(f"places/{code}/")

    assert (answer.status_code, answer["Location"]) == (302, page)


@pytest.mark.parametrize("path", ["places/AF99/", "places/AF99/preview/"])
def test_a_place_that_is_none_is_not_found(get, path):
    answer = get(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["detail"] == "There is no place with the code “AF99”."
