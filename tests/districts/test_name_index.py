from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from districts.name_index import Index, Place
from districts.spelling import key

# The list spells these two as one, so its own name alone does not say which is meant.
ALSO_OTHERS = {("AF0905", "Baghlan"), ("AF1722", "Nesay"), ("AF1722", "نيسی"), ("AF1727", "ما می")}


@pytest.fixture(scope="module")
def spellings(tables):
    """Return (code, spelling) for every listed name of a district."""
    own = [(row["code"], row[name]) for row in tables["districts"] for name in ("name", "name_fa", "name_ps")]
    return own + [(row["district_code"], row["name"]) for row in tables["names"]]


@pytest.fixture(scope="module")
def provinces(tables):
    """Return the province code of each district code."""
    return {row["code"]: row["province_code"] for row in tables["districts"]}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Emam Saheb, Konduz", "AF1905"),
        ("Imam Sahib", "AF1905"),
        ("Imaam Saahib", "AF1905"),
        ("Imam Sahib district of Kunduz province", "AF1905"),
        ("Kunduz: Imam Sahib", "AF1905"),
        ("Imam Sahib (Kunduz)", "AF1905"),
        ("Imam Sahib Kunduz", "AF1905"),
        ("Imam Sahib, Kunduz, Afghanistan", "AF1905"),
        ("Wuluswali Imam Sahib", "AF1905"),
        ("ولسوالی امام صاحب", "AF1905"),
        ("ولسوالۍ امام صاحب، کندز", "AF1905"),
        ("امام صاحب ولایت كندز", "AF1905"),
        ("af1905", "AF1905"),
        ("AFT0808", "AFT0808"),
        ("Jaghatu, Ghazni", "AF1106"),
        ("Ghazni, Jaghatu", "AF1106"),
        ("Jaghatu in Maidan Wardak", "AF0408"),
        ("Kunduz", "AF1901"),
        ("Kunduz city", "AF1901"),
        ("Kunduz, Kunduz", "AF1901"),
        ("شهر کندز", "AF1901"),
        ("مركز قندهار", "AF2701"),
        ("Nangarhar", "AF06"),
        ("Paktya province", "AF13"),
        ("Khost, Baghlan", "AF0913"),
    ],
)
def test_a_clear_text_means_one_place(index, text, code):
    found = index.find(text)

    assert found.unambiguous is not None, found.explanation
    assert found.unambiguous.place.code == code
    assert found.candidates[0].place.code == code


def test_imam_sahib_ties_with_nothing(index):
    found = index.find("Imam Sahib")

    assert [each.place.code for each in found.candidates if each.score > 0.7] == ["AF1905"]
    assert found.explanation == "“Imam Sahib” is Imam Sahib of Kunduz (AF1905)."


def test_jaghatu_is_ambiguous_and_says_so(index):
    found = index.find("Jaghatu")

    assert found.unambiguous is None
    assert [each.place.code for each in found.candidates[:2]] == ["AF0408", "AF1106"]
    assert found.explanation == (
        "“Jaghatu” may be Jaghatu of Maidan Wardak (AF0408) or Jaghatu of Ghazni (AF1106): name the province."
    )


def test_a_name_that_is_also_the_provinces_means_the_district_and_notes_the_province(index):
    found = index.find("Kunduz")

    assert [(each.place.code, each.kind, each.score) for each in found.candidates[:2]] == [
        ("AF1901", "district", 1.0),
        ("AF19", "province", 1.0),
    ]
    assert found.explanation == (
        "“Kunduz” is Kunduz of Kunduz (AF1901); Kunduz province (AF19) has the same name or sound."
    )


def test_the_wrong_province_is_said_and_nothing_is_sure(index):
    found = index.find("Imam Sahib, Kabul")

    assert found.unambiguous is None
    assert found.candidates[0].place.code == "AF1905"
    assert found.explanation == (
        "No district of Kabul is spelled “Imam Sahib”; elsewhere “Imam Sahib” is Imam Sahib of Kunduz (AF1905)."
    )


@pytest.mark.parametrize("province", ["AF11", "Ghazni", "غزني", "Gazni", "ghazni province"])
def test_a_province_is_given_as_a_code_or_in_any_spelling(index, province):
    assert index.find("Jaghatu", province=province).unambiguous.place.code == "AF1106"


def test_a_code_outside_of_the_province_is_refused(index):
    found = index.find("AF1905", province="Kabul")

    assert (found.candidates, found.unambiguous) == ([], None)
    assert found.explanation == "Imam Sahib of Kunduz (AF1905) is not in Kabul."


def test_an_unknown_province_finds_nothing_and_says_so(index):
    found = index.find("Jaghatu", province="Atlantis")

    assert (found.candidates, found.explanation) == ([], "No province resembles “Atlantis”.")


@pytest.mark.parametrize("text", ["", "  ", "()", "qwrtp"])
def test_what_resembles_no_place_finds_nothing(index, text):
    found = index.find(text)

    assert (found.candidates, found.unambiguous) == ([], None)
    assert found.explanation == f"No place resembles “{text}”."


def test_a_text_too_long_for_a_name_is_not_compared(index):
    found = index.find("Kunduz " * 100)

    assert (found.candidates, len(found.text)) == ([], 200)
    assert found.explanation == "No place has a name of more than 200 letters."


def test_a_text_too_long_for_a_name_means_no_province(index):
    assert [index.province(f"{' ' * blanks}Kunduz") for blanks in (194, 195)] == ["AF19", None]


def test_a_misspelling_is_offered_and_never_taken_for_sure(index):
    found = index.find("Spin Buldok")

    assert found.unambiguous is None
    assert found.candidates[0].place.code == "AF2711"
    assert found.explanation == "No place is spelled “Spin Buldok”; the nearest is Spin Boldak of Kandahar (AF2711)."


def test_the_limit_counts_candidates(index):
    assert len(index.find("Khan", limit=3).candidates) == 3


def test_every_spelling_with_its_province_finds_its_district_first(index, spellings, provinces):
    missed = [
        (code, text)
        for code, text in spellings
        if index.find(text, province=provinces[code], limit=1).candidates[0].place.code != code
    ]

    assert missed == []


def test_a_spelling_that_several_districts_share_is_never_unambiguous(index, spellings):
    owners = defaultdict(set)
    for code, text in spellings:
        owners[key(text)].add(code)
    shared = {text for _, text in spellings if len(owners[key(text)]) > 1}

    sure = [text for text in shared if index.find(text).unambiguous]

    assert len(shared) >= 72
    assert sure == []


def test_a_spelling_that_one_district_has_is_unambiguous(index, spellings):
    owners = defaultdict(set)
    for code, text in spellings:
        owners[key(text)].add(code)
    own = {(code, text) for code, text in spellings if len(owners[key(text)]) == 1}

    missed = {
        (code, text) for code, text in own if getattr(index.find(text).unambiguous, "place", None) != index.places[code]
    }

    assert missed == ALSO_OTHERS


def test_one_wrong_letter_leaves_the_district_among_the_first_three(index, tables):
    trials = [(row["code"], text) for row in tables["districts"] for text in _misspelt(row["name"])]

    kept = [code in [each.place.code for each in index.find(text, limit=3).candidates] for code, text in trials]

    # Measured: 0.986. What is missed are names of three or four letters.
    assert sum(kept) / len(kept) >= 0.98


def _misspelt(name):
    """Yield a name with its middle letter left out, changed or doubled wrongly, and with two letters swapped."""
    middle = len(name) // 2
    before, here, after = name[:middle], name[middle], name[middle + 1 :]
    yield before + after
    yield f"{before}x{after}"
    yield f"{before}{here}k{after}"
    yield before[:-1] + here + before[-1] + after


@settings(max_examples=80, deadline=None)
@given(text=st.text(max_size=40), province=st.sampled_from([None, "Kunduz", "AF11"]))
def test_any_text_gets_ranked_candidates_and_a_sentence(index, text, province):
    found = index.find(text, province)

    scores = [each.score for each in found.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert found.explanation.endswith(".")
    assert found.unambiguous in (None, *found.candidates[:1])


@settings(max_examples=80, deadline=None)
@given(data=st.data())
def test_case_spaces_and_noise_do_not_matter(index, tables, data):
    row = data.draw(st.sampled_from(tables["districts"]))
    shouted = data.draw(st.sampled_from(["{} district", "{}  ", "District {}", "the {}"])).format(row["name"].upper())

    found = index.find(shouted, province=row["province_code"])

    assert found.candidates[0].place.code == row["code"]


def test_a_small_index_is_built_from_rows_alone():
    index = Index([Place("P1", "province", "North", "P1"), Place("D1", "district", "Ford", "P1")], [("D1", "Furt")])

    assert index.find("furt, north").unambiguous.place == Place("D1", "district", "Ford", "P1")


@pytest.mark.parametrize(("kind", "code"), [("district", "AF1901"), ("province", "AF19")])
def test_of_the_kinds_that_are_wanted_only_those_are_rivals(index, kind, code):
    found = index.find("Kunduz", kinds=frozenset({kind}))

    assert (found.unambiguous.place.code, {each.kind for each in found.candidates}) == (code, {kind})
    assert index.find("AF19", kinds=frozenset({"district"})).unambiguous is None
