"""Load rows in bulk: COPY in place of INSERT, indexes and constraints made once all rows are there.

An exclusion constraint is not made anew: PostgreSQL then looks for the conflicts of each row, more than an hour for
seven million of them. Its index is only not kept while rows are loaded, and is built afterwards, by sorting, without
that search. So the rows of a large record are not held against the constraint. They are what the same pure rules give
as those of a small one, and tests/benchmarks/test_api_loading.py holds the rows of a small one against it.
"""

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

_UNIQUE = """
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
    WHERE conrelid = ANY(%s::regclass[]) AND contype = 'u'
      AND conindid NOT IN (SELECT conindid FROM pg_constraint WHERE contype = 'f')
"""
_INDEXES = """
    SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
    WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary
      AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid)
"""
_EXCLUDING = """
    UPDATE pg_index SET indisready = %s FROM pg_constraint
    WHERE conindid = indexrelid AND indrelid = ANY(%s::regclass[]) AND contype = 'x'
    RETURNING indrelid::regclass::text
"""


@contextlib.contextmanager
def without_indexes(connection: psycopg.Connection) -> Iterator[None]:
    """Keep no index of the loaded tables, primary keys excepted, for the time of a block; make them all after it.

    Needs a superuser. The connection commits each statement afterwards. An exception leaves the tables without.
    """
    unique = connection.execute(_UNIQUE, [list(LOADED)]).fetchall()
    indexes = connection.execute(_INDEXES, [list(LOADED)]).fetchall()
    for table, name, _ in unique:
        connection.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    connection.execute(_EXCLUDING, [False, list(LOADED)])
    connection.commit()
    yield
    connection.commit()
    connection.autocommit = True
    connection.execute("SET maintenance_work_mem = '1GB'")
    rebuild_excluding(connection)
    for _, definition in indexes:
        connection.execute(definition)
    for table, name, definition in unique:
        connection.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


def rebuild_excluding(connection: psycopg.Connection) -> None:
    """Build the indexes of the exclusion constraints from the rows, and keep them again from now on."""
    for (table,) in connection.execute(_EXCLUDING, [True, list(LOADED)]).fetchall():
        # It builds all indexes of the table and, other than REINDEX, looks for no conflicts.
        connection.execute(f"VACUUM FULL {table}")


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
