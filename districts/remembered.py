"""Ask the database again only where something has been committed since it was asked last."""

from collections import defaultdict
from collections.abc import Callable
from threading import Lock

from django.db import connection
from psycopg import Error

from districts.statements import Statement

# A standby does not tell the transactions that it does not see; how far it has replayed names what it sees.
_SNAPSHOT = (
    "SELECT CASE WHEN pg_is_in_recovery() THEN concat('replayed ', pg_last_wal_replay_lsn())"
    " ELSE pg_current_snapshot()::text END || current_database()"
)
_REPLAYED = b"replayed"
_look = Statement(_SNAPSHOT)
_NEVER = (None, None)


class Remembered:
    """A statement that gives one row; called, it returns that row as it is at present.

    PostgreSQL names the transactions that a statement sees: two statements that see the same ones see the same rows,
    so the row is asked for anew only when that name, which costs next to nothing, has changed. The name and the row
    come from one statement. Inside a transaction the row is always asked for: what that one wrote has no name yet.
    """

    def __init__(self, statement: str):
        self._statement = f"{_SNAPSHOT}, answer.* FROM ({statement}) AS answer"
        # By database: what one has committed another may not have replayed.
        self._last = {}

    def __call__(self) -> tuple:
        if connection.in_atomic_block:
            return self._ask()[1]
        name = _name()
        known, row = self._last.get(connection.alias, _NEVER)
        if name != known:
            found, row = self._ask()
            # How far a standby has replayed may move while the row is read: there the name from before is the safe one.
            self._last[connection.alias] = name if name.startswith(_REPLAYED) else found, row
        return row

    def unchanged(self) -> tuple | None:
        """Return the row where nothing has been committed since it was asked for; None where it must be asked again."""
        if connection.in_atomic_block:
            return None
        known, row = self._last.get(connection.alias, _NEVER)
        return row if _name() == known else None

    def _ask(self):
        with connection.cursor() as cursor:
            cursor.execute(self._statement)
            name, *row = cursor.fetchone()
        return name.encode(), tuple(row)


class Looks:
    """Looks at the present, each by a call of `look`, shared by the threads that were waiting when it began.

    What it says was so when it began, or later: so it is good for all who came before.
    """

    def __init__(self, look: Callable[[], bytes]):
        self._look = look
        self._turn = Lock()
        self._next = []

    def __call__(self) -> bytes:
        """Return what a look says that began after this call."""
        mine = self._next
        with self._turn:
            if not mine:
                # Whoever comes from here on waits for another.
                self._next = []
                mine.append(self._look())
            return mine[0]


class _Session:
    """A connection of the pool that is kept for looks, of which there is one at a time.

    Django would take one, look it over and give it back for each, ten times what a look costs.
    """

    def __init__(self):
        self._kept = None

    def __call__(self):
        if self._kept is None:
            connection.pool.open()
            self._kept = connection.pool.getconn()
        try:
            return _look.ask_on(self._kept).get_value(0, 0)
        except Error:
            self.give_back()
            raise

    def give_back(self):
        """Let the pool have the connection again, which closes it where it is broken."""
        kept, self._kept = self._kept, None
        if kept is not None:
            connection.pool.putconn(kept)


_sessions = defaultdict(_Session)
_shared = {}


def _name():
    """Return the name of what is committed, no older than the call."""
    if not connection.settings_dict["OPTIONS"].get("pool"):
        return _look.ask().get_value(0, 0)
    shared = _shared.get(connection.alias)
    if shared is None:
        shared = _shared.setdefault(connection.alias, Looks(_sessions[connection.alias]))
    return _look.watched(shared)
