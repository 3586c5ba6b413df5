"""The accounts of the people who keep the record."""

import pytest
from django.contrib.auth import authenticate

from events.accounts import make_account, make_administrator
from events.roles import ANALYST

pytestmark = pytest.mark.django_db
PASSWORD = "a long enough password"


def test_the_first_account_may_do_everything():
    make_administrator(name="admin", password=PASSWORD)

    first = authenticate(username="admin", password=PASSWORD)

    assert first.is_staff
    assert first.is_superuser


def test_an_account_has_the_permissions_of_its_role_and_no_others():
    make_account(name="nadia", password=PASSWORD, role=ANALYST)

    analyst = authenticate(username="nadia", password=PASSWORD)

    assert analyst.is_staff
    assert not analyst.is_superuser
    assert analyst.has_perms(["events.add_controlevent", "events.publish_claim"])
    assert not analyst.has_perm("events.publish_event")
    assert not analyst.has_module_perms("auth")
