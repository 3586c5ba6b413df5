"""Who fails to sign in too often waits."""

import datetime

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate
from django.test import RequestFactory
from django.utils import timezone

from config.signin.lockout import client_address
from tests.people import PASSWORD, make_person
from tests.signing_in import is_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_person("Editor", name="nadia")


def fail(client, user, times=5, **headers):
    return [
        client.post("/admin/login/", {"username": user.username, "password": "wrong"}, **headers).status_code
        for _ in range(times)
    ]


def test_five_failures_lock_an_account_out_even_with_the_right_password(client, editor):
    answers = fail(client, editor)

    response = sign_in(client, editor)

    assert answers == [200, 200, 200, 200, 429]
    assert response.status_code == 429
    assert 1700 < int(response["Retry-After"]) <= 1801
    assert "local time" in response.content.decode()
    assert not is_in(client)


def test_a_lock_out_ends(client, editor):
    fail(client, editor)
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=31))

    sign_in(client, editor)

    assert is_in(client)


def test_trying_on_while_locked_out_does_not_make_it_longer(client, editor):
    fail(client, editor)
    AccessAttempt.objects.update(attempt_time=timezone.now() - datetime.timedelta(minutes=20))

    response = sign_in(client, editor)

    assert int(response["Retry-After"]) <= 601


def test_success_forgives_earlier_failures(client, editor):
    fail(client, editor, 4)
    sign_in(client, editor)
    client.logout()

    assert fail(client, editor, 4) == [200, 200, 200, 200]


def test_others_are_not_locked_out_with_him(client, editor):
    fail(client, editor)

    sign_in(client, make_person("Editor"))

    assert is_in(client)


def test_the_same_account_is_open_from_another_address(client, editor):
    fail(client, editor, REMOTE_ADDR="203.0.113.7")

    sign_in(client, editor)

    assert is_in(client)


def test_another_browser_at_the_same_address_helps_nothing(client, editor):
    fail(client, editor, 3, HTTP_USER_AGENT="one")

    assert fail(client, editor, 2, HTTP_USER_AGENT="two") == [200, 429]


def test_a_header_of_the_clients_own_helps_nothing(client, editor):
    answers = [fail(client, editor, 1, HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")[0] for number in range(5)]

    assert answers[-1] == 429


@pytest.mark.parametrize(
    ("https", "forwarded", "address"),
    [
        pytest.param(False, "203.0.113.9", "192.0.2.1", id="no-proxy"),
        pytest.param(True, "203.0.113.9", "203.0.113.9", id="proxy"),
        pytest.param(True, "10.0.0.1, 203.0.113.9", "203.0.113.9", id="what-the-client-said-before"),
        pytest.param(True, "2001:DB8::1", "2001:db8::1", id="ipv6"),
        pytest.param(True, "203.0.113.9, nonsense", "192.0.2.1", id="nonsense"),
        pytest.param(True, "", "192.0.2.1", id="nothing"),
    ],
)
def test_the_address_is_the_one_that_the_proxy_wrote(settings, https, forwarded, address):
    settings.HTTPS = https
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert client_address(request) == address


def test_neither_passwords_nor_codes_nor_forms_are_written_down(client, editor):
    sign_in(client, editor, password="hunter2hunter2", code="123456", kept="what was typed")

    attempt = AccessAttempt.objects.get()

    for secret in ("hunter2", "123456", "what was typed"):
        assert secret not in attempt.post_data


def test_a_program_without_a_request_can_ask(editor):
    assert authenticate(username="nadia", password=PASSWORD) == editor


def test_the_lock_out_keeps_the_form_that_was_carried(client, editor):
    for _ in range(5):
        response = sign_in(client, editor, password="wrong", kept="carried")

    assert 'name="kept" value="carried"' in response.content.decode()
