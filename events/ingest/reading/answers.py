"""Denials and confirmations of what was told just before ("The ministry rejected the claim"). Pure."""

import re
from collections.abc import Iterator
from dataclasses import replace

from events.ingest.reading import modality
from events.ingest.reading.assembling import Teller, Told
from events.ingest.reading.proposals import Reason, Span, Statement
from events.ingest.reading.scene import View
from events.ingest.reading.speakers import Attribution

NEAR = 3  # sentences between what was told and its answer
_IT = (
    r"(?:\w+ 's )?(?:(?:the|this|that|these|those|such|both|all|any|their|his|its|[\uf600-\uf8ff]|[\uf000-\uf2ff]|"
    r"'s|group|taliban|insurgents|militants|of|latest|earlier) )*"
    r"(?:claims?|reports?|allegations?|remarks?|comments?|assertions?|announcement|statements?|it|this|that|news|"
    r"account|fall|capture|loss|takeover|seizure|rumou?rs|"
    r"development|incident|information|collapse)\b"
)
_DENIAL = re.compile(
    rf"^(?: (?:as (?:\w+ )?(?:false|baseless|untrue|propaganda|lies) )?(?:{_IT}|losing|having lost|as )|"
    rf" ?(?:[.,;\"]|$))"
)
_CONFIRMATION = re.compile(rf"^(?: {_IT}(?! (?:fighting|clash))| ?(?:[.,;\"]|$)| to \w+)")
_FALSE = re.compile(
    rf"{_IT}(?: [^.;\"]{{0,60}})? (?:is|are|was|were|as) (?:\w+ )?(?:false|untrue|not true|baseless|incorrect|"
    rf"wrong|propaganda|a lie|lies|rumou?rs|unfounded|"
    r"not correct|inaccurate|fake|lies|nothing but \w+)|^(?:it|this|that) (?:is|was) (?:not true|false|a lie|"
    r"propaganda)|no truth in|not true|baseless"
)
_CONFIRMS = re.compile(
    r"^(?:confirm(?:s|ed|ing)?|announced|acknowledged|acknowledges|admitted|admits|conceded|verified)$"
)
_GAINS = ("captured", "handed_over")
_FIGHTING = re.compile(
    r"^ (?:(?:the|that|heavy|of|ongoing|there|was|were|is|an?) )*(?:fighting|clash\w*|attacks?|assaults?|"
    r"offensive|battles?|siege)\b"
)


def find(teller: Teller) -> Iterator[Told]:
    """Yield what is told anew by the answers: the same claim with another voice or stance."""
    for view in teller.scene.views:
        for said in teller.said[view.number]:
            stance = _stance(teller, view, said)
            if stance:
                yield from _answers(teller, view, said, stance, _GAINS)
            elif _CONFIRMS.match(said.verb) and _FIGHTING.match(view.shape.line[said.end :]):
                yield from _answers(teller, view, said, "asserts", ("contested",))


def _stance(teller: Teller, view: View, said: Attribution) -> str:
    """Return what an attribution says of what was told before: denies, asserts, "" when it tells a thing itself."""
    line, after = view.shape.line, view.shape.line[said.end :]
    if modality.negated(line[: max(said.end - len(said.verb), 0)]) or re.search(
        r"\b(?:nor|neither|not|or) (?:confirm|den)", line
    ):
        return ""
    own = [each for each in teller.found[view.number] if each.start >= said.start]
    if said.denies:
        return "denies" if not own and (_DENIAL.match(after) or said.covers == "before") else ""
    if not own and _FALSE.search(line):
        return "denies"
    if _CONFIRMS.match(said.verb) and not own:
        return "asserts" if _CONFIRMATION.match(after) or said.covers == "before" else ""
    return ""


def _answers(teller: Teller, view: View, said: Attribution, stance: str, kinds: tuple[str, ...]) -> Iterator[Told]:
    """Yield the answered claims, of the nearest sentence that told any, with the answering voice."""
    near = NEAR + 3 * (kinds != _GAINS)
    told = [
        each
        for each in teller.told
        if 0 <= view.number - each.view.number <= near
        and each.claim.kind in kinds
        and each.statement.stance == "asserts"
        and _may_answer(each, said, stance)
    ]
    if not told:
        return
    nearest = max(each.view.number for each in told)
    statement = Statement(said.voice, stance, said.words, Span(*said.span))
    reason = Reason(f"answer-{stance}", teller.scene.words_of(*said.span))
    done = set()
    for each in told:
        if each.view.number == nearest and each.name.code not in done:
            done.add(each.name.code)
            yield replace(
                each, statement=statement, implicit=False, span=Span(*said.span), reasons=(*each.reasons, reason)
            )


def _may_answer(told: Told, said: Attribution, stance: str) -> bool:
    """Return whether a speaker may answer what was told: another voice, or another speaker who denies it."""
    other = told.statement.voice != said.voice or told.implicit
    return other or (stance == "denies" and told.statement.attribution != said.words)
