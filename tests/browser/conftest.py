"""Real Chromium against a running server that has the whole record."""

import os
import shutil

import pytest
from django.db import connections
from playwright.sync_api import expect, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]


@pytest.fixture(scope="session")
def chromium(record_database):
    """Return the browser, one for all tests of a worker.

    The connection is closed before: the event loop hides one that is open until then, which blocks later copies.
    """
    # Playwright keeps an event loop running in this thread, so Django would take the tests' own queries for async.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    contents = connections["default"]._test_serialized_contents
    connections["default"].close()
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        # The connection of the event loop is another one: it too puts back what the database began with.
        connections["default"]._test_serialized_contents = contents
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium):
    """Return a fresh tab, as wide as a laptop's."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    tab = context.new_page()
    tab.set_default_timeout(15_000)
    yield tab
    context.close()


@pytest.fixture
def site(record, live_server):
    """Return the address of a server that has the whole record."""
    return live_server.url
