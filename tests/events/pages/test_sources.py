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
        with django_assert_max_num_queries(9):
            client.get(f"/sources/{slug}/")
