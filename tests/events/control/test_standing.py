"""The five rules as a table, and against the oracle."""

import datetime

import pytest
from hypothesis import given, settings

from events.control.standing import KINDS, RULES, STANDINGS, Statement, judge
from events.models import EventKind, Standing
from tests.events.control import oracle
from tests.events.control.strategies import evidence_days, histories

DAY = datetime.date(2021, 6, 21)
GRADES = {"ap": "B", "khaama": "C", "kabul-now": "C", "rumour": "E", "blog": "E", "unknown": "F"}
GRADES |= {"restricted-b": "B", "restricted-c": "C", "restricted-f": "F"}


def says(side, outlet="khaama", *, root=None, later=0, asserts=True):
    published = DAY + datetime.timedelta(days=later)
    named = "" if outlet.startswith("restricted") else outlet
    return Statement(side, asserts, published, root or 100 + sorted(GRADES).index(outlet), named, GRADES[outlet])


def denies(side, outlet="khaama", **rest):
    return says(side, outlet, asserts=False, **rest)


@pytest.mark.parametrize(
    ("statements", "standing", "rule"),
    [
        pytest.param([], "refuted", 1, id="nobody-says-so"),
        pytest.param([denies("government")], "refuted", 1, id="only-a-denial"),
        pytest.param([says("", "ap"), denies("taliban")], "refuted", 1, id="the-beneficiary-denies-it"),
        pytest.param([says("taliban"), denies("")], "refuted", 2, id="a-neutral-voice-denies-a-claim"),
        pytest.param([says("government"), denies("")], "disputed", 2, id="an-admission-denied-by-a-neutral-voice"),
        pytest.param([says("", "ap"), denies("", "khaama")], "disputed", 2, id="neutral-against-neutral"),
        pytest.param([says("", "ap", later=1), denies("")], "confirmed", 3, id="a-later-report-answers-the-denial"),
        pytest.param([says("taliban", later=1), denies("")], "refuted", 2, id="the-beneficiary-does-not-answer-it"),
        pytest.param([says("government", later=1), denies("")], "confirmed", 3, id="a-later-admission-answers-it"),
        pytest.param([says("", "ap"), denies("", later=1)], "disputed", 2, id="a-denial-after-the-report"),
        pytest.param([says("government")], "confirmed", 3, id="the-loser-admits-it"),
        pytest.param([says("government"), denies("government")], "confirmed", 3, id="the-loser-says-both"),
        pytest.param([says("", "ap"), denies("government")], "confirmed", 3, id="a-strong-report-beats-a-denial"),
        pytest.param([says("", "khaama"), says("", "kabul-now")], "confirmed", 3, id="two-weak-outlets-are-strong"),
        pytest.param([says("", "khaama"), says("", "rumour")], "reported", 4, id="grade-e-adds-nothing"),
        pytest.param([says("", "khaama"), says("", "unknown")], "confirmed", 3, id="grade-f-counts-as-another"),
        pytest.param([says("", "rumour"), says("", "blog")], "reported", 4, id="two-of-grade-e-stay-weak"),
        pytest.param([says("", "khaama"), says("", "khaama", root=2)], "reported", 4, id="one-outlet-twice"),
        pytest.param([says("", "restricted-c"), says("", "khaama")], "reported", 4, id="restricted-is-no-other-source"),
        pytest.param([says("", "restricted-c"), says("", "restricted-f")], "reported", 4, id="nor-are-two-of-them"),
        pytest.param([says("", "restricted-b")], "confirmed", 3, id="a-restricted-report-counts-by-its-grade"),
        pytest.param([says("nrf")], "reported", 4, id="a-third-party-is-neutral"),
        pytest.param([says("")], "reported", 4, id="one-weak-report"),
        pytest.param([says(""), denies("government")], "disputed", 4, id="a-weak-report-that-the-loser-denies"),
        pytest.param([says("taliban")], "claimed", 5, id="a-bare-claim"),
        pytest.param([says("taliban", "ap")], "claimed", 5, id="a-good-outlet-does-not-lift-a-claim"),
        pytest.param([says("taliban"), denies("government")], "disputed", 5, id="claim-against-denial"),
    ],
)
def test_the_first_rule_that_fits_gives_the_standing_of_a_capture(statements, standing, rule):
    verdict = judge("captured", "taliban", "government", statements)

    assert (verdict.standing, verdict.rule) == (standing, rule)


@pytest.mark.parametrize("kind", ["contested", "relocated"])
@pytest.mark.parametrize(
    ("side", "standing"),
    [pytest.param("taliban", "claimed", id="attacker"), pytest.param("government", "confirmed", id="holder")],
)
def test_who_attacks_gains_by_saying_that_a_district_is_contested(kind, side, standing):
    assert judge(kind, "government", "taliban", [says(side)]).standing == standing


@pytest.mark.parametrize("kind", ["captured", "handed_over", "held", "assessed"])
def test_who_holds_it_afterwards_gains_by_the_other_kinds(kind):
    assert judge(kind, "taliban", "government", [says("taliban")]).standing == "claimed"


def test_an_assumed_event_is_assumed_whatever_is_cited():
    verdict = judge("assumed", "government", "taliban", [denies("")])

    assert (verdict.standing, verdict.why) == (
        "assumed",
        "A starting state, inferred from a national figure: assumed whatever is cited.",
    )


@settings(max_examples=200, deadline=None)
@given(histories())
def test_the_standing_on_every_day_is_the_oracle_s(events):
    for event in events:
        for day in evidence_days():
            known = [one for one in event.statements if one.published <= day]
            verdict = judge(event.kind, event.controller, event.opponent, known)
            assert verdict.standing == oracle.standing_on(event, day)


def test_the_tables_of_the_rules_and_the_choices_of_the_models_agree():
    assert list(KINDS) == EventKind.values
    assert list(STANDINGS) == Standing.values
    assert [rule.number for rule in RULES] == [1, 2, 3, 4, 5]
