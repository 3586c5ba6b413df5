"""Administrators make keys; what is sent is shown once and is in no table."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection

from config.access.models import ApiKey
from tests.people import make_person

pytestmark = pytest.mark.django_db
LIST, ADD = "/admin/access/apikey/", "/admin/access/apikey/add/"


@pytest.fixture
def administrator(client):
    client.force_login(make_person("Administrator"))
    return client


def made(client, **fields):
    """Make a key by the form, and return the answer and what its holder sends."""
    answer = client.post(ADD, {"name": "Mirror", "holder": "AAN", "expires": "", "rate": "", **fields})
    found = re.findall(r"marz_[0-9a-z]{6}_[A-Za-z0-9_-]{43}", answer.content.decode())
    return answer, found[0] if found else None


def everything_stored():
    """Return the text of every row of every table."""
    with connection.cursor() as cursor:
        texts = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT "{table}"::text FROM "{table}"')  # noqa: S608 – the names are those of the tables
            texts += [row for (row,) in cursor.fetchall()]
    return "\n".join(texts)


def test_a_key_is_shown_once_and_stored_nowhere(administrator):
    answer, sent = made(administrator)

    key = ApiKey.objects.get()
    secret = sent.removeprefix(key.prefix)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert not [cookie for cookie in answer.cookies.values() if secret in cookie.value]
    for page in (LIST, f"{LIST}{key.pk}/change/", f"{LIST}{key.pk}/history/", "/admin/"):
        shown = administrator.get(page).content.decode()
        assert secret not in shown
    assert key.prefix in administrator.get(LIST).content.decode()
    assert LogEntry.objects.get().object_repr == f"Mirror ({key.prefix}…)"
    stored = everything_stored()
    assert key.prefix in stored
    assert secret not in stored


def test_a_key_of_the_form_works_and_is_revoked_for_good(administrator, client):
    _, sent = made(administrator, rate="9/hour")
    asked = {"X-Api-Key": sent}
    before = client.get("/api/v1/actors/", headers=asked)
    key = ApiKey.objects.get()

    administrator.post(LIST, {"action": "revoke", "_selected_action": [key.pk]})
    key.refresh_from_db()
    form = administrator.get(f"{LIST}{key.pk}/change/").content.decode()

    assert (before.status_code, before["RateLimit-Policy"]) == (200, '"key";q=9;w=3600')
    assert key.revoked
    assert 'name="revoked"' not in form
    assert LogEntry.objects.filter(change_message="Revoked.").count() == 1


def test_a_limit_that_is_none_is_said_on_its_field(administrator):
    answer, sent = made(administrator, rate="7/week")

    assert sent is None
    assert "&#x27;7/week&#x27; is neither off nor a number and second, minute, hour, day" in answer.content.decode()


@pytest.mark.parametrize("role", ["Contributor", "Analyst", "Editor"])
def test_nobody_else_sees_or_makes_keys(client, role):
    client.force_login(make_person(role))

    assert [client.get(page).status_code for page in (LIST, ADD)] == [403, 403]


def test_a_key_is_never_deleted(administrator):
    made(administrator)

    assert administrator.post(f"{LIST}{ApiKey.objects.get().pk}/delete/", {"post": "yes"}).status_code == 403
