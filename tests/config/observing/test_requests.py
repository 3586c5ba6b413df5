import json
import logging

import pytest

from config.observing.logs import AsJSON, OfRequest

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines(caplog):
    """Return a function that gives the records of a logger as the JSON lines that an operator would read."""
    caplog.set_level(logging.INFO)

    def of(name):
        wanted = [record for record in caplog.records if record.name == name and OfRequest().filter(record)]
        return [json.loads(AsJSON().format(record)) for record in wanted]

    return of


@pytest.mark.parametrize(
    ("sent", "is_kept"),
    [
        pytest.param("3f2a-77_b.9", True, id="a-plain-one"),
        pytest.param("short", False, id="too-short"),
        pytest.param("x" * 65, False, id="too-long"),
        pytest.param("abcdefgh\tFAKE LINE", False, id="not-plain"),
    ],
)
def test_a_request_has_an_id_of_its_own_or_the_proxys(client, sent, is_kept):
    response = client.get("/api/v1/actors/", headers={"x-request-id": sent})

    assert (response["X-Request-Id"] == sent) is is_kept
    assert len(response["X-Request-Id"]) >= 8


def test_an_answer_that_is_given_again_has_the_id_of_its_own_request(client):
    first, second = (client.get("/api/v1/actors/")["X-Request-Id"] for _ in range(2))

    assert first != second


def test_a_line_says_what_was_asked_but_not_by_whom(client, lines):
    response = client.get(
        "/api/v1/sources/?limit=1",
        headers={"x-forwarded-for": "203.0.113.9", "user-agent": "Reader/1", "cookie": "sessionid=secret"},
    )

    (line,) = lines("marz.requests")
    facts = {name: line.pop(name) for name in ("at", "ms", "database_ms", "statements")}
    assert line == {
        "level": "INFO",
        "logger": "marz.requests",
        "message": f"GET /api/v1/sources/ 200 {facts['ms']} ms",
        "request_id": "-",
        "method": "GET",
        "path": "/api/v1/sources/",
        "status": 200,
    }
    assert facts["statements"] > 0
    assert response["X-Request-Id"]


def test_what_django_tells_of_an_answer_has_the_id_of_its_request(client, lines):
    response = client.get("/api/v1/control/?as_of=never")

    (line,) = lines("django.request")
    assert (line["message"], line["request_id"]) == ("Bad Request: /api/v1/control/", response["X-Request-Id"])


def test_a_path_cannot_forge_a_line(client, lines):
    client.get("/a%0A2026-11-24 ERROR forged")

    (line,) = lines("marz.requests")
    assert "\n" not in line["message"]
    assert line["path"] == "/a%0A2026-11-24%20ERROR%20forged"


def test_a_slow_statement_is_logged_without_its_parameters(client, lines, settings, monkeypatch):
    settings.SLOW_QUERY_MS = 1
    ticks = iter(range(1_000_000))
    monkeypatch.setattr("config.observing.requests.time.perf_counter", lambda: float(next(ticks)))

    client.get("/api/v1/districts/SECRET99/")

    told = lines("marz.statements")
    assert any("districts_district" in line["sql"] for line in told)
    assert not any("SECRET99" in line["message"] for line in told)
