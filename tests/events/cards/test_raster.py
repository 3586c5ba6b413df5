"""What the pixels of a map say: who holds a district, and how sure it is."""

import math
from collections import Counter
from types import SimpleNamespace

import pytest

from districts.shapes import Map, Shape
from events.cards.raster import map_image, rings
from events.pages.picture import Picture, Spot

TALIBAN, GOVERNMENT = SimpleNamespace(colour="#c4581a"), SimpleNamespace(colour="#2166ac")
RED, PAPER, TINTED, BLUE = (196, 88, 26), (255, 255, 255), (228, 180, 152), (33, 102, 172)
INK, HATCHED = (26, 26, 26), (240, 213, 198)  # three quarters of paper over red
FIELD = "M100 100l800 0 0 800-800 0z"


def draw(d=FIELD, *, holder=TALIBAN, claimant=None, tint=False, contested=False, here=False, marker=False):
    """Return the share of each colour in the middle of a picture of one district, smoothed edges by the nearest one."""
    shape = Shape("AF1905", "" if marker else d, 500, 500, marker)
    spot = Spot(shape, "", "", holder, claimant, tint, contested, here)
    sheet = Map("0 0 1000 1000", "cells", "", [shape], [])
    image = map_image(Picture(sheet, [spot], "", [], []), 1000, 1000)
    middle = image if marker else image.crop((200, 200, 800, 800))
    found = Counter()
    for count, colour in middle.getcolors(1 << 20):
        found[nearest(colour)] += count / middle.width / middle.height
    return found


def nearest(colour):
    return min((RED, PAPER, TINTED, BLUE, INK, HATCHED), key=lambda one: math.dist(one, colour))


@pytest.mark.parametrize(
    ("state", "colours"),
    [
        pytest.param({}, {RED: 1.0}, id="held"),
        pytest.param({"tint": True}, {TINTED: 1.0}, id="assumed"),
        pytest.param({"holder": None}, {PAPER: 1.0}, id="unknown"),
    ],
)
def test_a_face_has_the_colour_of_who_holds_it(state, colours):
    assert draw(**state) == pytest.approx(colours)


def test_contested_ground_is_hatched_over_its_holder():
    found = draw(contested=True)

    # Strokes of 4 units, 9 apart.
    assert found[HATCHED] + found[TINTED] == pytest.approx(4 / 9, abs=0.1)
    assert found[RED] == pytest.approx(5 / 9, abs=0.1)


def test_an_open_claim_is_dotted_in_the_colour_of_who_claims_it():
    found = draw(claimant=GOVERNMENT)

    # Dots of 4 units, 13 apart, with a ring of paper around them.
    assert found[BLUE] == pytest.approx(math.pi * 3.2**2 / 13**2, abs=0.05)
    assert found[RED] == pytest.approx(1 - math.pi * 4.8**2 / 13**2, abs=0.1)
    assert found[PAPER] + found[TINTED] + found[HATCHED] > 0.1


def test_a_district_without_a_boundary_is_a_dot():
    assert 0 < draw(marker=True)[RED] < 0.0002


def test_a_district_inside_of_another_is_not_covered_by_it():
    around = Spot(
        Shape("A", FIELD + "M400 400l200 0 0 200-200 0z", 150, 150), "", "", TALIBAN, None, False, False, False
    )
    inside = Spot(Shape("B", "M400 400l200 0 0 200-200 0z", 500, 500), "", "", GOVERNMENT, None, False, False, True)
    sheet = Map("0 0 1000 1000", "cells", "", [], [Shape("AF19", FIELD, 0, 0)])

    image = map_image(Picture(sheet, [inside, around], "", [], []), 500, 500)

    assert image.size == (500, 500)
    spots = ((250, 250), (100, 100), (10, 10), (50, 250), (200, 250))
    assert [nearest(image.getpixel(at)) for at in spots[:3]] == [BLUE, RED, PAPER]
    # The outlines of the province and of the district that is pointed out.
    assert [sum(image.getpixel(at)) < sum(RED) for at in spots[3:]] == [True, True]


def test_a_path_is_read_as_it_is_written():
    assert rings("M1.5-2l3 4-1 0zM10 10l1 0 0-1z") == [
        [(1.5, -2.0), (4.5, 2.0), (3.5, 2.0)],
        [(10.0, 10.0), (11.0, 10.0), (11.0, 9.0)],
    ]
