import datetime

import pytest

from events.pages import contests
from events.pages.contests import Contest, Gap, Spell, Stand, Tenure

FIRST, LAST = datetime.date(2021, 6, 1), datetime.date(2021, 6, 30)


def june(day):
    return datetime.date(2021, 6, day)


def line(*spells):
    """Return a line from (holder, first day in June) in order; a capital letter stands for a contested spell."""
    starts = [june(day) for _, day in spells]
    return [
        Spell(holder.lower(), holder.isupper(), start, end)
        for (holder, _), start, end in zip(spells, starts, [*starts[1:], None][: len(starts)], strict=True)
    ]


@pytest.mark.parametrize(
    ("spells", "expected"),
    [
        pytest.param([("g", 1)], [], id="nothing"),
        pytest.param([("g", 1), ("t", 10)], [Contest("d", 1, 0)], id="taken"),
        pytest.param([("G", 1), ("g", 4), ("t", 10), ("T", 20)], [Contest("d", 1, 14)], id="contested"),
        pytest.param([("g", 1), ("t", 10), ("g", 10)], [Contest("d", 2, 0)], id="twice-in-a-day"),
    ],
)
def test_a_district_is_fought_over_by_its_changes_and_by_the_days_it_was_contested(spells, expected):
    assert contests.most_contested({"d": line(*spells)}, FIRST, LAST) == expected


def test_only_the_days_asked_about_count_and_most_changes_come_first():
    lines = {"a": line(("g", 1), ("T", 5)), "b": line(("g", 1), ("t", 5), ("g", 7)), "c": line(("t", 12))}

    found = contests.most_contested(lines, june(3), june(10))

    assert found == [Contest("b", 2, 0), Contest("a", 1, 6)]


def test_a_side_holds_out_from_the_day_it_lost_half_of_its_others_in_the_province():
    lines = {
        "a": line(("g", 1), ("t", 5)),
        "b": line(("g", 1), ("t", 10), ("g", 12)),
        "c": line(("g", 1), ("t", 20)),
        "d": line(("g", 1)),
        "e": line(("t", 1)),
        "f": line(("g", 8)),
    }

    found = contests.held_out(lines, dict.fromkeys(lines, "p"), FIRST, LAST)

    assert found == [
        Stand("d", "g", june(10), None, 21, 3, 3),
        Stand("c", "g", june(10), june(20), 10, 2, 3),
    ]


def test_two_districts_of_a_side_in_a_province_are_too_few_to_hold_out():
    lines = {"a": line(("g", 1), ("t", 5)), "b": line(("g", 1))}

    assert contests.held_out(lines, dict.fromkeys(lines, "p"), FIRST, LAST) == []


def test_the_longest_tenure_runs_through_contested_spells_and_ends_with_the_day():
    lines = {"a": line(("g", 1), ("G", 5), ("g", 8), ("t", 25)), "b": line(("t", 1), ("g", 3)), "c": line(("g", 29))}

    assert contests.unchanged(lines, june(20)) == [
        Tenure("a", "g", june(1), 20),
        Tenure("b", "g", june(3), 18),
    ]


@pytest.mark.parametrize(
    ("claimed", "confirmed", "expected"),
    [
        pytest.param([("g", 1)], [("g", 1)], [], id="agreed"),
        pytest.param(
            [("g", 1), ("t", 10)], [("g", 1), ("t", 15)], [Gap("d", "t", "g", 5, False)], id="confirmed-later"
        ),
        pytest.param([("g", 1), ("t", 10)], [("g", 1)], [Gap("d", "t", "g", 21, True)], id="never-confirmed"),
        pytest.param([("t", 10)], [], [Gap("d", "t", "", 21, True)], id="nobody-confirmed"),
        pytest.param([("g", 1)], [("g", 4)], [Gap("d", "g", "", 3, False)], id="known-later"),
        pytest.param(
            [("g", 1), ("t", 3), ("g", 5), ("t", 7)],
            [("g", 1), ("t", 9)],
            [Gap("d", "t", "g", 4, False)],
            id="summed-up",
        ),
        pytest.param([("g", 1), ("t", 10), ("g", 10)], [("g", 1)], [], id="within-a-day"),
    ],
)
def test_a_gap_is_each_day_on_which_claim_and_confirmation_name_another_holder(claimed, confirmed, expected):
    assert contests.gaps({"d": line(*claimed)}, {"d": line(*confirmed)}, FIRST, LAST) == expected


def test_gaps_are_added_up_for_each_claimant():
    rows = [
        Gap("a", "t", "g", 5, True),
        Gap("a", "t", "", 2, False),
        Gap("b", "t", "g", 1, False),
        Gap("b", "g", "t", 3, True),
    ]

    assert contests.by_claimant(rows) == {"t": (2, 8, 1), "g": (1, 3, 1)}
