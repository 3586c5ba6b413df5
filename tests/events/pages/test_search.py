import re

import pytest

from districts.models import PlaceName
from tests.factories import build_event, make_district, make_event, make_province, make_report, make_source

pytestmark = pytest.mark.django_db


@pytest.fixture
def places():
    """Make Imam Sahib of Kunduz with its names in three scripts, Ghazni and Wardak with a Jaghatu each."""
    make_province(name_fa="کندز", name_ps="کندوز")
    imam = make_district(name="Imam Sahib", name_fa="امام صاحب", name_ps="امام صاحب")
    PlaceName.objects.create(district=imam, name="Emam Saheb", language="en")
    for code, province in (("AF1101", "Ghazni"), ("AF0401", "Wardak")):
        make_district(code, name="Jaghatu", province=make_province(code[:4], name=province))
    return imam


@pytest.mark.parametrize("text", ["Imam Sahib", "emam saheb", "امام صاحب", "AF1905", "Emam Saheb, Kunduz"])
def test_a_place_spelled_exactly_is_linked_first_in_any_script(client, places, text):
    response = client.get("/search/", {"q": text})

    assert response.context["exact"] == places
    links = re.findall(r'href="([^"]+)"', response.content.decode().partition("<main")[2])
    assert links[0] == "/districts/AF1905/"


def test_a_misspelt_place_is_asked_after_and_a_shared_name_lists_all_of_them(client, text_of, places):
    assert "Did you mean Imam Sahib (Kunduz)?" in text_of("/search/?q=Imam Sahub")
    assert client.get("/search/?q=Imam Sahub").context["exact"] is None

    response = client.get("/search/?q=Jaghatu")

    assert response.context["exact"] is None
    assert {one.place.code for one in response.context["groups"][0]["results"]} == {"AF1101", "AF0401"}


def test_results_are_grouped_with_counts_and_the_words_found_are_marked_and_all_else_escaped(client, places):
    source = make_source("dam-news", name="Dam News", reason="Near the dam < 5 km.")
    make_report(source=source, title="""The dam & "weir" <fell""", url="https://example.org/1")
    make_event(district=places, summary="They took the dam.")

    response = client.get("/search/?q=dam")

    body = response.content.decode()
    assert [(group["name"], group["count"]) for group in response.context["groups"]] == [
        ("events", 1),
        ("reports", 1),
        ("sources", 1),
    ]
    assert "The <mark>dam</mark> &amp; &quot;weir&quot; &lt;fell" in body
    assert "They took the <mark>dam</mark>." in body
    assert "Near the <mark>dam</mark> &lt; 5 km." in body
    assert "3 results for “dam”" in body
    assert 'href="/sources/dam-news/#R' in body


def test_a_group_is_cut_and_shown_alone_in_full(client, django_assert_max_num_queries):
    for number in range(11):
        make_report(title=f"Dam {number}", url=f"https://example.org/{number}")

    with django_assert_max_num_queries(14):
        [group] = client.get("/search/?q=dam").context["groups"]
    [alone] = client.get("/search/?q=dam&in=reports").context["groups"]

    assert (group["count"], len(group["results"]), group["is_cut"]) == (11, 10, True)
    assert (alone["count"], len(alone["results"]), alone["is_cut"]) == (11, 11, False)
    assert client.get("/search/?q=dam&in=events").context["groups"] == []
    assert client.get("/search/?q=dam&in=secrets").status_code == 400


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("' OR '1'='1", id="sql"),
        pytest.param("a:* & !b | <-> ((", id="query"),
        pytest.param("\0 dam \0", id="null"),
        pytest.param('"><script>alert(1)</script>', id="html"),
        pytest.param("\ue000dam\ue001", id="marks"),
        pytest.param("dam " * 2000, id="long"),
        pytest.param("-dam", id="only-without"),
        pytest.param("\N{GRINNING FACE}\N{RIGHT-TO-LEFT OVERRIDE}", id="signs"),
    ],
)
@pytest.mark.parametrize("address", ["/search/", "/search/suggest/"])
def test_no_query_breaks_anything(client, address, text):
    build_event(summary="Hidden by its status.", status="draft").save()

    response = client.get(address, {"q": text})

    assert response.status_code == 200
    assert b"Hidden" not in response.content
    assert b"<script>alert" not in response.content
    assert b"\0" not in response.content


def test_suggestions_are_places_and_sources_in_the_language_of_the_page(client, places):
    make_source("imam-news", name="Imam News")
    make_source("imam-secret", name="Imam Secret", public=False)

    english, dari = (client.get(f"{prefix}/search/suggest/?q=imam") for prefix in ("", "/fa"))

    assert english.json() == {
        "suggestions": [
            {"label": "Imam Sahib", "note": "Kunduz", "url": "/districts/AF1905/"},
            {"label": "Imam News", "note": "source", "url": "/sources/imam-news/"},
        ]
    }
    assert dari.json()["suggestions"][0] == {"label": "امام صاحب", "note": "کندز", "url": "/fa/districts/AF1905/"}
    assert (english["Cache-Control"], english["Content-Type"]) == ("public, max-age=60", "application/json")
    assert client.get("/search/suggest/?q=i").json() == {"suggestions": []}


def test_there_are_never_more_than_eight_suggestions_and_few_queries(client, django_assert_max_num_queries):
    for number in range(12):
        make_district(f"AF19{number + 20}", name=f"Khan {number}")
        make_source(f"khan-{number}", name=f"Khan {number}")
    client.get("/search/suggest/?q=kh")

    with django_assert_max_num_queries(8):
        suggested = client.get("/search/suggest/?q=khan").json()["suggestions"]

    assert [one["note"] == "source" for one in suggested] == [False] * 6 + [True] * 2


def test_a_new_spelling_is_found_although_the_page_was_asked_for_before(client, places):
    first = client.get("/search/?q=Hazrat Imam")
    PlaceName.objects.create(district=places, name="Hazrat Imam", language="en")

    again = client.get("/search/?q=Hazrat Imam", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.context["exact"]) == (200, places)


def test_every_page_has_the_field_and_the_page_of_results_keeps_what_was_asked(client):
    assert 'action="/fa/search/"' in client.get("/fa/sources/").content.decode()
    assert 'name="q" value="a &quot;b&quot;"' in client.get("/search/", {"q": 'a "b"'}).content.decode()
