import pytest
from django.core.exceptions import ImproperlyConfigured

from config.safety import refuse_unsafe

SAFE = {
    "hosts": ["marz.example.org"],
    "debug": False,
    "https": True,
    "secret_key": "9f2c7d1b0a8e6f5c4d3b2a190817263544d5e6f708192a3b4c5d6e7f",
}


@pytest.mark.parametrize(
    ("unsafe", "words"),
    [
        pytest.param({"debug": True}, "DEBUG must be false", id="debug"),
        pytest.param({"https": False}, "HTTPS must be true", id="no-https"),
        pytest.param(
            {"secret_key": "django-insecure-9f2c7d1b0a8e6f5c4d3b2a1"}, "SECRET_KEY must be one", id="example-key"
        ),
        pytest.param({"secret_key": "abab" * 20}, "SECRET_KEY must be one", id="easy-key"),
        pytest.param({"hosts": ["*"], "https": False}, r"ALLOWED_HOSTS has \*, so HTTPS", id="any-host"),
    ],
)
def test_what_is_unsafe_is_not_served_to_the_public(unsafe, words):
    with pytest.raises(ImproperlyConfigured, match=words):
        refuse_unsafe(**SAFE | unsafe)


@pytest.mark.parametrize(
    "given",
    [
        pytest.param(SAFE, id="public-and-safe"),
        pytest.param(SAFE | {"hosts": ["localhost", "127.0.0.1"], "debug": True, "https": False}, id="own-machine"),
    ],
)
def test_what_is_safe_is_served(given):
    assert refuse_unsafe(**given) is None


def test_all_faults_are_told_at_once():
    with pytest.raises(ImproperlyConfigured, match=r"DEBUG must be false.*HTTPS must be true"):
        refuse_unsafe(**SAFE | {"debug": True, "https": False})
