import datetime

import pytest

from events.ingest.reading import languages
from events.ingest.reading.reports import KnownSource
from tests.events.ingest.article_reading import read

REUTERS = KnownSource("reuters", "Reuters", "https://www.reuters.com", "B", "")
BAKHTAR = KnownSource("bakhtar", "Bakhtar News Agency", "https://bakhtarnews.af", "D", "government")
CAPTURE = "The Taliban captured Imam Sahib district of Kunduz on Sunday."


@pytest.mark.parametrize(
    ("text", "source", "via"),
    [
        pytest.param(f"{CAPTURE}\n\nSource: TRTWorld and agencies", "TRT World", "agencies", id="credited-at-the-end"),
        pytest.param(f"KABUL, June 21 (Reuters) - {CAPTURE}", "Reuters", "", id="dateline"),
        pytest.param(CAPTURE, "", "", id="nobody"),
    ],
)
def test_the_source_is_the_one_that_the_text_credits(text, source, via):
    report = read(text).report

    assert (report.source, report.via) == (source, via)


@pytest.mark.parametrize(
    ("given", "slug"),
    [
        pytest.param({"source": "Reuters"}, "reuters", id="by-its-name"),
        pytest.param({"url": "https://m.reuters.com/world/x"}, "reuters", id="by-its-address"),
        pytest.param({"source": "Nobody's Post", "url": "not an address"}, "", id="unknown"),
    ],
)
def test_a_known_source_is_found(given, slug):
    assert read(CAPTURE, sources=[REUTERS], **given).report.source_slug == slug


def test_the_grade_of_a_known_source_counts_in_the_standing():
    (strong,) = read(CAPTURE, source="Reuters", sources=[REUTERS]).drafts
    (weak,) = read(CAPTURE).drafts

    assert (strong.standing, weak.standing) == ("confirmed", "reported")


def test_a_source_that_speaks_for_a_side_is_its_voice():
    (draft,) = read(CAPTURE, source="Bakhtar News Agency", sources=[BAKHTAR]).drafts

    assert [each.voice for each in draft.statements] == ["government"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("KABUL, June 20, 2021 (AP) - All was quiet.", id="dateline"),
        pytest.param("Quiet in Kabul\n\nPublished: 20 June 2021\n\nAll was quiet.", id="labelled"),
    ],
)
def test_the_day_of_publication_is_found_in_the_text(text):
    report = read(text, published=None).report

    assert (report.published, report.published_precision) == (datetime.date(2021, 6, 20), "inferred")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("All was quiet.", "en", id="english"),
        pytest.param("طالبان ولسوالی را تصرف کردند", "fa", id="dari"),
        pytest.param("طالبانو د ولسوالۍ مرکز ونیو، چارواکو وویل", "ps", id="pashto"),
        pytest.param("Талибы захватили уезд", "ru", id="russian"),
        pytest.param("123 !", "und", id="no-letters"),
    ],
)
def test_the_language_is_told_by_the_letters(text, language):
    assert languages.of(text) == language
