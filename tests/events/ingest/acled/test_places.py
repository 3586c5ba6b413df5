import pytest

from events.ingest.acled.places import Places
from events.ingest.acled.reasons import RowLeftError
from tests.events.ingest.acled.exports import make_kunduz
from tests.factories import make_district

pytestmark = pytest.mark.django_db
SEAT = {"lat": 37.189, "lon": 68.774}


def located(**asked):
    """Return where a row lies: Imam Sahib by name, town and coordinates."""
    row = {"admin1": "Kunduz", "admin2": "Imam Sahib", "location": "Imam Sahib"} | SEAT | asked
    return Places().locate(**row)


def square(lat, lon, half=0.2):
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return {"type": "Polygon", "coordinates": [[[lon + x, lat + y] for x, y in corners]]}


def test_the_distance_is_that_of_the_great_circle():
    make_kunduz()

    spot = Places().spot(36.728, 68.774)

    assert (spot.unit.code, round(spot.km, 1)) == ("AF1901", 8.4)


def test_name_town_and_nearest_seat_agree():
    make_kunduz()

    found = located(lat=37.2)

    assert (found.unit.code, found.words) == (
        "AF1905",
        "the coordinates are nearest to the seat of Imam Sahib of Kunduz (AF1905), 1 km from its seat",
    )


def test_a_town_that_names_no_district_says_nothing_against():
    make_kunduz()

    assert located(location="Upper Mill").unit.code == "AF1905"


def test_a_seat_little_farther_than_the_nearest_is_as_near():
    make_kunduz()
    make_district("AF1907", name="Khan Abad", lat="37.18900", lon="68.83000")

    assert located(lon=68.81).unit.code == "AF1905"


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        pytest.param(
            {"lat": 36.73, "lon": 68.86},
            "admin2 “Imam Sahib” is Imam Sahib of Kunduz (AF1905); the location “Upper Mill” names no district; "
            "the coordinates are nearest to the seat of Kunduz of Kunduz (AF1901), 1 km from its seat.",
            id="coordinates-elsewhere",
        ),
        pytest.param(
            {"location": "Dasht-e-Archi"},
            "admin2 “Imam Sahib” is Imam Sahib of Kunduz (AF1905); the location “Dasht-e-Archi” is the name of "
            "Dasht-e-Archi of Kunduz (AF1906); the coordinates are nearest to the seat of Imam Sahib of Kunduz "
            "(AF1905), 0 km from its seat.",
            id="another-town",
        ),
        pytest.param(
            {"lat": 39.0},
            "admin2 “Imam Sahib” is Imam Sahib of Kunduz (AF1905); the location “Upper Mill” names no district; "
            "the coordinates are nearest to the seat of Imam Sahib of Kunduz (AF1905), 201 km from its seat.",
            id="far-away",
        ),
    ],
)
def test_answers_that_differ_are_told_in_words(asked, sentence):
    make_kunduz()

    with pytest.raises(RowLeftError) as left:
        located(**{"location": "Upper Mill"} | asked)

    assert (left.value.reason, left.value.sentence) == ("places_disagree", sentence)


def test_a_district_that_is_not_found_comes_with_a_hint():
    make_kunduz()

    with pytest.raises(RowLeftError) as left:
        located(admin2="Nowhere")

    assert left.value.reason == "district_unknown"
    assert left.value.sentence.endswith(
        "As a hint, the coordinates are nearest to the seat of Imam Sahib of Kunduz (AF1905), 0 km from its seat."
    )


@pytest.mark.parametrize("missing", ["admin1", "admin2"])
def test_a_row_without_a_place_is_refused(missing):
    make_kunduz()

    with pytest.raises(RowLeftError, match="names no province or no district"):
        located(**{missing: ""})


def test_a_boundary_that_holds_the_point_goes_before_the_nearest_seat():
    make_kunduz()
    make_district("AF1905").__class__.objects.filter(code="AF1905").update(boundary=square(37.0, 68.774))
    make_district("AF1907", name="Khan Abad", lat="36.85000", lon="68.77400")

    found = located(lat=36.86)

    assert (found.unit.code, found.spot.inside) == ("AF1905", True)


def test_a_boundary_of_another_district_disagrees():
    make_kunduz()
    make_district("AF1906").__class__.objects.filter(code="AF1906").update(boundary=square(37.189, 68.774))

    with pytest.raises(RowLeftError, match="lie within the boundary of Dasht-e-Archi of Kunduz"):
        located()


def test_a_temporary_district_is_meant_where_the_town_bears_its_name():
    make_kunduz()
    make_district(
        "AFT1908", ocha_pcode=None, name="Kulbad", kind="temporary_district", parent=make_district(), lat="37.2"
    )

    assert located(location="Kulbad", lat=37.2).unit.code == "AFT1908"
