import pytest
from django.utils import translation

from events.models import Actor
from events.pages import readings
from tests.factories import make_district, make_province

TALIBAN, GOVERNMENT = Actor(name="Taliban"), Actor(name="Afghan government")


def figure(actor, held=0, claimed=0):
    return readings.Figure(actor, held, claimed, 421)


@pytest.mark.parametrize(
    ("figures", "total", "place", "expected"),
    [
        pytest.param([], 421, "", "nobody is known to have held any of 421 districts", id="nobody"),
        pytest.param([], 1, "Kunduz", "nobody is known to have held the 1 district of Kunduz", id="nobody-of-one"),
        pytest.param(
            [figure(TALIBAN, 209), figure(GOVERNMENT, 200, 3)],
            421,
            "",
            "the Taliban held 209 of 421 districts and the Afghan government 200",
            id="two",
        ),
        pytest.param([figure(TALIBAN, 1)], 1, "Kunduz", "the Taliban held 1 of 1 district of Kunduz", id="one"),
    ],
)
def test_who_held_how_much_is_the_end_of_a_sentence(figures, total, place, expected):
    assert readings.held_sentence(figures, total, place) == expected


@pytest.mark.parametrize(
    ("figures", "unknown", "expected"),
    [
        pytest.param([], 0, "", id="nothing"),
        pytest.param([], 1, "1 is unknown.", id="one-unknown"),
        pytest.param(
            [figure(TALIBAN, 2, 1)],
            0,
            "1 more is claimed for the Taliban without being accepted here.",
            id="one-claim",
        ),
        pytest.param(
            [figure(TALIBAN, 2, 12), figure(GOVERNMENT, 2, 3)],
            5,
            "12 more are claimed for the Taliban and 3 for the Afghan government without being accepted here; "
            "5 are unknown.",
            id="both",
        ),
    ],
)
def test_what_is_claimed_besides_and_what_is_unknown_is_a_sentence(figures, unknown, expected):
    assert readings.rest_sentence(figures, unknown) == expected


@pytest.mark.django_db
def test_rows_of_places_carry_the_names_of_the_language_where_there_are_any(django_assert_num_queries):
    province = make_province(name_fa="کندز")
    make_district("AF1905", province=province, name_fa="امام صاحب")
    make_district("AF1906", province=province)
    rows = [{"district": code, "district_name": code, "province_name": "Kunduz"} for code in ("AF1905", "AF1906")]

    with translation.override("fa"), django_assert_num_queries(1):
        told = readings.in_language(rows)

    assert [(row["district_name"], row["province_name"]) for row in told] == [("امام صاحب", "کندز"), ("AF1906", "کندز")]
    assert readings.in_language(rows) is rows
