import pytest

from tests.events.admin.posting import account
from tests.people import make_person


@pytest.fixture
def analyst(db):
    """Return an Editor, who has every permission on places and evidence and is not a superuser."""
    return make_person("Editor", name="analyst")


@pytest.fixture
def desk(client, analyst, settings):
    """Return a test client with the analyst logged in, who works alone."""
    settings.TWO_PERSON_RULE = False
    client.force_login(analyst)
    return client


@pytest.fixture
def sign_in(client, db):
    """Return a function that signs a member of a role in and gives the client; each name is one account."""

    def signed_in(role, name=None):
        client.force_login(account(role, name))
        return client

    return signed_in
