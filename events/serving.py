"""How Marz's web server is set up; `manage.py serve` and the benchmarks run it alike."""

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels


def server(target: str, *, port: int, threads: int) -> Granian:
    """Return the server of a WSGI application (`module:name`) on this machine: one process, so many threads."""
    return Granian(
        target,
        address="127.0.0.1",
        port=port,
        interface=Interfaces.WSGI,
        blocking_threads=threads,
        # A reader who does not finish must not keep Ctrl-C from its work: so many seconds, then the worker goes.
        workers_kill_timeout=2,
        log_level=LogLevels.error,
    )
