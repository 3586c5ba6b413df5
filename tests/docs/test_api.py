"""The worked examples of docs/api.md: each is run as it stands, and answers what the page says."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from events.export.releases import release

HERE = "http://127.0.0.1:8000"
TEXT = (Path(settings.BASE_DIR) / "docs" / "api.md").read_text()
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.DOTALL | re.MULTILINE)

pytestmark = pytest.mark.django_db(transaction=True)


def commands():
    """Return [(words of a curl command, the answer that the page shows or an empty text)]."""
    found = []
    for language, block in BLOCKS:
        if language == "console":
            for command in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                head, _, shown = command.replace("\\\n", " ").partition("\n")
                words = shlex.split(head)
                # What has a key in it cannot be run by who has none.
                if words[0] == "curl" and "…" not in head:
                    found.append((words[: words.index("|")] if "|" in words else words, shown.strip()))
    return found


def test_every_curl_command_is_answered_as_shown(record, live_server, tmp_path):
    release(name="2026-11")
    assert len(commands()) > 15
    for words, shown in commands():
        words = [word.replace(HERE, live_server.url) for word in words]

        answer = subprocess.run([*words, "-s", "-S"], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

        assert shown or "about:blank" not in answer, words
        assert as_shown(shown, answer.replace(live_server.url, HERE)), (words, answer[:2000])
    assert {path.suffix for path in tmp_path.iterdir()} >= {".csv", ".parquet", ".geojson"}


def as_shown(shown, answer):
    """Return whether an answer has what is shown of it, where … stands for anything and spaces for none."""
    pattern = ".*".join(map(re.escape, re.sub(r"\s", "", shown).split("…")))
    return bool(re.search(pattern, re.sub(r"\s", "", answer)))


CHECKS = """
assert by_side.sum() == 421
assert list(curves.index)[-1] == "2021-08-15"
assert (curves.sum(axis=1) == 421).all()
assert len(sole_claims) > 0, len(sole_claims)
assert len(events) > 10
assert unchanged, first.headers
assert len(shapes) > 50, len(shapes)
with httpx.Client(base_url=HERE) as reader:
    assert follow(reader) > 0
    events = reader.get("/api/v1/events/?limit=1000").json()["results"]
assert [TABLES["event"][event["id"]] for event in events] == events
"""


def test_every_piece_of_python_runs_and_a_copy_made_by_it_is_true(record, live_server):
    pieces = [block for language, block in BLOCKS if language == "python"]
    program = "\n".join([*pieces, CHECKS.replace("HERE", f'"{HERE}"')]).replace(HERE, live_server.url)

    # In a process of its own: GDAL lets no other thread of Python, such as the server's, run while it waits.
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=False)

    assert len(pieces) >= 4
    assert done.returncode == 0, done.stderr
