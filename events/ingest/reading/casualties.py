"""Losses that a voice claims; they are claims, and never an event by themselves. Pure."""

import re
from collections.abc import Iterator

from events.ingest.reading import numerals, subjects
from events.ingest.reading.actors import GOVERNMENT, ISKP, NRF, OWN, TALIBAN
from events.ingest.reading.assembling import Teller, covering
from events.ingest.reading.proposals import CasualtyProposal, Span
from events.ingest.reading.scene import View
from events.ingest.reading.signs import A

_N = numerals.NUMBER
_ROUGH = (
    r"(?P<rough>(?:at least|more than|over|about|around|some|nearly|almost|up to|as many as|approximately|"
    r"an estimated|roughly|no fewer than|dozens of|scores of|hundreds of) )?"
)
_OF = (
    rf"(?:(?P<side>{A})|(?P<who>(?:\w+ ){{0,2}}?(?:civilians?|people|members|fighters|militants|insurgents|"
    rf"soldiers|police(?:men| officers)?|troops|security personnel|security force members|personnel|terrorists|"
    rf"rebels|others|of them|commanders?|children|women)))"
)
_DEED = (
    r"(?P<deed>killed|wounded|injured|martyred|dead|captured|detained|arrested|eliminated|surrendered|"
    r"taken prisoner|lost their lives|died|were killed|slain)"
)
_ACTIVE = re.compile(
    rf"(?<!\S)(?:(?P<verb>killed|killing|kill|wounded|wounding|injured|injuring|eliminated|captured|capturing|"
    rf"detained|arrested|martyred|martyring)) {_ROUGH}(?P<n>{_N})(?:-(?P<m>{_N})| to (?P<m2>{_N}))? {_OF}"
)
_PASSIVE = re.compile(
    rf"(?<!\S){_ROUGH}(?P<n>{_N})(?:-(?P<m>{_N})| to (?P<m2>{_N}))? {_OF}(?: (?:were|was|have|had|has|been|are|"
    rf"reportedly|also|including|and){{1}})*(?: [^.;]{{0,30}}?)?? {_DEED}(?!\S)"
)
_OUTCOMES = {
    "killed": r"kill|martyr|dead|eliminat|lost their|died|slain", "wounded": r"wound|injur",
    "captured": r"captur|detain|arrest|prison", "surrendered": r"surrender",
}  # fmt: skip
_WHOSE = (
    (TALIBAN, r"taliban|militants?|insurgents?|terrorists?|rebels"),
    (GOVERNMENT, r"soldiers?|police|troops|security|personnel"),
    (ISKP, r"daesh|islamic state"),
    (NRF, r"resistance"),
)
_AT_LEAST = ("at least", "more than", "over", "no fewer than")
MOST = 100_000


def find(teller: Teller, view: View) -> Iterator[CasualtyProposal]:
    """Yield the losses that a sentence speaks of, each with the voice whose word they are."""
    line, taken, last = view.shape.line, [], ""
    for pattern in (_ACTIVE, _PASSIVE):
        for match in pattern.finditer(line):
            if any(match.start() < end and match.end() > start for start, end in taken):
                continue
            made = _casualty(teller, view, match, last)
            if made:
                taken.append(match.span())
                last = made.of
                yield made


def _casualty(teller: Teller, view: View, match: re.Match, last: str) -> CasualtyProposal | None:
    """Return one claim of losses, None where no number of people can be told."""
    low = numerals.value(match["n"])
    most = match["m"] or match["m2"]
    high = numerals.value(most) if most else low
    if low is None or high is None or not low <= high <= MOST:
        return None
    rough = (match["rough"] or "").strip()
    high = None if rough in _AT_LEAST else high
    low = 0 if rough == "up to" else low
    deed = match.groupdict().get("verb") or match.groupdict().get("deed")
    outcome = next(name for name, words in _OUTCOMES.items() if re.search(words, deed))
    said = covering(view, teller.said[view.number], match.start(), match.end())
    span = Span(*view.shape.span(*match.span()))
    return CasualtyProposal(
        said.voice if said else teller.default,
        _whose(teller, view, match, last),
        outcome,
        low,
        high,
        said.words if said else "",
        span,
    )


def _whose(teller: Teller, view: View, match: re.Match, last: str) -> str:
    """Return the side that bore the losses, "" for civilians and where it is not said."""
    if match["side"]:
        slug = subjects.actor(view, match["side"]).slug
        return teller.voice_at(view, match.start()) if slug == OWN else slug
    if re.search(r"others|of them", match["who"]):
        return last
    return next((side for side, words in _WHOSE if re.search(words, match["who"])), "")
