"""The embedded PostgreSQL: it runs exactly while a process uses it, wherever its folder is."""

import os
import subprocess
import sys
import time
from pathlib import Path

import psutil
import psycopg
import pytest
from django.conf import settings
from django.db import OperationalError

from config.embedded import cluster, server
from config.embedded.base import DatabaseWrapper

USE = """
import sys
from config.embedded import server
address = server.ensure(sys.argv[1], durable=False)
print(address["host"], address["port"], sep="\\t", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def use(tmp_path):
    """Return a function that starts a process which uses the server on a folder until its input ends."""
    started = []

    def use(folder):
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        command = [sys.executable, "-c", USE, str(folder)]
        started.append(subprocess.Popen(command, text=True, cwd=settings.BASE_DIR, **pipes))
        return started[-1]

    yield use
    for process in started:
        process.communicate()


def answer(process):
    """Return what the server says to someone who connects where `process` says that it is."""
    host, port = process.stdout.readline().strip().split("\t")
    with psycopg.connect(host=host, port=port, user=cluster.USER, dbname=cluster.DATABASE) as connection:
        return connection.execute("SELECT current_database(), current_setting('listen_addresses')").fetchone()


def server_of(folder):
    return psutil.Process(int((folder / "cluster" / "postmaster.pid").read_text().split("\n")[0]))


def is_stopped(folder, within=10):
    """Return whether the server on `folder` stops in `within` seconds."""
    deadline = time.monotonic() + within
    while (folder / "cluster" / "postmaster.pid").exists() and time.monotonic() < deadline:
        time.sleep(0.02)
    return not (folder / "cluster" / "postmaster.pid").exists()


def test_it_runs_until_the_last_process_has_ended(use, tmp_path):
    first, second = use(tmp_path), use(tmp_path)
    assert answer(first) == answer(second) == ("marz", "")
    running = server_of(tmp_path)

    first.communicate()
    assert running.is_running()

    second.communicate()
    assert not (tmp_path / "cluster" / "postmaster.pid").exists()


def test_it_stops_when_the_last_process_is_killed(use, tmp_path):
    only = use(tmp_path)
    answer(only)

    only.kill()
    only.wait()

    assert is_stopped(tmp_path)


@pytest.mark.parametrize(
    "name",
    [
        pytest.param('a folder, "quoted" and $odd', id="odd-signs"),
        pytest.param("/".join(["a long folder name"] * 8), id="longer-than-a-socket-address"),
    ],
)
def test_its_folder_may_be_anywhere(use, tmp_path, name):
    folder = tmp_path / name

    process = use(folder)

    assert answer(process) == ("marz", "")


def test_it_starts_over_the_remains_of_one_that_was_killed(use, tmp_path):
    before = use(tmp_path)
    answer(before)
    keeper, killed = server_of(tmp_path).parent(), server_of(tmp_path)
    keeper.kill()
    killed.kill()
    before.kill()
    note = tmp_path / "cluster" / "postmaster.pid"
    # The number of the dead server now belongs to a process that is no PostgreSQL and does not end.
    note.write_text("\n".join([str(os.getpid()), *note.read_text().split("\n")[1:]]))

    after = use(tmp_path)

    assert answer(after) == ("marz", "")
    assert server_of(tmp_path).name() == "postgres"


def test_a_server_that_lost_its_keeper_is_replaced(use, tmp_path):
    before = use(tmp_path)
    answer(before)
    lost = server_of(tmp_path)
    lost.parent().kill()

    after = use(tmp_path)

    assert answer(after) == ("marz", "")
    assert server_of(tmp_path) != lost


def test_a_start_that_was_interrupted_is_begun_again(use, tmp_path):
    (tmp_path / "cluster.draft").mkdir()
    (tmp_path / "cluster.draft" / "PG_VERSION").write_text("18\n")

    process = use(tmp_path)

    assert answer(process) == ("marz", "")


def test_a_folder_of_another_user_is_refused_in_a_sentence(monkeypatch, tmp_path):
    (tmp_path / "cluster").mkdir()
    os_user = os.geteuid()
    monkeypatch.setattr(os, "geteuid", lambda: os_user + 1)

    with pytest.raises(cluster.StartError, match=r"belongs to another user .* Set DATA_DIR to a folder of your own"):
        cluster.prepare(tmp_path)


def test_a_failed_start_is_an_operational_error_that_says_where_to_look(monkeypatch, tmp_path):
    monkeypatch.setattr(server, "_start", _fail)

    with pytest.raises(OperationalError, match="did not start"):
        DatabaseWrapper({"DATA_FOLDER": tmp_path}).get_connection_params()

    server.release(tmp_path)


def _fail(folder: Path, durable: bool):
    raise cluster.StartError("The embedded PostgreSQL did not start.")


def test_nothing_starts_on_import(tmp_path):
    environment = os.environ | {"DATA_DIR": str(tmp_path / "data"), "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-c", "import django; django.setup(); import config.wsgi"]

    subprocess.run(command, check=True, cwd=settings.BASE_DIR, env=environment)

    assert not (tmp_path / "data" / "cluster").exists()
