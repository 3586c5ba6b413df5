"""Freeze the public record of one version as a release: a Data Package whose bytes stay the same for ever."""

import datetime
import hashlib
import io
import json
import re
import zipfile
from collections import Counter

from django.db import connection, transaction
from django.utils import timezone

from events.control.recording import VERSION_LOCK
from events.export.derived import ADDITIONS, derived_tables, entries_since
from events.export.descriptor import describe, table_resource
from events.export.package import ExportRefusedError, record_files, table_file
from events.export.readme import readme
from events.export.tables import DESCRIPTOR
from events.models import ChangeKind, LogEntry, Release, ReleaseFile

README, CHECKSUMS, CHANGES = "README.md", "SHA256SUMS", "changes.csv"
FIRST = "1.0.0"
MEDIA_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "geojson": "application/geo+json",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "zip": "application/zip",
    "": "text/plain; charset=utf-8",
}
_THEN = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP can name: its bytes follow from the files alone


@transaction.atomic
def release(*, name: str, note: str = "") -> Release:
    """Freeze the public record as the release `name` and return it.

    Writers wait, so that all is of one version. Raises ExportRefusedError with a sentence for a name that is taken or
    cannot stand in an address, for a record that is empty, and where nothing changed since the last release.
    """
    with connection.cursor() as cursor:
        # Two releases at a time would both be the next one.
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [VERSION_LOCK])
    _require_name(name)
    last = Release.objects.newest_first().first()
    made = Release(name=name, note=note, created=timezone.now().replace(microsecond=0))
    made.record_version = LogEntry.objects.current_version()
    if not made.record_version:
        raise ExportRefusedError("There is no record to release: import a package first.")
    _count_changes(made, last)
    files = _package(made, last)
    _store(made, files)
    return made


def _require_name(name):
    longest = Release._meta.get_field("name").max_length
    if not re.fullmatch(f"[A-Za-z0-9_-]{{1,{longest}}}", name):
        raise ExportRefusedError(
            f"“{name}” cannot be the name of a release: write letters, digits, - and _, at most {longest} of them, for "
            "example 2026-11."
        )
    if Release.objects.filter(name=name).exists():
        raise ExportRefusedError(f"There is a release “{name}”, and what is released stays: choose another name.")


def _count_changes(made, last):
    kinds = Counter(entries_since(last.record_version if last else 0).values_list("change_kind", flat=True))
    made.additions = sum(kinds[kind] for kind in ADDITIONS)
    made.corrections, made.retractions = kinds[ChangeKind.CORRECTION], kinds[ChangeKind.RETRACTION]


def _package(made, last):
    """Return {file name: content} of a release, the archive last; settles its version and its citation."""
    files, _, resources, metadata = record_files()
    for table in derived_tables(last.record_version if last else 0):
        files[table.path], _ = table_file(table, list(table.values(table.rows())))
        resources.append(table_resource(table, files[table.path]))
    _require_change(files, last)
    made.version = _next_version(made, last, resources)
    made.citation = _citation(made, metadata)
    files[README] = readme(made, metadata, resources)
    files[DESCRIPTOR] = describe(metadata | _metadata(made, last), resources)
    files[CHECKSUMS] = "".join(f"{sha256(content)}  {name}\n" for name, content in files.items()).encode()
    files[f"marz-{made.name}.zip"] = archive(files)
    return files


def _require_change(files, last):
    """Refuse files of which none is another than in the last release; what was changed is not one of them."""
    before = dict(last.files.values_list("name", "sha256")) if last else {}
    if last and all(before.get(name) == sha256(content) for name, content in files.items() if name != CHANGES):
        raise ExportRefusedError(
            f"Nothing has changed since the release “{last.name}” of version {last.record_version} of the record: "
            "its files would be the same."
        )


def _next_version(made, last, resources):
    """Return the version of the data: a field changed = major, data added = minor, a correction = patch."""
    if not last:
        return FIRST
    major, minor, patch = map(int, last.version.split("."))
    fields_before = _fields(json.loads(last.files.get(name=DESCRIPTOR).content)["resources"])
    fields = _fields(resources)
    if any(fields.get(table) != known for table, known in fields_before.items()):
        return f"{major + 1}.0.0"
    if made.additions or fields.keys() - fields_before.keys():
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + 1}"


def _fields(resources):
    """Return {resource: [(column, type)]}; a resource that is no table has no columns."""
    return {
        one["name"]: [(field["name"], field["type"]) for field in one.get("schema", {}).get("fields", ())]
        for one in resources
    }


def _citation(made, metadata):
    licences = ", ".join(one["name"] for one in metadata.get("licenses", ()) if one.get("name"))
    words = [
        f"Marz ({made.created.year}). {metadata['title']}.",
        f"Release {made.name}, version {made.version}, of version {made.record_version} of the record,",
        f"{made.created.day} {made.created:%B %Y}. Data set.",
        f"{licences}." if licences else "",
    ]
    return " ".join(filter(None, words))


def _metadata(made, last):
    """Return what the descriptor says of the release itself; the names that no profile knows are our own."""
    return {
        "version": made.version,
        "created": made.created.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "citation": made.citation,
        "release": {
            "name": made.name,
            "note": made.note,
            "record_version": made.record_version,
            "since": last and last.name,
            "additions": made.additions,
            "corrections": made.corrections,
            "retractions": made.retractions,
        },
    }


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal digits."""
    return hashlib.sha256(content).hexdigest()


def archive(files: dict[str, bytes]) -> bytes:
    """Return a ZIP of files in their order; the same files give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as packed:
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _THEN)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            packed.writestr(entry, content)
    return stream.getvalue()


def _store(made, files):
    made.file_count = len(files)
    made.full_clean()
    made.save()
    ReleaseFile.objects.bulk_create(
        ReleaseFile(
            release=made,
            position=position,
            name=name,
            media_type=MEDIA_TYPES[name.partition(".")[2].rpartition(".")[2]],
            size=len(content),
            sha256=sha256(content),
            content=content,
        )
        for position, (name, content) in enumerate(files.items())
    )
