"""The server that is loaded: Marz on the record that ships, in a folder of its own, and the memory of its processes.

`python -m benchmarks.load.serving PORT WORKERS` runs it; with `--facts` instead it makes the analyst's session and
prints what the askers need to know.
"""

import contextlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.api.load import RefusedError, ask
from benchmarks.api.servers import COUNTED, free_port

THREADS = 4
START_WITHIN = 120
MIB = 1 << 20
ACCOUNT = "load"
LONG_ENOUGH = 120  # seconds
WARMED = ("/", "/changes/", "/api/v1/control/", "/api/v1/events/")


def environment(folder: Path, **more: str) -> dict:
    """Return the environment of a Marz in a folder, which refuses nobody for asking too often."""
    own = {"DATA_DIR": str(folder), "DATABASE_URL": "", "CACHE_URL": "", "DATABASE_REPLICA_URLS": "", "DEBUG": "0"}
    own |= {"TWO_PERSON_RULE": "false", "THREADS": str(THREADS), "PYTHONWARNINGS": "ignore", "LOG_LEVEL": "ERROR"}
    return os.environ | own | COUNTED | more


def prepare(folder: Path) -> dict:
    """Load the record into a folder, emptied before, and return what the askers need to know."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    told = environment(folder)
    subprocess.run([sys.executable, "manage.py", "prepare"], env=told, check=True, stdout=subprocess.DEVNULL)
    done = subprocess.run(
        [sys.executable, "-m", __spec__.name, "--facts"], env=told, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


@contextlib.contextmanager
def running(folder: Path, *, workers: int, held: bool) -> Iterator[tuple[int, psutil.Process]]:
    """Serve for the time of a block; give the port and the process."""
    port = free_port()
    command = [sys.executable, "-m", __spec__.name, str(port), str(workers)]
    started = subprocess.Popen(command, env=environment(folder, HELD=str(int(held))), start_new_session=True)
    try:
        _wait(started, port)
        # Each process imports and prepares much with its first answers.
        for path in WARMED * 2 * workers:
            ask(port, path)
        yield port, psutil.Process(started.pid)
    finally:
        started.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            started.wait(15)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(started.pid, signal.SIGKILL)
        started.wait()


def _wait(started, port):
    deadline = time.monotonic() + START_WITHIN
    while True:
        try:
            ask(port, "/healthz")
            return
        except (OSError, RefusedError) as error:
            if started.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Marz does not answer: {error}") from error
            time.sleep(0.2)


class Memory(threading.Thread):
    """Looks at a server's processes once a second: `seen` are (seconds, MiB that are theirs alone).

    `cores` are the seconds of a core that they had used at the first look and at the last.
    """

    def __init__(self, process: psutil.Process):
        super().__init__(daemon=True)
        self._process, self._ended, self.seen = process, threading.Event(), []
        self.cores = [0.0, 0.0]

    def run(self):
        began = time.monotonic()
        while not self._ended.wait(1):
            with contextlib.suppress(psutil.NoSuchProcess):
                family = [self._process, *self._process.children(recursive=True)]
                family = [each for each in family if "postgres" not in each.name()]
                own = sum(each.memory_full_info().uss for each in family)
                used = sum(sum(each.cpu_times()[:2]) for each in family)
                self.cores = [self.cores[0] or used, used]
                self.seen.append((round(time.monotonic() - began, 1), round(own / MIB, 1)))

    def end(self) -> list[tuple[float, float]]:
        """Stop looking, and return what was seen."""
        self._ended.set()
        self.join()
        return self.seen


def growth(seen: list[tuple[float, float]]) -> float | None:
    """Return by how many MiB an hour memory grew in the second half of a run, as the median of its pairs' slopes.

    In the first half caches fill, which is meant. None for a run of less than `LONG_ENOUGH` seconds.
    """
    if len(seen) < 2 or seen[-1][0] < LONG_ENOUGH:
        return None
    later = seen[len(seen) // 2 :]
    half = len(later) // 2
    slopes = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in zip(later[:half], later[-half:], strict=True)]
    return round(statistics.median(slopes) * 3600, 1)


def _facts() -> dict:
    """Make the analyst's session; return it, and the names of what is asked for."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from districts.models import District
    from events.accounts import make_administrator
    from events.models import Actor, ControlEvent, Report, Source
    from events.models.numbering import code_of

    user = make_administrator(name=ACCOUNT, password=os.urandom(20).hex())
    reports = Report.objects.shown().filter(published__year=2021).order_by("pk").values_list("pk", "published")[:300]
    events = ControlEvent.objects.filter(status="published").order_by("pk").values_list("pk", flat=True)[:600]
    return {
        "session": _session(user),
        "districts": list(District.objects.order_by("code").values_list("code", "pk")),
        "sides": list(Actor.objects.filter(slug__in=["taliban", "government"]).values_list("pk", flat=True)),
        "reports": [[pk, published.isoformat()] for pk, published in reports],
        "events": [code_of(pk, "E") for pk in events],
        "sources": list(Source.objects.order_by("slug").values_list("slug", flat=True)[:20]),
        **_sizes(),
    }


def _session(user):
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[-1]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def _sizes():
    """Return how many events and periods there are, how many of them are closed, and their bytes with all indexes."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM events_controlevent), count(*), "
            "count(*) FILTER (WHERE NOT upper_inf(recorded)), "
            "pg_total_relation_size('events_controlperiod') FROM events_controlperiod"
        )
        events, periods, closed, size = cursor.fetchone()
    return {"sizes": {"events": events, "periods": periods, "closed": closed, "bytes": size}}


def main(arguments: list[str]) -> None:
    """Print the facts, or serve until the signal to stop."""
    if arguments == ["--facts"]:
        sys.stdout.write(json.dumps(_facts()))
        return
    from events.serving import server

    port, workers = map(int, arguments)
    server("benchmarks.load.wsgi:application", port=port, threads=THREADS, workers=workers).serve()


if __name__ == "__main__":
    main(sys.argv[1:])
