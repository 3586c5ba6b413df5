import datetime

import pytest

from events.ingest.acled.actors import Side
from events.ingest.acled.notes import read_note
from events.ingest.acled.reasons import RowLeftError
from events.ingest.acled.sides import OVERTAKES, PEACEFUL, REGAINS, Parties, judge_sides

BEFORE, AFTER = datetime.date(2021, 6, 21), datetime.date(2022, 6, 21)


def judged(slugs, note, sub_type, day=BEFORE):
    """Return (who gained, who lost) for a row with the sides `slugs`."""
    parties = Parties({slug: Side(number, slug, slug) for number, slug in enumerate(slugs.split(), 1)}, day)
    return judge_sides(parties, list(read_note(note).changes), sub_type)


@pytest.mark.parametrize(
    ("slugs", "note", "sub_type", "day", "expected"),
    [
        pytest.param("taliban government", "Taliban took Archi district.", OVERTAKES, BEFORE, "taliban government"),
        pytest.param("government taliban", "Taliban took Archi district.", OVERTAKES, BEFORE, "taliban government"),
        pytest.param("taliban government", "Police retook Archi district.", REGAINS, BEFORE, "government taliban"),
        pytest.param("taliban", "Archi district was captured.", OVERTAKES, BEFORE, "taliban government"),
        pytest.param("taliban", "Archi district fell to the Taliban.", PEACEFUL, BEFORE, "taliban government"),
        pytest.param("government taliban", "Troops left Archi district.", PEACEFUL, BEFORE, "taliban government"),
        pytest.param("taliban", "Police left Archi district.", PEACEFUL, BEFORE, "taliban government"),
        pytest.param("taliban government", "Taliban left Archi district.", PEACEFUL, BEFORE, "government taliban"),
        pytest.param("nrf taliban", "NRF seized Archi district.", OVERTAKES, AFTER, "nrf taliban"),
        pytest.param("nrf taliban", "Taliban retook Archi district.", REGAINS, AFTER, "taliban nrf"),
        pytest.param("iskp taliban", "Islamic State militants took Archi district.", OVERTAKES, BEFORE, "iskp taliban"),
        pytest.param(
            "government", "Police retook Archi district from the Taliban.", REGAINS, BEFORE, "government taliban"
        ),
    ],
    ids=[
        *("actor1-gains", "actor2-gains", "state-regains", "no-actor2", "fell", "state-left", "state-left-no-actor2"),
        *("taliban-left", "resistance", "emirate-regains", "between-armed-groups", "loser-from-the-note"),
    ],
)
def test_the_gaining_side_follows_from_words_type_and_actors(slugs, note, sub_type, day, expected):
    assert " ".join(judged(slugs, note, sub_type, day)) == expected


@pytest.mark.parametrize(
    ("slugs", "note", "sub_type", "reason"),
    [
        pytest.param(
            "taliban government", "Police retook Archi district.", OVERTAKES, "side_unclear", id="type-against-note"
        ),
        pytest.param(
            "taliban government", "Archi district was handed over.", PEACEFUL, "side_unclear", id="nobody-named"
        ),
        pytest.param("iskp taliban", "Archi district was captured.", OVERTAKES, "side_unclear", id="two-armed-groups"),
        pytest.param("taliban", "NRF seized Archi district.", PEACEFUL, "side_unclear", id="gainer-not-an-actor"),
        pytest.param("government", "Police retook Archi district.", REGAINS, "side_unclear", id="nobody-lost"),
        pytest.param("", "Archi district was captured.", OVERTAKES, "side_unclear", id="no-actors"),
        pytest.param(
            "taliban government",
            "Taliban took Archi district. Police retook it the same day.",
            OVERTAKES,
            "more_than_one",
            id="there-and-back",
        ),
    ],
)
def test_what_is_left_open_is_not_guessed(slugs, note, sub_type, reason):
    with pytest.raises(RowLeftError) as left:
        judged(slugs, note, sub_type)

    assert left.value.reason == reason
