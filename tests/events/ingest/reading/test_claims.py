import pytest

from tests.events.ingest.article_reading import events

TAKEN = "captured taliban 2021-06-20"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "The Taliban captured Ali Abad and Imam Sahib districts of Kunduz on Sunday.",
            [f"AF1903 {TAKEN} independent:asserts", f"AF1905 {TAKEN} independent:asserts"],
            id="a-list-of-districts",
        ),
        pytest.param(
            "The centre of Almar district in Faryab was overrun by Taliban fighters on Sunday.",
            [f"AF2904 {TAKEN} independent:asserts"],
            id="passive-with-its-side",
        ),
        pytest.param(
            "Takhar's Khwaja Ghar district has fallen, residents said on Sunday.",
            [f"AF1809 {TAKEN} independent:asserts"],
            id="fell",
        ),
        pytest.param(
            "Government forces lost control of Chahab, in Takhar, on Sunday, a lawmaker said.",
            [f"AF1816 {TAKEN} government:asserts"],
            id="lost-control",
        ),
        pytest.param(
            "#Breaking: Mujahideen captured the district center, HQ and all facilities of Nahr-i-Siraj, Helmand",
            ["AF3004 captured taliban 2021-06-21 taliban:asserts"],
            id="facilities-of-a-district",
        ),
        pytest.param(
            "Afghan forces retook Khan Abad district from the Taliban on Sunday.",
            ["AF1904 captured government 2021-06-20 independent:asserts"],
            id="retook",
        ),
        pytest.param(
            "Commandos pushed the Taliban out of Balkh district on Sunday.",
            ["AF2106 captured government 2021-06-20 independent:asserts"],
            id="drove-out",
        ),
        pytest.param(
            "Troops surrendered the district of Argo to the Taliban without a fight on Sunday.",
            ["AF1702 handed_over taliban 2021-06-20 independent:asserts"],
            id="surrendered",
        ),
        pytest.param(
            "The Interior Ministry said its forces had made a tactical retreat from Nirkh district.",
            ["AF0402 handed_over taliban 2021-06-21 government:asserts"],
            id="tactical-retreat",
        ),
        pytest.param(
            "The Qarqin district administration was moved 500 metres to the outskirts, the governor said.",
            ["AF2810 relocated government 2021-06-21 government:asserts"],
            id="relocated",
        ),
        pytest.param(
            "Security forces repelled a Taliban attack on Imam Sahib district on Sunday, officials said.",
            ["AF1905 held government 2021-06-20 government:asserts"],
            id="repelled",
        ),
        pytest.param(
            "Taliban fighters entered the city of Qala-e-Naw on Sunday, residents said.",
            ["AF3101 contested government 2021-06-20 independent:asserts"],
            id="entered-a-city",
        ),
        pytest.param(
            "The Taliban now control Doab district in Nuristan, residents said.",
            ["AF1605 assessed taliban 2021-06-21 independent:asserts"],
            id="controls",
        ),
        pytest.param(
            "Islamic State fighters seized Achin from the Taliban on Sunday.",
            ["AF0615 captured iskp 2021-06-20 independent:asserts"],
            id="the-islamic-state",
        ),
        pytest.param(
            "The Taliban captured the provincial capital of Helmand on Sunday.",
            [f"AF3001 {TAKEN} independent:asserts"],
            id="the-capital-of-a-province",
        ),
        pytest.param(
            "Eight men died. Three districts of Takhar fell on Sunday: Chahab, Darqad and Bangi.",
            [f"{code} {TAKEN} independent:asserts" for code in ("AF1816", "AF1815", "AF1804")],
            id="a-list-after-a-colon",
        ),
        pytest.param(
            "The Taliban took Andkhoy on Saturday, but security forces retook it on Sunday.",
            [
                "AF2913 captured government 2021-06-20 independent:asserts",
                "AF2913 captured taliban 2021-06-19 independent:asserts",
            ],
            id="it",
        ),
        pytest.param(
            "The Taliban attacked Alishang district on Sunday. The attack was repulsed, the police chief said.",
            ["AF0703 held government 2021-06-20 government:asserts"],
            id="the-attack",
        ),
    ],
)
def test_what_is_said_of_control_becomes_an_event(text, expected):
    assert sorted(events(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Taliban tried to capture Imam Sahib district.", id="tried"),
        pytest.param("The Taliban have not captured Imam Sahib district.", id="negation"),
        pytest.param("Imam Sahib could fall within days, lawmakers warned.", id="could"),
        pytest.param("If Imam Sahib falls, the road to Kunduz is open.", id="conditional"),
        pytest.param("Residents fear that Imam Sahib has fallen into danger of capture.", id="fear"),
        pytest.param("The army plans to retake Imam Sahib district.", id="plan"),
        pytest.param("Imam Sahib is about to fall to the Taliban.", id="about-to"),
        pytest.param("Has Imam Sahib fallen?", id="question"),
        pytest.param("The Taliban captured a base in Imam Sahib district.", id="a-base"),
        pytest.param("The Taliban seized several villages in Andar district.", id="villages"),
        pytest.param("The Taliban seized the Shir Khan Bandar border crossing in Kunduz.", id="a-border-crossing"),
        pytest.param("The Taliban captured 30 soldiers in Almar district.", id="soldiers"),
        pytest.param("An air strike killed 12 Taliban in Chahar Bolak district of Balkh.", id="an-air-strike"),
        pytest.param("The Taliban captured parts of Ali Abad district.", id="parts"),
        pytest.param("Three checkpoints near Parun were lost to the Taliban.", id="near-a-city"),
        pytest.param("The Pakistani Taliban captured Shakai in South Waziristan district.", id="another-country"),
        pytest.param("Kandahar fell to Kabul by six wickets in the final.", id="cricket"),
        pytest.param("The documentary captured Kunduz at its most beautiful.", id="a-film"),
        pytest.param("Heavy snow fell in Ghazni and Bamyan.", id="snow"),
        pytest.param("KABUL, June 21 (Wire) – The army said that it was ready.", id="a-dateline"),
        pytest.param("The Taliban had captured Khanabad district twice before.", id="times-without-a-day"),
    ],
)
def test_what_did_not_happen_to_a_district_proposes_nothing(text):
    assert events(text) == []
