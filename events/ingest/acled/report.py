"""What became of a file, in words: for the command line, and every row that was not taken as a row of CSV."""

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from events.ingest.acled.judging import Taken
from events.ingest.acled.reasons import REASONS, NotTaken
from events.ingest.acled.survey import Survey, verdicts
from events.ingest.acled.writing import summary_of

COLUMNS = ["row", "event_id_cnty", "reason", "sentence"]
SHOWN = 3
# Rows that are not about Afghan territory are counted; an example of each would say nothing more.
PLAIN = ("elsewhere", "not_territory")


def counted(found: Survey) -> list[tuple[str, str, int]]:
    """Return (code, words, number of rows) of each reason that there was, in the order of `REASONS`."""
    return [(code, words, found.reasons[code]) for code, words in REASONS.items() if found.reasons[code]]


def lines(found: Survey, *, dry_run: bool) -> Iterator[str]:
    """Yield what became of a file, a line each: notices, counts, the first examples of each reason."""
    yield from found.header.notices()
    made = "would become drafts" if dry_run else "became drafts"
    yield f"{found.rows:,} rows ({found.header.layout} layout): {found.taken:,} {made}, {found.left:,} not taken."
    for code, words, count in counted(found):
        yield f"{count:9,}  {words}"
        for one in found.examples[code][: 0 if code in PLAIN else SHOWN]:
            yield f"{'':11}row {one.number}, {one.event_id}: {one.sentence}"
    if dry_run:
        yield "Nothing was written."


def plain(found: Survey) -> dict:
    """Return what became of a file as JSON has it, for a page: notices, counts, drafts, reasons with examples."""
    return {
        "notices": found.header.notices(),
        "layout": found.header.layout,
        "rows": found.rows,
        "taken": found.taken,
        "left": found.left,
        "drafts": [_draft(taken) for taken in found.drafts],
        "reasons": [
            {"code": code, "words": words, "rows": count, "examples": [_example(one) for one in found.examples[code]]}
            for code, words, count in counted(found)
        ],
    }


def _draft(taken: Taken) -> dict:
    days = taken.days
    return {
        "row": taken.number,
        "event_id": taken.event_id,
        "place": taken.located.unit.label,
        "found": taken.located.words,
        "day": str(days.day) if days.is_certain else f"{days.day}, between {days.earliest} and {days.latest}",
        "said": summary_of(taken),
        "sources": "; ".join(taken.sources),
    }


def _example(left: NotTaken) -> dict:
    return {"row": left.number, "event_id": left.event_id, "sentence": left.sentence}


def csv_line(cells: list[str]) -> str:
    """Return cells as a line of CSV."""
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def rows_left(stream: BinaryIO) -> Iterator[list[str]]:
    """Yield the header and then a row for each row of an export that is not taken, as it is read."""
    yield COLUMNS
    for verdict in verdicts(stream)[1]:
        if isinstance(verdict, NotTaken):
            yield [str(verdict.number), verdict.event_id, verdict.reason, verdict.sentence]
