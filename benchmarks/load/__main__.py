"""`make load`: so many seconds of load on one process and on two, with held answers and without.

    SECONDS=60 python -m benchmarks.load

Ten minutes a setting where SECONDS says nothing else. Prints and writes what was measured, and always ends well: what
was missed is said in the tables.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.load import figures
from benchmarks.load.serving import Memory, environment, growth, prepare, running

ROOT = Path(__file__).resolve().parent.parent.parent
PEOPLE = Path(__file__).with_name("people.py")
SETTINGS = [(1, True), (1, False), (2, True), (2, False)]


def main() -> None:
    """Load each setting in turn, and say and write what came out."""
    seconds = int(os.environ.get("SECONDS", "600"))
    folder = Path(os.environ.get("BENCHMARK_DIR", ROOT / ".benchmarks")).resolve() / "load"
    facts, found = prepare(folder), []
    for workers, held in SETTINGS:
        found.append(measure(folder, facts, workers=workers, held=held, seconds=seconds))
        sys.stdout.write(figures.sentence(found[-1]) + "\n")
        sys.stdout.flush()
    figures.write({"seconds": seconds, "sizes": facts["sizes"], "machine": figures.machine(), "runs": found})


def measure(folder: Path, facts: dict, *, workers: int, held: bool, seconds: int) -> dict:
    """Return what so many seconds of load on a setting gave."""
    with running(folder, workers=workers, held=held) as (port, process), tempfile.TemporaryDirectory() as name:
        memory = Memory(process)
        memory.start()
        answers = _ask(port, facts, seconds, Path(name))
        seen = memory.end()
    shown = seen[:: max(1, len(seen) // 60)]
    told = {"workers": workers, "held": held, **figures.of(answers, seconds - answers["warming"])}
    used = 1000 * (memory.cores[1] - memory.cores[0]) / max(1, answers["answered"])
    return told | {"memory": shown, "growth_mib_per_hour": growth(seen), "core_ms_per_answer": round(used, 2)}


def _ask(port, facts, seconds, folder):
    (folder / "facts.json").write_text(json.dumps(facts))
    told = {"LOAD_FACTS": str(folder / "facts.json"), "LOAD_FOUND": str(folder / "found.json")}
    command = [sys.executable, "-m", "locust", "-f", str(PEOPLE), "--headless", "-u", "10", "-r", "10"]
    command += ["-t", f"{seconds}s", "--host", f"http://127.0.0.1:{port}", "--only-summary", "--stop-timeout", "20"]
    # The exit code of locust says that a request failed; the figures say so too, and which.
    subprocess.run(
        command,
        env=environment(folder, **told),
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=seconds + 120,
    )
    return json.loads((folder / "found.json").read_text())


if __name__ == "__main__":
    main()
