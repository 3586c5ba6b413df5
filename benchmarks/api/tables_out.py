"""The whole table of events: Marz's CSV as a reader takes it, beside `psql \\copy` of the same rows."""

import http.client
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass

import psutil

from benchmarks.api.bare_sql import COPIED
from benchmarks.api.servers import memory
from config.embedded.cluster import PROGRAMS

PATH = "/api/v1/events/?format=csv"
CHUNK = 1 << 16
LONGEST = 300  # seconds; a round that would begin later is left out
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Taken:
    """Rows a second of Marz and of psql, their ratio, and Marz's memory in MiB at rest and at its peak."""

    rows: int
    rate: float
    peer: float
    ratio: float
    rest: float
    peak: float


class Watch(threading.Thread):
    """Looks at the memory of a server until it is told to stop; `peak` is the most that it saw, in bytes."""

    def __init__(self, process: psutil.Process):
        super().__init__(daemon=True)
        self.process, self.peak, self.stopped = process, 0, threading.Event()

    def run(self):
        while not self.stopped.wait(0.02):
            self.peak = max(self.peak, memory(self.process))


def read(port: int) -> tuple[int, float]:
    """Return how many rows Marz's CSV of all events has and how many seconds it took to read."""
    begun, lines = time.perf_counter(), 0
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", PATH)
    answer = connection.getresponse()
    if answer.status != 200:
        raise RuntimeError(f"{PATH}: {answer.status} {answer.read(500)!r}")
    while data := answer.read(CHUNK):
        lines += data.count(b"\n")
    connection.close()
    return lines - 1, time.perf_counter() - begun


def copied(address: str) -> float:
    """Return how many seconds psql takes to copy the same rows to nowhere."""
    begun = time.perf_counter()
    statement = " ".join(COPIED.split())
    command = [
        str(PROGRAMS / "psql"),
        "-X",
        "-q",
        "-d",
        address,
        "-c",
        f"\\copy ({statement}) TO '/dev/null' CSV HEADER",
    ]
    subprocess.run(command, check=True)
    return time.perf_counter() - begun


def measured(process: psutil.Process, port: int, address: str, *, events: int, rounds: int) -> Taken | str:
    """Return what the CSV of all events takes in so many rounds, fewer where they take long; or why it cannot be."""
    begun = time.monotonic()
    rows, _ = read(port)
    if rows < events:
        return f"{PATH} gives {rows:,} of {events:,} events"
    rest, watch = memory(process), Watch(process)
    watch.start()
    pairs = []
    while len(pairs) < rounds and (not pairs or time.monotonic() < begun + LONGEST):
        pairs.append((read(port)[1], copied(address)))
    watch.stopped.set()
    watch.join()
    mine, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(theirs / mine for mine, theirs in pairs)
    return Taken(rows, rows / mine, rows / theirs, ratio, rest / MIB, watch.peak / MIB)
