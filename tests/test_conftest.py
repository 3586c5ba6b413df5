"""What the tests share among themselves."""

import os
import subprocess
import sys

from django.conf import settings

SKIPS = """
import pytest

@pytest.mark.skip(reason="to see what happens")
def test_something(): pass

def test_another(): pass
"""


def test_a_test_that_is_left_out_fails_the_run_on_ci(tmp_path):
    file = tmp_path / "test_skips.py"
    file.write_text(SKIPS)
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", "-n", "1", str(file)]

    run = subprocess.run(
        command, cwd=settings.BASE_DIR, env=os.environ | {"CI": "true"}, capture_output=True, text=True, check=False
    )

    assert run.returncode == 1
    assert "1 passed, 1 skipped" in run.stdout
    assert "CI allows no test to be left out: 1 skipped." in run.stdout
