"""An article's text cut into stretches, each with the proposals that rest on its words. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from events.ingest.reading.proposals import Reading, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that mean something: `target` is the id of what they set off on the page, "" for a place or a day."""

    span: Span
    target: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text under the same marks: `kinds` are their kinds, `begins` the marks that begin here."""

    words: str
    kinds: tuple[str, ...]
    begins: tuple[Mark, ...]


def marks_of(reading: Reading) -> list[Mark]:
    """Return the marks of a reading: those of proposals by their number in the page, then places and days."""
    found = []
    for number, draft in enumerate(reading.drafts, start=1):
        spans = [*draft.spans, *(each.span for each in draft.casualties)]
        found += [Mark(span, f"event-{number}", f"event {number}", "event") for span in spans]
    for number, tally in enumerate(reading.tallies, start=1):
        found.append(Mark(tally.span, f"tally-{number}", f"tally {number}", "tally"))
    for number, note in enumerate(reading.notes, start=1):
        found.append(Mark(note.span, f"note-{number}", f"note {number}", "note"))
    found += [Mark(place.span, "", place.why, "place") for place in reading.places]
    return found + [Mark(date.span, "", date.why, "day") for date in reading.dates]


def stretches(text: str, marks: Iterable[Mark]) -> list[Stretch]:
    """Return the text in order, cut wherever a mark begins or ends; together the stretches are the whole text."""
    marks = [mark for mark in marks if 0 <= mark.span.start < mark.span.end <= len(text)]
    cuts = sorted({0, len(text), *(end for mark in marks for end in (mark.span.start, mark.span.end))})
    return [_stretch(text, marks, start, end) for start, end in pairwise(cuts)]


def _stretch(text, marks, start, end):
    over = [mark for mark in marks if mark.span.start <= start and end <= mark.span.end]
    kinds = tuple(dict.fromkeys(mark.kind for mark in over))
    begins = [mark for mark in over if mark.span.start == start and mark.target]
    return Stretch(text[start:end], kinds, tuple({mark.target: mark for mark in begins}.values()))
