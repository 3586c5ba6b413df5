"""What a note of ACLED tells of changes of hands: which verb, which things, who gained. Rules only; pure.

A note is read sentence by sentence. Each verb of taking, falling, leaving or giving makes a `Change` with the things
that it is about. Nothing is guessed: where the words name no side, the change has none.
"""

import re
from dataclasses import dataclass

from events.ingest.acled.objects import Thing, things

_ADVERBS = r"(?:(?:\w+ly|also|then|later|again|have|has|briefly|completely|reportedly)\s+)*"
_CONTROL = r"(?:(?:back|full|complete|total|the|over)\s+)*control\s+(?:of|over)"
_TAKE = (
    r"(?:re-?)?captur(?:e|ed|es|ing)|seiz(?:e|ed|es|ing)|overr[au]n|conquer(?:ed)?|occup(?:ied|y)|liberated|reclaimed"
    rf"|(?:took|taken?|takes|taking|(?:re)?gain(?:ed|ing|s)?|(?:re-?)?establish(?:ed)?|retook|retaken?|assumed)\s+{_CONTROL}"
    r"|(?:took|taken?|takes|taking)\s+over(?:\s+(?:the\s+)?control\s+of)?|t(?:ook|aken)\s+back|retook|retake|retaken"
    r"|regain(?:ed)?|took(?!\s+(?:place|part|up|away|hostage|responsib))"
)
_FALL = r"(?:fell|falls|fallen|collapsed)(?=\W)(?!\s+(?:from|off|on)\b)"
_LEAVE = (
    r"withdr(?:ew|awn|aw|awing)(?:\s+from)?|retreat(?:ed|ing)?(?:\s+from)?|pulled\s+(?:out\s+of|out\s+from|back\s+from)"
    r"|abandon(?:ed|ing)?|left(?=\s+(?:the|\w+\s+dist|[A-Z]))|vacat(?:ed|ing)|evacuat(?:ed|ing)|fled(?:\s+from)?"
    r"|los(?:t|ing)(?:\s+control\s+of)?|relinquished(?:\s+control\s+of)?"
)
_GIVE = r"hand(?:ed|ing)\s+over|surrender(?:ed|ing)?|ceded|turned\s+over|transferred(?:\s+(?:the\s+)?control\s+of)?"
_VERB = re.compile(rf"\b(?:(?P<take>{_TAKE})|(?P<fall>{_FALL})|(?P<leave>{_LEAVE})|(?P<give>{_GIVE}))\b", re.IGNORECASE)
_PASSIVE = re.compile(rf"\b(?:was|were|been|being|is|are)\s+{_ADVERBS}$", re.IGNORECASE)
_TRIED = re.compile(
    r"\b(?:(?:attempt|tr(?:y|ied)|fail|want|plan|aim|s(?:eek|ought)|intend|threaten|unable|about|effort|bid|order|prepar)"
    r"\w*\s+(?:to|at)|(?:did|was|were|could)\s+(?:not|n['’]t)|prevent\w*(?:\s+\w+){0,6}\s+from|in\s+order\s+to|would|without)"
    r"\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)
_BEFORE_THEN = re.compile(
    rf"\b(?:had|having)\s+(?:been\s+)?{_ADVERBS}(?:been\s+)?$|\b(?:which|that|who|previously|earlier)\s+"
    rf"(?:(?:was|were|is|the|had)\s+)*{_ADVERBS}(?:\w+\s+){{0,2}}$",
    re.IGNORECASE,
)
_REPELLED = re.compile(r"\b(?:repel\w*|pushed back|push(?:es|ed)? them back|repulsed|thwarted|foiled)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:den(?:y|ies|ied)|reject(?:s|ed)|refut(?:es|ed))\b", re.IGNORECASE)
_END = re.compile(
    r"\s(?:while|after|but|killing|wounding|injuring|when|before|following|where|which|that|with|without|during|from"
    r"|leaving|forcing|by|as|on\s+\d|due|amid|since|until|there|later|again"
    r"|(?:the|on\s+the)\s+(?:same|next|following)\s+(?:day|night|morning))\b|,\s*(?=\w+ing\b)",
)
_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z\[(])")
_TAGS = re.compile(r"\[[^\]]*\]|(?<=\w)\.(?=\w\.)|\bDr\.|\bMr\.")
_SIDES = {
    "iskp": r"Islamic State|ISKP|IS-?KP?|ISIS|ISIL|Daesh",
    "nrf": r"National Resistance Front|NRF|resistance (?:front|forces?|fighters?)",
    "taliban": r"Taliban|Taleban|Islamic Emirate",
    "state": r"government|Afghan (?:\w+ )?(?:forces?|army|troops|police|commandos?)|ANDSF|ANSF|ANA|ANP|ALP|NDS"
    r"|security forces?|military(?: forces?)?|army|troops|soldiers|commandos"
    r"|police(?! (?:head|HQ|station|post|district|command))|uprising|militia\w*|defen[cs]e forces?",
    "non_state": r"militants?|insurgents?|rebels?|fighters",
}
_SIDE = re.compile("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _SIDES.items()), re.IGNORECASE)
_AGENT = re.compile(r"^\s*(?:[\w ,]{0,40}?)\bby\s+", re.IGNORECASE)
_RECEIVER = re.compile(r"\b(?:to|into|under)\s+(?:the\s+)?(?:(?:hands|control)\s+of\s+)?(?:the\s+)?", re.IGNORECASE)
_CLAIM = re.compile(r"\W(?:\w+\W+){0,2}claim", re.IGNORECASE)
_CLAIMING = re.compile(r"claim|according", re.IGNORECASE)
_ACCORDING = re.compile(r"\b(?:according to|claimed by)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
LONGEST = 4000


@dataclass(frozen=True, slots=True)
class Change:
    """A change of hands that a note tells of: `gainer` and `loser` are words for sides (see `Note`), "" for unsaid.

    `tried` is one that did not come about; `before` one that the note only looks back on; `claimed_by` is the side
    whose word the sentence says it is, "" where it says none.
    """

    things: tuple[Thing, ...]
    gainer: str
    loser: str
    tried: bool
    before: bool
    claimed_by: str


@dataclass(frozen=True, slots=True)
class Note:
    """The changes that a note tells of, and whether it speaks of a denial.

    Sides are `taliban`, `iskp`, `nrf`, `state` (whoever is the state that day) and `non_state` (its enemy).
    """

    changes: tuple[Change, ...]
    denied: bool


def read_note(text: str) -> Note:
    """Return what a note tells; of a note longer than `LONGEST` letters only its beginning is read."""
    plain = " ".join(_TAGS.sub(" ", text[:LONGEST]).split())
    found = tuple(change for sentence in _SENTENCE.split(plain) for change in _changes(sentence))
    return Note(found, bool(_DENIED.search(plain)))


def _changes(sentence: str) -> list[Change]:
    verbs = list(_VERB.finditer(sentence))
    found = []
    for number, verb in enumerate(verbs):
        start = verbs[number - 1].end() if number else 0
        stop = verbs[number + 1].start() if number + 1 < len(verbs) else len(sentence)
        found.append(_change(sentence, verb, start, stop))
    return [change for change in found if change.things]


def _change(sentence: str, verb: re.Match, start: int, stop: int) -> Change:
    before, after = sentence[start : verb.start()], sentence[verb.end() : stop]
    passive = bool(_PASSIVE.search(before)) and verb.lastgroup != "fall"
    gainer, loser = _sides(sentence, verb, before, after, passive)
    if passive or verb.lastgroup == "fall":
        phrase = _PASSIVE.sub("", before)
    else:
        phrase = _END.split(after, maxsplit=1)[0]
        phrase = _RECEIVER.split(phrase, maxsplit=1)[0] if verb.lastgroup == "give" else phrase
    return Change(
        things=things(phrase),
        gainer=gainer,
        loser=loser,
        tried=bool(_TRIED.search(before) or _REPELLED.search(after)),
        before=bool(_BEFORE_THEN.search(before)),
        claimed_by=_claimed_by(sentence),
    )


def _sides(sentence: str, verb: re.Match, before: str, after: str, passive: bool) -> tuple[str, str]:
    """Return (gainer, loser) as the verb and its form say."""
    way = verb.lastgroup
    if way == "fall":
        return _receiver(after), ""
    if passive:
        agent = _AGENT.match(after)
        doer = _first(after[agent.end() : agent.end() + 60]) if agent else ""
    else:
        doer = _subject(sentence[: verb.start()], before)
    if way == "take":
        taken_from = re.search(r"\bfrom\s+(?:the\s+)?", after)
        return doer, _first(after[taken_from.end() : taken_from.end() + 40]) if taken_from else ""
    return (_receiver(after) if way == "give" else ""), doer


def _receiver(after: str) -> str:
    found = _RECEIVER.search(after)
    return _first(after[found.end() : found.end() + 50]) if found else ""


def _first(text: str) -> str:
    found = _SIDE.search(text)
    return found.lastgroup if found else ""


def _claimed_by(sentence: str) -> str:
    if not _CLAIMING.search(sentence):
        return ""
    for side in _SIDE.finditer(sentence):
        if _CLAIM.match(sentence[side.end() :]) or _ACCORDING.search(sentence[: side.start()]):
            return side.lastgroup
    return ""


def _subject(until: str, before: str) -> str:
    """Return the side that does what the verb says: the one right before it, else the first of its clause."""
    mentions = list(_SIDE.finditer(until))
    if not mentions:
        return ""
    last = mentions[-1]
    if len(until) - last.end() <= 1 or re.fullmatch(
        rf"\s+(?:(?:forces?|fighters|members|group|side|claimed|to|managed|claims|and their allies|{_ADVERBS})\s*)*",
        until[last.end() :],
        re.IGNORECASE,
    ):
        return _specific(mentions)
    clause = re.split(r"[,;]\s|\bwhile\b|\bbut\b", before)[-1]
    within = _SIDE.search(clause) or _SIDE.search(re.sub(r"^(?:After|Following|Amid)\b[^,]*,", "", until))
    return within.lastgroup if within else mentions[0].lastgroup


def _specific(mentions: list[re.Match]) -> str:
    """Return the side of the last mention, "Taliban militants" being the Taliban."""
    last = mentions[-1]
    if last.lastgroup == "non_state" and len(mentions) > 1 and last.start() - mentions[-2].end() <= 2:
        return mentions[-2].lastgroup
    return last.lastgroup
