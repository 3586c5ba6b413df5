"""How Marz's web server is set up; `manage.py serve` and the benchmarks run it alike."""

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def server(target: str, *, port: int, threads: int, host: str = "127.0.0.1", workers: int = 1) -> Granian:
    """Return the server of a WSGI application (`module:name`): so many processes, each with so many threads."""
    return Granian(
        target,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        # A reader who does not finish must not keep Ctrl-C from its work: so many seconds, then the worker goes.
        workers_kill_timeout=2,
        log_level=LogLevels.error,
    )
