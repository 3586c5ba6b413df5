from collections import Counter

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def test_the_sources_are_listed_by_grade_with_what_rests_on_them(client, text_of):
    sources = {one.slug: one for one in client.get("/sources/").context["sources"]}

    assert "The record rests on 106 sources." in text_of("/sources/")
    assert (sources["ap"].report_count, sources["ap"].citation_count) == (13, 75)


def test_a_source_says_why_it_has_its_grade_and_what_it_said(text_of):
    text = text_of("/sources/ap/")

    assert "In this record Associated Press has 13 reports with 75 statements." in text
    assert "Grade B – usually reliable." in text
    assert "Imam Sahib, 21 June 2021: The Taliban took it from the Afghan government." in text


def test_a_source_that_does_not_exist_is_not_found(client):
    assert client.get("/sources/nobody/").status_code == 404


def test_a_source_takes_as_many_queries_for_many_reports_as_for_one(client, django_assert_max_num_queries):
    for slug in ("ap", "aan", "24newshd"):
        with django_assert_max_num_queries(10):
            client.get(f"/sources/{slug}/")


@pytest.mark.parametrize("slug", ["kabul-now", "sputnik"])
def test_the_track_record_counts_the_events_that_the_api_gives_with_their_standing(client, slug, text_of):
    context = client.get(f"/sources/{slug}/").context

    told = {"asserts": Counter(), "denies": Counter()}
    for event in client.get(f"/api/v1/events/?source={slug}&limit=1000").json()["results"]:
        for stance in {one["stance"] for one in event["citations"] if one["source"] == slug}:
            told[stance][event["standing"]] += event["kind"] != "assumed"
    assert Counter(context["track"].asserted) == told["asserts"]
    assert Counter(context["track"].denied) == told["denies"]
    assert f"It asserts {told['asserts'].total()} events." in text_of(f"/sources/{slug}/")


def test_the_list_has_the_track_records_of_sources_and_parties_in_a_fixed_number_of_queries(
    client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(10):
        answer = client.get("/fa/sources/", headers={"Accept-Encoding": "gzip"})

    rows = {row["source"].slug: row["track"] for _, rows in answer.context["grades"] for row in rows}
    parties = {row["actor"].slug: row for row in answer.context["parties"]}
    assert len(answer.content) < 60_000
    assert rows["kabul-now"] == client.get("/sources/kabul-now/").context["track"]
    assert (parties["taliban"]["gains"].assertions, parties["taliban"]["gains"].confirmed) == (103, 47)
    assert parties["government"]["loses"].denied["confirmed"] == 20
