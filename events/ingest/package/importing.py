"""Take a Data Package in: all of it or nothing, and nothing twice."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.db import DatabaseError, DataError, IntegrityError, connection

from events.control.recording import recording
from events.export.tables import TABLES
from events.ingest.package.checks import check_model
from events.ingest.package.contents import FILES, read_package
from events.ingest.package.rows import Rows, build
from events.ingest.package.rules import check_rules
from events.ingest.package.writing import Written, write
from events.ingest.problems import PackageRefusedError, Problem


@dataclass(frozen=True)
class Imported:
    """What an import did: {table: Written}, and the version that it made, None when it changed nothing."""

    tables: dict[str, Written]
    version: int | None


def _silent(step: str) -> None:
    pass


def import_package(*, folder: Path, progress: Callable[[str], None] = _silent) -> Imported:
    """Import the package in a folder in one version and return what that did.

    Rows are matched by their keys: new ones are added, changed ones updated, and what the package has not is left
    alone, but for citations of its events. Raises PackageRefusedError with all that is wrong, and then writes
    nothing. `progress` is called with a word for each step.
    """
    progress("Reading the files")
    contents = read_package(folder)
    rows = Rows(contents)
    try:
        with recording(reason=_reason(contents.metadata)) as record:
            progress(f"Checking {sum(map(len, rows.sound.values())):,} rows")
            _check(rows)
            progress("Writing what differs and deriving who held what")
            written = write(rows, contents, record)
            connection.check_constraints()
    except (IntegrityError, DataError) as error:
        raise PackageRefusedError([Problem("the package", _sentence(error))]) from error
    _count_rows()
    return Imported(written, record.version)


def _count_rows() -> None:
    """Let PostgreSQL take stock of the tables now: until it does by itself it plans a map's query for empty ones."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _reason(metadata: dict) -> str:
    return f"Import of {metadata.get('title')}, version {metadata.get('version')}"


def _check(rows: Rows) -> None:
    build(rows)
    for table in TABLES:
        check_model(rows, table)
    check_rules(rows)
    if rows.problems:
        places = {name: place for place, name in enumerate(FILES)}
        raise PackageRefusedError(sorted(rows.problems, key=lambda one: (places[one.file], one.row or 0)))


def _sentence(error: DatabaseError) -> str:
    """Return what the database says of rows that it cannot hold, or not beside others that the package has not."""
    diagnosis = error.__cause__.diag
    return " ".join(filter(None, [diagnosis.message_primary, diagnosis.message_detail])) or str(error)
