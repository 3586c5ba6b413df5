"""Write the record as a Data Package: the same record gives the same bytes, wherever it is."""

from pathlib import Path

from django.db import connection, transaction

from districts.api.formats.csv_text import line
from districts.models import Country
from events.control.recording import VERSION_LOCK
from events.export.descriptor import as_json, describe, outline_resource, table_resource
from events.export.restricted import StandIns
from events.export.table import Table
from events.export.tables import DESCRIPTOR, OUTLINE, TABLES


class ExportRefusedError(Exception):
    """Why a package was not written, in a sentence."""


def export_package(*, folder: Path) -> dict[str, int]:
    """Write the public record into a folder and return {table: number of rows}.

    The folder is made; one that holds a package is written over; any other that is not empty raises
    ExportRefusedError, as do one that cannot be written to and a database without a country. Drafts, and their
    citations, are left out.
    """
    try:
        _require_room(folder)
        files, counts = package_files()
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise ExportRefusedError(f"{folder} cannot be written to ({error.strerror}): name another folder.") from error
    return counts


def _require_room(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise ExportRefusedError(f"{folder} is a file: name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / DESCRIPTOR).is_file():
        raise ExportRefusedError(f"{folder} holds something that is not a package: name an empty folder or a new one.")


@transaction.atomic
def package_files() -> tuple[dict[str, bytes], dict[str, int]]:
    """Return {file name: content} of the package, its descriptor last, and {table: number of rows}."""
    files, counts, resources, metadata = record_files()
    files[DESCRIPTOR] = describe(metadata, resources)
    return files, counts


def record_files() -> tuple[dict[str, bytes], dict[str, int], list[dict], dict]:
    """Return {file name: content} without a descriptor, {table: number of rows}, and what goes into the descriptor.

    That is the description of each file and the package's own metadata. To be called in a transaction: writers wait
    until it ends.
    """
    with connection.cursor() as cursor:
        # Writers wait, so that all tables are of one version.
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [VERSION_LOCK])
    country = Country.objects.first()
    if not country:
        raise ExportRefusedError("There is no record to export: import a package first.")
    files, counts, resources, stand_ins = {}, {}, [], StandIns()
    for table in TABLES:
        content, counts[table.name] = table_file(table, stand_ins.rows(table))
        files[table.path] = content
        resources.append(table_resource(table, content))
    files[OUTLINE] = as_json(country.outline)
    resources.append(outline_resource(OUTLINE, files[OUTLINE]))
    return files, counts, resources, country.descriptor


def table_file(table: Table, rows: list[tuple]) -> tuple[bytes, int]:
    """Return a table's file and its number of rows; `rows` are tuples of the values of its columns."""
    lines = _lines(table, rows)
    return "".join(lines).encode(), len(lines) - 1


def _lines(table: Table, rows: list[tuple]) -> list[str]:
    lines = [line(column.name for column in table.columns)]
    for values in rows:
        lines.append(line(column.write(value) for column, value in zip(table.columns, values, strict=True)))
    return lines
