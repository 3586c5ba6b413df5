"""Which side does what a verb says. Pure."""

import re

from events.ingest.reading.actors import ActorMention, opponent_of
from events.ingest.reading.modality import ADVERB
from events.ingest.reading.scene import View
from events.ingest.reading.signs import ACTOR, A, G, W

_BEGINS = re.compile(
    rf"(?:^|[,;:–\"'(\-.!?]|\b(?:and|but|that|when|while|whilst|as|after|before|because|where|if|since|until|"
    rf"though|although|said|say|says|"
    rf"claim|claims|claimed|reported|reports?|confirmed|denied|how|whether|then|however|yet|with|once|which|than|"
    rf"so|what|for|led to|saw|tweeted|"
    rf"announced|added|stated|of|breaking|least|about|some|over|more|(?:told|tells) \S+(?: \S+)?|meanwhile|"
    rf"earlier|later|video|last|on)|{W}|{G}) ?$"
)
_NOT_OF = re.compile(
    r"\b(?:control|hands|attack|attacks|assault|fighters|forces|from|against|number|spokes\w+|ranks|capture|"
    r"leader|member|"
    r"positions?|presence|thousands|members|hundreds|fall|because|fear|threat|side|sides|support|killing|death|"
    r"surrender|face|front|"
    r"advance|advances|pressure|offensive|stronghold|ally|allies) of $"
)
_SUBORDINATE = re.compile(r"\b(?:when|while|whilst|as|after|before|since|because|where|which|who|though|although) $")
_CLAIM_TO = re.compile(r"\bclaim(?:s|ed|ing)? to(?: have| be)?$")
_JOINED = re.compile(r", (?:and|but)(?: (?:also|now|then|have|has|later))*$")
_MEANWHILE = rf"(?: (?:have|had|has|were|{ADVERB}))*$"
_THEY = re.compile(rf"\b(?:they|it|who|which|he){_MEANWHILE}")
_WHOSE_CLAIM = re.compile(
    rf"({A})(?: 's)? (?:claims?|reports?|announcements?|assertions?|statements?)(?: ,[^,;.]{{1,60}} ,)? "
    rf"(?:that (?:they|it|(?:their|its) \w+)|of having|to)" + _MEANWHILE
)
_OURS = re.compile(
    r"\b(?:we|our (?:forces|fighters|men|troops|soldiers|colleagues|security forces|brave \w+))" + _MEANWHILE
)


def before(view: View, at: int) -> ActorMention | None:
    """Return the side that is the subject of the verb at a place of the line, None where no words name it."""
    line = view.shape.line
    whose = _WHOSE_CLAIM.search(line[:at].rstrip())
    if whose:
        return actor(view, whose[1])
    claim = _CLAIM_TO.search(line[:at].rstrip())
    at = claim.start() if claim else at
    is_joined = _JOINED.search(line[:at].rstrip())
    for sign in reversed(list(re.finditer(A, line[:at]))):
        lead = line[: sign.start()]
        if not _BEGINS.search(lead) or _NOT_OF.search(lead) or (is_joined and _SUBORDINATE.search(lead)):
            continue
        return actor(view, sign.group())
    return None


def topic(view: View) -> ActorMention | None:
    """Return the side that a sentence is about: its first subject, None where none of its sides is one."""
    line = view.shape.line
    for sign in re.finditer(A, line):
        lead = line[: sign.start()]
        if _BEGINS.search(lead) and not _NOT_OF.search(lead):
            return actor(view, sign.group())
    return None


def actor(view: View, sign: str) -> ActorMention:
    """Return the side that a sign of a line stands for."""
    return view.actors[ord(sign) - ACTOR]


def is_ours(view: View, at: int) -> bool:
    """Return whether the speaker's own side is the subject of the verb at a place of the line ("we", "our forces")."""
    return bool(_OURS.search(view.shape.line[:at].rstrip()))


def is_pronoun(view: View, at: int) -> bool:
    """Return whether the subject of the verb is a word that stands for a side named before."""
    return bool(_THEY.search(view.shape.line[:at].rstrip()))


def other_than(view: View, slug: str, last: str = "") -> str:
    """Return whom a side fights in a sentence, or in the one before it, where `last` acted."""
    return opponent_of(slug, [*(each.slug for each in view.actors), last])
