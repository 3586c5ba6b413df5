"""Which place a query means, over all the places of the record: whole answers, and what never matches."""

import json

import pytest

from districts.models import District
from tests.districts.reconcile import published

SPELLED = [{"id": "same_spelling", "value": True}, {"id": "same_sound", "value": True}]


@pytest.fixture
def ask(afghanistan, client):
    """Return a function that sends queries by POST and returns their results, both checked against the rules."""

    def ask(**queries):
        assert published.faults(published.QUERIES, queries) == []
        answer = published.send(client, {"queries": json.dumps(queries)})
        assert answer.status_code == 200, answer.content
        assert published.faults(published.RESULTS, answer.json()) == []
        assert list(answer.json()) == list(queries)
        return {key: found["result"] for key, found in answer.json().items()}

    return ask


def brief(result):
    return [(each["id"], each["match"]) for each in result]


def narrowed(province, **query):
    return {**query, "properties": [{"pid": "province", "v": province}]}


def test_a_candidate_is_told_whole(ask):
    assert ask(q0={"query": "Emam Saheb, Konduz", "type": "district", "type_strict": "should"})["q0"] == [
        {
            "id": "AF1905",
            "name": "Imam Sahib",
            "description": "District of Kunduz (AF1905), also spelled “EMAM SAHEB”",
            "type": [{"id": "district", "name": "District"}],
            "score": 100.0,
            "features": SPELLED,
            "match": True,
        }
    ]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        pytest.param({"query": "AF1905"}, [("AF1905", True)], id="code"),
        pytest.param({"query": " af1905 "}, [("AF1905", True)], id="code-in-small-letters"),
        pytest.param({"query": "AF19"}, [("AF19", True)], id="code-of-a-province"),
        pytest.param({"query": "امام صاحب"}, [("AF1905", True)], id="dari"),
        pytest.param({"query": "Nangarhar"}, [("AF06", True), ("AF1604", False)], id="province"),
        pytest.param({"query": "Qara Bagh"}, [("AF0114", False), ("AF1111", False)], id="shared-by-two-provinces"),
        pytest.param(narrowed("Ghazni", query="Qara Bagh"), [("AF1111", True)], id="narrowed-by-a-name"),
        pytest.param(narrowed("غزنی", query="Qara Bagh"), [("AF1111", True)], id="narrowed-in-dari"),
        pytest.param(narrowed("AF11", query="Qara Bagh"), [("AF1111", True)], id="narrowed-by-a-code"),
        pytest.param(narrowed(["Ghazni"], query="Qara Bagh"), [("AF1111", True)], id="narrowed-by-a-list"),
        pytest.param(
            narrowed({"id": "Q180337", "name": "Ghazni"}, query="Qara Bagh"),
            [("AF1111", True)],
            id="narrowed-by-an-entity-of-another-service",
        ),
        pytest.param(
            narrowed(["Ghazni", "Kabul"], query="Qara Bagh"),
            [("AF1111", False), ("AF0114", False)],
            id="narrowed-to-both",
        ),
        pytest.param(
            narrowed("Atlantis", query="Qara Bagh"),
            [("AF0114", False), ("AF1111", False)],
            id="narrowed-by-what-nobody-knows",
        ),
        pytest.param(narrowed("Atlantis", query="Imam Sahib"), [("AF1905", False)], id="exact-but-elsewhere"),
        pytest.param({"query": "Imam Sahib, Takhar"}, [("AF1905", False)], id="exact-but-not-in-its-province"),
        pytest.param({"query": "Kunduz"}, [("AF1901", False), ("AF19", False)], id="province-and-its-district"),
        pytest.param({"query": "Kunduz", "type": "district"}, [("AF1901", True)], id="the-district"),
        pytest.param({"query": "Kunduz", "type": ["province"]}, [("AF19", True)], id="the-province"),
        pytest.param(narrowed("Konduz", query="Kunduz"), [("AF1901", True)], id="the-district-in-the-province"),
        pytest.param(narrowed("Konduz", query="Kunduz", type="province"), [("AF19", True)], id="itself"),
        pytest.param(
            {"query": "Kunduz", "type": ["district", "province"], "type_strict": "all"}, [], id="of-two-types"
        ),
        pytest.param({"query": "AF1905", "type": "province"}, [], id="code-of-another-type"),
        pytest.param({"query": "Xyzzy"}, [], id="nothing-like-it"),
        pytest.param({"query": "a" * 300}, [], id="too-long-for-a-name"),
        pytest.param({"query": "Kunduz", "limit": 1, "type": "district"}, [("AF1901", True)], id="limit"),
        pytest.param(
            {"properties": [{"pid": "iso_3166_2", "v": "af-kdz"}], "type": "province"},
            [("AF19", True)],
            id="by-iso-code",
        ),
        pytest.param({"properties": [{"pid": "nsia1398_code", "v": "1905"}]}, [("AF1905", True)], id="by-another-code"),
        pytest.param(
            {"query": "Qara Bagh", "properties": [{"pid": "code", "v": "AF1111"}]},
            [("AF1111", True)],
            id="shared-name-with-its-code",
        ),
        pytest.param({"query": "Kunduz", "properties": [{"pid": "code", "v": "AF1111"}]}, [], id="name-and-other-code"),
    ],
)
def test_a_query_has_its_candidates_and_matches_only_without_doubt(ask, query, expected):
    assert brief(ask(q0=query)["q0"]) == expected


def test_no_name_of_several_places_ever_matches(ask):
    names = ["Qara Bagh", "Surobi", "Tagab", "Jaghatu", "Muqur", "Jani Khel", "Baharak", "Kohistan", "Dawlat Abad"]

    found = ask(**{name: {"query": name, "type": "district"} for name in names})

    assert {key: sum(each["score"] == 100 for each in result) for key, result in found.items()} == dict.fromkeys(
        names, 2
    )
    assert not any(each["match"] for result in found.values() for each in result)


@pytest.mark.parametrize(
    ("name", "namesakes"),
    [
        pytest.param("Jani Khail", ["AF1309", "AF1209"], id="jani-khel"),
        pytest.param("Qaarabagh", ["AF0114", "AF1111"], id="qara-bagh"),
        pytest.param("Dolatabad", ["AF2109", "AF2909"], id="dawlat-abad"),
        pytest.param("تكاب", ["AF0206", "AF1717"], id="arabic-letters"),
    ],
)
def test_a_spelling_listed_for_one_of_two_namesakes_matches_only_in_its_province(ask, name, namesakes):
    found = ask(
        alone={"query": name, "type": "district", "limit": 2},
        within=narrowed(namesakes[0][:4], query=name, type="district", limit=1),
    )

    assert brief(found["alone"]) == [(code, False) for code in namesakes]
    assert brief(found["within"]) == [(namesakes[0], True)]


def test_every_code_and_nearly_every_name_finds_its_place(ask):
    places = list(District.objects.order_by("code").values_list("code", "name", "province__code"))[::9]

    by_code = ask(**{code: {"query": code} for code, _, _ in places})
    by_name = ask(**{code: narrowed(province, query=name) for code, name, province in places})

    assert {key: brief(result) for key, result in by_code.items()} == {code: [(code, True)] for code, _, _ in places}
    assert {key for key, result in by_name.items() if (key, True) not in brief(result)} == set()


def test_a_code_of_the_districts_that_ocha_has_otherwise_is_found_by_its_ocha_code(ask):
    District.objects.filter(code="AF1905").update(ocha_pcode="AF1999")

    assert brief(ask(q0={"query": "AF1999"})["q0"]) == [("AF1905", True)]


def test_one_and_fifty_queries_take_the_same_number_of_queries(ask, django_assert_max_num_queries):
    ask(q={"query": "Kunduz"})
    query = {
        "query": "AF1999",
        "properties": [{"pid": "nsia1398_code", "v": "1905"}, {"pid": "province", "v": "Konduz"}],
    }

    for count in (1, 50):
        with django_assert_max_num_queries(4):
            ask(**{f"q{number}": query for number in range(count)})
