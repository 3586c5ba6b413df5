"""Sessions end."""

import pytest
from django.urls import reverse
from django.utils import timezone

from config.signin.sessions import BEGAN, SEEN
from tests.people import PASSWORD, make_person
from tests.signing_in import is_in, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return make_person("Editor", name="nadia")


def age(client, **minutes):
    """Make the client's session older by some minutes: since it began, since it was seen."""
    session = client.session
    for name, many in minutes.items():
        session[name] -= many * 60
    session.save()


@pytest.mark.parametrize(
    ("began", "seen", "stays"),
    [
        pytest.param(719, 0, True, id="the-last-minute"),
        pytest.param(720, 0, False, id="twelve-hours"),
        pytest.param(200, 119, True, id="nearly-idle"),
        pytest.param(200, 120, False, id="idle"),
    ],
)
def test_a_session_ends_after_hours_or_when_left_alone(client, editor, monkeypatch, began, seen, stays):
    now = timezone.now()
    monkeypatch.setattr("config.signin.sessions.timezone.now", lambda: now)
    client.force_login(editor)
    client.get("/admin/")
    age(client, **{BEGAN: began, SEEN: seen})

    assert is_in(client) == stays


def test_a_sign_of_life_keeps_a_session(client, editor):
    client.force_login(editor)
    client.get("/admin/")
    age(client, **{BEGAN: 200, SEEN: 100})

    client.get("/admin/")
    age(client, **{SEEN: 100})

    assert is_in(client)


def test_a_public_page_neither_asks_nor_writes(client, editor, django_assert_num_queries):
    client.force_login(editor)
    client.get("/admin/")
    before = dict(client.session.items())
    age(client, **{SEEN: 30})

    client.get("/methodology/")

    assert client.session[SEEN] == before[SEEN] - 30 * 60


def test_the_cookie_is_kept_from_scripts_and_other_sites(client, editor):
    response = sign_in(client, editor)

    cookie = response.cookies["sessionid"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert cookie["max-age"] == 12 * 3600


def test_a_new_password_signs_out_everywhere_else(client, editor):
    other = type(client)()
    for each in (client, other):
        sign_in(each, editor)
    new = "another long secret"

    client.post(
        reverse("admin:password_change"), {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )

    assert is_in(client)
    assert not is_in(other)
