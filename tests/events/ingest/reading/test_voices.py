import pytest

from tests.events.ingest.article_reading import read


@pytest.mark.parametrize(
    ("text", "voices"),
    [
        pytest.param("{}, a provincial council member said.", ["government"], id="council-member"),
        pytest.param('"{}," said Taj Mangal, a member of parliament.', ["government"], id="inverted"),
        pytest.param("According to residents, {}.", ["independent"], id="according-to"),
        pytest.param("{}, Zabihullah Mujahid tweeted.", ["taliban"], id="spokesman-of-the-taliban"),
        pytest.param("{}, a spokesman for the group said.", ["taliban"], id="spokesman-for-the-group"),
        pytest.param("Two security sources told this agency that {}.", ["government"], id="told"),
        pytest.param("{}, residents and a local official said.", ["government", "independent"], id="two-together"),
        pytest.param("{}, the Long War Journal reported.", ["independent"], id="researchers"),
        pytest.param("{}.", ["independent"], id="nobody-named"),
        pytest.param("{}: governor", ["government"], id="tail-of-a-headline"),
        pytest.param(
            "Ahmad Wali, the police chief, said it was calm. But {}, Wali said.",
            ["government"],
            id="a-name-known-before",
        ),
        pytest.param("The governor spoke on Monday, an official said. He said that {}.", ["government"], id="he"),
        pytest.param('The governor said it was over. "We are sad. {}."', ["government"], id="within-quotation-marks"),
    ],
)
def test_a_claim_has_the_voice_that_the_words_give_it(text, voices):
    (draft,) = read(text.format("Imam Sahib district fell to the Taliban")).drafts

    assert sorted(each.voice or "independent" for each in draft.statements) == voices


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Taliban said they had captured Ghormach. The defence ministry rejected the claim.",
            [("taliban", "asserts"), ("government", "denies")],
            id="rejected-the-claim",
        ),
        pytest.param(
            "The defence ministry denied that Ghormach had fallen to the Taliban.",
            [("government", "denies")],
            id="denied-that",
        ),
        pytest.param(
            "Taliban claim capture of Ghormach; government denies",
            [("taliban", "asserts"), ("government", "denies")],
            id="denies",
        ),
        pytest.param(
            "Taliban claims of having overrun Ghormach are false, said the police spokesman.",
            [("government", "denies"), ("taliban", "asserts")],
            id="claims-are-false",
        ),
        pytest.param(
            'The Taliban said they had taken Ghormach. "Ghormach is under our control," the governor said.',
            [("taliban", "asserts"), ("government", "denies")],
            id="still-ours",
        ),
        pytest.param(
            "The Taliban said they had captured Ghormach. A council member confirmed the claim.",
            [("taliban", "asserts"), ("government", "asserts")],
            id="confirmed",
        ),
        pytest.param(
            "The Taliban captured Ghormach, an official said. The ministry neither confirmed nor denied this.",
            [("government", "asserts")],
            id="neither",
        ),
    ],
)
def test_an_answer_is_a_statement_on_the_same_event(text, expected):
    (draft,) = read(text).drafts

    assert [(each.voice, each.stance) for each in draft.statements] == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("On Monday, the Taliban said that {}.", "the Taliban", id="a-day-is-no-name"),
        pytest.param("{}, Ahmad Wali, a lawmaker, said.", "Ahmad Wali, a lawmaker", id="a-name-and-an-office"),
        pytest.param("According to the governor, {}.", "the governor", id="according-to"),
    ],
)
def test_an_attribution_is_in_the_words_of_the_text(text, words):
    (draft,) = read(text.format("Imam Sahib district fell to the Taliban")).drafts

    assert [each.attribution for each in draft.statements] == [words]


def test_a_headline_that_the_body_attributes_is_no_voice_of_its_own():
    text = "Taliban capture Imam Sahib\n\nThe Taliban captured Imam Sahib district on Monday, the police chief said."

    (draft,) = read(text).drafts

    assert [each.voice for each in draft.statements] == ["government"]


def test_the_statement_of_a_ministry_is_its_own_voice():
    text = "The center of Garmser district in Helmand was retaken by ANDSF this morning."

    (draft,) = read(text, source="Ministry of Defence").drafts

    assert [each.voice for each in draft.statements] == ["government"]
