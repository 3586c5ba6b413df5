"""How long an answer stays true, and what a reader who has it is told."""

import datetime

import pytest

from districts.models import District
from tests.factories import make_event

PATHS = ["control/", "timeline/", "events/", "events/E0001/", "districts/", "provinces/AF19/", "actors/", "schema/"]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_has_a_strong_tag_a_date_and_no_cookie(small_record, get, path):
    answer = get(path)

    assert answer.status_code == 200
    assert answer["ETag"].startswith('"4-')
    assert answer["Last-Modified"].endswith(" GMT")
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Accept" in answer["Vary"]
    assert "Cookie" not in answer["Vary"]
    assert not answer.cookies


@pytest.mark.parametrize("path", PATHS)
def test_a_reader_who_has_the_answer_is_told_so_in_two_queries_at_most(
    small_record, get, path, django_assert_max_num_queries
):
    tag = get(path)["ETag"]

    with django_assert_max_num_queries(2):
        answer = get(path, headers={"If-None-Match": f'"other", W/{tag}'})

    assert (answer.status_code, answer.content) == (304, b"")
    assert answer["ETag"] == tag
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Content-Type" not in answer


def test_a_tag_changes_with_the_parameters_the_format_the_version_the_places_and_the_day(
    small_record, get, monkeypatch
):
    tags = {get("control/")["ETag"], get("control/", as_of="2021-08-15")["ETag"]}
    tags.add(get("control/", headers={"Accept": "text/csv"})["ETag"])
    tags.add(get("timeline/")["ETag"])
    make_event(id=5, summary="Again.")
    tags.add(get("control/")["ETag"])
    District.objects.filter(code="AF1905").update(name="Emam Sahib")
    tags.add(get("control/")["ETag"])
    monkeypatch.setattr("events.api.freshness.today", lambda: datetime.date(2030, 1, 1))
    tags.add(get("control/")["ETag"])

    assert len(tags) == 7


@pytest.mark.parametrize(
    ("path", "parameters", "kept"),
    [
        ("control/", {"version": "4", "as_of": "2021-08-15"}, True),
        ("control/", {"version": "4"}, False),
        ("control/", {"known_at": "2021-08-15T12:00:00Z", "as_of": "2021-08-15"}, False),
        ("changes/", {"version": "4", "from_": "2021-08-01", "to": "2021-08-15"}, True),
        ("timeline/", {"version": "4"}, True),
        ("timeline/", {}, False),
        ("districts/AF1905/timeline/", {"version": "4"}, True),
    ],
)
def test_an_answer_settled_for_good_may_be_kept_for_ever(small_record, get, path, parameters, kept):
    expected = "public, max-age=31536000, immutable" if kept else "public, max-age=60"

    assert get(path, **parameters)["Cache-Control"] == expected


def test_an_error_is_not_kept(small_record, get):
    answer = get("control/", version="9")

    assert "ETag" not in answer
    assert "Cache-Control" not in answer


def test_a_record_without_a_version_has_no_date(db, get):
    answer = get("actors/")

    assert answer["ETag"].startswith('"0-')
    assert "Last-Modified" not in answer


def test_head_has_the_headers_of_get(small_record, client):
    got, head = client.get("/api/v1/control/"), client.head("/api/v1/control/")

    assert (head.status_code, head.content) == (200, b"")
    assert {name: head[name] for name in ("ETag", "Content-Length")} == {
        name: got[name] for name in ("ETag", "Content-Length")
    }


def test_options_names_the_methods(small_record, client):
    answer = client.options("/api/v1/control/")

    assert (answer.status_code, answer.content, answer["Allow"]) == (204, b"", "GET, HEAD, OPTIONS")


def test_a_page_elsewhere_may_read(small_record, get):
    answer = get("control/", headers={"Origin": "https://example.org"})

    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in answer["Access-Control-Expose-Headers"]


def test_the_parameter_format_goes_before_accept(small_record, get):
    both = get("actors/", format="csv", headers={"Accept": "application/json"})

    assert both["Content-Type"] == "text/csv; charset=utf-8"
    assert get("actors/", headers={"Accept": "text/csv"}).content == both.content
    assert get("actors/", headers={"Accept": "text/html, */*;q=0.5"})["Content-Type"] == "application/json"
