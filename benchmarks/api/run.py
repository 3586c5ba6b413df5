"""One run of all measurements, at one size or two."""

import argparse
import contextlib
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import psutil
import psycopg

from benchmarks.api import load, report, rounds, servers, tables_out
from benchmarks.api.questions import BARE, DATASETTE, EMPTY, questions
from config.embedded import server as embedded

FOLDER = Path(os.environ.get("BENCHMARK_DIR") or report.ROOT / ".benchmarks")


def prepare(folder: Path, events: int) -> None:
    """Build the record of so many events and its SQLite twin in a folder, where they are not there whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    _python(folder, "benchmarks.api.record", str(events))
    _python(folder, "benchmarks.api.lite", str(folder))


def _python(folder: Path, *words: str) -> str:
    """Run a module on the record of a folder; return what it printed last."""
    environment = os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": "", "DEBUG": "0"}
    done = subprocess.run(
        [sys.executable, "-m", *words], cwd=report.ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout


def measure(folder: Path, events: int, *, length: int, seconds: float, only: str = "") -> dict:
    """Return all that is measured on the record of a folder, in so many rounds of so many seconds."""
    address = psycopg.conninfo.make_conninfo(**embedded.ensure(folder), dbname="marz")
    with psycopg.connect(address, autocommit=True) as session:
        version = session.execute("SELECT max(version) FROM events_logentry").fetchone()[0]
        listed = "SELECT code FROM districts_district WHERE lists @> ARRAY['nsia1398']::varchar[] ORDER BY code"
        districts = [code for (code,) in session.execute(listed)]
    asked = questions(events=events, version=version, districts=districts)
    found = {"machine": machine(), "questions": {}}
    with contextlib.ExitStack() as stack:
        ports = {side: servers.free_port() for side in ("marz", BARE, DATASETTE)}
        process = stack.enter_context(servers.marz(ports["marz"], folder))
        stack.enter_context(servers.bare(ports[BARE], address))
        stack.enter_context(servers.datasette(ports[DATASETTE], folder))
        ports[EMPTY] = ports["marz"]
        # First, while the server's memory is that of rest.
        taken = "not asked"
        if only in "csv":
            taken = tables_out.measured(process, ports["marz"], address, events=events, rounds=3)
        found["csv"] = {"missing": taken} if isinstance(taken, str) else asdict(taken)
        _tell(f"CSV of all events: {taken if isinstance(taken, str) else f'{taken.rate:,.0f} rows/s'}")
        for question in asked:
            if only in question.name:
                found["questions"][question.name] = _question(question, ports, length, seconds)
        found["asking"] = load.measure(ports[BARE], lambda: "/", seconds=seconds).rate
    _tell("Logging events")
    found["logging"] = json.loads(_python(folder, "benchmarks.api.logging_events", str(events)))
    return found


def _tell(line: str) -> None:
    """Print how far it is."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _question(question, ports: dict[str, int], length: int, seconds: float) -> dict:
    entry = {"label": question.label, "targets": question.targets}
    if reason := rounds.missing(question, ports["marz"]):
        return entry | {"missing": reason}
    sides, ratios = rounds.measured(question, ports, rounds=length, seconds=seconds)
    _tell(f"{question.name}: {', '.join(f'{side} {each.rate:,.1f}/s' for side, each in sides.items())}")
    return entry | {"ratios": ratios, "sides": {side: asdict(each) for side, each in sides.items()}}


def machine() -> str:
    """Return in a sentence what was measured on."""
    memory = psutil.virtual_memory().total / 2**30
    return (
        f"{os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, load {os.getloadavg()[1]:.1f} when it began; "
        "servers, database and asker on the same machine."
    )


def main(arguments: list[str] | None = None) -> None:
    """Measure, print the tables, and write the results and the document."""
    parser = argparse.ArgumentParser(description="How fast the API answers, beside the least that could answer.")
    parser.add_argument("--scale", type=int, default=os.environ.get("SCALE") or None, help="events; both by default")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2, help="of each side in each round")
    parser.add_argument("--only", default="", help="part of the name of the questions to ask; nothing is written")
    options = parser.parse_args(arguments)
    found = {}
    for events in [int(options.scale)] if options.scale else [report.SMALL, report.LARGE]:
        folder = FOLDER / str(events)
        prepare(folder, events)
        _tell(f"{events:,} events")
        found[events] = measure(folder, events, length=options.rounds, seconds=options.seconds, only=options.only)
        embedded.release(folder)
        sys.stdout.write(f"{report.table(report.lines(found[events]))}\n{report.rates(found[events])}\n")
    if len(found) > 1:
        sys.stdout.write(f"{report.table(report.spread(found[report.SMALL], found[report.LARGE]))}\n")
    sys.stdout.write(f"{report.summary(found)}\n")
    if not options.only:
        report.write(found)
