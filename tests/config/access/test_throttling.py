"""How often a client may ask, what he is told of it, and what a key changes."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import RequestFactory

from config.access import counting
from config.access.counting import counted
from config.access.throttling import Throttle
from config.environment import Rate

NOON = 1_800_000_000  # seconds; a whole minute


@pytest.fixture
def clock(monkeypatch):
    """Let the clock stand 10 seconds into a minute; return a function that sets it on."""
    now = [NOON + 10]
    monkeypatch.setattr(counting, "time", lambda: now[0])
    return lambda seconds: now.__setitem__(0, now[0] + seconds)


@pytest.fixture
def three(settings, clock):
    """Let an address ask three times a minute, and a key five times."""
    settings.API_RATE, settings.API_KEY_RATE = Rate(3, 60), Rate(5, 60)
    return clock


@pytest.fixture
def ask():
    """Return a function that sends a request through the middleware alone, to an answer that says hello."""
    inner = Throttle(lambda request: HttpResponse("hello"))
    return lambda path="/api/v1/", **headers: inner(RequestFactory().get(path, **headers))


def told(answer):
    return answer.status_code, answer.get("RateLimit"), answer.get("RateLimit-Policy")


def test_each_answer_says_how_often_the_client_may_still_ask(three, ask):
    answers = [ask() for _ in range(4)]

    policy = '"address";q=3;w=60'
    assert [told(answer) for answer in answers] == [
        (200, '"address";r=2;t=50', policy),
        (200, '"address";r=1;t=50', policy),
        (200, '"address";r=0;t=50', policy),
        (429, '"address";r=0;t=50', policy),
    ]


def test_who_asks_too_often_is_told_when_to_come_back(three, ask):
    answer = [ask("/api/v1/events/?q=1") for _ in range(4)][-1]

    assert (answer["Content-Type"], answer["Retry-After"]) == ("application/problem+json", "50")
    assert answer["Cache-Control"] == "no-store"
    assert answer.content.decode() == (
        '{"type":"about:blank","title":"Too Many Requests","status":429,"detail":"More than 3 requests in 60 seconds: '
        'ask again in 50 seconds. A key allows more: docs/api.md says how to get one.",'
        '"instance":"/api/v1/events/?q=1","errors":[]}'
    )


@pytest.mark.parametrize(("later", "status"), [pytest.param(49, 429, id="before"), pytest.param(50, 200, id="at")])
def test_the_window_ends_with_the_minute(three, ask, later, status):
    [ask() for _ in range(4)]

    three(later)

    assert ask().status_code == status


def test_each_address_is_a_client_of_its_own_and_what_it_says_of_itself_counts_for_nothing(three, ask):
    [ask(HTTP_X_FORWARDED_FOR=f"10.0.0.{number}") for number in range(3)]

    assert ask().status_code == 429
    assert ask(REMOTE_ADDR="192.0.2.7").status_code == 200


def test_behind_the_proxy_the_client_is_who_the_proxy_says(three, ask, settings):
    settings.HTTPS = True
    [ask(HTTP_X_FORWARDED_FOR="192.0.2.1") for _ in range(3)]

    assert ask(HTTP_X_FORWARDED_FOR="192.0.2.99, 192.0.2.1").status_code == 429
    assert ask(HTTP_X_FORWARDED_FOR="192.0.2.1, 192.0.2.99").status_code == 200


def test_the_addresses_of_one_network_of_ipv6_are_one_client(three, ask):
    [ask(REMOTE_ADDR=f"2001:db8::{number}") for number in range(3)]

    assert ask(REMOTE_ADDR="2001:db8:0:0:ffff::1").status_code == 429
    assert ask(REMOTE_ADDR="2001:db8:0:1::1").status_code == 200


def test_two_addresses_of_ipv4_are_two_clients_however_the_server_writes_them(three, ask):
    [ask(REMOTE_ADDR="::ffff:192.0.2.1") for _ in range(3)]

    assert ask(REMOTE_ADDR="::ffff:192.0.2.2").status_code == 200
    assert ask(REMOTE_ADDR="192.0.2.1").status_code == 429


def test_pages_are_not_counted(three, ask):
    answers = [ask("/districts/") for _ in range(5)]

    assert {told(answer) for answer in answers} == {(200, None, None)}


def test_what_a_browser_asks_beforehand_is_not_counted(three, client):
    asked = {"Origin": "https://example.org", "Access-Control-Request-Method": "GET"}

    answers = [client.options("/api/v1/actors/", headers=asked) for _ in range(5)]

    assert {(answer.status_code, answer["Access-Control-Allow-Origin"]) for answer in answers} == {(200, "*")}
    assert "x-api-key" in answers[0]["Access-Control-Allow-Headers"].split(", ")


def test_without_a_limit_nothing_is_counted_or_said(settings, clock, ask):
    settings.API_RATE = None

    assert told(ask()) == (200, None, None)
    assert cache.get(f"rate.127.0.0.1.60.{NOON // 60}") is None


def test_the_window_holds_when_many_ask_at_once(settings, clock, ask):
    settings.API_RATE = Rate(100, 60)

    with ThreadPoolExecutor(8) as threads:
        statuses = list(threads.map(lambda _: ask().status_code, range(400)))

    assert (statuses.count(200), statuses.count(429)) == (100, 300)


def test_a_window_begun_by_two_at_once_counts_both(clock, monkeypatch):
    real, asked = counting._cache().incr, []

    def begun_meanwhile(name):
        asked.append(name)
        if len(asked) == 1:
            cache.add(name, 1)
            raise ValueError
        return real(name)

    monkeypatch.setattr(counting._cache(), "incr", begun_meanwhile)

    assert counted("a", Rate(3, 60)) == (2, 50)


def test_answers_given_again_are_counted_and_keep_no_count(three, db, client):
    first, again = [client.get("/api/v1/actors/") for _ in range(2)]
    known = client.get("/api/v1/actors/", headers={"If-None-Match": first["ETag"]})
    refused = client.get("/api/v1/actors/", headers={"Origin": "https://example.org"})

    assert [told(answer)[:2] for answer in (first, again, known, refused)] == [
        (200, '"address";r=2;t=50'),
        (200, '"address";r=1;t=50'),
        (304, '"address";r=0;t=50'),
        (429, '"address";r=0;t=50'),
    ]
    assert (again.content, refused["Access-Control-Allow-Origin"]) == (first.content, "*")
    assert "RateLimit" in refused["Access-Control-Expose-Headers"]
    assert refused["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("form", ["Bearer {}", "bearer  {}", None])
def test_a_key_lifts_the_limit_for_its_holder_alone_and_changes_no_answer(three, make_key, client, form):
    _, sent = make_key()
    header = {"Authorization": form.format(sent)} if form else {"X-Api-Key": sent}
    plain = client.get("/api/v1/actors/")
    [client.get("/api/v1/actors/") for _ in range(3)]

    answers = [client.get("/api/v1/actors/", headers=header) for _ in range(6)]

    assert [told(answer)[:2] for answer in answers] == [
        *((200, f'"key";r={left};t=50') for left in (4, 3, 2, 1, 0)),
        (429, '"key";r=0;t=50'),
    ]
    assert answers[0]["RateLimit-Policy"] == '"key";q=5;w=60'
    assert (answers[0].content, answers[0]["ETag"]) == (plain.content, plain["ETag"])
    assert answers[0]["Cache-Control"] == plain["Cache-Control"]
    assert client.get("/api/v1/actors/").status_code == 429


@pytest.mark.parametrize(("rate", "expected"), [("2/hour", '"key";q=2;w=3600'), ("off", None)])
def test_a_key_may_have_a_limit_of_its_own(three, make_key, ask, rate, expected):
    _, sent = make_key(rate=rate)

    assert ask(HTTP_X_API_KEY=sent).get("RateLimit-Policy") == expected


def test_a_key_that_is_not_known_is_refused_and_counted(three, db, ask):
    answers = [ask(HTTP_AUTHORIZATION="Bearer marz_nobody") for _ in range(4)]

    assert [told(answer)[:2] for answer in answers] == [
        (401, '"address";r=2;t=50'),
        (401, '"address";r=1;t=50'),
        (401, '"address";r=0;t=50'),
        (429, '"address";r=0;t=50'),
    ]
    assert answers[0]["WWW-Authenticate"] == 'Bearer realm="Marz", error="invalid_token"'
    assert answers[0]["Content-Type"] == "application/problem+json"
    assert b"This key is not known. Everything is open without one" in answers[0].content


def test_keys_that_nobody_knows_are_counted_before_they_are_looked_for(three, make_key, ask, django_assert_num_queries):
    _, sent = make_key()
    guesses = [f"marz_{number:06d}_{'x' * 43}" for number in range(9)]
    assert ask(HTTP_X_API_KEY=sent).status_code == 200

    with django_assert_num_queries(2):
        answers = [ask(HTTP_X_API_KEY=guess).status_code for guess in guesses]

    assert answers == [401, 401, *[429] * 7]
    assert ask(HTTP_X_API_KEY=sent).status_code == 200


def test_who_asked_too_often_without_a_key_may_still_use_one(three, make_key, ask):
    _, sent = make_key()

    answers = [ask().status_code for _ in range(4)] + [ask(HTTP_X_API_KEY=sent).status_code]

    assert answers == [200, 200, 200, 429, 200]


def test_another_kind_of_authorization_is_no_key(three, ask):
    assert told(ask(HTTP_AUTHORIZATION="Basic YTpi"))[:2] == (200, '"address";r=2;t=50')


def test_a_request_without_a_key_is_counted_without_the_database(three, ask):
    """A query would fail: this test may not use the database."""
    assert [ask().status_code for _ in range(4)] == [200, 200, 200, 429]
