"""What is given again before Django is, to the last header, what Django gave, and is counted as it counts."""

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections

from config import wsgi
from config.environment import Rate
from config.observing import measures
from config.wsgi import application, django_application, given_again
from events.control.present import present


@pytest.fixture(autouse=True)
def looking(monkeypatch):
    """Let the record be looked at inside the transaction of a test, where it is always asked for anew."""
    monkeypatch.setattr("events.api.freshness.still_present", present)
    # Django ends the connection with each request, and the transaction of the test with it.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def sent(rf):
    """Return a function that sends a request to a WSGI application: (status, headers, body)."""

    def send(to, path="/api/v1/control/", method="GET", **environ):
        told = []
        environ = {"HTTP_X_REQUEST_ID": "one-of-the-tests"} | environ
        asked = rf.generic(method, path, **environ).environ
        body = to(asked, lambda status, headers: told.append((status, headers)))
        answer = (*told[0], b"".join(body))
        getattr(body, "close", lambda: None)()
        return answer

    return send


@pytest.fixture
def beyond(monkeypatch):
    """Return the list of the paths that Django is asked."""
    asked, django = [], given_again._application

    def ask(environ, start_response):
        asked.append(environ["PATH_INFO"])
        return django(environ, start_response)

    monkeypatch.setattr(given_again, "_application", ask)
    return asked


KINDS = {
    "plain": {},
    "of one day": {"path": "/api/v1/control/?as_of=2021-08-15&version=4"},
    "csv": {"HTTP_ACCEPT": "text/csv"},
    "compressed": {"HTTP_ACCEPT_ENCODING": "gzip"},
    "of a page elsewhere": {"HTTP_ORIGIN": "https://example.org"},
    "head": {"method": "HEAD"},
    "under another name": {"HTTP_HOST": "127.0.0.1:8000"},
    "with names as they are spelled": {"path": "/api/v1/districts/?q=Emam%20Saheb"},
}


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_what_is_given_again_is_what_django_gave_and_would_give_again(small_record, sent, beyond, kind):
    first = sent(application, **kind)

    again, by_django = sent(application, **kind), sent(django_application, **kind)

    assert first[0] == "200 OK"
    assert first == again == by_django
    assert len(beyond) == 1


NOT_GIVEN = {
    "a reader who has it": {"HTTP_IF_NONE_MATCH": '"4-0"'},
    "a key": {"HTTP_X_API_KEY": "marz_unknown"},
    "a key in another header": {"HTTP_AUTHORIZATION": "Bearer marz_unknown"},
    "another method": {"method": "OPTIONS"},
    "a name that is not the server's": {"HTTP_HOST": "elsewhere.example"},
    "a page": {"path": "/data/"},
}


@pytest.mark.parametrize("kind", NOT_GIVEN.values(), ids=NOT_GIVEN)
def test_all_else_is_asked_of_django(small_record, sent, beyond, kind):
    sent(application)
    first = sent(application, **kind)

    again, by_django = sent(application, **kind), sent(django_application, **kind)

    assert first == again == by_django
    assert len(beyond) == 3


def test_what_was_committed_since_is_asked_of_django(small_record, sent, beyond, monkeypatch):
    sent(application)

    monkeypatch.setattr("events.api.freshness.still_present", lambda: None)
    sent(application)

    assert len(beyond) == 2


def test_each_request_is_counted_once_and_refused_when_it_is_one_too_many(small_record, sent, beyond, monkeypatch):
    monkeypatch.setattr(settings, "API_RATE", Rate(3, 86_400))
    asked = {"REMOTE_ADDR": "192.0.2.77"}

    answers = [sent(application, **asked) for _ in range(4)]

    told = [(status, dict(headers)["RateLimit"].split(";")[1]) for status, headers, _ in answers]
    assert told == [("200 OK", "r=2"), ("200 OK", "r=1"), ("200 OK", "r=0"), ("429 Too Many Requests", "r=0")]
    assert len(beyond) == 2


def test_what_is_given_again_is_named_measured_and_logged_as_django_does(small_record, sent, caplog):
    caplog.set_level("INFO", "marz.requests")
    sent(application)
    caplog.clear()

    held = measures.answers.labels("held")
    before = held._value.get()
    for to in (application, django_application):
        sent(to, path="/api/v1/control/?")

    lines = [record.facts | {"ms": 0, "database_ms": 0} for record in caplog.records]
    assert lines[0] == lines[1] | {"statements": lines[0]["statements"]}
    assert held._value.get() == before + 2


def test_the_server_is_given_the_application_that_gives_again():
    assert wsgi.application is application
    assert (application._application, given_again._application) == (given_again, django_application)
