"""Ordinary wordings of agencies and offices, each a family of its own."""

import datetime

import pytest

from tests.events.ingest.article_reading import read

MONDAY = datetime.date(2021, 7, 5)


def gist(text):
    """Return each draft of a text as district, kind, holder and voices with their stances."""
    drafts = read(text, published=MONDAY).drafts
    return sorted(
        " ".join(
            [
                *(each.district, each.kind, each.controller),
                *sorted(f"{said.voice or 'independent'}:{said.stance}" for said in each.statements),
            ]
        )
        for each in drafts
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Taliban seized three more cities on Sunday: Kunduz, Sar-e Pul and Taloqan.",
            [f"AF{code} captured taliban independent:asserts" for code in ("1801", "1901", "2201")],
            id="cities-after-a-colon",
        ),
        pytest.param(
            "Taliban fighters took four districts of Badakhshan, including Kishim and Tagab, a council member said.",
            ["AF1715 captured taliban government:asserts", "AF1717 captured taliban government:asserts"],
            id="including",
        ),
        pytest.param(
            "Aibak became the sixth provincial capital to fall to the Taliban in less than a week, residents said.",
            ["AF2001 captured taliban independent:asserts"],
            id="the-sixth-to-fall",
        ),
        pytest.param(
            "Sheberghan fell on Saturday, residents said. Zaranj went on Friday.",
            ["AF2801 captured taliban independent:asserts", "AF3401 captured taliban independent:asserts"],
            id="went",
        ),
        pytest.param(
            "The Taliban overran Arghistan district on Sunday, said a member of the provincial council.",
            ["AF2708 captured taliban government:asserts"],
            id="said-a-member-of-the-council",
        ),
        pytest.param(
            "The Taliban were beaten back from the gates of Lashkar Gah in Helmand, the army said.",
            ["AF3001 held government government:asserts"],
            id="beaten-back-from-the-gates",
        ),
        pytest.param(
            "Elders persuaded troops to hand over Alishang district of Laghman to the Taliban, a lawmaker said.",
            ["AF0703 handed_over taliban government:asserts"],
            id="persuaded-to-hand-over",
        ),
        pytest.param(
            "The Defence Ministry dismissed the Taliban's claim that they had captured Farkhar district.",
            ["AF1808 captured taliban government:denies taliban:asserts"],
            id="a-claim-dismissed",
        ),
        pytest.param(
            "The Defence Ministry on Saturday denied a Taliban claim to have captured Khan Abad district of Kunduz.",
            ["AF1904 captured taliban government:denies taliban:asserts"],
            id="a-claim-denied",
        ),
        pytest.param(
            "The governor's spokesman rejected the rumours spread on social media that Ali Abad district of Kunduz "
            "had collapsed.",
            ["AF1903 captured taliban government:denies"],
            id="rumours-rejected",
        ),
        pytest.param(
            "The centre of Chimtal district was moved 500 metres away, the Balkh governor's office said, denying that "
            "the district had been lost.",
            ["AF2108 captured taliban government:denies", "AF2108 relocated government government:asserts"],
            id="said-denying-that",
        ),
        pytest.param(
            "The Taliban overran Arghistan district, said Bahir Ahmadi, spokesman for the Kandahar police chief.",
            ["AF2708 captured taliban government:asserts"],
            id="a-police-spokesman-of-a-known-name",
        ),
        pytest.param(
            'Zabihullah Mujahid tweeted: "This morning the district centre of Nijrab in Kapisa, the police HQ and all '
            'installations were conquered by the Mujahideen."',
            ["AF0205 captured taliban taliban:asserts"],
            id="the-centre-and-all-installations",
        ),
    ],
)
def test_a_wording_is_understood(text, expected):
    assert gist(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Taliban have not been able to capture Maimana, the capital of Faryab.", id="not-able-to"),
        pytest.param("Suppose Kandahar falls: what will the army do?", id="suppose"),
        pytest.param("Ali Abad district of Kunduz went quiet on Sunday.", id="went-quiet"),
        pytest.param(
            "They tried to persuade troops to hand over Alishang district of Laghman.", id="tried-to-persuade"
        ),
        pytest.param("Afghan forces cleared five villages of Dawlat Abad district in Balkh.", id="villages-cleared"),
        pytest.param("Officials reported rumours that Ghazni city had fallen.", id="rumours"),
    ],
)
def test_what_did_not_happen_is_no_proposal(text):
    assert gist(text) == []
