import pytest
from django.core.cache import cache

from config.access import keys
from config.access.models import ApiKey


@pytest.fixture(autouse=True)
def nothing_counted():
    """Let no test find what was counted or known of a key in another."""
    cache.clear()
    keys.forget()


@pytest.fixture
def make_key(db):
    """Return a function that makes a key, a valid one by default, and returns it with what is sent."""

    def make(**overrides):
        key = ApiKey(**{"name": "nightly mirror", "holder": "University of Kabul"} | overrides)
        sent = keys.issue(key)
        key.full_clean()
        key.save()
        return key, sent

    return make
