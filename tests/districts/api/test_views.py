"""provinces/ and districts/: whole bodies, found by any spelling, filtered."""

import pytest

from districts.models import PlaceName, Province
from tests.factories import make_district, make_province

IMAM_SAHIB = {
    "code": "AF1905",
    "ocha_pcode": "AF1905",
    "province": "AF19",
    "province_name": "Kunduz",
    "kind": "district",
    "parent": None,
    "name": "Imam Sahib",
    "name_fa": "امام صاحب",
    "name_ps": "",
    "lat": 37.189,
    "lon": 68.774,
    "location_basis": "",
    "area_km2": 1578.5,
    "area_shared": False,
    "population": 263000,
    "iec2019_code": "1905",
    "nsia1398_code": "1905",
    "agcho2012_code": "",
    "lists": ["nsia1398", "ocha401"],
    "note": "",
}
KUNDUZ = {
    "code": "AF19",
    "iso_3166_2": "AF-KDZ",
    "name": "Kunduz",
    "name_fa": "کندز",
    "name_ps": "",
    "capital": "AF1901",
    "population": 1136677,
    "area_km2": None,
}


@pytest.fixture
def places(db):
    kunduz = make_province(iso_3166_2="AF-KDZ", name_fa="کندز", population=1136677)
    ghazni = make_province("AF11", name="Ghazni")
    make_district(
        name_fa="امام صاحب",
        area_km2="1578.5",
        population=263000,
        iec2019_code="1905",
        nsia1398_code="1905",
        lists=["nsia1398", "ocha401"],
    )
    centre = make_district("AF1901", name="Kunduz", kind="provincial_centre")
    make_district("AFT1901", name="Gultepa", kind="temporary_district", parent=centre, ocha_pcode=None)
    make_district("AF1105", name="Jaghatu", province=ghazni)
    Province.objects.filter(pk=kunduz.pk).update(capital=centre)
    imam_sahib = make_district()
    PlaceName.objects.create(district=imam_sahib, name="Emam Saheb", language="en", sources=["ocha", "iec"])
    PlaceName.objects.create(district=imam_sahib, name="=Imam", sources=[])
    PlaceName.objects.create(province=kunduz, name="Konduz", language="en", sources=["iec"])


@pytest.fixture
def get(client):
    return lambda path, **parameters: client.get(f"/api/v1/{path}", parameters)


def codes(answer):
    return [row["code"] for row in answer.json()["results"]]


def test_a_district_has_every_spelling_of_its_name(places, get):
    spellings = [
        {"name": "=Imam", "language": "", "sources": []},
        {"name": "Emam Saheb", "language": "en", "sources": ["ocha", "iec"]},
    ]

    assert get("districts/AF1905/").json() == IMAM_SAHIB | {"spellings": spellings}


def test_a_province_has_every_spelling_of_its_name(places, get):
    spellings = [{"name": "Konduz", "language": "en", "sources": ["iec"]}]

    assert get("provinces/AF19/").json() == KUNDUZ | {"spellings": spellings}


def test_the_lists_are_in_the_order_of_the_codes(places, get):
    assert codes(get("provinces/")) == ["AF11", "AF19"]
    assert get("provinces/").json()["results"][1] == KUNDUZ
    assert codes(get("districts/")) == ["AF1105", "AF1901", "AF1905", "AFT1901"]
    assert get("districts/").json()["results"][2] == IMAM_SAHIB


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"province": "AF11"}, ["AF1105"]),
        ({"kind": "provincial_centre"}, ["AF1901"]),
        ({"list": "ocha401"}, ["AF1905"]),
        ({"q": "Emam Saheb, Konduz"}, ["AF1905"]),
        ({"q": "امام صاحب"}, ["AF1905"]),
        ({"q": "Kunduz", "kind": "temporary_district"}, ["AFT1901"]),
        ({"q": "Emam Saheb", "province": "AF11"}, []),
        ({"q": "Zzyzx"}, []),
    ],
)
def test_districts_follow_each_parameter(places, get, parameters, found):
    assert codes(get("districts/", **parameters)) == found


def test_provinces_are_found_by_any_spelling(places, get):
    assert codes(get("provinces/", q="Konduz")) == ["AF19"]
    assert codes(get("provinces/", q="کندز")) == ["AF19"]
    assert codes(get("provinces/", q="Zzyzx")) == []


def test_the_best_match_comes_first_over_all_the_pages(places, get):
    first = get("districts/", q="Kunduz", limit="1")
    second = get(first.json()["next"].removeprefix("http://testserver/api/v1/"))

    assert codes(first) == ["AF1901"]
    assert codes(second) == [codes(get("districts/", q="Kunduz"))[1]]


def test_a_district_as_csv_has_its_lists_and_spellings_in_one_line(places, get):
    assert get("districts/AF1905/", format="csv").getvalue().decode() == (
        "code,ocha_pcode,province,province_name,kind,parent,name,name_fa,name_ps,lat,lon,location_basis,area_km2,"
        "area_shared,population,iec2019_code,nsia1398_code,agcho2012_code,lists,note,spellings,spellings_name\n"
        "AF1905,AF1905,AF19,Kunduz,district,,Imam Sahib,امام صاحب,,37.189,68.774,,1578.5,"
        "false,263000,1905,1905,,nsia1398; ocha401,,2,'=Imam; Emam Saheb\n"
    )


def test_provinces_as_csv(places, get):
    assert get("provinces/", format="csv", q="Konduz").getvalue().decode() == (
        "code,iso_3166_2,name,name_fa,name_ps,capital,population,area_km2\nAF19,AF-KDZ,Kunduz,کندز,,AF1901,1136677,\n"
    )


@pytest.mark.parametrize(
    ("parameter", "value", "detail"),
    [
        ("province", "Kundoz", "“Kundoz” is not the code of a province. AF19 is the code of Kunduz."),
        ("province", "Zzyzx", "“Zzyzx” is not the code of a province. They are listed at /api/v1/provinces/."),
        ("kind", "city", "“city” is not one of provincial_centre, district, temporary_district."),
        ("list", "iec", "“iec” is not a list of districts: write one of nsia1398, ocha401."),
        (
            "kinds",
            "district",
            "There is no parameter “kinds” here. Did you mean “kind”? "
            "There are: version, known_at, province, kind, list, q, format, hxl, limit, cursor.",
        ),
    ],
)
def test_a_fault_says_what_would_be_right(places, get, parameter, value, detail):
    answer = get("districts/", **{parameter: value})

    assert (answer.status_code, answer.json()["errors"]) == (400, [{"param": parameter, "detail": detail}])
