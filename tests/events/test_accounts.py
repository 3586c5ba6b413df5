"""The accounts of the people who keep the record."""

import pytest
from django.contrib.auth import authenticate

from events.accounts import make_analyst


@pytest.mark.django_db
def test_an_analyst_keeps_places_and_evidence_but_no_accounts():
    make_analyst(name="nadia", password="a long enough password")

    analyst = authenticate(username="nadia", password="a long enough password")

    assert analyst.is_staff
    assert not analyst.is_superuser
    assert analyst.has_perms(["districts.change_district", "events.add_controlevent", "events.delete_citation"])
    assert not analyst.has_module_perms("auth")
