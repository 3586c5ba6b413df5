import math

import pytest
import shapely
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box, shape

from districts.cells import draw, draw_cells, geojson, joined, outline_of, polygons
from districts.models import Country, District, Province

HORSESHOE = Polygon([(60, 30), (66, 30), (66, 36), (60, 36), (60, 34), (64, 34), (64, 32), (60, 32)])
OUTLINES = {"square": box(60, 30, 66, 36), "horseshoe": HORSESHOE, "islands": box(60, 30, 62, 36) | box(64, 30, 66, 36)}

places = st.tuples(st.integers(5900, 6700), st.integers(2900, 3700)).map(lambda spot: (spot[0] / 100, spot[1] / 100))
inside = st.tuples(st.integers(6010, 6590), st.integers(3010, 3590)).map(lambda spot: (spot[0] / 100, spot[1] / 100))


@pytest.fixture(scope="module")
def drawn(tables, outline):
    """Return the cells of the 421 districts by code."""
    seats = {row["code"]: (float(row["lon"]), float(row["lat"])) for row in tables["districts"]}
    return draw(seats, outline_of(outline))


def test_all_421_districts_have_a_cell_that_can_be_seen(drawn):
    assert len(drawn) == 421
    assert min(cell.area for cell in drawn.values()) > 0.005
    assert all(cell.is_valid for cell in drawn.values())


def test_the_cells_are_disjoint_and_together_the_country(drawn, outline):
    country = outline_of(outline)
    cells = list(drawn.values())
    first, second = shapely.STRtree(cells).query(cells, predicate="intersects")

    shared = max(cells[a].intersection(cells[b]).area for a, b in zip(first, second, strict=True) if a < b)

    assert shared < 1e-5
    assert shapely.union_all(cells).symmetric_difference(country).area < country.area * 1e-4


def test_a_cell_holds_its_seat(drawn, tables):
    outside = [
        row["code"]
        for row in tables["districts"]
        if not drawn[row["code"]].contains(Point(float(row["lon"]), float(row["lat"])))
    ]

    # The one seat that lies outside of the outline, by 300 metres.
    assert outside == ["AF1311"]


@settings(max_examples=150, deadline=None)
@given(seats=st.lists(places, min_size=1, max_size=25), name=st.sampled_from(sorted(OUTLINES)))
def test_any_seats_get_disjoint_cells_that_fill_the_outline(seats, name):
    outline = OUTLINES[name]

    cells = list(draw({f"D{number:02}": seat for number, seat in enumerate(seats)}, outline).values())

    assert len(cells) == len(seats)
    assert all(cell.is_valid and not cell.is_empty and cell.area > 0 for cell in cells)
    assert sum(cell.area for cell in cells) == pytest.approx(outline.area, abs=outline.area * 1e-3)
    assert shapely.union_all(cells).symmetric_difference(outline).area < outline.area * 1e-3


@settings(max_examples=100, deadline=None)
@given(seats=st.lists(inside, min_size=2, max_size=12, unique=True), spot=inside)
def test_any_spot_lies_in_the_cell_of_the_nearest_seat(seats, spot):
    outline = OUTLINES["square"]
    across = math.cos(math.radians(33))
    distances = sorted((math.hypot((lon - spot[0]) * across, lat - spot[1]), (lon, lat)) for lon, lat in seats)
    assume(distances[1][0] - distances[0][0] > 0.001)

    cells = draw({f"{seat}": seat for seat in seats}, outline)

    assert cells[f"{distances[0][1]}"].distance(Point(spot)) < 0.001


def test_seats_on_one_point_get_a_cell_each_and_always_the_same():
    seats = {"A": (62.0, 33.0), "B": (62.0, 33.0), "C": (62.0, 33.0)}

    once, again = draw(seats, OUTLINES["square"]), draw(dict(reversed(seats.items())), OUTLINES["square"])

    assert all(cell.area > 1 for cell in once.values())
    assert all(once[code].equals(again[code]) for code in seats)


def test_a_seat_outside_of_the_outline_gets_the_cell_next_to_it():
    cells = draw({"in": (61, 33), "out": (70, 33)}, OUTLINES["square"])

    assert cells["out"].contains(Point(65.9, 33))
    assert cells["in"].contains(Point(61, 33))


def test_geometry_is_written_as_rfc_7946_asks(drawn):
    written = geojson(drawn["AF1905"])
    ring = written["coordinates"][0]

    assert written["type"] == "Polygon"
    assert Polygon(ring).exterior.is_ccw
    assert ring[0] == ring[-1]
    assert all(len(str(number).split(".")[1]) <= 4 for point in ring for number in point)


def test_a_province_has_no_gap_between_its_cells(drawn):
    kunduz = joined(drawn[code] for code in drawn if code.startswith(("AF19", "AFT19")))

    assert (kunduz.geom_type, len(kunduz.interiors)) == ("Polygon", 0)


def test_slits_between_neighbours_are_closed_and_real_holes_kept():
    ring = box(0, 0, 10, 10) - box(1, 1, 4, 4) - box(5, 5, 5.1, 5.1)

    assert joined([ring], gap=1).interiors[0].bounds == (1, 1, 4, 4)
    assert len(joined([ring], gap=1).interiors) == 1


def test_points_and_lines_are_no_ground():
    mixed = shapely.from_wkt("GEOMETRYCOLLECTION (POINT (0 0), LINESTRING (0 0, 1 1), POLYGON ((0 0, 1 0, 1 1, 0 0)))")

    assert polygons(mixed).equals(Polygon([(0, 0), (1, 0), (1, 1)]))


def test_drawing_stores_every_cell_and_counts_the_version_up(afghanistan):
    count = draw_cells()

    afghanistan.refresh_from_db()
    assert (count, afghanistan.shapes_version) == (421, 2)
    assert not District.objects.filter(cell__isnull=True).exists()
    assert not Province.objects.filter(cell__isnull=True).exists()
    assert shape(District.objects.get(code="AF1905").cell).contains(Point(68.77, 37.19))


def test_drawing_without_a_country_is_refused(db):
    with pytest.raises(Country.DoesNotExist):
        draw_cells()


def test_a_country_without_districts_is_drawn_empty(db, outline):
    Country.objects.create(name="Afghanistan", outline=outline)
    Province.objects.create(code="AF19", iso_3166_2="AF-KDZ", name="Kunduz")

    assert draw_cells() == 0
    assert Province.objects.get().cell is None
