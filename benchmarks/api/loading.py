"""Load rows in bulk: COPY in place of INSERT, indexes and constraints made once all rows are there."""

import contextlib
from collections.abc import Iterable, Iterator

import psycopg

LOADED = (
    "events_source",
    "events_report",
    "events_controlevent",
    "events_citation",
    "events_casualtyclaim",
    "events_controlperiod",
    "events_logentry",
)

_CONSTRAINTS = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('u', 'x')
      AND conindid NOT IN (SELECT conindid FROM pg_constraint WHERE contype = 'f')
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""


@contextlib.contextmanager
def without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Drop the indexes and constraints of the loaded tables for the time of a block, primary keys excepted."""
    constraints = connection.execute(_CONSTRAINTS, [list(LOADED)]).fetchall()
    indexes = connection.execute(_INDEXES, [list(LOADED)]).fetchall()
    for table, name, _ in constraints:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.commit()
    yield
    connection.execute("SET maintenance_work_mem = '1GB'")
    for _, definition in indexes:
        connection.execute(definition)
    for table, name, definition in constraints:
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')
    connection.commit()


def bulk(connection: psycopg.Connection) -> None:
    """Make a session one that loads: no triggers, no look-ups of foreign keys, no wait for the disk."""
    connection.execute("SET session_replication_role = replica")
    connection.execute("SET synchronous_commit = off")


def copy(connection: psycopg.Connection, table: str, columns: str, rows: Iterable[tuple]) -> int:
    """Write rows to the columns of a table, named with blanks between them; return how many rows there were."""
    names, count = ", ".join(f'"{name}"' for name in columns.split()), 0
    with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN") as lines:
        for row in rows:
            lines.write_row(row)
            count += 1
    return count
