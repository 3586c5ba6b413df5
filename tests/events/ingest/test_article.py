import datetime
import inspect
import pathlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.ingest import article
from events.ingest.reading import drafting, notes, tallies
from tests.events.ingest.article_reading import MONDAY, brief, events, read

# The facts of a broadcaster's report of that Monday, told in our own words.
NORTHERN = """Taliban close in on Kunduz, officials say

Taliban and government forces clashed on the outskirts of the northern city of Kunduz, while the insurgents claimed \
to have captured three districts in a week.

"They are at the gates of the city and fight the Afghan forces," said Amruddin Wali, a member of Kunduz's provincial \
council, on Monday.

On Monday, the Taliban claimed they had captured the Imam Sahib district of the province, the third within a week.

Kunduz police spokesman Inamuddin Rahmani confirmed the fighting and said his forces had killed about 50 Taliban \
fighters in the past 24 hours.

The Taliban have attacked government forces since early May, when American troops began to leave, and claim to have \
seized more than 50 of the country's 421 districts.

The Taliban have often tried to capture the city, which is not far from the border with Tajikistan.

They briefly held Kunduz twice before – in September 2015, and again a year later.

They also claim to have captured several districts in the provinces of Faryab, Takhar and Badakhshan.

The Defence Ministry confirmed that government troops had retreated from several districts but said they aimed to \
take them back. In neighbouring Baghlan and in Kabul it was quiet.

Source: TRTWorld and agencies
"""
SEED = pathlib.Path("/") / "work" / "shared" / "mission" / "kunduz-2021-06-21.txt"
DRAFTS = [
    "AF1901 contested government 2021-06-21 government:asserts",
    "AF1905 captured taliban 2021-06-21 taliban:asserts",
    "AF1901 assessed taliban 2015-09-30 independent:asserts",
    "AF1901 assessed taliban 2016-09-30 independent:asserts",
]


def test_a_whole_article_gives_its_events_and_no_others():
    reading = read(NORTHERN)

    assert [brief(draft) for draft in reading.drafts] == DRAFTS


def test_an_article_gives_the_standing_that_its_voices_add_up_to():
    fighting, captured, first, second = read(NORTHERN).drafts

    assert (captured.standing, captured.opponent, captured.contested) == ("claimed", "government", False)
    assert (fighting.standing, fighting.opponent, fighting.contested) == ("confirmed", "taliban", True)
    assert {first.precision, second.precision} == {"month"}
    assert (first.date_earliest, first.date_latest) == (datetime.date(2015, 9, 1), datetime.date(2015, 9, 30))


def test_an_article_gives_its_tallies_with_since_when_they_count():
    week, may = read(NORTHERN).tallies

    assert (week.actor, week.voice, week.count_low, week.count_high) == ("taliban", "taliban", 3, 3)
    assert (may.actor, may.voice, may.count_low, may.count_high, may.denominator) == (
        "taliban",
        "taliban",
        50,
        None,
        421,
    )
    assert (may.since_earliest, may.measure) == (datetime.date(2021, 5, 1), "captured")


def test_an_article_gives_notes_of_districts_that_it_does_not_name():
    assert [note.voice for note in read(NORTHERN).notes] == ["taliban", "government"]


def test_casualties_are_claims_of_a_voice_on_the_event_near_them():
    fighting = read(NORTHERN).drafts[0]

    claims = [(each.voice, each.of, each.outcome, each.low, each.high) for each in fighting.casualties]
    assert claims == [("government", "taliban", "killed", 50, 50)]


def test_an_article_gives_the_fields_of_its_report():
    report = read(NORTHERN).report

    assert (report.title, report.published) == ("Taliban close in on Kunduz, officials say", MONDAY)
    assert (report.source, report.via, report.language) == ("TRT World", "agencies", "en")


@pytest.mark.parametrize("path", [path for path in [SEED] if path.exists()] or [None], ids=["the-seed-article"])
def test_the_seed_article_gives_the_same_where_it_is_at_hand(path):
    text = path.read_text(encoding="utf-8") if path else NORTHERN

    assert events(text) == DRAFTS


def test_every_reason_names_a_rule_that_is_explained():
    reading = read(NORTHERN)

    parts = [*reading.drafts, *reading.tallies, *reading.notes]
    named = {reason.rule for part in parts for reason in part.reasons} | {one.rule for one in reading.report.reasons}
    assert named
    assert named <= set(article.RULES)
    assert all(words.endswith(".") for words in article.RULES.values())


def test_every_span_holds_words_of_the_text():
    reading = read(NORTHERN)

    spans = [span for draft in reading.drafts for span in draft.spans]
    spans += [place.span for place in reading.places] + [date.span for date in reading.dates]
    assert all(0 <= span.start < span.end <= len(NORTHERN) for span in spans)
    assert all(NORTHERN[place.span.start : place.span.end] == place.words for place in reading.places)


def test_a_summary_is_in_our_own_words():
    captured = read(NORTHERN).drafts[1]

    assert captured.summary == "The Taliban are said to have taken Imam Sahib in Kunduz from the government."


def test_without_a_day_of_publication_undated_drafts_have_no_day():
    (draft,) = read("The Taliban captured Imam Sahib district.", published=None).drafts

    assert (draft.date, draft.date_earliest, draft.date_latest) == (None, None, None)


def test_a_text_in_dari_proposes_nothing():
    reading = read("طالبان ولسوالی امام صاحب ولایت کندز را تصرف کردند. وزارت دفاع این ادعا را رد کرد.")

    assert (reading.report.language, reading.drafts, reading.tallies) == ("fa", (), ())


WORDS = st.sampled_from(
    [
        *(
            "The Taliban",
            "captured",
            "lost",
            "Kunduz",
            "Imam Sahib",
            "district",
            "districts",
            "of",
            "and",
            ",",
            ".",
            '"',
        ),
        *("said", "denied", "on Monday", "since May", "50", "more than", "of the", "the district", "It", "was", "in"),
        *("Helmand's", "Nawa", "\n\n", "officials", "a day after", "killed", "they", ":", "–", "(", ")", "#", "\ue000"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=60).map(" ".join)), st.none() | st.dates())
def test_no_text_makes_the_reading_fail(text, day):
    reading = read(text, published=day)

    assert all(draft.statements and draft.spans and draft.reasons for draft in reading.drafts)


def test_a_text_longer_than_the_limit_is_read_up_to_it():
    text = "Nothing happened here. " * (article.LONGEST // 20)

    assert read(text + "The Taliban captured Imam Sahib district.").drafts == ()


def test_what_is_public_says_what_it_returns():
    assert all(inspect.getdoc(each) for each in (article.propose, drafting.draft, tallies.find, notes.find))
