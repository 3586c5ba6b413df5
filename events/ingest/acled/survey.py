"""Go through an export once: how many rows are taken and left, and why, with examples; memory does not grow with it."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import BinaryIO

from districts.country import ZONE
from events.ingest.acled.files import read_rows
from events.ingest.acled.judging import Judge, Taken
from events.ingest.acled.layouts import Header
from events.ingest.acled.reasons import NotTaken

EXAMPLES = 20
SHOWN = 500
STEP = 5000


@dataclass
class Survey:
    """What becomes of a file: the counts of all rows, the first of those taken, some of those left for each reason."""

    header: Header
    rows: int = 0
    taken: int = 0
    drafts: list[Taken] = field(default_factory=list)
    reasons: Counter = field(default_factory=Counter)
    examples: dict[str, list[NotTaken]] = field(default_factory=dict)

    @property
    def left(self) -> int:
        """The number of rows that were not taken."""
        return self.rows - self.taken

    def add(self, verdict: Taken | NotTaken) -> None:
        """Count one row, and keep it if it is among the first of its kind."""
        self.rows += 1
        if isinstance(verdict, Taken):
            self.taken += 1
            if len(self.drafts) < SHOWN:
                self.drafts.append(verdict)
            return
        self.reasons[verdict.reason] += 1
        kept = self.examples.setdefault(verdict.reason, [])
        if len(kept) < EXAMPLES:
            kept.append(verdict)


def verdicts(stream: BinaryIO) -> tuple[Header, Iterator[Taken | NotTaken]]:
    """Return the header of an export and an iterator over what becomes of each row, in order; FileRefusedError."""
    header, rows = read_rows(stream)
    judge = Judge(today=datetime.now(ZONE).date())
    return header, (judge.judge(row) for row in rows)


def survey(stream: BinaryIO, *, progress: Callable[[int], None] | None = None) -> Survey:
    """Return what becomes of an export; `progress` is told the number of rows read, every `STEP` rows."""
    header, judged = verdicts(stream)
    found = Survey(header)
    for verdict in judged:
        found.add(verdict)
        if progress and found.rows % STEP == 0:
            progress(found.rows)
    return found
