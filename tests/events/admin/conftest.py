import pytest

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
