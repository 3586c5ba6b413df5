"""The scorer of the article reader, on readings made by hand."""

import datetime
from types import SimpleNamespace

import pytest

from benchmarks.article_gold import Article, GoldCasualty, GoldEvent, GoldNote, GoldTally
from benchmarks.article_proposals import Counts, differences, failures, score, table

DAY = datetime.date(2021, 6, 21)
WORDS = "The Taliban said on Monday that they had captured Imam Sahib."


def said(voice="taliban", stance="asserts"):
    """Return a statement of a reading."""
    return SimpleNamespace(voice=voice, stance=stance)


def draft(**overrides):
    """Return a drafted event: the capture of Imam Sahib that the Taliban claim."""
    return SimpleNamespace(
        **{
            "district": "AF1905",
            "candidates": (),
            "kind": "captured",
            "controller": "taliban",
            "opponent": "government",
            "date": DAY,
            "date_earliest": DAY,
            "date_latest": DAY,
            "statements": (said(),),
            "spans": (SimpleNamespace(start=0, end=11),),
            "casualties": (),
            **overrides,
        }
    )


def label(**overrides):
    """Return the label that `draft()` agrees with."""
    return GoldEvent(
        **{
            "kinds": frozenset({"captured"}),
            "controller": "taliban",
            "opponent": "government",
            "date": DAY,
            "precision": "day",
            "voices": frozenset({"taliban:asserts"}),
            "district": "AF1905",
            **overrides,
        }
    )


def reading(*drafts, tallies=(), notes=()):
    """Return what a reader proposes."""
    return SimpleNamespace(drafts=drafts, tallies=tallies, notes=notes)


def article(*events, **overrides):
    """Return a labelled article."""
    return Article(
        **{
            "slug": "imam-sahib",
            "split": "dev",
            "style": "wire",
            "published": DAY,
            "text": WORDS,
            "events": events,
            **overrides,
        }
    )


def tally(**overrides):
    """Return a proposed tally: the Taliban's own "more than 50 of 421"."""
    return SimpleNamespace(
        **{
            "actor": "taliban",
            "voice": "taliban",
            "measure": "captured",
            "count_low": 50,
            "count_high": None,
            "denominator": 421,
            **overrides,
        }
    )


def test_a_proposal_that_agrees_is_right():
    result = score(reading(draft()), article(label()))

    assert result.proposals == Counts(right=1)
    assert result.proposals.precision == result.proposals.recall == 1


@pytest.mark.parametrize(
    ("wrong", "respect"),
    [
        pytest.param({"district": "AF1906"}, "place", id="district"),
        pytest.param({"kind": "contested"}, "kind", id="kind"),
        pytest.param({"controller": "government"}, "controller", id="controller"),
        pytest.param({"statements": (said("government"),)}, "voices", id="voice"),
        pytest.param({"statements": (said(""),)}, "voices", id="independent"),
        pytest.param({"statements": (said(stance="denies"),)}, "voices", id="stance"),
        pytest.param({"statements": (said(), said("government", "denies"))}, "voices", id="one-voice-too-many"),
        pytest.param({"statements": ()}, "voices", id="no-voice"),
        pytest.param({"date": datetime.date(2021, 6, 20)}, "date", id="day"),
        pytest.param({"district": "", "candidates": ("AF1905",)}, "place", id="not-resolved"),
    ],
)
def test_a_proposal_with_one_wrong_part_is_wrong_and_its_label_missed(wrong, respect):
    result = score(reading(draft(**wrong)), article(label()))

    assert result.proposals == Counts(right=0, wrong=1, missed=1)
    assert differences(draft(**wrong), label()) == [respect]


def test_nothing_proposed_where_nothing_is_stated_has_neither_precision_nor_recall():
    counts = score(reading(), article()).proposals

    assert counts == Counts()
    assert counts.precision is counts.recall is None


def test_the_same_proposal_twice_is_right_once():
    result = score(reading(draft(), draft()), article(label()))

    assert result.proposals == Counts(right=1, wrong=1)


def test_an_optional_label_counts_neither_when_proposed_nor_when_not():
    gold = article(label(optional=True))

    assert score(reading(draft()), gold).proposals == Counts()
    assert score(reading(), gold).proposals == Counts()


def test_a_voice_that_may_be_heard_is_right_with_and_without():
    gold = article(label(may=frozenset({"government:denies"})))

    assert score(reading(draft()), gold).proposals == Counts(right=1)
    assert score(reading(draft(statements=(said(), said("government", "denies")))), gold).proposals == Counts(right=1)


def test_where_either_of_two_voices_may_be_heard_one_must_be():
    gold = article(label(voices=frozenset(), may=frozenset({"taliban:asserts", "independent:asserts"})))

    assert score(reading(draft()), gold).proposals == Counts(right=1)
    assert score(reading(draft(statements=())), gold).proposals == Counts(wrong=1, missed=1)


@pytest.mark.parametrize(
    ("candidates", "right"),
    [
        pytest.param(("AF1803", "AF1706"), 1, id="the-same-in-any-order"),
        pytest.param(("AF1706",), 0, id="one-of-them"),
        pytest.param((), 0, id="none"),
    ],
)
def test_an_ambiguous_label_wants_the_same_candidates(candidates, right):
    gold = article(label(district="", ambiguous=frozenset({"AF1706", "AF1803"})))

    result = score(reading(draft(district="", candidates=candidates)), gold)

    assert result.proposals.right == right


@pytest.mark.parametrize(
    ("precision", "earliest", "latest", "right"),
    [
        pytest.param("days", DAY, DAY + datetime.timedelta(1), 1, id="first-day-of-the-range"),
        pytest.param("days", DAY - datetime.timedelta(1), DAY, 1, id="last-day-of-the-range"),
        pytest.param("days", DAY + datetime.timedelta(1), DAY + datetime.timedelta(2), 0, id="after"),
        pytest.param("days", DAY - datetime.timedelta(8), DAY, 1, id="as-wide-as-allowed"),
        pytest.param("days", DAY - datetime.timedelta(9), DAY, 0, id="too-wide"),
        pytest.param("month", datetime.date(2021, 6, 1), datetime.date(2021, 6, 30), 1, id="month"),
        pytest.param("month", datetime.date(2021, 1, 1), datetime.date(2021, 12, 31), 0, id="year-for-a-month"),
    ],
)
def test_an_uncertain_day_lies_within_the_proposed_range(precision, earliest, latest, right):
    proposed = draft(date=latest, date_earliest=earliest, date_latest=latest)

    result = score(reading(proposed), article(label(precision=precision)))

    assert result.proposals.right == right


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        pytest.param({}, 1, id="agrees"),
        pytest.param({"voice": ""}, 0, id="voice"),
        pytest.param({"count_low": 51}, 0, id="count"),
        pytest.param({"count_high": 50}, 0, id="about-for-at-least"),
        pytest.param({"denominator": None}, 0, id="denominator"),
        pytest.param({"measure": "held"}, 1, id="measure-not-labelled"),
        pytest.param({"actor": "government"}, 0, id="actor"),
    ],
)
def test_tallies_are_counted_with_the_events(wrong, right):
    gold = article(tallies=(GoldTally("taliban", "taliban", 50, None, 421),))

    result = score(reading(tallies=(tally(**wrong),)), gold)

    assert result.proposals == Counts(right, 1 - right, 1 - right)


def test_notes_are_counted_apart_by_their_voice():
    gold = article(notes=(GoldNote("government"), GoldNote("independent")))

    result = score(reading(notes=(SimpleNamespace(voice="government"), SimpleNamespace(voice="taliban"))), gold)

    assert result.notes.counts == Counts(right=1, wrong=1, missed=1)
    assert result.proposals == Counts()


def test_casualties_are_counted_apart_and_once_however_many_drafts_carry_them():
    gold_claim = GoldCasualty("government", "taliban", "killed", 50, 50)
    claim = GoldCasualty("government", "taliban", "killed", 50, 50)
    two = reading(draft(casualties=(claim,)), draft(district="AF1901", casualties=(claim,)))

    result = score(two, article(label(), casualties=(gold_claim,)))

    assert result.casualties.counts == Counts(right=1)


def test_the_table_has_a_row_for_each_split_and_style_at_hand_and_for_all():
    gold = article(label())

    lines = list(table([(gold, score(reading(draft()), gold))]))

    assert [line.split()[:2] for line in lines[1:]] == [["dev", "1"], ["wire", "1"], ["all", "1"]]
    assert "1.000" in lines[1]


def test_failures_name_the_words_and_in_what_the_nearest_proposal_differs():
    gold, proposed = article(label()), reading(draft(statements=(said("government"),)))

    wrong, missed = failures(gold, proposed, score(proposed, gold))

    assert "from “The Taliban”" in wrong
    assert missed.endswith("; the nearest differs in voices")
