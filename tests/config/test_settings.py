"""The settings that the environment makes, and what they do to a response."""

import ast
import re
import runpy
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from config import environment

SETTINGS = Path(settings.BASE_DIR) / "config" / "settings.py"
EXAMPLE = (Path(settings.BASE_DIR) / ".env.example").read_text()
EXAMPLES = dict(re.findall(r"^(?:# )?([A-Z_]+)=(.*)$", EXAMPLE, re.MULTILINE))


def read_by_settings():
    calls = [node for node in ast.walk(ast.parse(SETTINGS.read_text())) if isinstance(node, ast.Call)]
    return {call.args[0].value for call in calls if isinstance(call.func, ast.Name) and call.func.id == "read"}


@pytest.fixture
def load(monkeypatch, tmp_path):
    """Return a function that reads the settings under exactly the variables that it is given."""

    def load(**variables):
        for name in EXAMPLES:
            monkeypatch.delenv(name, raising=False)
        for name, value in {"DATA_DIR": str(tmp_path), **variables}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(environment, "load_file", lambda path: None)
        return runpy.run_path(str(SETTINGS))

    return load


def test_the_example_lists_every_setting_and_no_other():
    assert set(EXAMPLES) == read_by_settings()


def test_every_setting_of_the_example_has_a_comment_of_its_own():
    paragraphs = EXAMPLE.strip().split("\n\n")[1:]

    assert [paragraph for paragraph in paragraphs if not re.match(r"# [A-Z][^=]+\.\n(# )?[A-Z_]+=.+$", paragraph)] == []
    assert len(paragraphs) == len(EXAMPLES)


def test_the_example_works_as_it_stands(load, tmp_path):
    loaded = load(**EXAMPLES | {"DATA_DIR": str(tmp_path)})

    assert loaded["DATABASES"]["default"]["ENGINE"] == "django.db.backends.postgresql"
    assert loaded["DATABASES"]["default"]["HOST"] == "127.0.0.1"
    assert loaded["SECRET_KEY"] == EXAMPLES["SECRET_KEY"]


def test_nothing_needs_to_be_set_for_a_local_installation(load, tmp_path):
    loaded = load()

    assert loaded["DATABASES"]["default"]["ENGINE"] == "config.embedded"
    assert loaded["DATABASES"]["default"]["DATA_FOLDER"] == tmp_path
    assert loaded["DEBUG"] is False
    assert loaded["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1"]
    assert loaded["PORT"] == 8000
    assert loaded["SECRET_KEY"] == (tmp_path / "secret-key").read_text()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "mysql://127.0.0.1/marz"),
        ("DATABASE_URL", "postgresql://127.0.0.1"),
        ("DATABASE_URL", "postgresql://127.0.0.1:many/marz"),
        ("DATABASE_REPLICA_URLS", "postgresql://10.0.0.2/marz,10.0.0.3"),
        ("CACHE_URL", "127.0.0.1:6379"),
        ("SECRET_KEY", "short"),
        ("DATA_DIR", __file__),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("THREADS", "none"),
        ("ALLOWED_HOSTS", "https://marz.example.org"),
        ("HTTPS", "perhaps"),
        ("REQUIRE_SECOND_FACTOR", "maybe"),
        ("SESSION_HOURS", "0"),
        ("SESSION_IDLE_MINUTES", "4"),
        ("API_RATE", "600"),
        ("API_KEY_RATE", "0/minute"),
        ("TWO_PERSON_RULE", "sometimes"),
        ("CSRF_TRUSTED_ORIGINS", "marz.example.org"),
        ("ADMIN_PATH", "api"),
        ("ADMIN_PATH", "Über"),
        ("WORKERS", "0"),
        ("LOG_LEVEL", "loud"),
        ("DEBUG", "2"),
    ],
)
def test_a_malformed_setting_is_refused_by_name(load, name, value):
    with pytest.raises(ImproperlyConfigured, match=rf"^{name} is malformed: .* \.env\.example says"):
        load(**{name: value})


def test_a_database_of_ones_own_needs_a_secret_of_ones_own(load):
    with pytest.raises(ImproperlyConfigured, match=r"^SECRET_KEY is missing\. \.env\.example says"):
        load(DATABASE_URL=EXAMPLES["DATABASE_URL"])


@pytest.mark.django_db
def test_the_tests_run_on_a_database_that_need_not_be_durable():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('TimeZone'), current_setting('fsync')")

        assert cursor.fetchone() == ("UTC", "off")
