"""A real primary and its standby: reads go on when the primary dies, and writes when the standby is promoted."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connections
from django.db.backends.postgresql.base import DatabaseWrapper

from config.embedded.cluster import PROGRAMS, open_path_to
from config.replicas.reading import connected_to
from tests.config.replicas.clusters import Cluster, make_folder
from tests.events.admin.posting import event_form
from tests.people import make_person

WITHIN = 60  # seconds that it may take on a machine that has much else to do
SERVE = """
import sys
from events.serving import server
server("config.wsgi:application", port=int(sys.argv[1]), threads=3).serve()
"""
READ = (
    "SELECT count(*) > 0 FROM pg_stat_activity "
    "WHERE application_name = 'reads' AND query ~ 'events_' AND query !~ 'pg_walfile_name'"
)
TOKEN = "a" * 32
OPTIONS = (("host", "-h"), ("port", "-p"), ("user", "-U"))
EVENTS = "/api/v1/events/"


@pytest.fixture
def pair(db):
    """Run a primary with an account and what an event needs, and a standby that replays it.

    Return both, the cookies of the account and three forms of events.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = make_folder(Path(name))
        open_path_to(folder)
        primary, standby = Cluster(folder, "primary"), Cluster(folder, "standby")
        try:
            primary.create(schema)
            session, forms = fill(primary)
            standby.follow(primary)
            yield primary, standby, {"sessionid": session, "csrftoken": TOKEN}, forms
        finally:
            primary.kill()
            standby.kill()


def schema():
    """Return the SQL of the tests' own database: its tables, and what the migrations put into them."""
    wrapper = connections["default"]
    params = wrapper.get_connection_params()
    address = [word for name, option in OPTIONS if name in params for word in (option, str(params[name]))]
    command = [PROGRAMS / "pg_dump", *address, "--no-owner", params["dbname"]]
    return subprocess.run(command, text=True, capture_output=True, check=True).stdout


def fill(cluster):
    """Make an account that is signed in, and what the events of three forms need, in a cluster; return the session."""
    own = connections["default"].settings_dict
    described = {**own, "HOST": "127.0.0.1", "PORT": cluster.port, "NAME": "marz", "USER": "marz", "OPTIONS": {}}
    connections["filled"] = DatabaseWrapper(described, "filled")
    with connected_to("filled"):
        user = make_person("superuser", name="desk")
        session = SessionStore()
        session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[1]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        forms = [event_form(date=f"2021-06-{day}") for day in (20, 21, 22)]
        connections["filled"].close()
    del connections["filled"]
    return session.session_key, forms


@pytest.fixture
def marz(pair):
    """Serve Marz in a process of its own, on the primary and the standby; return its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": pair[0].url,
        "DATABASE_REPLICA_URLS": f"{pair[1].url}?application_name=reads",
        "SECRET_KEY": settings.SECRET_KEY,
        "TWO_PERSON_RULE": "false",
        "CACHE_URL": "",
    }
    command = [sys.executable, "-c", SERVE, str(port)]
    process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, start_new_session=True)
    yield f"http://127.0.0.1:{port}"
    # The process that answers is a child of it.
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def until(found, within=WITHIN):
    """Return what a function finds as soon as it finds something."""
    deadline = time.monotonic() + within
    while True:
        with contextlib.suppress(httpx.TransportError):
            if answer := found():
                return answer
        assert time.monotonic() < deadline, "it does not come about"
        time.sleep(0.05)


def log(browser, form):
    """Post the form of an event, and return the answer."""
    return browser.post("/admin/events/controlevent/add/", data=form | {"csrfmiddlewaretoken": TOKEN})


def days(reader):
    """Return the days of the events that the public is told of."""
    answer = reader.get(EVENTS)
    assert answer.status_code == 200
    return sorted(event["date"] for event in answer.json()["results"])


def test_reads_go_on_from_the_standby_when_the_primary_dies_and_its_promotion_brings_writes_back(pair, marz):
    primary, standby, cookies, forms = pair
    options = {"base_url": marz, "timeout": WITHIN}
    with httpx.Client(**options, cookies=cookies) as browser, httpx.Client(**options) as reader:
        until(lambda: reader.get("/healthz").status_code == 200)

        # The standby is read; what it has not replayed yet is read from the primary.
        assert log(browser, forms[0]).status_code == 302
        assert days(reader) == ["2021-06-20"]
        first = reader.get(EVENTS).json()["results"][0]["id"]
        until(lambda: days(reader) and standby.ask(READ) == "t")
        standby.ask("SELECT pg_wal_replay_pause()")
        assert log(browser, forms[1]).status_code == 302
        assert days(reader) == ["2021-06-20", "2021-06-21"]
        assert standby.ask("SELECT count(*) FROM events_controlevent") == "1"
        standby.ask("SELECT pg_wal_replay_resume()")
        until(lambda: standby.ask("SELECT count(*) FROM events_controlevent") == "2")

        # From the first request after the primary is dead on, readers miss nothing.
        primary.kill()
        paths = ("/", EVENTS, f"/events/{first}/", "/api/v1/control/", "/readyz")
        answers = [reader.get(path) for path in paths * 3]
        assert [
            (str(answer.url), answer.status_code, answer.text[:300]) for answer in answers if answer.status_code != 200
        ] == []
        assert days(reader) == ["2021-06-20", "2021-06-21"]
        assert browser.get("/changes/").status_code == 200
        refused = log(browser, forms[2])
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "30")
        assert days(reader) == ["2021-06-20", "2021-06-21"]

        standby.promote()
        until(lambda: log(browser, forms[2]).status_code == 302)
        assert days(reader) == ["2021-06-20", "2021-06-21", "2021-06-22"]
        assert standby.ask("SELECT max(version) FROM events_logentry") == "3"
