import math

import numpy as np
import pytest
from shapely.geometry import box

from districts import shapes
from districts.cells import draw_cells
from districts.models import District
from districts.tiles import Grid, around, assign, halved


def cloud(number):
    """Return points and groups that look scattered: most of them in one corner, four groups by quarter."""
    points = {}
    for each in range(number):
        far, turn = (each * 37 % 101) / 101, each * 2.399
        points[f"P{each:03}"] = (50 + 50 * far**2 * math.cos(turn), 50 + 50 * far**2 * math.sin(turn))
    return points, {code: f"{x > 50}{y > 50}" for code, (x, y) in points.items()}


@pytest.mark.parametrize("number", [0, 1, 2, 60], ids="{}-points".format)
def test_each_point_has_a_hexagon_of_its_own_on_the_ground_and_always_the_same(number):
    points, groups = cloud(number)

    grid, places = assign(points, groups, box(0, 0, 100, 100))

    assert list(places) == list(points)
    assert len(set(places.values())) == number
    assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in map(grid.middle, places.values()))
    assert assign(*cloud(number), box(0, 0, 100, 100)) == (grid, places)


def test_six_neighbours_lie_a_step_away_and_points_in_a_line_keep_their_order():
    grid = Grid(3, 4, 10)
    row = {code: (10 * number, 0.0) for number, code in enumerate("abcdef")}

    places = assign(row, dict.fromkeys(row, "one"), box(0, 0, 60, 1))[1]

    assert [round(math.dist(grid.middle((2, 5)), grid.middle(place)), 6) for place in around((2, 5))] == [10] * 6
    assert sorted(row, key=lambda code: places[code][0] + places[code][1] / 2) == list("abcdef")


def test_halves_are_matched_with_halves():
    points = np.array([(9, 0), (1, 0), (5, 0), (3, 0)])

    assert halved(points, np.array([(10, 1), (20, 1), (30, 1), (40, 1)])) == [3, 0, 2, 1]


def test_districts_lie_near_their_neighbours_and_provinces_keep_together(afghanistan):
    draw_cells()

    places = shapes.tile_places()
    drawn = shapes.country_map("tiles")

    assert len(set(places.values())) == len({each.d for each in drawn.districts}) == 421
    provinces = dict(District.objects.values_list("code", "province__code"))
    of = {place: code for code, place in places.items()}
    steps = [(2, 0), (1, 1), (-1, 1), (-2, 0), (-1, -1), (1, -1)]
    near = {code: [of.get((x + across, y + down)) for across, down in steps] for code, (x, y) in places.items()}
    alone = [code for code, others in near.items() if provinces[code] not in map(provinces.get, others)]
    assert len(alone) <= 4
    seats = {each.code: (each.x, each.y) for each in shapes.country_map("cells").districts}
    pairs = np.array([(*seats[each.code], each.x, each.y) for each in drawn.districts])
    east_west, north_south = (np.corrcoef(pairs[:, axis], pairs[:, axis + 2])[0, 1] for axis in (0, 1))
    assert min(east_west, north_south) > 0.9
    assert np.median(np.hypot(pairs[:, 0] - pairs[:, 2], pairs[:, 1] - pairs[:, 3])) < 160
