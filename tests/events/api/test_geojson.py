"""GeoJSON of the places, the state of a day and what changed hands: whole bodies, and the rules of RFC 7946."""

import pytest
from django.db import transaction
from jsonschema import Draft202012Validator

from districts.models import District, Province
from events.api.docs import description
from tests.factories import make_district
from tests.shapes import BOUNDARY, CELL, follows_the_rules

SINCE = {"since": "2021-06-21", "since_certain": False, "standing": "confirmed", "event": "E0003"}
IMAM_SAHIB = {
    "type": "Feature",
    "id": "AF1905",
    "geometry": BOUNDARY,
    "properties": {
        "district": "AF1905",
        "district_name": "Imam Sahib",
        "province": "AF19",
        "province_name": "Kunduz",
        "controller": "taliban",
        "contested": False,
        **SINCE,
        "open_claim": None,
        "geometry_from": "boundary",
    },
}
KUNDUZ = {
    "type": "Feature",
    "id": "AF1901",
    "geometry": CELL,
    "properties": {
        **IMAM_SAHIB["properties"],
        "district": "AF1901",
        "district_name": "Kunduz",
        "controller": None,
        **dict.fromkeys(SINCE),
        "geometry_from": "cell",
    },
}


@pytest.fixture
def drawn(small_record):
    """Give Kunduz a cell and Imam Sahib a boundary as well; Khan Abad has no shape."""
    District.objects.filter(code__in=["AF1901", "AF1905"]).update(cell=CELL)
    District.objects.filter(code="AF1905").update(boundary=BOUNDARY)
    Province.objects.update(cell=CELL)


def test_the_state_of_a_day_has_a_feature_a_district_and_its_totals_beside_them(drawn, get):
    answer = get("control/", as_of="2021-06-21", format="geojson", list="nsia1398")

    body = answer.json()
    khan_abad = body["features"][1]
    assert answer["Content-Type"] == "application/geo+json"
    assert (khan_abad["id"], khan_abad["geometry"], khan_abad["properties"]["geometry_from"]) == ("AF1904", None, None)
    assert body == {
        "type": "FeatureCollection",
        "as_of": "2021-06-21",
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "list": "nsia1398",
        "denominator": 3,
        "totals": {"held": {"government": 1, "taliban": 1}, "contested": 0, "unknown": 1, "open_claims": 0},
        "features": [KUNDUZ, khan_abad, IMAM_SAHIB],
    }


def test_what_changed_hands_is_drawn_with_every_flip(drawn, get):
    parameters = {"from_": "2021-06-01", "to": "2021-06-30"}
    plain = get("changes/", **parameters).json()

    answer = get("changes/", **parameters, format="geojson").json()

    [row] = plain.pop("results")
    properties = {**row, "geometry_from": "boundary"}
    feature = {"type": "Feature", "id": "AF1905", "geometry": BOUNDARY, "properties": properties}
    assert answer == {"type": "FeatureCollection", **plain, "features": [feature]}


@pytest.mark.parametrize(
    ("path", "geometry", "drawn_from"),
    [("districts/AF1905/", BOUNDARY, "boundary"), ("districts/AF1904/", None, None), ("provinces/AF19/", CELL, "cell")],
)
def test_a_place_is_one_feature_with_its_row_as_properties(drawn, get, path, geometry, drawn_from):
    row = get(path).json()

    answer = get(path, headers={"Accept": "application/geo+json"})

    assert answer["Content-Type"] == "application/geo+json"
    assert answer.json() == {
        "type": "Feature",
        "id": row["code"],
        "geometry": geometry,
        "properties": {**row, "geometry_from": drawn_from},
    }


def test_pages_of_places_lead_on_and_the_parameter_agrees_with_the_header(drawn, get):
    first = get("districts/", format="geojson", limit=2)
    second = get("districts/", headers={"Accept": "application/geo+json"}, limit=2)

    following = get("districts/?" + first.json()["next"].split("?")[1]).json()

    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert first.json() == {**second.json(), "next": first.json()["next"]}
    assert [feature["id"] for feature in first.json()["features"]] == ["AF1901", "AF1904"]
    assert following == {
        "type": "FeatureCollection",
        "next": None,
        "features": [
            {
                "type": "Feature",
                "id": "AF1905",
                "geometry": BOUNDARY,
                "properties": {**get("districts/").json()["results"][2], "geometry_from": "boundary"},
            }
        ],
    }


def test_a_new_shape_is_drawn_at_once_and_no_cache_keeps_the_old_one_for_good(drawn, get):
    asked = {"as_of": "2021-06-21", "version": 4, "format": "geojson"}
    before = get("control/", **asked)
    with transaction.atomic():
        District.objects.filter(code="AF1905").update(boundary=None)

    after = get("control/", **asked)

    assert before["Cache-Control"] == after["Cache-Control"] == "public, max-age=60"
    assert before["ETag"] != after["ETag"]
    assert after.json()["features"][2]["properties"]["geometry_from"] == "cell"


def test_geojson_of_twenty_districts_takes_as_many_queries_as_of_three(drawn, get, django_assert_num_queries):
    with django_assert_num_queries(6):  # the shapes are read
        get("control/", format="geojson", as_of="2021-06-21")
    for number in range(20):
        make_district(f"AF19{number + 10}", lists=["nsia1398"])

    with django_assert_num_queries(6):  # the shapes have changed and are read anew
        get("control/", format="geojson", as_of="2021-06-21")
    with django_assert_num_queries(4):
        answer = get("control/", format="geojson", as_of="2021-06-22")

    assert len(answer.json()["features"]) == 23


@pytest.mark.parametrize("path", ["districts/?limit=1000", "provinces/?limit=1000", "control/?as_of=2021-06-21"])
def test_every_shape_of_the_whole_record_keeps_to_rfc_7946(record, db, get, path):
    body = get(path, headers={"Accept": "application/geo+json"}).json()

    assert "crs" not in body
    assert len({feature["id"] for feature in body["features"]}) == len(body["features"]) in (34, 421)
    for feature in body["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["properties"]["geometry_from"] == "cell"
        follows_the_rules(feature["geometry"])


@pytest.mark.parametrize(
    ("path", "described"),
    [
        ("districts/", "districts/"),
        ("districts/AF1905/", "districts/{code}/"),
        ("provinces/", "provinces/"),
        ("provinces/AF19/", "provinces/{code}/"),
        ("control/?as_of=2021-06-21", "control/"),
        ("changes/?from=2021-06-01&to=2021-06-30", "changes/"),
    ],
)
def test_every_body_is_as_described(drawn, get, path, described):
    operation = description()["paths"][f"/api/v1/{described}"]["get"]
    schema = operation["responses"]["200"]["content"]["application/geo+json"]["schema"]
    components = {"components": description()["components"]}

    body = get(path, headers={"Accept": "application/geo+json"}).json()

    assert [*Draft202012Validator(components | schema).iter_errors(body)] == []
    assert set(schema["required"]) == set(body)
    assert operation["parameters"][-1]["schema"]["enum"] == ["json", "csv", "parquet", "xlsx", "geojson"]
