"""What a PostgreSQL that was killed, or lost its keeper, leaves in the way of the next one."""

import signal
import time
from pathlib import Path

import psutil

from config.embedded.cluster import SOCKET, StartError

STOP_WITHIN = 30
PAUSE = 0.05

# No process has this number, so PostgreSQL takes a note that bears it for one of the dead.
NOBODY = 2**31 - 1


def clear(data: Path) -> None:
    """End a PostgreSQL that still runs on `data` without a keeper, and make the notes of a dead one harmless.

    PostgreSQL believes that the server of a note lives while any process has its number, be it another program or a
    process that nobody has buried. The note itself stays: by it PostgreSQL knows whether parts of that server are
    still at work on the data.
    """
    note = data / "postmaster.pid"
    if not note.exists():
        return
    number, *rest = note.read_text().split("\n")
    _end(int(number) if number.isdigit() else NOBODY, data)
    if note.exists():
        note.write_text("\n".join([str(NOBODY), *rest]))
    if len(rest) > 3 and rest[3]:
        Path(rest[3], f"{SOCKET}.lock").unlink(missing_ok=True)


def _end(number: int, data: Path) -> None:
    deadline = time.monotonic() + STOP_WITHIN
    while _is_server(number, data):
        if time.monotonic() > deadline:
            raise StartError(f"A PostgreSQL from before (process {number}) on {data} does not stop.")
        psutil.Process(number).send_signal(signal.SIGINT)
        time.sleep(PAUSE)


def _is_server(number: int, data: Path) -> bool:
    try:
        process = psutil.Process(number)
        return process.name() == "postgres" and str(data) in process.cmdline()
    except psutil.NoSuchProcess:
        return False
