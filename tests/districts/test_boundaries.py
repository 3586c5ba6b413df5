import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from shapely.geometry import box, shape

from districts import shapes
from districts.cells import draw_cells, geojson
from districts.models import Country, District, Province
from tests.factories import make_district, make_province

REAL = Path(__file__).parent / "geoboundaries"
GROUND = {"West": box(60, 30, 62, 36), "Middle": box(62, 30, 64, 36), "East": box(64, 30, 66, 36)}


@pytest.fixture
def country(db):
    """Put a square country of three districts and a temporary one into the database."""
    outline = {"type": "Feature", "properties": {}, "geometry": geojson(box(60, 30, 66, 36))}
    country = Country.objects.create(
        name="Square", outline={"type": "FeatureCollection", "features": [outline]}, boundaries_credit=""
    )
    north = make_province("AF01", name="North")
    make_district("AF0101", province=north, name="West", lat=33, lon=61)
    middle = make_district("AF0102", province=north, name="Middle", lat=33, lon=63)
    make_district("AF0103", province=make_province("AF02", name="South"), name="East", lat=33, lon=65)
    make_district(
        "AFT0104",
        province=north,
        name="Newcut",
        lat=34,
        lon=63,
        kind="temporary_district",
        parent=middle,
        ocha_pcode=None,
    )
    draw_cells()
    return country


def feature(name, ground=None, **properties):
    """Return a GeoJSON feature of geoBoundaries' layout, with the ground of the district of that name by default."""
    return {
        "type": "Feature",
        "properties": {"shapeName": name, "shapeID": f"S-{name}"} | properties,
        "geometry": geojson(ground or GROUND[name]),
    }


@pytest.fixture
def load(tmp_path):
    """Return a function that writes features to a file, loads it with options and returns what was printed."""

    def loaded(*features, crosswalk="", **options):
        path = tmp_path / "boundaries.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        if crosswalk:
            options["crosswalk"] = tmp_path / "crosswalk.csv"
            options["crosswalk"].write_text(f"shapeID,shapeName,district_code,how\n{crosswalk}", encoding="utf-8")
        printed = StringIO()
        call_command("load_boundaries", path, stdout=printed, **options)
        return printed.getvalue()

    return loaded


def grounds():
    """Return the ground of each boundary in the database by district code."""
    rows = District.objects.filter(boundary__isnull=False).in_order()
    return {district.code: shape(district.boundary) for district in rows}


def test_features_are_matched_by_position_and_name(country, load):
    printed = load(feature("West"), feature("Middle"), feature("East"))

    assert printed == (
        "3 districts matched: 3 by position and name\n"
        "  1 temporary districts keep a marker inside their parent: AFT0104\n"
        "Maps now show these boundaries.\n"
    )
    assert {code: ground.bounds for code, ground in grounds().items()} == {
        "AF0101": (60, 30, 62, 36),
        "AF0102": (62, 30, 64, 36),
        "AF0103": (64, 30, 66, 36),
    }


def test_features_are_matched_by_pcode_wherever_they_lie(country, load):
    printed = load(feature("Elsewhere", GROUND["East"], ADM2_PCODE="AF0101"))

    assert "1 districts matched: 1 by P-code" in printed
    assert list(grounds()) == ["AF0101"]


def test_a_pcode_that_meant_another_district_is_not_trusted(country, load):
    printed = load(feature("East", ADM2_PCODE="AF0101"))

    assert list(grounds()) == ["AF0103"]
    assert "check: feature 1 (East) has the P-code of West (AF0101); its name was trusted" in printed


def test_a_crosswalk_comes_before_position_and_name(country, load):
    printed = load(feature("West"), feature("Middle"), crosswalk="S-West,West,AFT0104,by hand\n")

    assert "2 districts matched: 1 by crosswalk, 1 by position and name" in printed
    assert "check: feature 1 (West) became Newcut (AFT0104) by crosswalk" in printed
    assert list(grounds()) == ["AF0102", "AFT0104"]


def test_a_pcode_goes_before_another_feature_of_the_same_name(country, load):
    printed = load(feature("West"), feature("Wst", GROUND["East"], ADM2_PCODE="AF0101"))

    assert "  no district for feature 1 (West)\n" in printed
    assert grounds()["AF0101"].equals(GROUND["East"])


def test_a_seat_beside_its_polygon_is_matched_by_name(country, load):
    District.objects.filter(code="AF0103").update(lon="63.9")

    assert "1 by name, the seat being near" in load(feature("East"))


def test_a_seat_alone_in_an_unknown_polygon_is_matched_and_doubted(country, load):
    printed = load(feature("Quux", GROUND["East"]))

    assert "1 districts matched: 1 by position alone" in printed
    assert "check: feature 1 (Quux) became AF0103 by position alone" in printed


def test_what_does_not_match_is_said_of_both_sides(country, load):
    printed = load(feature("West"), feature("Offshore", box(70, 30, 72, 36)))

    assert "  no district for feature 2 (Offshore)\n" in printed
    assert "  no feature for Middle (AF0102)\n" in printed
    assert "  no feature for East (AF0103)\n" in printed


def test_provinces_get_an_outline_when_all_their_permanent_districts_have_one(country, load):
    load(feature("West"), feature("Middle"))

    assert shape(Province.objects.get(code="AF01").boundary).equals(box(60, 30, 64, 36))
    assert Province.objects.get(code="AF02").boundary is None


def test_maps_show_the_boundaries_and_whose_they_are(country, load):
    before = shapes.country_map().kind

    load(feature("West"), feature("Middle"), feature("East"), credit="Survey of 2019")

    drawn = shapes.country_map()
    assert (before, drawn.kind) == ("cells", "boundaries")
    assert drawn.caption.startswith("Boundaries: Survey of 2019. 1 district without a boundary of its own is a dot")
    assert [each.code for each in drawn.districts if each.marker] == ["AFT0104"]


def test_loading_again_replaces_what_was_loaded(country, load):
    load(feature("West"))

    load(feature("East"))

    country.refresh_from_db()
    assert list(grounds()) == ["AF0103"]
    assert country.shapes_version == 4
    assert country.boundaries_credit == "geoBoundaries (www.geoboundaries.org), CC BY 4.0"


def test_a_trial_says_what_would_match_and_stores_nothing(country, load):
    printed = load(feature("West"), dry_run=True)

    assert printed.endswith("Nothing was stored: this was a trial.\n")
    assert grounds() == {}
    assert Country.objects.get().shapes_version == 2


@pytest.mark.parametrize(
    ("features", "crosswalk", "reason"),
    [
        pytest.param(
            [feature("West"), feature("West")],
            "",
            r"feature 1 \(West\) \(by position and name\) and feature 2 \(West\)",
            id="two-on-one-spot",
        ),
        pytest.param(
            [feature("West"), feature("East")],
            "S-West,,AF0101,\nS-East,,AF0101,\n",
            r"feature 1 \(West\) \(by crosswalk\) and feature 2 \(East\) \(by crosswalk\) both are district AF0101",
            id="two-of-one-district",
        ),
        pytest.param(
            [feature("West")], "S-West,,AF9999,\n", "district_code “AF9999” is no district's", id="unknown-code"
        ),
        pytest.param([feature("Offshore", box(70, 30, 72, 36))], "", "None of the 1 features", id="nothing-matches"),
        pytest.param(
            [{"type": "Feature", "properties": {}, "geometry": None}], "", "none of the properties", id="broken"
        ),
    ],
)
def test_an_error_names_the_feature_and_changes_nothing(country, load, features, crosswalk, reason):
    load(feature("Middle"))

    with pytest.raises(CommandError, match=reason):
        load(*features, crosswalk=crosswalk)

    assert list(grounds()) == ["AF0102"]
    assert Country.objects.get().shapes_version == 3


def test_without_places_nothing_can_be_loaded(db, load):
    with pytest.raises(CommandError, match="import a package of places first"):
        load(feature("West"))


def test_the_real_file_matches_all_its_398_polygons_and_its_crosswalk_agrees_but_for_one_old_code(afghanistan):
    source = REAL / "ADM2.geojson"
    printed, again = StringIO(), StringIO()

    call_command("load_boundaries", source, stdout=printed)
    own, drawn = grounds(), shapes.country_map()
    call_command("load_boundaries", source, crosswalk=REAL / "crosswalk.csv", stdout=again)
    listed = grounds()

    assert printed.getvalue().splitlines()[0] == (
        "398 districts matched: 389 by position and name, 7 by name, the seat being near, 2 by position alone"
    )
    assert "no district for" not in printed.getvalue()
    assert "no feature for" not in printed.getvalue()
    assert (drawn.kind, len(drawn.provinces), sum(each.marker for each in drawn.districts)) == ("boundaries", 34, 23)
    assert sum(len(each.d) for each in [*drawn.districts, *drawn.provinces]) < 250_000
    differing = {code for code in own.keys() | listed if code not in own or listed.get(code) != own[code]}
    assert differing == {"AF2409", "AF2507"}
    assert "check: feature 261 (Gizab) became Patoo (AF2409) by crosswalk" in again.getvalue()
