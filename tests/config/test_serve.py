"""What `make run` runs: from an empty folder to a page, and back to nothing."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest
from django.conf import settings

STARTS_WITHIN = 90


@pytest.fixture
def serve(tmp_path):
    """Return a function that serves the data in a folder until the test is over, and says where."""
    started = []

    def serve():
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        environment = os.environ | {"DATA_DIR": str(tmp_path / "some data"), "PORT": str(port)}
        # A small record is loaded sooner; the one that ships is imported in other tests.
        environment["RECORD"] = "tests/veldania"
        environment.pop("DATABASE_URL", None)
        command = [sys.executable, "manage.py", "serve"]
        process = subprocess.Popen(
            command,
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process, f"http://127.0.0.1:{port}"

    yield serve
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def fetch(address):
    """Return the answer of the server at `address` once it gives one."""
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            return urllib.request.urlopen(address, timeout=10)
        except (urllib.error.URLError, ConnectionError) as error:
            if isinstance(error, urllib.error.HTTPError) or time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def interrupt(process):
    """Do what Ctrl-C does, and return what the server said."""
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=30)
    return said


def test_the_record_is_served_from_an_empty_folder_and_kept(serve, tmp_path):
    first, address = serve()
    page = fetch(f"{address}/")
    style = fetch(f"{address}/static/admin/css/base.css")
    said = interrupt(first)

    assert page.status == style.status == 200
    assert page.headers["Set-Cookie"] is None
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"]
    assert re.search(r"^Made an account; this is shown once\. User: admin {2}Password: \S{20}$", said, re.MULTILINE)
    assert first.returncode == 0
    assert not (tmp_path / "some data" / "cluster" / "postmaster.pid").exists()

    second, address = serve()
    unfinished = fetch(f"{address}/")
    said = interrupt(second)
    unfinished.close()

    assert said == f"Marz is at {address}. Ctrl-C stops it.\n"
    assert second.returncode == 0
