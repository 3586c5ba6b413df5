"""What the load came to: requests a second, how long they took, what failed, and what follows for a day."""

import json
import os
import platform
import statistics
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "benchmarks" / "load.json"
DOCS = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- load: begin -->", "<!-- load: end -->"

DAY = 86_400  # seconds
KINDS = ("page", "API", "desk")
TAIL = 10  # times the median that the slowest of a hundred may take
AT_MOST = 12  # MiB an hour of growth that is no growth: two in ten minutes
PEAK = 4  # times the mean that the busiest second of a day may ask
EVENTS, PERIODS_EACH = 1_000_000, 7


def machine() -> str:
    """Return in a sentence where it was measured."""
    load = os.getloadavg()[0]
    told = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    return f"{told}, load {load:.1f} when it ended; server, database and askers on the same machine."


def of(answers: dict, seconds: float) -> dict:
    """Return the figures of a run: of each thing asked, of each kind of thing, and of all together."""
    times = answers["times"]
    kinds = {kind: [t for name, each in times.items() if name.startswith(kind) for t in each] for kind in KINDS}
    return {
        "all": spread([t for each in times.values() for t in each], seconds),
        "kinds": {kind: spread(each, seconds) for kind, each in kinds.items()},
        "names": {name: spread(each, seconds) for name, each in sorted(times.items())},
        "errors": sum(answers["failures"].values()),
        "failures": answers["failures"],
    }


def spread(times: list[float], seconds: float) -> dict:
    """Return how many a second there were and their median and 99th percentile, in milliseconds."""
    if len(times) < 2:
        return {"rate": round(len(times) / seconds, 2), "p50": None, "p99": None}
    cuts = statistics.quantiles(times, n=100, method="inclusive")
    return {"rate": round(len(times) / seconds, 2), "p50": round(cuts[49], 1), "p99": round(cuts[98], 1)}


def setting(run: dict) -> str:
    """Return the words for what a run was of."""
    processes = "1 process" if run["workers"] == 1 else f"{run['workers']} processes"
    return f"{processes}, {'answers held' if run['held'] else 'none held'}"


def verdicts(run: dict) -> list[str]:
    """Return what of the aims a run missed."""
    missed = [f"{run['errors']} errors"] if run["errors"] else []
    for kind, each in run["kinds"].items():
        if each["p50"] and each["p99"] > TAIL * each["p50"]:
            missed.append(f"{kind}: p99 is {each['p99'] / each['p50']:.0f} × p50")
    if run["growth_mib_per_hour"] is not None and run["growth_mib_per_hour"] > AT_MOST:
        missed.append(f"memory grew by {run['growth_mib_per_hour']:.0f} MiB an hour")
    return missed


def sentence(run: dict) -> str:
    """Return a run in a line for the screen."""
    each = run["all"]
    missed = "; ".join(verdicts(run)) or "nothing missed"
    return f"{setting(run)}: {each['rate']:.1f}/s, p50 {each['p50']} ms, p99 {each['p99']} ms, {missed}"


def table(runs: list[dict]) -> str:
    """Return the runs by kind as a table in Markdown."""
    rows = ["| setting | asked | requests/s | p50, ms | p99, ms | p99 / p50 |", "| --- | --- | --- | --- | --- | --- |"]
    for run in runs:
        for kind, each in [("all", run["all"]), *run["kinds"].items()]:
            if each["p50"]:
                ratio = each["p99"] / each["p50"]
                told = f"{each['rate']:,.1f} | {each['p50']:,.1f} | {each['p99']:,.1f} | {ratio:.1f}"
                rows.append(f"| {setting(run)} | {kind} | {told} |")
    return "\n".join(rows)


def memories(runs: list[dict]) -> str:
    """Return errors and memory of the runs as a table in Markdown."""
    rows = ["| setting | errors | MiB at first | MiB at the end | growth, MiB/hour | missed |", "| --- " * 6 + "|"]
    for run in runs:
        seen = run["memory"] or [[0, 0]]
        missed = "; ".join(verdicts(run)) or "nothing"
        grown = "too short to say" if run["growth_mib_per_hour"] is None else f"{run['growth_mib_per_hour']:.0f}"
        told = f"{run['errors']} | {seen[0][1]:.0f} | {seen[-1][1]:.0f} | {grown} | {missed}"
        rows.append(f"| {setting(run)} | {told} |")
    return "\n".join(rows)


def plan(found: dict) -> str:
    """Return what one core serves a day, and what comes beyond it, with its arithmetic, as Markdown."""
    one = next(run for run in found["runs"] if run["workers"] == 1 and run["held"])
    return "\n\n".join([_day(one), _cached(one), _replicated(one), _partitioned(found["sizes"])])


def _day(one):
    used, rate = one["core_ms_per_answer"], one["all"]["rate"]
    whole = 1000 / used * DAY / 1e6
    return (
        f"**What one core serves a day.** An answer of this mix took {used:.1f} ms of a core in Marz's process, "
        f"whatever else the machine had to do: 1,000 ms / {used:.1f} ms × {DAY:,} s = {whole:.1f} million answers a "
        f"day if they came evenly; with a busiest second of {PEAK} times the mean, {whole / PEAK:.1f} million. The "
        f"database needs its own share of another core. In this run, beside its askers "
        f"and its database, it gave {rate:.1f} a second."
    )


def _cached(one):
    rate = 1000 / one["core_ms_per_answer"]
    return (
        "**1. An HTTP cache in front.** An answer of the API may be kept for 60 seconds, so one address costs Marz at "
        f"most {DAY:,} / 60 = {DAY // 60:,} answers a day, however many read it: at {rate:.1f} answers/s a core, "
        f"{rate * 60:,.0f} addresses can be kept fresh at once. Addresses with `version` are kept for ever and cost "
        "one answer each. A page is asked about each time (`no-cache`), but an unchanged one costs a 304, and "
        "is not made."
    )


def _replicated(one):
    rate, median = 1000 / one["core_ms_per_answer"], one["kinds"]["desk"]["p50"]
    written = f"{median:.0f} ms, so {3_600_000 / median:,.0f} an hour one after another" if median else "not measured"
    return (
        f"**2. Replicas.** Reading takes nothing from the primary: k replicas, each with a process of Marz, "
        f"give k × {rate:.1f} answers/s, so ten times as much is ten machines. Writing is not divided: publishing an "
        f"event took {written}, under this load; ten analysts who each publish one a minute are 600."
    )


def _partitioned(sizes):
    row = sizes["bytes"] / max(1, sizes["periods"])
    size, held = EVENTS * PERIODS_EACH * row / 2**30, 4 * 2**30 / row / PERIODS_EACH
    closed = sizes["closed"] / max(1, sizes["periods"])
    return (
        f"**3. Partitioning `events_controlperiod` by recorded time.** {sizes['periods']:,} rows of "
        f"{sizes['events']:,} events take {sizes['bytes'] / 2**20:.0f} MiB with their indexes, {row:.0f} bytes a row. "
        f"{EVENTS:,} events × {PERIODS_EACH} rows × {row:.0f} bytes = {size:.1f} GiB. Closed rows ({closed:.0%} when "
        "it began) answer only questions about past versions: in partitions by the version that closed them they are "
        "out of the way of present answers, are written once, and can lie on slower disks. It pays when the open rows "
        f"and their indexes no longer fit in memory: with 4 GiB for them, from {held:,.0f} events on. The price: the "
        "exclusion constraint then holds within one partition only, and a conflict between two would be found by "
        "`rebuild --check` alone."
    )


def document(found: dict) -> str:
    """Return all that was measured as Markdown."""
    runs = found["runs"]
    head = (
        f"{found['seconds']} seconds a setting. {found['machine']} The record that ships, and what the analyst added."
    )
    return "\n\n".join([head, table(runs), memories(runs), plan(found).strip()])


def write(found: dict, *, results: Path = RESULTS, docs: Path = DOCS) -> None:
    """Write what was measured to the JSON and between the marks of the document."""
    results.write_text(json.dumps(found, indent=1) + "\n")
    before, _, rest = docs.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    docs.write_text(f"{before}{BEGIN}\n\n{document(found)}\n\n{END}{after}")
