"""Start what is measured: Marz, the bare handlers and Datasette, each a server of one process on a free port.

`python -m benchmarks.api.servers TARGET PORT THREADS` runs one WSGI application as Marz is run.
"""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.api import lite
from benchmarks.api.load import RefusedError, ask

START_WITHIN = 60
THREADS = 4
COUNTED = {"API_RATE": "999999999/minute"}  # every request is counted, and none refused


def free_port() -> int:
    """Return the number of a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(command: list[str], port: int, path: str, environment: dict) -> Iterator[psutil.Process]:
    """Run a server for the time of a block, which begins when it answers `path`."""
    started = subprocess.Popen(
        command, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(started, port, path)
        yield psutil.Process(started.pid)
    finally:
        started.terminate()
        started.wait()


def _wait(started: subprocess.Popen, port: int, path: str) -> None:
    deadline = time.monotonic() + START_WITHIN
    while True:
        try:
            ask(port, path)
            return
        except (OSError, RefusedError) as error:
            if started.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{' '.join(started.args)} does not answer: {error}") from error
            time.sleep(0.1)


def _application(target: str, port: int, environment: dict, path: str):
    command = [sys.executable, "-m", "benchmarks.api.servers", target, str(port), str(THREADS)]
    return running(command, port, path, environment | {"THREADS": str(THREADS), "DEBUG": "0"})


def marz(port: int, folder: Path):
    """Run Marz on the record of a folder."""
    return _application("benchmarks.api.wsgi:application", port, {"DATA_DIR": str(folder), **COUNTED}, "/empty/")


def bare(port: int, address: str):
    """Run the bare handlers on the database at an address."""
    return _application("benchmarks.api.bare:application", port, {"ADDRESS": address}, "/")


def datasette(port: int, folder: Path):
    """Run Datasette on the SQLite file of a folder, which it may take for unchanging."""
    limits = {"sql_time_limit_ms": 60_000, "max_returned_rows": 10_000}
    settings = [word for name, value in limits.items() for word in ("--setting", name, str(value))]
    files = ["-i", str(folder / lite.FILE), "--metadata", str(folder / lite.METADATA)]
    command = [sys.executable, "-m", "datasette", "serve", *files, "--port", str(port), *settings]
    return running(command, port, "/-/versions.json", {})


def memory(process: psutil.Process) -> int:
    """Return the resident bytes of the process that answers: the child of the one that was started, if it has one."""
    return max(each.memory_info().rss for each in process.children() or [process])


def main(arguments: list[str]) -> None:
    """Serve one WSGI application until the signal to stop."""
    from events.serving import server

    target, port, threads = arguments
    server(target, port=int(port), threads=int(threads)).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
