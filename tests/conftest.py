"""What every test shares: the embedded database and, where CI is true, no test left out."""

import contextlib
import json
import os
import pathlib

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connections


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Give the tests a PostgreSQL of their own, which need not survive a power cut and keeps no pool."""
    database = connections["default"].settings_dict
    database["OPTIONS"].pop("pool", None)
    if database["ENGINE"] == "config.embedded":
        database |= {"DATA_FOLDER": pathlib.Path(settings.BASE_DIR) / ".postgres-test", "DURABLE": False}


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup):
    """Leave versions out of what is put back after a test that commits: a row that is put back makes its own."""
    connection = connections["default"]
    rows = json.loads(getattr(connection, "_test_serialized_contents", "[]"))
    kept = [row for row in rows if not row["model"].endswith("version")]
    connection._test_serialized_contents = json.dumps(kept)


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


@contextlib.contextmanager
def _using(name):
    """Let the connections that are made from now on be to another database."""
    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    yield
    connection.close()
    connection.settings_dict["NAME"] = before


def _clone(suffix):
    """Make a copy of the present database, in place of the one of that name, and return its name."""
    creation = connections["default"].creation
    name = creation.get_test_db_clone_settings(suffix)["NAME"]
    _drop(name)
    creation.clone_test_db(suffix, verbosity=0, autoclobber=True)
    return name


def _drop(name):
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


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
    with _using(copy):
        yield
    with blocker.unblock():
        _drop(copy)


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
