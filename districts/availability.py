"""Whether a failure is the database's absence, which passes, and not a fault of ours."""

from django.db import Error, InterfaceError, OperationalError, connection

RETRY_AFTER = 30  # seconds
AWAY = "The database cannot be reached or cannot write at present. Nothing was changed; ask again in a little while."

# SQLSTATE: read-only transaction (a standby), a read that a standby broke off to go on replaying, and the classes 53
# (no disk, no memory, too many connections), 57P (shutting down, starting up) and 08 (the connection broke).
STATES = ("25006", "40001", "53", "57P", "08")


def is_away(error: BaseException | None) -> bool:
    """Return whether an error, or one that it came from, says that the database is away, full or read-only."""
    while error is not None:
        if isinstance(error, Error) and _says_so(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _says_so(error: Error) -> bool:
    state = getattr(error.__cause__, "sqlstate", None)
    if state:
        return state.startswith(STATES)
    # Without a state no server answered: a connection that was refused, that broke, or that the pool could not give.
    return isinstance(error, OperationalError | InterfaceError)


def look_again() -> None:
    """Let go of this thread's connection and of the pool's dead ones, so that the next request finds one that lives."""
    connection.close()
    if connection.pool is not None:
        connection.pool.check()
