"""The drill of `make drill`: so many kills with SIGKILL of the writers, of the database, or of both at once.

    python -m benchmarks.drill [KILLS] [SEED]

A record in a folder of its own, three writing processes, a kill after a moment by chance, a new start, a look. It
prints a line a kill and fails at the first fault.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

KILLS, SEED = 50, 20210621
WRITERS = (["benchmarks.drill.writing", "{run}", "2"], ["benchmarks.drill.importing", "{run}"])
LONGEST = 4.0  # seconds of writing before a kill


class FaultError(Exception):
    """What a kill did that it must not."""


def prepare(folder: Path) -> None:
    """Make a database with the record that ships and the account that imports."""
    _manage(folder, "prepare")
    account = "from events.accounts import make_administrator as make; make(name='drill', password='drill')"
    _manage(folder, "shell", "--command", account)


def drill(folder: Path, *, kills: int, seed: int = SEED, longest: float = LONGEST, say=lambda line: None) -> dict:
    """Kill so many times; return how many writes were acknowledged by kind. Raises FaultError at the first fault."""
    chance, said = random.Random(seed), []  # noqa: S311 – no secret
    for number in range(1, kills + 1):
        victim = chance.choice(["writers", "database", "both"])
        said += _kill_while_writing(folder, f"{seed}-{number}", victim, chance.uniform(0.2, longest))
        began = time.perf_counter()
        faults = _look(folder, said)
        taken = time.perf_counter() - began
        say(f"kill {number}: {victim}; {len(said)} acknowledged; back and looked at in {taken:.1f} s")
        if faults:
            raise FaultError("\n".join(faults))
    return {kind: sum(line.startswith(kind) for line in said) for kind in ("logged", "corrected", "imported")}


def _kill_while_writing(folder, run, victim, seconds):
    """Let the writers write until they have said something and so many seconds more; kill; return what they said."""
    outputs = [tempfile.TemporaryFile("w+") for _ in WRITERS]  # noqa: SIM115 – closed below
    writers = [
        _start(folder, [word.format(run=run) for word in words], stdout=output)
        for words, output in zip(WRITERS, outputs, strict=True)
    ]
    deadline = time.monotonic() + 60
    while not _size(outputs[0]) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(seconds)
    if victim in ("database", "both"):
        _kill_database(folder)
    for writer in writers:
        writer.kill()
        writer.wait()
    said = []
    for output in outputs:
        output.seek(0)
        # A line that was cut off was not said.
        said += [line.strip() for line in output if line.endswith("\n")]
        output.close()
    return said


def _size(file):
    return os.fstat(file.fileno()).st_size


def _kill_database(folder):
    """Kill every process of the database at once, as a failing machine does."""
    leader = psutil.Process(int((folder / "cluster" / "postmaster.pid").read_text().split()[0]))
    for process in [leader, *leader.children(recursive=True)]:
        process.send_signal(signal.SIGKILL)


def _look(folder, said):
    done = _start(folder, ["benchmarks.drill.looking"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    answer, _ = done.communicate("\n".join(said))
    return answer.splitlines() if done.returncode == 0 else [f"It could not be looked at: {answer}"]


def _start(folder, words, **streams):
    quiet = {"stderr": subprocess.DEVNULL} if words[0] != "benchmarks.drill.looking" else {}
    return subprocess.Popen([sys.executable, "-m", *words], env=_environment(folder), **quiet, **streams)


def _manage(folder, *words):
    done = subprocess.run([sys.executable, "manage.py", *words], env=_environment(folder), check=False,
                          capture_output=True, text=True)  # fmt: skip
    if done.returncode:
        raise FaultError(f"manage.py {words[0]} failed: {done.stderr.strip()}")


def _environment(folder):
    return os.environ | {"DATA_DIR": str(folder), "DATABASE_URL": "", "TWO_PERSON_RULE": "false"}


def _say(line):
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Run the drill; return 1 where it found a fault."""
    kills = int(arguments[0]) if arguments else KILLS
    seed = int(arguments[1]) if arguments[1:] else SEED
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        prepare(Path(folder))
        try:
            found = drill(Path(folder), kills=kills, seed=seed, say=_say)
        except FaultError as fault:
            _say(str(fault))
            return 1
    _say(f"{kills} kills, nothing lost, nothing half written: {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
