"""Counts of districts that a text gives ("more than 50 of the country's 421 districts"). Pure."""

import datetime
import re
from collections.abc import Iterator

from events.ingest.reading import counting, modality, subjects
from events.ingest.reading.actors import GOVERNMENT, OWN, TALIBAN, party
from events.ingest.reading.assembling import Teller, covering
from events.ingest.reading.counting import Count
from events.ingest.reading.proposals import DateMention, Reason, Span, TallyProposal
from events.ingest.reading.scene import View
from events.ingest.reading.signs import TIME, A, G, W

FEWEST = 2
MOST = 450
_AT_LEAST = ("at least", "more than", "over", "no fewer than", "upwards of", "well over")
_AT_MOST = ("up to", "as many as", "nearly", "almost")
_WINDOW = re.compile(r"since|in the|over|during|for|past|last|.*recent")
_SINCE = re.compile(r"since|over the|in the (?:past|last)|in recent|during the|in just|for the past|this |past|last")
_LOST = re.compile(r"\b(?:loss|lost|loses?|losing|ceded|abandon\w*)\b")
_BACK = re.compile(r"\b(?:ret[ao]|recap|regain|clear)\w*")


def find(teller: Teller, day: datetime.date | None) -> list[TallyProposal]:
    """Return the counts that a text gives, each with the voice whose word it is, in order and each once."""
    if day is None:
        return []
    found: list[TallyProposal] = []
    last_counted = -9
    for view in teller.scene.views:
        mine = list(_in_sentence(teller, view, day, view.number - last_counted <= 2))
        last_counted = view.number if mine else last_counted
        found += mine
    return [each for number, each in enumerate(found) if not _is_repeated(each, found[:number], found[number + 1 :])]


def _is_repeated(one: TallyProposal, before: list[TallyProposal], after: list[TallyProposal]) -> bool:
    """Return whether another count of the text says the same, or the same with a voice of its own."""
    same = [each for each in [*before, *after] if _is_alike(one, each)]
    return any(each.voice == one.voice for each in same if each in before) or (
        not one.attribution and any(each.attribution for each in same)
    )


def _is_alike(one: TallyProposal, other: TallyProposal) -> bool:
    """Return whether two counts give the same number, of as many where both say so."""
    of = one.denominator is None or other.denominator is None or one.denominator == other.denominator
    return of and (one.count_low, one.count_high) == (other.count_low, other.count_high)


def _in_sentence(teller: Teller, view: View, day: datetime.date, goes_on: bool) -> Iterator[TallyProposal]:
    """Yield the counts of one sentence; `goes_on` where one just before counted districts."""
    for count in sorted(counting.find(view.shape.line, goes_on), key=lambda each: each.start):
        if count.measure and FEWEST <= count.number <= MOST and not _is_listed(teller, view, count):
            before = view.shape.line[: count.verb]
            if not modality.hypothetical(before) and not modality.negated(before):
                yield _tally(teller, view, count, day)


def _is_listed(teller: Teller, view: View, count: Count) -> bool:
    """Return whether the districts that are counted are named in the text, so that each has its own event."""
    if count.of is not None:
        return False
    named = any(len(group.names) == count.number for other in teller.scene.views for group in other.groups)
    apposed = re.search(rf"{G} (?:,|–|\() $", view.shape.line[: count.start])
    gains = {
        each.name.code
        for each in teller.told
        if each.claim.kind in ("captured", "handed_over") and each.statement.stance == "asserts"
    }
    return named or bool(apposed) or len(gains) == count.number


def _tally(teller: Teller, view: View, count: Count, day: datetime.date) -> TallyProposal:
    """Return one count as a proposal."""
    said = covering(view, teller.said[view.number], min(count.start, count.verb), count.end)
    since = _since(view)
    span = Span(*view.shape.span(count.start, count.end))
    low, high = _bounds(count)
    return TallyProposal(
        actor=_actor(teller, view, count),
        voice=said.voice if said else teller.default,
        measure=count.measure,
        count_low=low,
        count_high=high,
        denominator=count.of if count.of and count.of >= count.number else None,
        since=since and since.date,
        since_earliest=since and since.earliest,
        since_latest=since and since.latest,
        date=_date(view, day),
        attribution=said.words if said else "",
        span=span,
        reasons=(Reason("count-of-districts", teller.scene.words_of(span.start, span.end)),),
    )


def _actor(teller: Teller, view: View, count: Count) -> str:
    """Return whose districts are counted."""
    line = view.shape.line
    if count.measure == "contested":
        return TALIBAN
    if count.side:
        return party(subjects.actor(view, count.side).slug)
    held = re.search(r"(taliban|insurgent|militant|government)-(?:controlled|held|run)", line[count.start : count.end])
    if held:
        return GOVERNMENT if held.group(1) == "government" else TALIBAN
    after = re.search(
        rf"(?:by|to|under|of|in) (?:the )?(?:hands of |control of |full )?({A})", line[count.start : count.end + 80]
    )
    if after and count.verb >= count.start:
        return party(subjects.actor(view, after.group(1)).slug)
    subject = subjects.before(view, count.verb)
    side = party(subject.slug) if subject else ""
    side = teller.voice_at(view, count.verb) if side == OWN else side
    if count.verb >= count.start and _BACK.search(line[count.end : count.end + 60]):
        return side or GOVERNMENT
    if _LOST.match(line[count.verb :]):
        return TALIBAN if side in ("", GOVERNMENT) else GOVERNMENT
    return side or (GOVERNMENT if _BACK.match(line[count.verb :]) else TALIBAN)


def _bounds(count: Count) -> tuple[int, int | None]:
    """Return the lowest and the highest number that the words allow, None for "at least"."""
    if count.most and count.most > count.number:
        return count.number, count.most
    if count.rough in _AT_LEAST:
        return count.number, None
    return (0 if count.rough == "up to" else count.number), count.number


def _times(view: View) -> list[DateMention]:
    return [view.times[ord(sign) - TIME] for sign in re.findall(W, view.shape.line)]


def _since(view: View) -> DateMention | None:
    """Return the time since when the counting goes, or the span that it is of."""
    line = view.shape.line
    for sign in re.finditer(W, line):
        mention = view.times[ord(sign.group()) - TIME]
        if _SINCE.match(mention.words) or re.search(r"\bsince(?: \w+){0,4} $", line[: sign.start()]):
            return mention
    return None


def _date(view: View, day: datetime.date) -> datetime.date:
    """Return the day that a count is of: the one its sentence gives, else the day of publication."""
    since = _since(view)
    days = [each.latest for each in _times(view) if not _WINDOW.match(each.words) and each is not since]
    return days[0] if days and days[0] <= day and (day - days[0]).days < 1000 else day
