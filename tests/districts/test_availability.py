import json

import psycopg
import pytest
from django.db import OperationalError, connection

from districts.availability import is_away

pytestmark = pytest.mark.django_db


def failing(error):
    """Return a wrapper of statements that fails as psycopg would."""

    def fail(execute, sql, params, many, context):
        with connection.wrap_database_errors:
            raise error

    return fail


AWAY = [
    pytest.param(psycopg.OperationalError("connection refused"), id="refused"),
    pytest.param(psycopg.InterfaceError("the connection is closed"), id="closed"),
    pytest.param(psycopg.errors.DiskFull("could not extend file"), id="disk-full"),
    pytest.param(psycopg.errors.AdminShutdown("terminating connection"), id="shut-down"),
    pytest.param(psycopg.errors.ReadOnlySqlTransaction("cannot execute INSERT"), id="read-only"),
    pytest.param(psycopg.errors.TooManyConnections("sorry"), id="too-many-connections"),
]


@pytest.fixture
def lenient(client):
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("error", AWAY)
def test_the_api_says_that_the_database_is_away(lenient, error):
    with connection.execute_wrapper(failing(error)):
        response = lenient.get("/api/v1/actors/?limit=3")

    assert (response.status_code, response["Retry-After"], response["Cache-Control"]) == (503, "30", "no-store")
    assert response["Content-Type"] == "application/problem+json"
    assert json.loads(response.content) == {
        "type": "about:blank",
        "title": "Service Unavailable",
        "status": 503,
        "detail": "The database cannot be reached or cannot write at present. Nothing was changed; "
        "ask again in a little while.",
        "instance": "/api/v1/actors/?limit=3",
        "errors": [],
    }


@pytest.mark.parametrize(
    ("path", "words"),
    [
        pytest.param("/changes/", "The record cannot be reached at present.", id="page"),
        pytest.param("/admin/", "The record cannot be reached at present.", id="desk"),
        pytest.param("/fa/", 'dir="rtl"', id="dari"),
    ],
)
def test_a_page_says_so_in_plain_words_and_asks_the_database_nothing(lenient, path, words):
    with connection.execute_wrapper(failing(psycopg.OperationalError("connection refused"))):
        response = lenient.get(path, headers={"cookie": "sessionid=" + "a" * 32})

    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert words in response.content.decode()


@pytest.mark.parametrize(
    "error",
    [
        pytest.param(psycopg.errors.UndefinedTable("no such table"), id="our-statement"),
        pytest.param(psycopg.errors.QueryCanceled("statement timeout"), id="our-slowness"),
        pytest.param(psycopg.errors.UniqueViolation("twice"), id="our-rows"),
    ],
)
def test_a_fault_of_ours_is_not_taken_for_it(lenient, error):
    with connection.execute_wrapper(failing(error)):
        response = lenient.get("/api/v1/actors/")

    assert response.status_code == 500


def test_an_error_that_hides_the_databases_is_looked_through():
    told = ValueError("could not read")
    with pytest.raises(OperationalError) as caught, connection.wrap_database_errors:
        raise psycopg.OperationalError("gone")
    told.__cause__ = caught.value

    assert is_away(told)


def test_nothing_is_no_absence():
    assert not is_away(None)
    assert not is_away(ValueError("odd"))
