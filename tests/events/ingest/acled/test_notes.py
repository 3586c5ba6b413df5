import pytest

from events.ingest.acled.notes import read_note


def told(text):
    """Return (gainer, loser, [(kind, name)]) of each change that came about."""
    return [
        (change.gainer, change.loser, [(thing.kind, thing.name) for thing in change.things])
        for change in read_note(text).changes
        if not (change.tried or change.before)
    ]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        pytest.param(
            "On 21 June 2021, Taliban militants captured the Imam Sahib district center in Kunduz after clashes.",
            [("taliban", "", [("district", "Imam Sahib")])],
            id="centre",
        ),
        pytest.param(
            "Taliban forces took control of Khwaja Ghar district, after Afghan forces retreated.",
            [("taliban", "", [("district", "Khwaja Ghar")])],
            id="control-of",
        ),
        pytest.param(
            "The district of Shortepa fell to the Taliban after security forces withdrew from it.",
            [("taliban", "", [("district", "Shortepa")]), ("", "state", [("it", "")])],
            id="fell",
        ),
        pytest.param(
            "Khan Abad, Imam Sahib and Archi districts were captured by the Taliban.",
            [("taliban", "", [("district", "Khan Abad"), ("district", "Imam Sahib"), ("district", "Archi")])],
            id="list-of-districts",
        ),
        pytest.param(
            "Security forces withdrew from the district headquarters of Arghistan.",
            [("", "state", [("district", "Arghistan")])],
            id="withdrew",
        ),
        pytest.param(
            "Afghan forces handed over Zana Khan district to the Taliban without a fight.",
            [("taliban", "state", [("district", "Zana Khan")])],
            id="handed-over",
        ),
        pytest.param(
            "NRF fighters seized Pul-e-Hisar and Banu districts from the Taliban.",
            [("nrf", "taliban", [("district", "Pul-e-Hisar"), ("district", "Banu")])],
            id="from-whom",
        ),
        pytest.param(
            "After a Taliban attack, government forces retook the district administrative building of Dawlatabad.",
            [("state", "", [("district", "Dawlatabad")])],
            id="building",
        ),
        pytest.param(
            "The Taliban seized the district governor's compound and the police headquarters.",
            [("taliban", "", [("district", ""), ("post", "")])],
            id="compound",
        ),
        pytest.param(
            "Taliban captured all of Imam Sahib district.", [("taliban", "", [("district", "Imam Sahib")])], id="all-of"
        ),
        pytest.param("Kunduz city was captured by the Taliban.", [("taliban", "", [("city", "Kunduz")])], id="city"),
        pytest.param(
            "Taliban seized the district center of Yakawlang No. 2 district.",
            [("taliban", "", [("district", "Yakawlang No. 2")])],
            id="numbered",
        ),
        pytest.param(
            "Islamic State militants overran Mohmand Dara district.",
            [("iskp", "", [("district", "Mohmand Dara")])],
            id="whose-militants",
        ),
        pytest.param(
            "Afghan forces recaptured Khan Abad district, which was seized by the Taliban a week ago.",
            [("state", "", [("district", "Khan Abad")])],
            id="looks-back-with-which",
        ),
        pytest.param(
            "Police retook Archi district. The Taliban had captured the district in May.",
            [("state", "", [("district", "Archi")])],
            id="looks-back-with-had",
        ),
    ],
)
def test_a_note_tells_who_took_which_district(note, expected):
    assert told(note) == expected


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        pytest.param("a checkpoint in Chahar Darah district", "post", id="checkpoint"),
        pytest.param("two outposts near the district center", "post", id="outposts"),
        pytest.param("a military base in the center of Archi district", "post", id="base"),
        pytest.param("the district police headquarters", "post", id="police-headquarters"),
        pytest.param("several villages of Archi district", "village", id="villages"),
        pytest.param("the town of Imam Sahib", "village", id="town"),
        pytest.param("large areas of Nahr-e-Shahi district", "part", id="areas"),
        pytest.param("parts of the district", "part", id="parts"),
        pytest.param("most of Archi district", "part", id="most"),
        pytest.param("a hill in Archi district", "ground", id="hill"),
        pytest.param("the highway through the district", "ground", id="highway"),
        pytest.param("the district bazaar", "ground", id="bazaar"),
        pytest.param("the district governor", "person", id="person"),
        pytest.param("the provincial centre", "city", id="provincial-centre"),
        pytest.param("the district", "district", id="the-district"),
        pytest.param("Archi district headquarters", "district", id="headquarters"),
        pytest.param("the center of Archi", "district", id="centre-of"),
    ],
)
def test_what_was_taken_is_the_last_word_of_its_phrase(words, kind):
    change = read_note(f"Taliban captured {words}.").changes[0]

    assert [thing.kind for thing in change.things] == [kind]


def test_what_is_said_of_parts_holds_for_all_districts_listed():
    changes = told("Taliban captured parts of Khan Abad and Imam Sahib districts.")

    assert [kind for kind, _ in changes[0][2]] == ["part", "part"]


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("Taliban tried to capture Imam Sahib district.", id="tried"),
        pytest.param("Taliban attacked, failing to capture Imam Sahib district.", id="failing"),
        pytest.param("The attempt to seize Imam Sahib district cost lives.", id="attempt"),
        pytest.param("Taliban did not capture Imam Sahib district.", id="not"),
        pytest.param("Taliban captured the district center but were repelled.", id="repelled"),
        pytest.param("Police prevented the Taliban from capturing the district.", id="prevented"),
    ],
)
def test_what_was_only_tried_is_told_apart(note):
    changes = read_note(note).changes

    assert [change.tried for change in changes] == [True]


@pytest.mark.parametrize(
    ("note", "side"),
    [
        pytest.param("Taliban claimed to have captured Archi district.", "taliban", id="claimed"),
        pytest.param("According to the Taliban, their men seized Archi district.", "taliban", id="according"),
        pytest.param("Taliban fighters captured Archi district.", "", id="nobody"),
    ],
)
def test_a_note_says_whose_claim_it_is(note, side):
    assert read_note(note).changes[0].claimed_by == side


@pytest.mark.parametrize(
    "note",
    [
        pytest.param("Clashes took place in Imam Sahib district.", id="took-place"),
        pytest.param("Fifty soldiers surrendered to the Taliban in Imam Sahib district.", id="men-surrendered"),
        pytest.param("The raid left three dead in Imam Sahib district.", id="left-dead"),
        pytest.param("", id="empty"),
    ],
)
def test_words_that_look_alike_are_no_change_of_hands(note):
    assert told(note) == []


def test_a_denial_is_heard():
    assert read_note("Taliban captured Waygal district. Officials denied it.").denied
