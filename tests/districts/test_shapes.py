import re

import pytest
from shapely.geometry import Point, Polygon, box

from districts import shapes
from districts.cells import draw_cells, geojson
from districts.models import Country, District, Province
from tests.factories import make_district, make_province


def make_country(**overrides):
    """Return a country whose outline is a square of six degrees."""
    ground = {"type": "Feature", "properties": {}, "geometry": geojson(box(60, 30, 66, 36))}
    outline = {"type": "FeatureCollection", "features": [ground]}
    return Country.objects.create(**{"name": "Square", "outline": outline} | overrides)


@pytest.fixture
def two_districts(db):
    """Put a square country of two districts side by side into the database, the second with a temporary district."""
    make_country(boundaries_credit="The survey")
    north = make_province("AF01", name="North")
    west = make_district("AF0101", province=north, lat=33, lon=61.5)
    east = make_district("AF0102", province=north, lat=33, lon=64.5)
    make_district("AF0103", province=north, lat=34, lon=64.6, kind="temporary_district", parent=east)
    draw_cells()
    return west, east


def bend(path):
    """Return the polygon that an SVG path of one ring draws."""
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", path)]
    steps = list(zip(numbers[::2], numbers[1::2], strict=True))
    points = [steps[0]]
    for across, down in steps[1:]:
        points.append((points[-1][0] + across, points[-1][1] + down))
    return Polygon(points)


def test_an_empty_database_has_an_empty_map(db):
    assert shapes.country_map() == shapes.Map("0 0 1000 1000", "cells", "No place is loaded.")


def test_the_map_of_the_country_shows_every_district_and_says_that_cells_are_no_boundaries(afghanistan):
    draw_cells()

    drawn = shapes.country_map()

    assert (len(drawn.districts), len(drawn.provinces)) == (421, 34)
    assert (drawn.kind, drawn.view_box) == ("cells", "0 0 1000 763")
    assert "not its boundaries" in drawn.caption
    assert all(re.fullmatch(r"(M[-\d. ]+l[-\d. ]+z)+", each.d) for each in [*drawn.districts, *drawn.provinces])
    assert sum(len(each.d) for each in [*drawn.districts, *drawn.provinces]) < 60_000


def test_a_place_is_pointed_at_inside_of_what_is_drawn_of_it(afghanistan):
    draw_cells()

    drawn = shapes.country_map()

    areas = {each.code: bend(each.d).buffer(0.2) for each in drawn.districts if each.d.count("M") == 1}
    assert all(areas[each.code].contains(Point(each.x, each.y)) for each in drawn.districts if each.code in areas)


def test_the_map_of_a_province_is_drawn_large_and_holds_its_districts_alone(afghanistan):
    draw_cells()

    drawn = shapes.province_map(Province.objects.get(code="AF19"))

    assert [each.code for each in drawn.districts] == [
        *("AF1901", "AF1902", "AF1903", "AF1904", "AF1905", "AF1906", "AF1907", "AFT1908", "AFT1909", "AFT1910")
    ]
    assert [each.code for each in drawn.provinces] == ["AF19"]
    assert bend(drawn.provinces[0].d).bounds[2] > 990


def test_neighbours_share_their_edge_on_the_map(two_districts):
    west, east = shapes.country_map().districts[:2]

    shared = bend(west.d).intersection(bend(east.d))

    assert shared.area == 0
    assert shared.length > 100


def test_a_drawn_map_is_kept_until_shapes_change(two_districts, django_assert_num_queries):
    first = shapes.country_map()

    with django_assert_num_queries(1):
        again = shapes.country_map()
    draw_cells()
    later = shapes.country_map()

    assert again is first
    assert later is not first


def test_boundaries_are_shown_where_they_are_loaded_and_others_are_dots_in_their_parent(two_districts):
    west, east = two_districts
    District.objects.filter(pk=west.pk).update(boundary=geojson(box(60, 30, 63, 36)))
    District.objects.filter(pk=east.pk).update(boundary=geojson(box(63, 30, 66, 33.5)))

    drawn = shapes.country_map()

    assert drawn.kind == "boundaries"
    assert drawn.caption == (
        "Boundaries: The survey. 1 district without a boundary of its own is a dot, "
        "inside the district that a temporary one was cut from."
    )
    parent, dot = drawn.districts[1:]
    assert (parent.marker, dot.marker, dot.d) == (False, True, "")
    assert bend(parent.d).contains(Point(dot.x, dot.y))


def test_dots_on_one_spot_are_moved_apart(two_districts):
    west, east = two_districts
    make_district("AF0104", province=west.province, lat=34, lon=64.6, kind="temporary_district", parent=east)
    District.objects.filter(pk=east.pk).update(boundary=geojson(box(63, 30, 66, 36)))

    drawn = shapes.country_map()

    first, second = (each for each in drawn.districts if each.code in ("AF0103", "AF0104"))
    assert Point(first.x, first.y).distance(Point(second.x, second.y)) >= shapes.MARKER


def test_a_tall_province_keeps_within_the_page(db):
    make_country()
    make_district("AF0101", province=make_province("AF01"), lat=33, lon=63)
    draw_cells()
    District.objects.update(boundary=geojson(box(63, 30, 63.5, 36)))

    drawn = shapes.country_map()

    assert drawn.view_box == f"0 0 1000 {1247}"
    west, _, east, _ = bend(drawn.districts[0].d).bounds
    assert (west + east) / 2 == pytest.approx(500, abs=1)


def test_a_path_leaves_out_what_is_too_small_to_be_seen():
    assert shapes.path(box(1, 1, 1.01, 1.01)) == ""
    assert shapes.path(box(0, 0, 10.5, 2)) == "M10.5 0l0 2-10.5 0 0-2z"
