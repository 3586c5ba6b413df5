"""How long an answer stays true, and what a reader who has it is told."""

import datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

from districts.models import District
from events.api.freshness import Answers, Freshness, answering
from tests.factories import make_district, make_event

PATHS = ["control/", "timeline/", "events/", "events/E0001/", "districts/", "provinces/AF19/", "actors/", "schema/"]


@pytest.fixture(autouse=True)
def one_id(monkeypatch):
    """Let all requests have one id, by which alone an answer that is given again differs."""
    monkeypatch.setattr("config.observing.requests.id_of", lambda meta: "one-of-the-tests")


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


def test_a_tag_stands_for_code_settings_words_and_packages(settings):
    names = {path.relative_to(settings.BASE_DIR).as_posix() for path in answering(settings.BASE_DIR)}

    assert names > {
        "config/settings.py",
        "districts/parameters.py",
        "events/api/examples.json",
        "locale/fa/LC_MESSAGES/django.mo",
        "requirements.lock",
        "templates/base.html",
    }


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


@pytest.mark.parametrize("path", PATHS)
def test_an_answer_is_given_again_whole_without_asking_for_it(small_record, get, path, django_assert_max_num_queries):
    first = get(path)

    with django_assert_max_num_queries(1):
        again = get(path)

    assert (again.status_code, again.content, again.headers) == (200, first.content, first.headers)


def test_head_leaves_the_whole_answer_for_get(small_record, get, client):
    head = client.head("/api/v1/control/")

    answer = get("control/")

    assert answer.headers == head.headers
    assert answer.json()["denominator"] == 3


def test_an_answer_held_is_not_given_after_a_new_version(small_record, get):
    before = get("control/", as_of="2021-08-15").json()

    make_event(id=5, district=make_district("AF1904"), date=datetime.date(2021, 6, 20))
    after = get("control/", as_of="2021-08-15").json()

    assert (before["version"], before["totals"]["held"]) == (4, {"government": 1, "taliban": 1})
    assert (after["version"], after["totals"]["held"]) == (5, {"taliban": 2})


def test_an_answer_held_is_not_given_after_a_change_of_a_place(small_record, get):
    before = get("control/").json()

    District.objects.filter(code="AF1905").update(name="Emam Sahib")
    after = get("control/").json()

    assert [body["results"][2]["district_name"] for body in (before, after)] == ["Imam Sahib", "Emam Sahib"]


def test_a_reader_by_another_name_of_the_server_gets_addresses_of_that_name(small_record, get, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]

    found = [get("events/", limit="1", headers={"Host": host}).json()["next"] for host in settings.ALLOWED_HOSTS]

    assert [address.split("/api/")[0] for address in found] == ["http://one.example", "http://two.example"]


def test_letters_that_are_sent_bare_do_not_take_the_place_of_others_that_are_written_out(small_record, client):
    bare = client.get("/api/v1/sources/", QUERY_STRING="q=\u00c3\u00a9")
    written = client.get("/api/v1/sources/", QUERY_STRING="q=%C3%83%C2%A9")

    assert bare.request["QUERY_STRING"] != written.request["QUERY_STRING"]
    assert bare["ETag"] != written["ETag"]


def test_an_answer_is_held_as_it_was_sent_to_readers_of_one_kind(small_record, get):
    kinds = [{}, {"Origin": "https://example.org"}, {"Accept-Encoding": "gzip"}, {"If-None-Match": '"older"'}]
    first = [get("control/", headers=kind) for kind in kinds]

    again = [get("control/", headers=kind) for kind in kinds]

    assert [(answer.content, answer.headers) for answer in again] == [
        (answer.content, answer.headers) for answer in first
    ]
    assert [answer.get("Access-Control-Allow-Origin") for answer in again] == [None, "*", None, None]
    assert [answer.get("Content-Encoding") for answer in again] == [None, None, "gzip", None]
    assert [answer["ETag"].startswith("W/") for answer in again] == [False, False, True, False]


def test_what_is_streamed_is_not_held(small_record, get):
    first, again = (get("events/", format="csv") for _ in range(2))

    assert first.streaming
    assert b"".join(first.streaming_content) == b"".join(again.streaming_content)


def test_the_headers_of_who_stands_before_are_not_held(small_record, rf):
    held = {"X-Left": "3"}

    def counted(request):
        answer = answers(request)
        answer["X-Left"] = held["X-Left"]
        return answer

    answers = Answers(Freshness(lambda request: HttpResponse("whole")))
    first = counted(rf.get("/api/v1/control/"))
    held["X-Left"] = "2"
    again = counted(rf.get("/api/v1/control/"))

    assert (first["ETag"], first["X-Left"]) == (again["ETag"], "3")
    assert again["X-Left"] == "2"


def test_a_long_answer_is_not_held(small_record, get, monkeypatch):
    monkeypatch.setattr("events.api.freshness.LONGEST_HELD", 100)

    get("control/")

    with CaptureQueriesContext(connection) as asked:
        get("control/")
    assert len(asked) > 2


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
    assert get("actors/", headers={"Accept": "text/csv"}).getvalue() == both.getvalue()
    assert get("actors/", headers={"Accept": "text/html, */*;q=0.5"})["Content-Type"] == "application/json"
