"""Marz on the record of a country that does not exist: every page and every address answers, and none knows another."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from itertools import cycle
from pathlib import Path

import pytest
from django.conf import settings

from config import urls
from events.api.docs import description

pytestmark = pytest.mark.xdist_group("the server of Veldania")

VELDANIA = settings.BASE_DIR / "tests" / "veldania"
STARTS_WITHIN = 180
ELSEWHERE = re.compile(r"Afghan|Kabul|Taliban|Kunduz|nsia1398|\b421\b|Dari\b|Pashto|افغان")

# The columns of the package are the same everywhere, and /data/ explains each.
COLUMNS = re.compile(r"nsia1398_code|(Dari|Pashto) name")


@pytest.fixture(scope="module")
def fetch(migrated_folder):
    """Serve the record of Veldania, and return a function that gives (status, text) of a path."""
    import tempfile

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        migrated_folder(Path(folder))
        environment = os.environ | {"DATA_DIR": folder, "PORT": str(port), "RECORD": str(VELDANIA)}
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            yield lambda path: _get(f"http://127.0.0.1:{port}{path}")
        finally:
            os.killpg(process.pid, signal.SIGINT)
            process.wait(timeout=60)


def _get(address):
    deadline = time.monotonic() + STARTS_WITHIN
    while True:
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                return answer.status, answer.read().decode(errors="replace")
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode(errors="replace")
        except (urllib.error.URLError, ConnectionError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def page_paths():
    """Return the path of every page, with what Veldania has in place of codes."""
    codes = {"<slug:code>": "VE0102", "<slug:slug>": "courier"}
    for each in urls.pages:
        route = str(each.pattern)
        for sign, code in codes.items():
            is_province, is_event = route.startswith(("provinces/", "feeds/provinces/")), route.startswith("events/")
            here = "VE01" if "provinces/" in route and is_province else "E0006" if is_event else code
            route = route.replace(sign, here)
        yield f"/{route}"


def test_every_page_answers_in_both_languages_and_knows_no_other_country(fetch):
    ill = {}
    # The pages in turn, so that each is seen once and both languages many times.
    for language, path in zip(cycle(["", "/fr"]), page_paths(), strict=False):
        status, text = fetch(f"{language}{path}")
        known = ELSEWHERE.search(COLUMNS.sub("", text))
        if status not in (200, 400) or known:
            ill[f"{language}{path}"] = status, known and known[0]

    assert ill == {}


def test_its_own_words_stand_in_place_of_ours(fetch):
    _, text = fetch("/districts/")

    assert ">Cantons</a>" in text


def test_the_map_of_its_last_day_counts_its_own_units(fetch):
    _, text = fetch("/api/v1/control/?as_of=1931-04-05&perspective=claimed")

    totals = json.loads(text)["totals"]
    assert totals["held"] == {"crown": 4, "guard": 1, "league": 1}
    assert (totals["unknown"], json.loads(text)["denominator"]) == (2, 8)


def test_each_of_its_sides_has_a_version_of_its_own(fetch):
    _, league = fetch("/api/v1/districts/VE0203/timeline/?perspective=league")
    _, unknown = fetch("/api/v1/control/?perspective=taliban")

    assert [row["controller"] for row in json.loads(league)["results"]] == ["league"]
    assert (
        "Write one of claimed, confirmed, crown, guard, league, reported." in json.loads(unknown)["errors"][0]["detail"]
    )


def test_every_address_of_the_interface_answers(fetch):
    ill = {}
    for path, methods in description()["paths"].items():
        if "get" not in methods:
            continue
        filled = re.sub(r"\{\w+\}", _code(path), path)
        status, text = fetch(
            filled + ("?from=1931-03-01&to=1931-04-30" if "changes" in path or "summary" in path else "")
        )
        if status not in (200, 404) or (status == 404 and "releases/" not in path):
            ill[filled] = status, text[:200]

    assert ill == {}


def _code(path):
    if "provinces/" in path:
        return "VE01"
    kinds = {"actors/": "crown", "sources/": "courier", "reports/": "R0002", "events/": "E0006", "tallies/": "T001"}
    return next((code for kind, code in kinds.items() if kind in path), "VE0102")
