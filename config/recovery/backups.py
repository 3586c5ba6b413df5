"""A backup: one file with the database, the archived copies and what they add up to, and a checksum beside it.

`marz-20261124T151700Z.tar` holds `database.dump` (pg_dump's custom format, of one instant), `archive/…` and
`manifest.json`; `marz-20261124T151700Z.tar.sha256` is what `sha256sum --check` reads.
"""

import datetime
import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config.recovery.programs import run
from events.models import LogEntry

DUMP, MANIFEST, ARCHIVE = "database.dump", "manifest.json", "archive"


class BackupError(Exception):
    """Why a backup cannot be used, in a sentence that says what to do."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the record's version and the log's last `seq`, the files, the newest of our migrations."""

    at: str
    version: int
    seq: int
    files: int
    migrations: list[str]


def back_up(folder: Path, *, keep: int | None = None) -> Path:
    """Write a backup into `folder` and return its path; only the newest `keep` are left where that is given.

    It takes its name when it is whole. The copies are read after the database: every copy that it knows is there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    now = datetime.datetime.now(datetime.UTC)
    path = folder / f"marz-{now:%Y%m%dT%H%M%SZ}.tar"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".draft-") as draft:
        dump, whole = Path(draft) / DUMP, Path(draft) / path.name
        facts = _facts(now)
        run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={dump}")
        with tarfile.open(whole, "w") as tar:
            tar.add(dump, DUMP)
            files = _add_copies(tar)
            _add_manifest(tar, Path(draft), Manifest(files=files, **facts))
        checksum = Path(f"{path}.sha256")
        checksum.write_text(f"{_sha256(whole)}  {path.name}\n")
        _settle(whole, path)
    for old in sorted(folder.glob("marz-*.tar"))[: -keep if keep else 0]:
        old.unlink()
        Path(f"{old}.sha256").unlink(missing_ok=True)
    return path


def _facts(now):
    """Return what the database holds at least: what is written while it is dumped comes on top."""
    last = LogEntry.objects.order_by("-seq").values_list("version", "seq").first() or (0, 0)
    applied = MigrationRecorder(connection).applied_migrations()
    return {
        "at": now.isoformat(timespec="seconds"),
        "version": last[0],
        "seq": last[1],
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
    }


def _add_copies(tar) -> int:
    found = sorted(path for path in settings.ARCHIVE_DIR.rglob("*") if path.is_file())
    for path in found:
        tar.add(path, f"{ARCHIVE}/{path.relative_to(settings.ARCHIVE_DIR)}")
    return len(found)


def _add_manifest(tar, draft, manifest):
    path = draft / MANIFEST
    path.write_text(json.dumps(asdict(manifest), indent=1))
    tar.add(path, MANIFEST)


def _settle(whole: Path, path: Path) -> None:
    """Let a finished file take its name, once the disk has it."""
    with whole.open("rb") as file:
        os.fsync(file.fileno())
    whole.replace(path)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(path: Path) -> Manifest:
    """Return what a backup holds; raises BackupError where it is not whole, or newer than this code."""
    checksum = Path(f"{path}.sha256")
    if not path.is_file() or not checksum.is_file():
        raise BackupError(f"{path} or {checksum.name} beside it is missing: give the path of the .tar of a backup.")
    if checksum.read_text().split()[:1] != [_sha256(path)]:
        raise BackupError(f"{path.name} is not what {checksum.name} says: it is damaged. Take another backup.")
    with tarfile.open(path) as tar:
        names = set(tar.getnames())
        if not {DUMP, MANIFEST} <= names:
            raise BackupError(f"{path.name} has no {DUMP} or no {MANIFEST}: it is no backup of Marz.")
        return Manifest(**json.load(tar.extractfile(MANIFEST)))


def restore(path: Path) -> Manifest:
    """Put a backup in place of the whole database and of the archived copies, and return what it held.

    The database is replaced in one transaction: it is the old one or the new one, never a mixture. The copies that
    were there are kept beside, in a folder named after the instant. Raises BackupError or ProgramError, with nothing
    changed.
    """
    manifest = verify(path)
    settings.ARCHIVE_DIR.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.ARCHIVE_DIR.parent, prefix=".restoring-") as draft:
        _unpack(path, Path(draft))
        script = Path(draft) / "database.sql"
        run("pg_restore", "--no-owner", "--no-privileges", f"--file={script}", Path(draft) / DUMP)
        connection.close()
        fresh = ["--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public"]
        run(
            "psql",
            "--no-psqlrc",
            "--quiet",
            "--single-transaction",
            "--set=ON_ERROR_STOP=1",
            *fresh,
            f"--file={script}",
        )
        _replace_copies(Path(draft) / ARCHIVE)
    return manifest


def _unpack(path: Path, folder: Path) -> None:
    """Write what a backup holds into a folder: plain files alone, and none beside it.

    The tarfile of the first releases of Python 3.11 cannot see to that itself.
    """
    with tarfile.open(path) as tar:
        for member in tar:
            target = folder / member.name
            if not member.isreg() or not target.resolve().is_relative_to(folder.resolve()):
                raise BackupError(f"{path.name} holds {member.name}, which is no file of a backup: it was changed.")
            target.parent.mkdir(parents=True, exist_ok=True)
            with tar.extractfile(member) as source, target.open("wb") as file:
                shutil.copyfileobj(source, file)


def _replace_copies(fresh: Path) -> None:
    fresh.mkdir(exist_ok=True)
    if settings.ARCHIVE_DIR.exists():
        now = datetime.datetime.now(datetime.UTC)
        settings.ARCHIVE_DIR.rename(f"{settings.ARCHIVE_DIR}.replaced-{now:%Y%m%dT%H%M%S%f}")
    shutil.move(fresh, settings.ARCHIVE_DIR)
