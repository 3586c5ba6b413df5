import pytest

from events.ingest.reading import numerals, sentences


def split(text):
    plain = sentences.plain(text)
    return [text[each.start : each.end] for each in sentences.split(plain)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One fell. Two did not.", ["One fell.", "Two did not."], id="two"),
        pytest.param("Gen. Wali met Col. Khan.", ["Gen. Wali met Col. Khan."], id="titles"),
        pytest.param("The U.S. army left. It rained.", ["The U.S. army left.", "It rained."], id="short-forms"),
        pytest.param('"It fell." He wept.', ['"It fell."', "He wept."], id="quotation"),
        pytest.param("A headline\n\nIts body.", ["A headline", "Its body."], id="headline"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_a_text_is_split_into_its_sentences(text, expected):
    assert split(text) == expected


def test_a_sentence_wrapped_over_lines_is_one():
    text = "The Taliban captured the centre of Imam Sahib district in\nKunduz province on Monday."

    assert len(split(text)) == 1


def test_an_endless_sentence_is_cut():
    assert max(len(piece) for piece in split("word " * 1000)) <= sentences.LONGEST


@pytest.mark.parametrize(
    ("words", "value"),
    [("fifty-two", 52), ("2,500", 2500), ("a dozen", 12), ("two hundred", 200), ("87", 87), ("some", None)],
)
def test_numbers_are_read_from_words_and_digits(words, value):
    assert numerals.value(words) == value
