"""Files that analysts hand in, kept on the server for a day between the steps of an import.

The browser only holds a signed name of its file, good for the account that handed it in.
"""

import contextlib
import datetime
import hashlib
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from django.core import signing
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.formats import number_format

FOLDER = "uploads"
KEPT_FOR = datetime.timedelta(days=1)
LONGEST_NAME = 100
MEGABYTE = 2**20
_SALT = "events.admin.imports"


class UploadGoneError(Exception):
    """A file that is not kept any more, or is not this account's; the message is a sentence for the analyst."""


@dataclass(frozen=True)
class Upload:
    """A file that is kept: its signed name, the name that the analyst gave it and its SHA-256."""

    token: str
    key: str
    name: str
    checksum: str

    def open(self) -> File:
        """Return the file, to be read as bytes and closed."""
        return default_storage.open(_path(self.key, "data"), "rb")

    def remember(self, part: str, facts) -> None:
        """Keep what is known of the file beside it, as JSON; `part` names it."""
        with default_storage.open(_path(self.key, f"{part}.json"), "wb") as file:
            file.write(json.dumps(facts).encode())

    def recall(self, part: str):
        """Return what was kept beside the file under this name, None for nothing."""
        try:
            with default_storage.open(_path(self.key, f"{part}.json"), "rb") as file:
                return json.loads(file.read())
        except (FileNotFoundError, ValueError):
            return None

    def is_whole(self) -> bool:
        """Return whether the file is still the one that was handed in, byte by byte."""
        with self.open() as file:
            return _checksum(file) == self.checksum

    def forget_content(self) -> None:
        """Remove the file itself, and keep what is known of it until the day is over."""
        default_storage.delete(_path(self.key, "data"))


def keep(file: File, *, user, largest: int) -> Upload:
    """Keep a file that an account handed in; refuse an empty one and one of more than `largest` bytes.

    Raises ValidationError with a sentence.
    """
    if not file.size:
        raise ValidationError("The file is empty: choose one that has a row of column names and a row an event.")
    if file.size > largest:
        size = number_format(file.size / MEGABYTE, 1)
        raise ValidationError(
            f"The file has {size} MB: at most {largest // MEGABYTE} MB are taken. Divide it into several."
        )
    sweep()
    key, checksum = secrets.token_hex(16), _checksum(file)
    file.seek(0)
    default_storage.save(_path(key, "data"), file)
    name = PurePath(file.name or "").name[:LONGEST_NAME] or "file"
    return Upload(signing.dumps([key, user.pk, name, checksum], salt=_SALT, compress=True), key, name, checksum)


def find(token: str, *, user) -> Upload:
    """Return the file that a signed name stands for.

    Raises UploadGoneError where the name is not one that was given to this account, or is a day old.
    """
    try:
        key, owner, name, checksum = signing.loads(token, salt=_SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        owner = None
    if owner != user.pk:
        raise UploadGoneError("The file is kept for a day after it was handed in: choose it again.")
    return Upload(token, key, name, checksum)


def sweep() -> None:
    """Remove what was handed in more than a day ago."""
    limit = timezone.now() - KEPT_FOR
    for path in _kept_paths():
        # Another process may have been here first.
        with contextlib.suppress(FileNotFoundError):
            if default_storage.get_modified_time(path) < limit:
                default_storage.delete(path)


def _kept_paths() -> Iterator[str]:
    with contextlib.suppress(FileNotFoundError):
        yield from (f"{FOLDER}/{name}" for name in default_storage.listdir(FOLDER)[1])


def _path(key: str, ending: str) -> str:
    return f"{FOLDER}/{key}.{ending}"


def _checksum(file: File) -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
