"""Folders for servers of their own."""

import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def tmp_path():
    """Return a folder outside pytest's own, which another run may close to the user that PostgreSQL runs as."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        yield Path(folder)
