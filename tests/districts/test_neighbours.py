import pytest
from django.db.models import F
from shapely.geometry import box, mapping

from districts.models import Country
from districts.neighbours import beside, neighbours
from tests.factories import make_district

WEST, EAST, NORTH, CORNER = box(65, 33, 66, 34), box(66, 33, 67, 34), box(65, 34, 66, 35), box(66, 34, 67, 35)
# Drawn apart by some ten metres, as two offices draw the same line.
FAR_EAST = box(67.0001, 33, 68, 34)


def test_areas_with_a_common_edge_are_neighbours_and_those_that_meet_in_a_corner_are_not():
    areas = {"W": WEST, "E": EAST, "N": NORTH, "C": CORNER, "F": FAR_EAST}

    assert beside(areas, {}) == {
        "W": ["E", "N"],
        "E": ["C", "F", "W"],
        "N": ["C", "W"],
        "C": ["E", "N"],
        "F": ["E"],
    }


def test_a_district_without_a_shape_has_the_one_it_was_cut_from_for_its_neighbour():
    assert beside({"W": WEST, "E": EAST}, {"T": "W"}) == {"W": ["E", "T"], "E": ["W"], "T": ["W"]}


@pytest.mark.django_db
def test_neighbours_are_found_anew_when_shapes_change():
    country = Country.objects.create(name="Afghanistan", outline={})
    for code, area in (("AF1905", WEST), ("AF1906", EAST)):
        make_district(code, cell=mapping(area))
    east = make_district("AF1906")
    before = neighbours("AF1905")

    east.cell = mapping(CORNER)
    east.save()
    kept = neighbours("AF1905")
    Country.objects.filter(pk=country.pk).update(shapes_version=F("shapes_version") + 1)

    assert (before, kept, neighbours("AF1905")) == (["AF1906"], ["AF1906"], [])


@pytest.mark.django_db
def test_nothing_lies_beside_a_district_while_no_country_is_loaded():
    assert neighbours("AF1905") == []
