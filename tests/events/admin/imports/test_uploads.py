import datetime
import os

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from events.admin.imports.uploads import KEPT_FOR, UploadGoneError, find, keep, sweep

ANALYST, OTHER = User(pk=1), User(pk=2)


def handed_in(content=b"district,date\n", name="events.csv"):
    return keep(SimpleUploadedFile(name, content), user=ANALYST, largest=2**20)


def test_a_file_is_found_again_by_its_signed_name(kept):
    token = handed_in().token

    found = find(token, user=ANALYST)

    with found.open() as file:
        assert file.read() == b"district,date\n"
    assert (found.name, found.is_whole()) == ("events.csv", True)


def test_a_file_is_its_own_analysts_only(kept):
    token = handed_in().token

    with pytest.raises(UploadGoneError):
        find(token, user=OTHER)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda token: "", id="none"),
        pytest.param(lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"), id="another-signature"),
        pytest.param(lambda token: "../../etc/passwd", id="path"),
    ],
)
def test_a_name_that_was_not_given_finds_nothing(kept, change):
    token = handed_in().token

    with pytest.raises(UploadGoneError, match="kept for a day"):
        find(change(token), user=ANALYST)


def test_a_file_is_removed_after_a_day_and_not_before(kept):
    old, young = handed_in(b"old"), handed_in(b"young")
    then = datetime.datetime.now(datetime.UTC) - KEPT_FOR - datetime.timedelta(seconds=5)
    os.utime(kept / f"{old.key}.data", (then.timestamp(), then.timestamp()))

    sweep()

    assert [path.name for path in kept.iterdir()] == [f"{young.key}.data"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(b"x" * (2**20 + 1), "at most 1 MB are taken", id="one-byte-too-many"),
    ],
)
def test_a_file_that_is_empty_or_too_large_is_not_kept(kept, content, sentence):
    with pytest.raises(ValidationError, match=sentence):
        handed_in(content)

    assert not kept.exists()


def test_a_file_that_somebody_changed_on_the_disk_is_not_whole(kept):
    upload = handed_in()
    (kept / f"{upload.key}.data").write_bytes(b"something else")

    assert not upload.is_whole()


def test_what_is_known_of_a_file_is_kept_beside_it_and_outlives_its_content(kept):
    upload = handed_in()
    upload.remember("rows", {"rows": [1, 2]})

    upload.forget_content()

    assert upload.recall("rows") == {"rows": [1, 2]}
    assert upload.recall("something") is None
    assert [path.name for path in kept.iterdir()] == [f"{upload.key}.rows.json"]


def test_the_name_of_a_file_is_no_path(kept):
    assert handed_in(name="../../events.csv").name == "events.csv"
