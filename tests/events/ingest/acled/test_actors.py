import datetime

import pytest

from events.ingest.acled.actors import Actors
from events.ingest.acled.reasons import RowLeftError
from events.models import ActorAlias
from tests.events.ingest.acled.exports import make_alias, make_kunduz
from tests.factories import make_actor, make_source

pytestmark = pytest.mark.django_db
BEFORE, AFTER = datetime.date(2021, 6, 21), datetime.date(2022, 6, 21)


@pytest.mark.parametrize(
    ("name", "day", "slug"),
    [
        pytest.param("Taliban", BEFORE, "taliban", id="taliban"),
        pytest.param("TALIBAN ", AFTER, "taliban", id="case-and-spaces"),
        pytest.param("Military Forces of Afghanistan (2004-2021)", BEFORE, "government", id="republic"),
        pytest.param("Military Forces of Afghanistan (2004–2021)", BEFORE, "government", id="dash"),
        pytest.param("Police Forces of Afghanistan (2004-2021) Border Police", BEFORE, "government", id="unit"),
        pytest.param("Military Forces of Afghanistan (2021-)", AFTER, "taliban", id="emirate"),
        pytest.param("Police Forces of Afghanistan (2021-) Prison Guards", AFTER, "taliban", id="emirate-unit"),
        pytest.param("Government of Afghanistan (2021-)", AFTER, "taliban", id="emirate-government"),
        pytest.param("Military Forces of Afghanistan", BEFORE, "government", id="no-years-before"),
        pytest.param("Military Forces of Afghanistan", AFTER, "taliban", id="no-years-after"),
        pytest.param("Military Forces of Afghanistan", datetime.date(2021, 8, 15), "government", id="last-day"),
        pytest.param("Military Forces of Afghanistan", datetime.date(2021, 8, 16), "taliban", id="first-day"),
        pytest.param("NRF: National Resistance Front", AFTER, "nrf", id="nrf"),
        pytest.param("Islamic State (Afghanistan)", BEFORE, "iskp", id="iskp"),
        pytest.param("NATO: North Atlantic Treaty Organization", BEFORE, "government", id="ally-is-its-party"),
    ],
)
def test_the_table_that_ships_knows_the_sides(name, day, slug):
    make_kunduz()

    assert Actors().side(name, day).slug == slug


@pytest.mark.parametrize("name", ["", "Civilians (Afghanistan)", "Unidentified Armed Group (Afghanistan)"])
def test_names_that_are_no_side_are_passed_over(name):
    assert Actors().side(name, BEFORE) is None


@pytest.mark.parametrize(
    ("name", "day"),
    [
        pytest.param("Hill Riders", BEFORE, id="never-heard-of"),
        pytest.param("Taliban Splinter Group", BEFORE, id="longer-name"),
        pytest.param("Military Forces of Afghanistan (1996-2001)", BEFORE, id="other-years"),
    ],
)
def test_a_name_that_is_not_listed_says_where_to_add_it(name, day):
    make_kunduz()

    with pytest.raises(RowLeftError) as left:
        Actors().side(name, day)

    assert left.value.sentence == f"“{name}” on {day} is not in the table: add it under “Names in ACLED”."


def test_a_name_that_an_analyst_adds_is_known():
    make_kunduz()
    make_alias("Hill Riders", "nrf", begins=True)

    assert Actors().side("Hill Riders - Northern Band", BEFORE).slug == "nrf"


def test_a_name_is_good_on_its_days_only():
    make_kunduz()
    make_alias("Hill Riders", "nrf", from_day=AFTER)

    with pytest.raises(RowLeftError):
        Actors().side("Hill Riders", BEFORE)


def test_the_longest_listed_name_wins():
    make_kunduz()
    make_alias("Military Forces of Afghanistan (2004-2021) Defectors", "taliban")

    assert Actors().side("Military Forces of Afghanistan (2004-2021) Defectors", BEFORE).slug == "taliban"


def test_a_listed_name_of_an_actor_that_the_record_has_not_is_said():
    ActorAlias.objects.filter(name="Taliban").update(actor="nobody")

    with pytest.raises(RowLeftError, match="“Taliban” is “nobody” in the table, which is no side of this record"):
        Actors().side("Taliban", BEFORE)


@pytest.mark.parametrize(
    ("sources", "voices"),
    [
        pytest.param((), [None], id="none-named"),
        pytest.param(("Valley Wire",), [None], id="independent"),
        pytest.param(("Voice of Jihad",), ["taliban"], id="listed"),
        pytest.param(("Ministry of Truth",), ["government"], id="source-of-the-record"),
        pytest.param(("Voice of Jihad", "Valley Wire"), [None], id="one-of-them-independent"),
        pytest.param(("Voice of Jihad", "Ministry of Truth"), ["taliban", "government"], id="both-sides"),
    ],
)
def test_the_word_is_a_partys_where_all_the_sources_are_its_own(sources, voices):
    make_kunduz()
    make_source("truth", name="Ministry of Truth", actor=make_actor("government"))

    found = Actors().voices(sources, BEFORE)

    assert list(found) == [voice and make_actor(voice).pk for voice in voices]
