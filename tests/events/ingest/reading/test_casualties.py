import pytest

from tests.events.ingest.article_reading import read

FIGHT = "Fighting was under way in the centre of Nad Ali district on Sunday, the governor said."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "At least 14 Taliban were killed and six others wounded, he added.",
            [("government", "taliban", "killed", 14, None), ("government", "taliban", "wounded", 6, 6)],
            id="killed-and-wounded",
        ),
        pytest.param(
            "He said his forces killed about 50 Taliban fighters.",
            [("government", "taliban", "killed", 50, 50)],
            id="about",
        ),
        pytest.param(
            "The Taliban said that 20 to 30 soldiers surrendered.",
            [("taliban", "government", "surrendered", 20, 30)],
            id="a-range",
        ),
        pytest.param("Nine civilians died, residents said.", [("", "", "killed", 9, 9)], id="civilians"),
        pytest.param("Twelve tanks were captured, he said.", [], id="tanks"),
        pytest.param("An air strike killed nine men of the Taliban in Khakrez on Saturday.", [], id="elsewhere"),
    ],
)
def test_losses_are_claims_on_the_event_beside_them(text, expected):
    (draft, *_) = read(f"{FIGHT} {text}").drafts

    assert [(each.voice, each.of, each.outcome, each.low, each.high) for each in draft.casualties] == expected


def test_losses_alone_are_no_event():
    assert read("At least 14 Taliban were killed in Zheray district, the ministry said.").drafts == ()
