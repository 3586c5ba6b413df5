"""A primary and its standby from the bundled PostgreSQL, on ports of their own."""

import contextlib
import os
import socket
import subprocess
import tempfile
from pathlib import Path

import psutil

from config.embedded import cluster
from config.embedded.cluster import PROGRAMS, USER

LOCALE = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
QUICK = "fsync=off synchronous_commit=off full_page_writes=off jit=off wal_retrieve_retry_interval=100ms"


class Cluster:
    """One PostgreSQL in a folder, reached through a port of this machine."""

    def __init__(self, folder, name):
        self.folder, self.data = folder, folder / name
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"postgresql://{USER}@127.0.0.1:{self.port}/marz"

    def create(self, dump):
        """Make the data, start, and fill the database with what `dump`, a function, gives as SQL."""
        run("initdb", "--auth=trust", f"--username={USER}", *LOCALE, "--no-sync", "--no-instructions", "-D", self.data)
        self.start()
        run("createdb", *self.address(), "marz")
        run("psql", *self.address(), "-q", "-v", "ON_ERROR_STOP=1", "marz", words=dump())

    def follow(self, primary):
        """Make the data a copy of a primary's, and go on replaying what that one writes."""
        run("pg_basebackup", *primary.address(), "-D", self.data, "-R", "-c", "fast", "-X", "stream", "--no-sync")
        self.start()

    def start(self):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories="
        settings = "".join(f" -c {each}" for each in QUICK.split())
        run(
            "pg_ctl",
            "-D",
            self.data,
            "-w",
            "-l",
            self.folder / f"{self.data.name}.log",
            "-o",
            options + settings,
            "start",
        )

    def promote(self):
        run("pg_ctl", "-D", self.data, "-w", "promote")

    def kill(self):
        """Kill every process of it at once, as a failing machine does."""
        with contextlib.suppress(FileNotFoundError, psutil.NoSuchProcess):
            leader = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
            for process in [leader, *leader.children(recursive=True)]:
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()

    def ask(self, statement):
        """Return what a statement gives as text."""
        return run("psql", *self.address(), "-X", "-A", "-t", "-c", statement, "marz").strip()

    def address(self):
        return ("-h", "127.0.0.1", "-p", str(self.port), "-U", USER)


def run(program, *options, words=""):
    """Run one of PostgreSQL's programs, as a user who is not root, and return what it says."""
    command = [PROGRAMS / program, *options]
    # What it starts in the background must not hold a pipe open.
    with tempfile.TemporaryFile("w+") as said:
        done = subprocess.run(command, input=words, text=True, stdout=said, stderr=said, cwd="/", check=False, **who())
        said.seek(0)
        text = said.read()
    assert done.returncode == 0, f"{program}: {text}"
    return text


def who():
    """Return what to run PostgreSQL as, which refuses to be root."""
    return {**cluster.identity(Path("/nowhere")), "extra_groups": []} if os.geteuid() == 0 else {}


def make_folder(folder):
    """Let the user that PostgreSQL runs as write to a folder, and reach it."""
    if os.geteuid() == 0:
        os.chown(folder, who()["user"], who()["group"])
    return folder
