import pytest

from tests.events.ingest.article_reading import events, read


def districts(text):
    return [draft.district or draft.candidates for draft in read(text).drafts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The Taliban captured Arghandab district of Kandahar.", ["AF2702"], id="of-its-province"),
        pytest.param("The Taliban captured Zabul's Arghandab district.", ["AF2605"], id="possessive"),
        pytest.param("In Kandahar, officials met. The Taliban captured Arghandab.", ["AF2702"], id="in-the-paragraph"),
        pytest.param("Fighting in Zabul\n\nThe Taliban captured Arghandab.", ["AF2605"], id="in-the-headline"),
        pytest.param("The Taliban captured Arghandab district.", [("AF2605", "AF2702")], id="ambiguous"),
        pytest.param("The Taliban captured Ali Abad, Kunduz.", ["AF1903"], id="after-a-comma"),
        pytest.param("The Taliban captured Kunduz.", ["AF1901"], id="city-and-province"),
        pytest.param("The Taliban captured Lashkar Gah, the capital of Helmand.", ["AF3001"], id="capital-named"),
        pytest.param("The Taliban captured Faizabad.", ["AF1701"], id="a-capital-before-its-namesake"),
        pytest.param("The Taliban captured Dahana-i-Ghuri district in Baghlan.", ["AF0902"], id="another-spelling"),
        pytest.param("The Taliban captured Shebergan city.", ["AF2801"], id="misspelt-city"),
    ],
)
def test_a_name_is_the_district_that_the_text_means(text, expected):
    assert districts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The Taliban captured Ahmad Sabari on Monday.", id="a-persons-name"),
        pytest.param("The Taliban captured Kandahar airport.", id="an-airport"),
        pytest.param("The Taliban captured Helmand province.", id="a-whole-province"),
        pytest.param("In Syria, the army captured Kafr Nabl district of Idlib.", id="abroad"),
    ],
)
def test_what_is_no_district_gives_no_event(text):
    assert events(text) == []


def test_the_two_districts_are_those_named_together_before():
    text = "Azra and Kharwar districts of Logar were calm. On Sunday the two districts were handed over to the Taliban."

    assert districts(text) == ["AF0507", "AF0506"]


def test_each_mention_says_why_it_is_read_so():
    places = read("The Taliban captured Arghandab district of Kandahar, near Pakistan.").places

    assert [(place.kind, place.code, place.certainty) for place in places] == [
        ("district", "AF2702", "certain"),
        ("province", "AF27", "certain"),
        ("country", "", "outside"),
    ]
    assert all(place.why for place in places)
