"""Say what was measured: the ratios with their targets, as a table for the screen, for the docs, and as JSON."""

import json
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
RESULTS = ROOT / "benchmarks" / "results.json"
DOCS = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"

SMALL, LARGE = 10_000, 1_000_000
SPREAD = 1.5
NAMES = {"bare": "bare handler", "empty": "empty view", "datasette": "Datasette", "psql": r"psql \copy"}


@dataclass(frozen=True, slots=True)
class Line:
    """One ratio: what is compared, what came out, the bound, and whether at least (or at most) that is asked."""

    what: str
    against: str
    value: float | None
    bound: float | None = None
    at_most: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        """In a word whether the bound was kept."""
        if self.value is None:
            return "not measured"
        if self.bound is None:
            return ""
        return "reached" if (self.value <= self.bound if self.at_most else self.value >= self.bound) else "MISSED"

    @property
    def asked(self) -> str:
        """The bound in signs."""
        return "" if self.bound is None else f"{'≤' if self.at_most else '≥'} {self.bound:g}"


def lines(found: dict) -> list[Line]:
    """Return the lines of what was found at one size, as `benchmarks.api.__main__` gathers it."""
    told = [line for entry in found["questions"].values() for line in _question(entry)]
    return told + _table(found["csv"]) + _writes(found["logging"])


def _question(entry: dict) -> list[Line]:
    if "missing" in entry:
        return [Line(entry["label"], "", None, note=entry["missing"])]
    return [
        Line(entry["label"], NAMES[side], ratio, entry["targets"].get(side)) for side, ratio in entry["ratios"].items()
    ]


def _table(csv: dict) -> list[Line]:
    what = "CSV of all events"
    if "missing" in csv:
        return [Line(what, NAMES["psql"], None, 0.5, note=csv["missing"])]
    return [
        Line(what, NAMES["psql"], csv["ratio"], 0.5),
        Line(f"{what}: MiB above rest", "", csv["peak"] - csv["rest"], 60, at_most=True),
    ]


def _writes(logging: dict) -> list[Line]:
    costs = {int(size): mine / bare for size, (mine, bare) in logging.items()}
    times = {int(size): mine for size, (mine, _) in logging.items()}
    told = [
        Line(f"logging an event in a district of {size:,}", "bare inserts", costs[size], bound, at_most=True)
        for size, bound in ((24, 5), (240, None), (2400, 100))
    ]
    grown = [
        Line(
            f"logging: time in {after:,} to {before:,}, per event", "linear", times[after] / times[before] / 10, 1, True
        )
        for before, after in ((24, 240), (240, 2400))
    ]
    return told + grown


def spread(small: dict, large: dict) -> list[Line]:
    """Return how far each ratio of a size is from that of the other, as a factor of at least 1."""
    told = []
    for name, entry in large["questions"].items():
        before = small["questions"][name].get("ratios", {})
        for side, ratio in entry.get("ratios", {}).items():
            if side in before:
                told.append(_factor(entry["label"], NAMES[side], before[side], ratio))
    if "ratio" in small["csv"] and "ratio" in large["csv"]:
        told.append(_factor("CSV of all events", NAMES["psql"], small["csv"]["ratio"], large["csv"]["ratio"]))
    return told


def _factor(label: str, against: str, before: float, after: float) -> Line:
    """Return how much worse a ratio is at 1,000,000 events than at 10,000; one that is better has kept the bound."""
    return Line(f"{label}: {LARGE:,} against {SMALL:,}", against, before / after, SPREAD, at_most=True)


def table(told: list[Line]) -> str:
    """Return lines as a table in Markdown."""
    rows = [("what", "against", "ratio", "asked", "")]
    rows += [
        (
            each.what,
            each.against,
            "–" if each.value is None else f"{each.value:.2f}",
            each.asked,
            each.verdict + (f": {each.note}" if each.note else ""),
        )
        for each in told
    ]
    rows.insert(1, ("---",) * 5)
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def rates(found: dict) -> str:
    """Return the answers a second and the latencies of every side as a table in Markdown."""
    rows = ["| what | side | answers/s | p50, ms | p95, ms |", "| --- | --- | --- | --- | --- |"]
    for entry in found["questions"].values():
        for side, each in entry.get("sides", {}).items():
            name = "Marz" if side == "marz" else NAMES[side]
            rows.append(
                f"| {entry['label']} | {name} | {each['rate']:,.1f} | {each['p50']:,.2f} | {each['p95']:,.2f} |"
            )
    csv = found["csv"]
    if "rate" in csv:
        rows.append(f"| CSV of all events, rows/s | Marz | {csv['rate']:,.0f} | | |")
        rows.append(f"| CSV of all events, rows/s | {NAMES['psql']} | {csv['peer']:,.0f} | | |")
    for size, (mine, bare) in found["logging"].items():
        for name, seconds in (("Marz", mine), ("bare inserts", bare)):
            told = f"logging an event in a district of {int(size):,}"
            rows.append(f"| {told} | {name} | {1 / seconds:,.1f} | {1000 * seconds:,.1f} | |")
    return "\n".join(rows)


def document(found: dict[int, dict]) -> str:
    """Return all that was measured, {events: found}, as Markdown."""
    parts = [found[max(found)]["machine"]]
    for events, each in sorted(found.items()):
        parts += [f"### {events:,} events", table(lines(each)), rates(each)]
    if {SMALL, LARGE} <= found.keys():
        parts += [f"### {LARGE:,} events against {SMALL:,}", table(spread(found[SMALL], found[LARGE]))]
    return "\n\n".join(parts)


def write(found: dict[int, dict], *, results: Path = RESULTS, docs: Path = DOCS) -> None:
    """Write what was measured to the JSON and between the marks of the document."""
    results.write_text(json.dumps(found, indent=1) + "\n")
    before, _, rest = docs.read_text().partition(BEGIN)
    after = rest.partition(END)[2]
    docs.write_text(f"{before}{BEGIN}\n\n{document(found)}\n\n{END}{after}")


def summary(found: dict[int, dict]) -> str:
    """Return in a sentence how many of the bounds were kept, and which were not."""
    told = [line for each in found.values() for line in lines(each)]
    if {SMALL, LARGE} <= found.keys():
        told += spread(found[SMALL], found[LARGE])
    bound = [line for line in told if line.bound is not None]
    missed = [f"{line.what} ({line.against})" for line in bound if line.verdict != "reached"]
    return f"{len(bound) - len(missed)} of {len(bound)} targets reached." + (
        f" Not reached: {'; '.join(missed)}." if missed else ""
    )
