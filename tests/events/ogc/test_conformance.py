"""The abstract tests of OGC API – Features, Part 1 (OGC 17-069, Annex A), each requirement by its name, on the record.

Where the standard leaves formats to inspection by eye, the pages are asked for what they have to show.
"""

import datetime
import re

import pytest
import shapely
from drf_spectacular.validation import validate_schema
from jsonschema import Draft202012Validator

from districts.models import District
from tests.shapes import follows_the_rules

pytestmark = pytest.mark.django_db

GEOJSON, HTML, OPENAPI = "application/geo+json", "text/html", "application/vnd.oai.openapi+json;version=3.0"
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
NAMES = ["districts", "provinces", "control", "events"]
REQUIRED = {
    "core": """root-op root-success api-definition-op api-definition-success conformance-op conformance-success http
        query-param-unknown query-param-invalid crs84 fc-md-op fc-md-success fc-md-links fc-md-items fc-md-items-links
        fc-md-extent sfc-md-op sfc-md-success fc-op fc-limit-definition fc-limit-response-1 fc-bbox-definition
        fc-bbox-response fc-time-definition fc-time-response fc-response fc-links fc-rel-type fc-timeStamp
        fc-numberMatched fc-numberReturned f-op f-success f-links""",
    "geojson": "definition content",
    "html": "definition content",
    "oas30": "oas-definition-1 oas-definition-2 oas-impl completeness exceptions-codes security",
}
_shown = set()


def requirement(*names):
    """Note which requirements a test shows."""

    def noted(test):
        _shown.update(names)
        return test

    return noted


def each_collection(test):
    return pytest.mark.parametrize("name", NAMES)(test)


def test_every_requirement_is_shown_by_a_test():
    assert _shown == {f"{group}/{name}" for group, names in REQUIRED.items() for name in names.split()}


@pytest.fixture
def ask(record, ask):
    return ask


def rels(answer):
    return {(link["rel"], link["type"]) for link in answer.json()["links"]}


def first_feature(ask, name):
    return ask(f"/collections/{name}/items", limit=1).json()["features"][0]


@requirement("core/root-op", "core/root-success")
@pytest.mark.parametrize("path", ["", "/"], ids=["without-slash", "with-slash"])
def test_the_landing_page_leads_to_the_description_the_conformance_and_the_data(ask, path):
    answer = ask(path)

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert rels(answer) == {
        ("self", "application/json"),
        ("alternate", HTML),
        ("service-desc", OPENAPI),
        ("service-doc", HTML),
        ("conformance", "application/json"),
        ("data", "application/json"),
    }


@requirement("core/api-definition-op", "core/api-definition-success", "oas30/oas-definition-1", "html/definition")
def test_the_description_is_served_as_its_links_say(ask, client):
    for link in ask("").json()["links"]:
        answer = client.get(link["href"], headers={"Accept": link["type"]})

        assert answer.status_code == 200
        assert answer["Content-Type"].removesuffix("; charset=utf-8") == link["type"]


@requirement("oas30/oas-definition-2")
def test_the_description_is_valid_openapi_3_0(ask):
    validate_schema(ask("/api").json())


@requirement("core/conformance-op", "core/conformance-success")
def test_the_classes_are_named_that_are_shown_here(ask):
    answer = ask("/conformance")

    assert answer.status_code == 200
    base = "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/"
    assert answer.json()["conformsTo"] == [f"{base}{group}" for group in REQUIRED]


@requirement("core/http")
def test_http_is_kept_to(ask, client):
    answer = client.post("/api/ogc/collections")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert client.head("/api/ogc/collections").status_code == client.get("/api/ogc/collections").status_code == 200
    assert ask("/collections", headers={"Accept": "image/png"}).status_code == 406


@requirement("core/query-param-unknown", "core/query-param-invalid", "oas30/exceptions-codes")
@pytest.mark.parametrize(
    ("path", "parameters"),
    [
        ("", {"foo": "1"}),
        ("/conformance", {"foo": "1"}),
        ("/api", {"f": "xml"}),
        ("/collections", {"limit": "1"}),
        ("/collections/districts", {"foo": "1"}),
        ("/collections/districts/items", {"foo": "1"}),
        ("/collections/districts/items/AF1905", {"bbox": "1,2,3,4"}),
        *[("/collections/events/items", {"limit": value}) for value in ("0", "-1", "ten", "")],
        *[("/collections/events/items", {"bbox": value}) for value in ("1,2,3", "a,b,c,d", "1,4,3,2", "181,0,182,1")],
        *[("/collections/events/items", {"datetime": value}) for value in ("2021", "2021-08-02/2021-08-01", "../..")],
    ],
)
def test_what_is_not_known_or_cannot_be_read_is_a_400(ask, path, parameters):
    answer = ask(path, **parameters)

    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [fault["param"] for fault in answer.json()["errors"]] == list(parameters)


@requirement("core/crs84", "geojson/content", "geojson/definition", "core/fc-op", "core/fc-response")
@each_collection
def test_features_are_geojson_in_wgs_84(ask, name):
    answer = ask(f"/collections/{name}/items", limit=1000)

    body = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (200, GEOJSON)
    assert (body["type"], "crs" in body) == ("FeatureCollection", False)
    for feature in body["features"]:
        assert list(feature) == ["type", "id", "geometry", "properties"]
        if feature["geometry"]["type"] != "Point":
            continue
        lon, lat = feature["geometry"]["coordinates"]
        assert 60 < lon < 75
        assert 29 < lat < 39
    if name == "provinces":
        for feature in body["features"]:
            follows_the_rules(feature["geometry"])


@requirement("core/fc-md-op", "core/fc-md-success", "core/fc-md-links", "core/fc-md-items", "core/fc-md-items-links")
def test_the_collections_are_listed_with_links_to_their_features_in_every_form(ask):
    answer = ask("/collections")

    assert answer.status_code == 200
    assert rels(answer) == {("self", "application/json"), ("alternate", HTML)}
    assert [each["id"] for each in answer.json()["collections"]] == NAMES
    for each in answer.json()["collections"]:
        links = {(link["rel"], link["type"]) for link in each["links"]}
        assert links >= {("items", GEOJSON), ("items", HTML)}


@requirement("core/fc-md-extent")
@each_collection
def test_the_extent_holds_every_feature(ask, name):
    extent = ask(f"/collections/{name}").json()["extent"]

    whole = shapely.box(*extent["spatial"]["bbox"][0])
    body = ask(f"/collections/{name}/items", limit=1000).json()
    assert all(whole.covers(shapely.geometry.shape(feature["geometry"])) for feature in body["features"])
    assert extent["spatial"]["crs"] == CRS84
    if "temporal" in extent:
        first, last = (end and datetime.datetime.fromisoformat(end) for end in extent["temporal"]["interval"][0])
        named = "start" if name == "control" else "date_earliest"
        eve = (first + datetime.timedelta(hours=5)).date().isoformat()
        assert min(feature["properties"][named] for feature in body["features"]) >= eve
        assert last is None or last > first


@requirement("core/sfc-md-op", "core/sfc-md-success")
@each_collection
def test_a_collection_is_told_as_in_the_list(ask, name):
    answer = ask(f"/collections/{name}")

    assert answer.status_code == 200
    assert answer.json() == next(each for each in ask("/collections").json()["collections"] if each["id"] == name)


@requirement("core/fc-limit-definition", "core/fc-bbox-definition", "core/fc-time-definition")
@each_collection
def test_limit_bbox_and_datetime_are_described_as_the_standard_has_them(ask, name):
    operation = ask("/api").json()["paths"][f"/collections/{name}/items"]["get"]

    described = {each["name"]: each for each in operation["parameters"]}
    common = {"in": "query", "required": False, "style": "form", "explode": False}
    for parameter in ("limit", "bbox", "datetime"):
        assert described[parameter].items() >= common.items()
    # Conventions of this API: no maximum is declared, for above it nothing is wrong.
    assert described["limit"]["schema"] == {"type": "integer", "minimum": 1, "default": 100}
    bbox = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    assert described["bbox"]["schema"].items() >= bbox.items()
    assert described["datetime"]["schema"]["type"] == "string"


@requirement("core/fc-limit-response-1", "core/fc-numberReturned", "core/fc-numberMatched", "core/fc-timeStamp")
@each_collection
def test_pages_hold_what_limit_says_and_together_every_feature_once(ask, client, name):
    whole = ask(f"/collections/{name}/items", limit=5000).json()
    page, found, matched = ask(f"/collections/{name}/items", limit=30, bbox="66,36,70,38").json(), [], set()

    while page:
        found += [feature["id"] for feature in page["features"]]
        matched.add(page["numberMatched"])
        assert page["numberReturned"] == len(page["features"]) <= 30
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", page["timeStamp"])
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        page = client.get(following[0]).json() if following else None

    assert len(set(found)) == len(found)
    assert matched == {len(found)}
    assert whole["numberReturned"] == min(whole["numberMatched"], 1000)
    assert whole["numberMatched"] > len(found) > 0


@requirement("core/fc-bbox-response")
@pytest.mark.parametrize(
    ("text", "boxes"),
    [
        ("69,36,70,37", [(69, 36, 70, 37)]),
        ("69,36,-10,70,37,9000", [(69, 36, 70, 37)]),
        ("74,36,62,37", [(74, 36, 180, 37), (-180, 36, 62, 37)]),
        ("-10,-10,10,10", [(-10, -10, 10, 10)]),
    ],
    ids=["four-numbers", "six-numbers", "across-the-antimeridian", "elsewhere"],
)
@each_collection
def test_a_box_has_the_features_that_meet_it_and_those_without_a_shape(ask, name, text, boxes):
    District.objects.filter(code="AF2101").update(cell=None)
    pages = [ask(f"/collections/{name}/items", limit=1000).json()]
    while following := [link for link in pages[-1]["links"] if link["rel"] == "next"]:
        pages.append(ask(f"/collections/{name}/items?{following[0]['href'].split('?')[1]}").json())
    whole = [feature for page in pages for feature in page["features"]]
    areas = shapely.union_all([shapely.box(*box) for box in boxes])

    answer = ask(f"/collections/{name}/items", limit=1000, bbox=text).json()

    expected = {
        feature["id"]
        for feature in whole
        if feature["geometry"] is None or shapely.geometry.shape(feature["geometry"]).intersects(areas)
    }
    assert ("AF2101" in expected) is (name == "districts")
    assert {feature["id"] for feature in answer["features"]} == expected
    assert answer["numberMatched"] == len(expected)


@requirement("core/fc-time-response")
@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2021-08-01", "2021-08-01", "2021-08-01"),
        ("2021-08-01T12:00:00Z", "2021-08-01", "2021-08-01"),
        ("2021-08-01T21:00:00Z", "2021-08-02", "2021-08-02"),
        ("2021-06-01/2021-06-30", "2021-06-01", "2021-06-30"),
        ("2021-06-01T00:00:00%2B04:30/2021-06-30", "2021-06-01", "2021-06-30"),
        ("2021-08-01/..", "2021-08-01", "9999"),
        ("2021-08-01/", "2021-08-01", "9999"),
        ("../2021-05-10", "", "2021-05-10"),
        ("/2021-05-10", "", "2021-05-10"),
    ],
)
def test_a_time_has_the_features_that_meet_it(ask, text, first, last):
    for name, begins, ends in (("events", "date_earliest", "date_latest"), ("control", "start", "end")):
        found, query = [], f"limit=1000&datetime={text}"
        whole, asked = [ask(f"/collections/{name}/items?limit=1000").json()], []
        while following := [link for link in whole[-1]["links"] if link["rel"] == "next"]:
            whole.append(ask(f"/collections/{name}/items?{following[0]['href'].split('?')[1]}").json())
        asked = ask(f"/collections/{name}/items?{query}").json()["features"]

        for feature in (feature for page in whole for feature in page["features"]):
            row = feature["properties"]
            start, end = row[begins], row[ends] or "99999"
            over = end < first if name == "events" else end <= first and not start == end >= first
            if start <= last and not over and not (first == last and start == end and name == "control"):
                found.append(feature["id"])
        assert [feature["id"] for feature in asked] == found


@requirement("core/fc-time-response")
def test_what_has_no_time_is_of_every_time(ask):
    assert ask("/collections/provinces/items", datetime="1900-01-01").json()["numberMatched"] == 34


@requirement("core/fc-links", "core/fc-rel-type")
@each_collection
def test_features_link_to_themselves_to_the_page_and_to_what_follows(ask, name):
    answer = ask(f"/collections/{name}/items", limit=1, bbox="60,29,75,39", datetime="2021-08-01/2021-08-31")

    links = {link["rel"]: link for link in answer.json()["links"]}
    assert {rel: link["type"] for rel, link in links.items()} == {
        "self": GEOJSON,
        "alternate": HTML,
        "collection": "application/json",
        "next": GEOJSON,
    }
    assert links["self"]["href"] == f"http://testserver{answer.request['PATH_INFO']}?{answer.request['QUERY_STRING']}"
    assert "bbox=60%2C29%2C75%2C39&datetime=2021-08-01%2F2021-08-31" in links["next"]["href"]
    assert answer["Link"] == f'<{links["next"]["href"]}>; rel="next"'


@requirement("core/f-op", "core/f-success", "core/f-links")
@each_collection
def test_a_feature_is_as_in_its_collection_and_links_to_it(ask, name):
    listed = first_feature(ask, name)

    for slash in ("", "/"):
        answer = ask(f"/collections/{name}/items/{listed['id']}{slash}")

        assert (answer.status_code, answer["Content-Type"]) == (200, GEOJSON)
        assert listed.items() <= answer.json().items()
        assert rels(answer) == {("self", GEOJSON), ("alternate", HTML), ("collection", "application/json")}


@requirement("html/content", "html/definition")
@pytest.mark.parametrize("path", ["", "/conformance", "/api", "/collections", "/collections/control", *NAMES])
def test_every_answer_is_a_page_too_that_shows_it_without_scripts(ask, path):
    path = f"/collections/{path}/items" if path in NAMES else path

    named = ask(path, f="html")
    accepted = ask(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    page = accepted.content.decode()
    assert named["Content-Type"] == accepted["Content-Type"] == "text/html; charset=utf-8"
    assert page.count("<h1") == 1
    assert not re.search(r"<script(?! type=\"module\" src=)|<style|\sstyle=|\son\w+=", page)
    if path.endswith("items"):
        for feature in ask(path).json()["features"]:
            assert f">{feature['id']}</a>" in page


@requirement("html/content")
@each_collection
def test_a_features_page_shows_all_its_properties(ask, name):
    feature = first_feature(ask, name)

    page = ask(f"/collections/{name}/items/{feature['id']}", f="html").content.decode()

    for field, value in feature["properties"].items():
        assert f"<dt>{field}</dt>" in page
        if isinstance(value, str | list):
            assert (value if isinstance(value, str) else ", ".join(value)) in page


@requirement("oas30/completeness", "oas30/oas-impl", "oas30/security")
def test_every_address_and_parameter_is_described_and_nothing_else(ask):
    description = ask("/api").json()
    schemas = description["components"]["schemas"]

    assert "security" not in description
    for path, item in description["paths"].items():
        name = path.split("/")[2] if path.count("/") > 1 else ""
        here = path.replace("{featureId}", first_feature(ask, name)["id"]) if "{" in path else path
        described = [each["name"] for each in item["get"]["parameters"] if each["in"] == "query"]
        refused = ask(here, none="1").json()["errors"][0]["detail"]
        assert set(described) == set(refused.split("There are: ")[1].rstrip(".").split(", "))
        for media_type, content in item["get"]["responses"]["200"]["content"].items():
            answer = ask(here, headers={"Accept": media_type})
            assert answer["Content-Type"].removesuffix("; charset=utf-8") == media_type
            if media_type != HTML:
                schema = schemas[content["schema"]["$ref"].rsplit("/", 1)[1]]
                assert [*Draft202012Validator(schema).iter_errors(answer.json())] == []
