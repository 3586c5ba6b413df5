"""Statements that each connection to the database plans once, asked below Django and the driver's own machinery.

For the few that are asked so often that what stands around them would cost more than the answer. Values are the bytes
of PostgreSQL's text form, given and returned; a parameter is `$1` and says its type by a cast.
"""

import itertools
from collections.abc import Callable
from functools import partial
from time import monotonic
from typing import TypeVar
from weakref import WeakKeyDictionary

from django.db import connection
from psycopg import Connection, OperationalError
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, PGresult

_numbers = itertools.count(1)
_Found = TypeVar("_Found")
_known_to = WeakKeyDictionary()


class Statement:
    """A statement without a name of its own: `ask` gives PostgreSQL's answer to it with the values of a request."""

    def __init__(self, sql: str):
        self.sql = sql
        self._sent, self._name = sql.encode(), f"marz_{next(_numbers)}".encode()

    def ask(self, *values: bytes | None) -> PGresult:
        """Return the answer on Django's connection; raises what Django raises."""
        connection.ensure_connection()
        return self.watched(lambda: self.ask_on(connection.connection, *values))

    def watched(self, ask: Callable[[], _Found]) -> _Found:
        """Return what `ask`, which asks this, returns: counted, timed and logged as Django's own statements are."""

        def execute(sql, params, many, context):
            with connection.wrap_database_errors:
                return ask()

        for wrapper in reversed(connection.execute_wrappers):
            execute = partial(wrapper, execute)
        began = monotonic()
        found = execute(self.sql, (), False, {"connection": connection})
        if connection.queries_logged:
            connection.queries_log.append({"sql": self.sql, "time": f"{monotonic() - began:.3f}"})
        return found

    def ask_on(self, session: Connection, *values: bytes | None) -> PGresult:
        """Return the answer on a connection of the driver; raises psycopg.Error."""
        names = _known_to.setdefault(session, set())
        if self._name not in names:
            _answered(session, session.pgconn.prepare(self._name, self._sent))
            names.add(self._name)
        return _answered(session, session.pgconn.exec_prepared(self._name, values))


def _answered(session, result):
    if result.status in (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK):
        return result
    error = error_from_result(result)
    # Without a state no server answered: the driver itself calls a connection that broke so.
    raise OperationalError(str(error)) if session.broken and error.sqlstate is None else error
