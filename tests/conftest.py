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
def record_database(django_db_setup, django_db_blocker):
    """Make a database that holds the whole record, once for all tests of a worker, and give its name."""
    from events.ingest.package import import_package

    with django_db_blocker.unblock():
        name = _clone("record")
        with _using(name):
            import_package(folder=pathlib.Path(settings.BASE_DIR) / "fixtures" / "afghanistan")
    yield name
    with django_db_blocker.unblock():
        _drop(name)


# A fixture of a class is set up before those of a function, and so before the test's transaction begins.
@pytest.fixture(scope="class")
def record(request, record_database, django_db_blocker):
    """Let the test, marked with django_db, find the whole record that ships with Marz in its database.

    A test whose writes are committed gets a copy of its own.
    """
    mark = request.node.get_closest_marker("django_db")
    commits = {"transactional_db", "live_server"} & set(request.fixturenames)
    if not (commits or (mark and mark.kwargs.get("transaction"))):
        with _using(record_database):
            yield
        return
    with django_db_blocker.unblock(), _using(record_database):
        copy = _clone("copy")
    with _using(copy):
        yield
    with django_db_blocker.unblock():
        _drop(copy)


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
