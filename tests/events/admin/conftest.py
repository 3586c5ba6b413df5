import pytest
from django.contrib.auth.models import Permission, User


@pytest.fixture
def analyst(db):
    """Return a member of the staff with every permission on places and evidence, not a superuser."""
    user = User.objects.create_user("analyst", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label__in=["districts", "events"]))
    return user


@pytest.fixture
def desk(client, analyst):
    """Return a test client with the analyst logged in."""
    client.force_login(analyst)
    return client
