import pytest

from tests.events.ingest.article_reading import read


def tallies(text):
    return [
        (each.actor, each.voice, each.measure, each.count_low, each.count_high, each.denominator)
        for each in read(text).tallies
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Taliban claim to have seized more than 50 of the country's 421 districts.",
            [("taliban", "taliban", "captured", 50, None, 421)],
            id="more-than",
        ),
        pytest.param(
            "At least 87 districts have fallen, according to the Long War Journal.",
            [("taliban", "", "captured", 87, None, None)],
            id="at-least",
        ),
        pytest.param(
            "Of the country's 407 districts, the Taliban control 157, the journal's researchers said.",
            [("taliban", "", "held", 157, 157, 407)],
            id="of-them",
        ),
        pytest.param(
            "The ministry said that troops had recaptured 24 districts in the past week.",
            [("government", "government", "captured", 24, 24, None)],
            id="retaken",
        ),
        pytest.param(
            "The government admitted the loss of about 30 districts.",
            [("taliban", "government", "captured", 30, 30, None)],
            id="the-loss-of",
        ),
        pytest.param(
            "Officials estimated that between 40 and 50 districts had been lost.",
            [("taliban", "government", "captured", 40, 50, None)],
            id="between",
        ),
        pytest.param(
            "Five of Kunduz's seven districts are under Taliban control, a lawmaker said.",
            [("taliban", "government", "held", 5, 5, 7)],
            id="of-a-province",
        ),
        pytest.param("The Taliban hold two districts: Argo and Jorm.", [], id="named-ones-are-events"),
        pytest.param("The Taliban could seize 50 districts, a lawmaker warned.", [], id="hypothetical"),
        pytest.param("Half of all districts are contested.", [], id="half"),
        pytest.param("The chiefs of 12 districts met in Kabul.", [], id="not-of-control"),
    ],
)
def test_a_count_of_districts_is_a_tally(text, expected):
    assert tallies(text) == expected


def test_a_number_told_twice_is_one_tally():
    text = "Taliban seize 12 districts\n\nThe Taliban seized 12 districts in a week, officials said."

    assert tallies(text) == [("taliban", "government", "captured", 12, 12, None)]
