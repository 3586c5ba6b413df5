import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from config.access.models import Outcome, SignIn
from config.access.signins import note
from tests.people import make_person
from tests.signing_in import sign_in

pytestmark = pytest.mark.django_db


def kept():
    return list(SignIn.objects.order_by("id").values_list("account", "outcome"))


def test_coming_failing_and_leaving_are_kept_by_name(client):
    editor = make_person("Editor")

    sign_in(client, editor, password="wrong password")
    sign_in(client, editor)
    client.post(reverse("admin:logout"))

    assert kept() == [(editor.username, "failed"), (editor.username, "in"), (editor.username, "out")]


def test_who_is_locked_out_is_kept_as_such(client):
    editor = make_person("Editor")

    for _ in range(6):
        sign_in(client, editor, password="wrong password")

    assert [outcome for _, outcome in kept()][-1] == "locked_out"


def test_a_password_in_the_wrong_field_is_kept_nowhere(client):
    sign_in(client, "my secret password", password="x")

    assert kept() == [("", "failed")]


def test_what_is_old_is_forgotten():
    note(account="", outcome=Outcome.FAILED)
    SignIn.objects.update(at=timezone.now() - datetime.timedelta(days=91))

    note(account="", outcome=Outcome.FAILED)

    assert SignIn.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "status"),
    [pytest.param("Administrator", 200, id="administrator"), pytest.param("Editor", 403, id="editor")],
)
def test_only_administrators_read_it_and_nobody_writes_it(client, role, status):
    row = note(account="", outcome=Outcome.FAILED)
    client.force_login(make_person(role))

    assert client.get(reverse("admin:access_signin_changelist")).status_code == status
    assert client.get(reverse("admin:access_signin_change", args=[row.pk])).status_code == status
    assert client.get(reverse("admin:access_signin_add")).status_code == 403
    assert client.post(reverse("admin:access_signin_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
