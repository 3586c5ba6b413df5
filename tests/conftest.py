"""What every test shares: the embedded database and, where CI is true, no test left out."""

import os
import pathlib

import pytest
from django.conf import settings
from django.db import connections


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix):
    """Give the tests a PostgreSQL of their own, which need not survive a power cut and keeps no pool."""
    database = connections["default"].settings_dict
    database["OPTIONS"].pop("pool", None)
    if database["ENGINE"] == "config.embedded":
        database |= {"DATA_FOLDER": pathlib.Path(settings.BASE_DIR) / ".postgres-test", "DURABLE": False}


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
