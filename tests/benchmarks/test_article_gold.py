"""The labelled articles themselves: every label can be read and means something."""

import collections
import csv
import datetime
import re

import pytest

from benchmarks.article_gold import FIXTURES, SPLITS, STYLES, WIDEST, articles, place_index, read
from districts.spelling import key
from events.control.standing import KINDS

ACTORS = {"government", "taliban", "nrf", "iskp", "united_states"}
HARD_CASES = {
    "same name told apart",
    "same name not told apart",
    "retook",
    "denied",
    "tactical retreat",
    "for the second time",
    "negation",
    "hypothetical",
    "headline that overstates",
    "casualties that are not control",
    "other countries",
    "places that are no districts",
    "province-level",
    "list",
    "two sides",
    "admission",
    "hand-over through elders",
    "relocated",
    "held",
    "contested",
    "past events with month precision",
    "tallies of several kinds",
    "weekday",
    "overnight",
    "yesterday",
    "Kabul as metonym",
    "Kabul as dateline",
    "nothing at all",
}
ALL = [gold for split in SPLITS for gold in articles(split)]
DISTRICTS = {code for code, place in place_index().places.items() if place.kind == "district"}

SPELLINGS = collections.defaultdict(set)
for table, code in (("names.csv", "district_code"), ("districts.csv", "code")):
    for row in csv.DictReader((FIXTURES / table).read_text("utf-8").splitlines()):
        SPELLINGS[row[code]] |= {key(part) for part in re.split("[()]", row["name"]) if len(key(part)) > 2}

each_article = pytest.mark.parametrize("gold", [pytest.param(gold, id=f"{gold.split}-{gold.slug}") for gold in ALL])


@each_article
def test_an_article_has_a_known_style_a_headline_and_a_body(gold):
    headline, _, body = gold.text.partition("\n")

    assert gold.style in STYLES
    assert headline.strip()
    assert len(body.split()) > 20
    assert gold.cases


@each_article
def test_the_labels_name_districts_kinds_actors_and_voices_that_exist(gold):
    for event in gold.events:
        said = {tuple(voice.split(":")) for voice in event.voices | event.may}

        assert event.ambiguous or {event.district} <= DISTRICTS
        assert event.ambiguous <= DISTRICTS
        assert bool(event.ambiguous) != bool(event.district)
        assert event.kinds <= KINDS.keys()
        assert {event.controller, event.opponent} <= ACTORS
        assert {voice for voice, _ in said} <= ACTORS | {"independent"}
        assert {stance for _, stance in said} <= {"asserts", "denies"}
        assert said


@each_article
def test_a_labelled_district_is_spelled_in_its_text(gold):
    written = key(gold.text)

    for code in frozenset().union(*(event.ambiguous or {event.district} for event in gold.events)):
        assert any(spelling in written for spelling in SPELLINGS[code])


@each_article
def test_no_label_lies_after_the_publication(gold):
    for event in gold.events:
        assert event.date <= gold.published
        assert event.precision in WIDEST


@each_article
def test_the_counts_of_a_label_are_in_order(gold):
    for tally in gold.tallies:
        assert tally.count_high is None or tally.count_low <= tally.count_high <= (tally.denominator or 421)
        assert {tally.voice} <= ACTORS | {"independent"}
        assert {tally.actor} <= ACTORS | {""}
    for claim in gold.casualties:
        assert claim.high is None or claim.low <= claim.high


@pytest.mark.parametrize("split", ["dev", "held_out"])
def test_each_split_holds_several_styles_every_hard_case_and_articles_that_say_nothing(split):
    chosen = articles(split)

    assert len({gold.style for gold in chosen}) >= 4
    assert sum(gold.says_nothing for gold in chosen) >= 2
    assert not HARD_CASES.difference(*(gold.cases for gold in chosen))


def test_an_article_is_read_with_its_labels(tmp_path):
    (tmp_path / "dev").mkdir()
    (tmp_path / "dev" / "a.txt").write_text("Headline\n\nBody.\n", "utf-8")
    (tmp_path / "dev" / "a.toml").write_text(
        'published = 2021-06-22\nstyle = "wire"\n[[event]]\ndistrict = "AF1905"\nkind = "captured"\n'
        'controller = "taliban"\nopponent = "government"\ndate = 2021-06-21\nprecision = "day"\n'
        'voices = ["taliban:asserts"]\n[[note]]\nvoice = "taliban"\n',
        "utf-8",
    )

    gold = read(tmp_path / "dev" / "a.toml")

    assert (gold.slug, gold.split, gold.headline) == ("a", "dev", "Headline")
    assert gold.published == datetime.date(2021, 6, 22)
    assert gold.events[0].kinds == {"captured"}
    assert gold.notes[0].voice == "taliban"


def test_an_unknown_key_of_a_label_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("Headline\n", "utf-8")
    (tmp_path / "a.toml").write_text('published = 2021-06-22\nstyle = "wire"\n[[note]]\nvoise = "taliban"\n', "utf-8")

    with pytest.raises(TypeError, match="voise"):
        read(tmp_path / "a.toml")


def test_the_index_needs_no_database_and_knows_the_spellings():
    found = place_index().find("Emam Saheb, Konduz")

    assert found.district.code == "AF1905"
