"""Keep one PostgreSQL running for as long as any process holds the lock `in-use` of its folder.

A program of its own, of the standard library alone, in a session of its own: neither Ctrl-C nor the death of the
process that started it reaches it. The kernel takes back the locks of a process however it ends, so the server stops
with the last process that uses it even where that one is killed. While it lives, it holds the lock `keeper`.

    keeper.py FOLDER IDENTITY COMMAND…     IDENTITY is the "user:group" to run COMMAND as, by number, or "same"
"""

import fcntl
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PAUSE = 0.02


def main(folder: Path, identity: str, command: list[str]) -> int:
    """Start `command` in the background; return 0 once it accepts connections, 1 if it ended instead."""
    answer, question = os.pipe()
    if os.fork():
        os.close(question)
        return 0 if os.read(answer, 1) else 1
    os.close(answer)
    keep(folder, identity, command, announce=question)
    return 0


def keep(folder: Path, identity: str, command: list[str], announce: int) -> None:
    """Run `command` until it ends, or until nobody else uses it; write to `announce` when it is ready."""
    with (folder / "in-use").open("a") as in_use, (folder / "keeper").open("a") as keeper:
        fcntl.flock(keeper, fcntl.LOCK_EX)
        server = start(folder, identity, command)
        if is_ready(server, folder / "cluster" / "postmaster.pid"):
            os.write(announce, b"1")
        os.close(announce)
        threading.Thread(target=stop_when_unused, args=(server, in_use), daemon=True).start()
        server.wait()
        # First this lock, then `in-use` with the process: whoever waits for that one finds no keeper.
        keeper.close()
        os._exit(0)


def start(folder: Path, identity: str, command: list[str]) -> subprocess.Popen:
    """Start `command` as `identity`, its words going to the file `log`, and leave the caller's own."""
    who = {}
    if identity != "same":
        user, group = identity.split(":")
        who = {"user": int(user), "group": int(group), "extra_groups": []}
    with (folder / "log").open("ab") as log, Path(os.devnull).open("r+b") as nothing:
        server = subprocess.Popen(command, stdin=nothing, stdout=log, stderr=log, cwd="/", **who)
        for stream in range(3):
            os.dup2(nothing.fileno(), stream)
    return server


def is_ready(server: subprocess.Popen, status: Path) -> bool:
    """Wait until `server` says in its file `status` that it is ready (True) or has ended (False)."""
    while server.poll() is None:
        lines = status.read_text().split("\n") if status.exists() else []
        if len(lines) > 7 and lines[0] == str(server.pid) and lines[7].strip() == "ready":
            return True
        time.sleep(PAUSE)
    return False


def stop_when_unused(server: subprocess.Popen, in_use) -> None:
    """Wait until no process uses `server`, then let it end its work and stop."""
    fcntl.flock(in_use, fcntl.LOCK_EX)
    server.send_signal(signal.SIGINT)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:]))
