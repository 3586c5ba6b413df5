"""PostgreSQL's own programs, run on the configured database."""

import os
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection

ADDRESS = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE",
           "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}  # fmt: skip


class ProgramError(Exception):
    """What a program of PostgreSQL complained of."""


def run(name: str, *arguments: str | Path) -> str:
    """Run a program of PostgreSQL (pg_dump, psql) on the configured database and return what it printed.

    The address goes by the environment, so that no list of processes shows a password. Raises ProgramError.
    """
    program = settings.PG_PROGRAMS / name
    try:
        done = subprocess.run(
            [program, *arguments],
            env=_environment(),
            text=True,
            capture_output=True,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except OSError as error:
        raise ProgramError(f"{program} cannot be run: {error}. PG_PROGRAMS says where it is.") from error
    if done.returncode:
        raise ProgramError(f"{name} failed: {done.stderr.strip() or done.stdout.strip()}")
    return done.stdout


def _environment() -> dict[str, str]:
    wanted = connection.get_connection_params()
    address = {variable: str(wanted[name]) for name, variable in ADDRESS.items() if wanted.get(name)}
    return os.environ | address | {"PGCONNECT_TIMEOUT": "10", "PGOPTIONS": "-c lock_timeout=30s"}
