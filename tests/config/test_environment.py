"""Reading one variable of the environment."""

import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import environment


def test_a_variable_that_is_unset_or_empty_has_its_default(monkeypatch):
    monkeypatch.setenv("COLOUR", " ")

    assert environment.read("COLOUR", "green") == "green"


def test_a_missing_variable_without_a_default_is_named_in_the_refusal(monkeypatch):
    monkeypatch.delenv("COLOUR", raising=False)

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read("COLOUR")

    assert str(refusal.value) == "COLOUR is missing. .env.example says what COLOUR is for and shows one that works."


def test_a_malformed_variable_is_named_with_what_is_wrong(monkeypatch):
    monkeypatch.setenv("COLOUR", "many")

    with pytest.raises(ImproperlyConfigured) as refusal:
        environment.read("COLOUR", 1, environment.whole_number(1, 9))

    assert str(refusal.value) == (
        "COLOUR is malformed: 'many' is not a whole number from 1 to 9. "
        ".env.example says what COLOUR is for and shows one that works."
    )


@pytest.mark.parametrize(
    ("text", "accepted"),
    [
        pytest.param("1", True, id="lowest"),
        pytest.param("9", True, id="highest"),
        pytest.param("0", False, id="below"),
        pytest.param("10", False, id="above"),
        pytest.param("-1", False, id="negative"),
        pytest.param("٣", False, id="a digit of another script"),
    ],
)
def test_a_whole_number_lies_between_its_bounds(text, accepted):
    parse = environment.whole_number(1, 9)

    if accepted:
        assert parse(text) == int(text)
    else:
        with pytest.raises(ValueError, match="is not a whole number"):
            parse(text)


def test_the_environment_comes_before_the_file(monkeypatch, tmp_path):
    monkeypatch.setenv("COLOUR", "green")
    monkeypatch.setenv("SHAPE", "")
    monkeypatch.delenv("SHAPE")
    file = tmp_path / ".env"
    file.write_text("# SIZE=large\nCOLOUR=red\nSHAPE = round=ish\n\n")

    environment.load_file(file)

    assert environment.read("COLOUR") == "green"
    assert environment.read("SHAPE") == "round=ish"
    assert environment.read("SIZE", None) is None


def test_a_file_that_is_not_text_is_refused_by_name(tmp_path):
    (tmp_path / ".env").write_bytes(b"COLOUR=gr\xfcn\n")

    with pytest.raises(ImproperlyConfigured, match=r"\.env cannot be read: "):
        environment.load_file(tmp_path / ".env")


def test_a_relative_folder_lies_beside_another_wherever_one_stands(monkeypatch, tmp_path):
    monkeypatch.chdir("/")

    assert environment.folder(tmp_path)("data") == tmp_path / "data"
    assert environment.folder(tmp_path)("/data") == Path("/data")


@pytest.mark.parametrize(
    "text",
    [pytest.param("~nobody-of-that-name/data", id="unknown user"), pytest.param("x" * 300, id="too long a name")],
)
def test_what_cannot_be_a_folder_is_refused(tmp_path, text):
    with pytest.raises(ValueError, match="is not a folder"):
        environment.folder(tmp_path)(text)


def test_a_local_secret_is_made_once_and_read_by_its_owner_only(tmp_path):
    first = environment.local_secret(tmp_path / "data")
    second = environment.local_secret(tmp_path / "data")

    assert first == second
    assert environment.long_secret(first) == first
    assert stat.S_IMODE((tmp_path / "data" / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret-key"]


def test_a_data_folder_that_cannot_be_used_is_refused_by_name(tmp_path):
    (tmp_path / "file").touch()

    with pytest.raises(ImproperlyConfigured, match=r"^DATA_DIR cannot be used: .*File exists"):
        environment.local_secret(tmp_path / "file")


@pytest.mark.parametrize(
    ("text", "found"),
    [("600/minute", (600, 60)), (" 5/Second ", (5, 1)), ("7/hour", (7, 3600)), ("1/day", (1, 86_400)), ("off", None)],
)
def test_a_rate_is_read_and_written(text, found):
    assert environment.rate(text) == found
    assert environment.written(environment.rate(text)) == text.strip().lower()
