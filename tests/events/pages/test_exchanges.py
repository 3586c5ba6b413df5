import datetime
from itertools import pairwise

import pytest

from events.pages import exchanges
from events.pages.exchanges import Balance


def row(district, *holders, province="AF19"):
    """Return a row of `state.changes`: a district that was held by each of these in turn."""
    flips = [{"from": before, "to": after} for before, after in pairwise(holders)]
    before, after = holders[0], holders[-1]
    return {
        "district": district,
        "province": province,
        "before": before,
        "after": after,
        "net": before != after,
        "flips": flips,
    }


@pytest.mark.parametrize(
    ("holders", "expected"),
    [
        pytest.param("gt", [False], id="taken"),
        pytest.param("gtg", [False, True], id="taken-and-retaken"),
        pytest.param("gtgt", [False, True, True], id="and-taken-again"),
        pytest.param("gtn", [False, False], id="taken-by-a-third"),
        pytest.param("gtnt", [False, False, True], id="taken-back-from-a-third"),
        pytest.param("gtng", [False, False, True], id="back-by-a-detour"),
    ],
)
def test_a_change_is_a_reversal_where_it_gives_back_to_who_had_lost_it(holders, expected):
    assert exchanges.reversals(row("d", *holders)["flips"]) == expected


def test_each_side_has_what_it_took_and_lost_gross_and_net():
    results = [row("a", *"gt"), row("b", *"gtg"), row("c", *"gtgt"), row("d", *"tnt")]

    assert exchanges.balances(results) == {
        "t": Balance(taken=5, given=3, gained=2, lost=0, reversals=2),
        "g": Balance(taken=2, given=4, gained=0, lost=2, reversals=2),
        "n": Balance(taken=1, given=1, gained=0, lost=0, reversals=0),
    }
    assert all(one.taken - one.given == one.net for one in exchanges.balances(results).values())


def test_the_provinces_are_told_with_most_new_holders_first():
    results = [row("a", *"gtg"), row("b", *"gt", province="AF20"), row("c", *"gt", province="AF20")]

    found = exchanges.by_place(results)

    assert [(code, one["net"], one["flips"], one["retaken"]) for code, one in found.items()] == [
        ("AF20", 2, 2, 0),
        ("AF19", 0, 2, 1),
    ]


@pytest.mark.parametrize(
    ("months", "expected"),
    [
        pytest.param([], None, id="none"),
        pytest.param([(2021, 3), (2021, 5), (2021, 6), (2021, 6), (2021, 7)], (2021, 5), id="after-a-gap"),
        pytest.param([(2020, 12), (2021, 1), (2021, 1)], (2020, 12), id="over-new-year"),
        pytest.param([(2019, 1), (2021, 1)], (2019, 1), id="first-of-equals"),
    ],
)
def test_the_outbreak_is_the_first_month_of_the_unbroken_run_to_the_busiest(months, expected):
    found = exchanges.outbreak([datetime.date(*month, 15) for month in months])

    assert found == (expected and datetime.date(*expected, 1))
