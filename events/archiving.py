"""Keep copies of the reports that are cited: written once, checked by their SHA-256, never shown by the server."""

import hashlib
import mimetypes
import re
import uuid
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from events.ingest.fetching import Fetched, fetch
from events.models import ArchivedCopy, Report

UNKNOWN = "application/octet-stream"
FETCH_SECONDS = 60
YOUNG = 3600  # seconds; the row of a younger file may not be committed yet


class CopyRefusedError(Exception):
    """Why a copy is not kept, in a sentence."""


class CopyDamagedError(Exception):
    """Why a copy cannot be handed out, in a sentence."""


def media_type_of(name: str) -> str:
    """Return the media type that the end of a file's name stands for; nothing looks into the file."""
    return mimetypes.guess_type(name)[0] or UNKNOWN


def refusal(*, report: Report, size: int, sha256: str) -> str:
    """Return why a report does not take a copy of this size and checksum, in a sentence; empty where it does."""
    if size > settings.ARCHIVE_LIMIT:
        return f"The file has {size:,} bytes; {settings.ARCHIVE_LIMIT:,} are the limit."
    if not size:
        return "The file is empty."
    kept = ArchivedCopy.objects.filter(report=report, sha256=sha256).first()
    return f"This very copy is kept already: {kept.name}, saved on {kept.saved_at:%Y-%m-%d}." if kept else ""


def keep_copy(*, report: Report, name: str, content: bytes, media_type: str = "", address: str = "") -> ArchivedCopy:
    """Store a copy of a report under a name of our own and return its row.

    `name` is what it was called, `address` where it was fetched. Raises CopyRefusedError for a file that is empty, too
    large or kept already. A file whose row was rolled back is left behind: `remove_strays` removes it.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    sentence = refusal(report=report, size=len(content), sha256=sha256)
    if sentence:
        raise CopyRefusedError(sentence)
    copy = ArchivedCopy(
        report=report,
        name=tidy(name),
        media_type=media_type[:100] or media_type_of(name),
        size=len(content),
        sha256=sha256,
        saved_at=timezone.now(),
        address=address[:600],
    )
    copy.file.save(stored_name(), ContentFile(content), save=False)
    try:
        with transaction.atomic():
            copy.full_clean()
            copy.save()
    except Exception:
        default_storage.delete(copy.file.name)
        raise
    return copy


def stored_name() -> str:
    """Return a new name for a file in the archive, which says nothing of what is in it."""
    return uuid.uuid4().hex


def tidy(name: str) -> str:
    """Return the last part of a file's name without what a header or a page could stumble on."""
    last = re.split(r"[/\\]", name)[-1]
    return re.sub(r"[^\w.,()+ -]", "_", last).strip(" .")[-200:] or "copy"


def archive(report: Report, *, get=fetch) -> ArchivedCopy:
    """Fetch the page of a report and keep it; raises FetchError or CopyRefusedError with a sentence."""
    fetched = get(report.url, limit=settings.ARCHIVE_LIMIT, timeout=FETCH_SECONDS)
    return keep_copy(
        report=report,
        name=_name(fetched),
        content=fetched.content,
        media_type=fetched.media_type,
        address=fetched.address,
    )


def _name(fetched: Fetched) -> str:
    parts = urlsplit(fetched.address)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2] or parts.hostname or "page"
    # A host ends in a dot and letters too, and so does many a page's address.
    ending = mimetypes.guess_extension(fetched.media_type) or ""
    return last if last.endswith(ending) or media_type_of(last) == fetched.media_type else last + ending


def read_copy(copy: ArchivedCopy) -> bytes:
    """Return the bytes of a copy; raises CopyDamagedError unless they are the ones that were kept."""
    try:
        with copy.file.open("rb") as file:
            content = file.read()
    except OSError as error:
        raise CopyDamagedError(f"The file of “{copy.name}” is missing from the archive ({error.strerror}).") from error
    found = hashlib.sha256(content).hexdigest()
    if found != copy.sha256:
        sentence = f"The file of “{copy.name}” was changed in the archive: its SHA-256 is {found}, not {copy.sha256}."
        raise CopyDamagedError(sentence)
    return content


def strays() -> list[str]:
    """Return the names of the archive's files that no copy has, but for those of the last hour."""
    root = Path(default_storage.location)
    known = set(ArchivedCopy.objects.values_list("file", flat=True))
    old = timezone.now().timestamp() - YOUNG
    files = (path for path in sorted(root.rglob("*")) if path.is_file() and path.stat().st_mtime < old)
    return [name for path in files for name in [path.relative_to(root).as_posix()] if name not in known]


def remove_strays() -> int:
    """Remove the files that no copy has and return how many there were."""
    names = strays()
    for name in names:
        default_storage.delete(name)
    return len(names)
