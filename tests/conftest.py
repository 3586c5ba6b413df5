"""What every test shares: the embedded database and, where CI is true, no test left out."""

import contextlib
import fcntl
import hashlib
import json
import os
import pathlib
import subprocess
from collections import defaultdict

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from whitenoise.middleware import WhiteNoiseMiddleware

from config.embedded import cluster, server

FOLDER = pathlib.Path(settings.BASE_DIR) / ".postgres-test"


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker):
    """Give the tests a PostgreSQL of their own, which need not survive a power cut and keeps no pool.

    There the migrations are walked once, not for each worker and run: what is tested is a copy of what they make.
    """
    database = connections["default"].settings_dict
    database["OPTIONS"].pop("pool", None)
    if database["ENGINE"] == "config.embedded":
        database |= {"DATA_FOLDER": FOLDER, "DURABLE": False}
        with django_db_blocker.unblock():
            database["TEST"]["TEMPLATE"] = _kept(
                "migrated", _key_of_migrations(), lambda: call_command("migrate", verbosity=0)
            )


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Leave versions out of what is put back after a test that commits: a row that is put back makes its own."""
    connection = connections["default"]
    rows = json.loads(getattr(connection, "_test_serialized_contents", "[]"))
    kept = [row for row in rows if not row["model"].endswith("version")]
    connection._test_serialized_contents = json.dumps(kept)


@pytest.fixture(scope="session", autouse=True)
def static_files_found_once():
    """Let the middleware of each test's client know the static files that that of the first one found."""
    found, find = {}, WhiteNoiseMiddleware.add_files_from_finders

    def add_found(self):
        key = (self.static_prefix, self.max_age, self.allow_all_origins)
        if key not in found:
            find(self)
            found[key] = dict(self.files)
        self.files.update(found[key])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", add_found)
        yield


@pytest.fixture(autouse=True)
def no_held_answers():
    """Let no test find what the API answered in another."""
    caches["answers"].clear()


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """Let no test wait for what makes guessing passwords slow."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def no_limits(settings):
    """Let no test be told that it asks too often, but for those that set a limit."""
    settings.API_RATE = None


_drawn_in = defaultdict(dict)


@contextlib.contextmanager
def _using(name):
    """Let the connections that are made from now on be to another database, and the maps kept those drawn of it."""
    from districts import shapes

    connection = connections["default"]
    before = connection.settings_dict["NAME"], shapes._drawn
    connection.close()
    connection.settings_dict["NAME"], shapes._drawn = name, _drawn_in[name]
    yield
    connection.close()
    connection.settings_dict["NAME"], shapes._drawn = before


def _clone(suffix):
    """Make a copy of the present database, in place of the one of that name, and return its name."""
    creation = connections["default"].creation
    name = creation.get_test_db_clone_settings(suffix)["NAME"]
    _drop(name)
    creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    return name


def _drop(name):
    _execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _execute(statement):
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(statement)
        return [name for (name,) in cursor.fetchall()] if cursor.description else []


def _kept(kind, key, fill, *, template="template1"):
    """Return the name of a database of a kind, which stays for all workers and runs until the key is another."""
    name, draft = f"kept_{kind}_{key}", f"draft_{kind}"
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / f"{kind}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        stored = [each for each in _execute("SELECT datname FROM pg_database") if each.startswith(f"kept_{kind}_")]
        if name not in stored:
            for old in [*stored, draft]:
                _drop(old)
            _execute(f'CREATE DATABASE "{draft}" TEMPLATE "{template}"')
            with _using(draft):
                fill()
            _execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
    return name


def _key_of_migrations():
    """Return what is another as soon as a migration is, ours or that of a library in its present version."""
    base = pathlib.Path(settings.BASE_DIR)
    ours = [file for app in ("config", "districts", "events") for file in (base / app).glob("**/migrations/[0-9]*.py")]
    files = [base / "requirements.lock", *sorted(ours)]
    return hashlib.sha256(b"".join(str(file).encode() + file.read_bytes() for file in files)).hexdigest()[:16]


@pytest.fixture(scope="session")
def filled_database(django_db_setup, django_db_blocker):
    """Return a function that gives the name of a database, made once for all tests of a worker.

    It takes a short name and a function that fills the database.
    """
    made = {}

    def filled(suffix, fill):
        if suffix not in made:
            with django_db_blocker.unblock():
                made[suffix] = _clone(suffix)
                with _using(made[suffix]):
                    fill()
        return made[suffix]

    yield filled
    with django_db_blocker.unblock():
        for name in made.values():
            _drop(name)


@contextlib.contextmanager
def _lent(name, request, blocker):
    """Let a test use a database whose content it takes back; one whose writes are committed gets a copy of its own."""
    mark = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not (commits or (mark and mark.kwargs.get("transaction"))):
        with _using(name):
            yield
        return
    with blocker.unblock(), _using(name):
        copy = _clone("copy")
    with _using(copy), pytest.MonkeyPatch.context() as patch:
        # What is dropped need not be emptied and given its permissions anew first.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda self: None)
        yield
    _drawn_in.pop(copy, None)
    with blocker.unblock():
        _drop(copy)


@pytest.fixture(scope="session")
def migrated_folder(django_db_setup, django_db_blocker):
    """Return a function that fills an empty DATA_DIR with a database in which all migrations were walked.

    A server's own walk takes longer than all else that it does before its first page.
    """

    def lay_out(folder):
        connection = connections["default"]
        if template := connection.settings_dict["TEST"].get("TEMPLATE"):
            with django_db_blocker.unblock():
                name = connection.creation.get_test_db_clone_settings("dumped")["NAME"]
                _drop(name)
                _execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
                sql = _program("pg_dump", server.ensure(FOLDER, durable=False), name)
                _drop(name)
            _program("psql", server.ensure(folder), cluster.DATABASE, "-q", "-v", "ON_ERROR_STOP=1", words=sql)
            server.release(folder)

    return lay_out


def _program(name, address, database, *options, words=""):
    """Run one of PostgreSQL's programs on a database, and return what it says."""
    where = ["-h", address["host"], "-p", str(address["port"]), "-U", address["user"]]
    command = [cluster.PROGRAMS / name, *where, *options, database]
    return subprocess.run(command, input=words, text=True, capture_output=True, check=True).stdout


@pytest.fixture(scope="session")
def record_database(filled_database):
    """Return the name of a database that holds the whole record."""
    from events.ingest.package import import_package

    folder = pathlib.Path(settings.BASE_DIR) / "fixtures" / "afghanistan"
    return filled_database("record", lambda: import_package(folder=folder))


# Fixtures of a class are set up before those of a function, and so before the test's transaction begins.
@pytest.fixture(scope="class")
def record(request, record_database, django_db_blocker):
    """Let the test, marked with django_db, find the whole record that ships with Marz in its database."""
    with _lent(record_database, request, django_db_blocker):
        yield


@pytest.fixture(scope="class")
def lent_database(request, filled_database, django_db_blocker):
    """Let the test use the database that the fixture `filling` (its short name, and who fills it) describes."""
    with _lent(filled_database(*request.getfixturevalue("filling")), request, django_db_blocker):
        yield


_left_out = []


def pytest_runtest_logreport(report):
    if report.skipped and not hasattr(report, "wasxfail"):
        _left_out.append(report.nodeid)


def pytest_collectreport(report):
    if report.skipped:
        _left_out.append(report.nodeid)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session, exitstatus):
    if _left_out and os.environ.get("CI") == "true" and exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter):
    if _left_out and os.environ.get("CI") == "true":
        terminalreporter.write_line(f"CI allows no test to be left out: {len(_left_out)} skipped.", red=True)
