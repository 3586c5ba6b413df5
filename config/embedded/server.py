"""Run the packaged PostgreSQL on a folder while processes use it: `ensure` is all that a caller needs.

The folder holds `cluster` (the data), `log`, and three locks: `in-use` is shared by every process that uses the server,
`keeper` is held by the program that runs it, `starting` by the process that is about to start it.
"""

import atexit
import contextlib
import fcntl
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

from config.embedded import cluster, keeper, remains
from config.embedded.cluster import StartError

STOP_WITHIN = 30

# The lock of this process on each folder whose server it uses.
_in_use = {}
_one_thread = threading.RLock()


def ensure(folder: Path, *, durable: bool = True) -> dict:
    """Return the host, port and user of the server on `folder`, started if it is not running.

    The server then runs at least until this process ends or lets go of it. One that is not `durable` writes faster
    and may lose everything when the machine stops. Raises StartError with a sentence for people.
    """
    folder = Path(folder)
    with _one_thread:
        if folder not in _in_use:
            _in_use[folder] = _open(folder, "in-use")
            fcntl.flock(_in_use[folder], fcntl.LOCK_SH)
        with _open(folder, "starting") as starting:
            fcntl.flock(starting, fcntl.LOCK_EX)
            if not _is_held(folder, "keeper", fcntl.LOCK_SH):
                _start(folder, durable)
            return cluster.address(folder)


def release(folder: Path) -> None:
    """Let go of the server on `folder`; where nobody else uses it, return when it has stopped."""
    with _one_thread:
        held = _in_use.pop(Path(folder), None)
    if held is None:
        return
    held.close()
    deadline = time.monotonic() + STOP_WITHIN
    while _is_held(folder, "keeper", fcntl.LOCK_SH) and time.monotonic() < deadline:
        # Others share the lock where one more can share it but none can have it alone.
        if _is_held(folder, "in-use", fcntl.LOCK_EX) and not _is_held(folder, "in-use", fcntl.LOCK_SH):
            return
        time.sleep(keeper.PAUSE)


def _start(folder: Path, durable: bool) -> None:
    cluster.prepare(folder)
    remains.clear(folder / "cluster")
    who = cluster.identity(folder)
    identity = f"{who['user']}:{who['group']}" if who else "same"
    program = [sys.executable, "-I", "-S", keeper.__file__, str(folder), identity]
    command = [*program, *cluster.command(folder, durable=durable)]
    # What is left of a server that was killed takes a moment to go, and PostgreSQL rightly waits for it.
    attempts = 20 if (folder / "cluster" / "postmaster.pid").exists() else 1
    for _ in range(attempts):
        if subprocess.run(command, start_new_session=True, check=False).returncode == 0:
            return
        time.sleep(10 * keeper.PAUSE)
    raise StartError(f"The embedded PostgreSQL did not start; {folder / 'log'} says why.")


def _open(folder: Path, name: str):
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / name).open("a")
    except OSError as error:
        raise StartError(f"DATA_DIR cannot be used: {error}. Set it to a folder of your own.") from error


def _is_held(folder: Path, name: str, wanted: int) -> bool:
    """Return whether the lock `name` is held so that it cannot be had now in the way `wanted`.

    To look is to have the lock for a moment; those who look for a keeper share it and are not in each other's way.
    """
    with _open(folder, name) as lock:
        try:
            fcntl.flock(lock, wanted | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _forget() -> None:
    """Leave the parent's locks to it after a fork: a child that connects takes its own."""
    global _one_thread
    _one_thread = threading.RLock()
    for held in _in_use.values():
        with contextlib.suppress(OSError):
            os.close(held.fileno())
    _in_use.clear()


@atexit.register
def _release_all() -> None:
    for folder in list(_in_use):
        release(folder)


os.register_at_fork(after_in_child=_forget)
