import pytest

from districts.models import Province
from events.models import Actor
from events.pages import findings
from events.pages.readings import Figure

TALIBAN, GOVERNMENT = Actor(name="Taliban"), Actor(name="Afghan government")
KUNDUZ = Province(name="Kunduz")


def figure(actor, held=0, claimed=0):
    return Figure(actor, held, claimed, 421)


@pytest.mark.parametrize(
    ("figures", "total", "place", "expected"),
    [
        pytest.param([], 421, None, "nobody is known to have held any of 421 districts", id="nobody"),
        pytest.param([], 1, KUNDUZ, "nobody is known to have held the 1 district of Kunduz", id="nobody-of-one"),
        pytest.param(
            [figure(TALIBAN, 209), figure(GOVERNMENT, 200, 3)],
            421,
            None,
            "the Taliban held 209 of 421 districts and the Afghan government 200",
            id="two",
        ),
        pytest.param([figure(TALIBAN, 1)], 1, KUNDUZ, "the Taliban held 1 of 1 district of Kunduz", id="one"),
    ],
)
def test_who_held_how_much_is_the_end_of_a_sentence(figures, total, place, expected):
    assert findings.held(figures, total, place) == expected


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
    assert findings.rest(figures, unknown) == expected


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        pytest.param(0, "No district changed hands that day.", id="none"),
        pytest.param(1, "1 district changed hands that day: P1 to the Taliban.", id="one"),
        pytest.param(
            7,
            "Districts that changed hands that day, 7: P1 to the Taliban; P2 to the Taliban; P3 to the Taliban; "
            "P4 to the Taliban; P5 to the Taliban; 2 more.",
            id="seven",
        ),
    ],
)
def test_what_changed_hands_on_a_day_is_told_by_name_as_far_as_a_sentence_goes(number, expected):
    assert findings.turned([(f"P{each}", TALIBAN) for each in range(1, number + 1)]) == expected
