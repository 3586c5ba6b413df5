"""What a rule of reading is, who is meant by its words, and patterns that several rules share. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from events.ingest.reading import subjects
from events.ingest.reading.actors import OWN, party
from events.ingest.reading.grammar import BE
from events.ingest.reading.scene import View
from events.ingest.reading.signs import A

_STUFF = (
    r"(?:the|all|of|their|its|and|,|police|security|headquarters|hq|compounds?|outposts?|checkpoints|bases?|posts|"
    r"buildings?|governor|'s|intelligence|nds|"
    r"departments?|battalion|a|an|bazaar|prison|garrison|outposts|offices?|surrounding|areas|everything|"
    r"surroundings|installations|facilities|military|district)"
)
ASIDE = (
    rf"(?: ,[^,.;:]{{1,90}} ,(?! and\b)| \([^)]{{1,60}}\)| –[^–.;:]{{1,90}} –| (?:province|in the \w+)|"
    rf"(?: ,)?(?: (?:along|together) with| as well as)?(?: {_STUFF}){{2,12}}(?= (?:{BE}|came|fell|collapsed) ))?"
)
BY = rf"(?:(?:(?! (?:and|but|while|as) )[^.;:]){{0,70}}? by (?P<by>{A}))?"
HOLD_WORDS = (
    rf"(?:(?:under (?:the )?(?:full |complete |effective |firm )?(?:control|rule|grip)|in the (?:hands|grip|"
    rf"control)) (?:of )?(?:the )?(?P<a>{A})|(?:in|under) (?P<own>its|their|our|his)(?: full| complete|"
    rf" firm)? (?:control|rule|hands)|(?:in|under) (?P<a2>{A})(?: 's)?(?: full| complete| firm)? (?:control|hands|"
    rf"rule)"
)
_FREELY = re.compile(
    r"without (?:a |any |much )?(?:fight|resistance|fighting|firing|shot|clash|battle|struggle|single)|peaceful|"
    r"mediation|"
    r"negotiat|deal with|under an? (?:deal|agreement)|voluntar|handed over|tribal elders|unopposed|bloodless"
)
_GIVEN_UP = re.compile(r"surrender|abandon|evacuat|deserted|fled without")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a rule makes of its words: the kind, who holds the place afterwards, whom the words name against him."""

    kind: str
    controller: str
    opponent: str = ""
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, what it says, its pattern over a line, and what a match means in its sentence."""

    name: str
    words: str
    pattern: re.Pattern
    read: Callable[[re.Match, "Sides"], Meaning | None]


class Sides:
    """Who is meant in a sentence: `last` is the side that acted in the sentences before, `voice` who speaks."""

    def __init__(self, view: View, last: str, voice: Callable[[int], str]):
        """Keep the sentence and what went before it."""
        self.view, self.last, self.voice = view, last, voice

    def of(self, sign: str | None) -> str:
        """Return the side that a sign stands for, "" for none."""
        slug = subjects.actor(self.view, sign).slug if sign else ""
        return self._owner(self.view.shape.line.find(sign)) if slug == OWN else party(slug)

    def _owner(self, at: int) -> str:
        """Return whose “their forces” are: the speaker's, else those of the side that acted before."""
        return self.voice(at) or self.last

    def subject(self, at: int) -> str:
        """Return the side that the verb at a place of the line has for its subject, "" where none is said."""
        if subjects.is_ours(self.view, at):
            return self.voice(at)
        found = subjects.before(self.view, at)
        if found and found.slug == OWN:
            return self._owner(at)
        return party(found.slug) if found else self.last if subjects.is_pronoun(self.view, at) else ""

    def other(self, side: str) -> str:
        """Return whom a side fights here."""
        return subjects.other_than(self.view, side, self.last)


def gain(match: re.Match, sides: Sides, usual: str, kind: str = "captured") -> Meaning:
    """Return the meaning of a side's taking a place: `usual` takes it where no words name a side."""
    side = sides.of(match.groupdict().get("by")) or sides.subject(match.start("v"))
    return Meaning(freely(match, kind), side or usual, sides.of(match.groupdict().get("from")), not side)


def freely(match: re.Match, kind: str, wide: bool = False) -> str:
    """Return handed_over for a capture without a fight; `wide` counts a surrender or flight as such too."""
    near = match.string[max(0, match.start() - 60) : match.end() + 70]
    is_free = _FREELY.search(near) or (wide and _GIVEN_UP.search(near))
    return "handed_over" if kind == "captured" and is_free else kind


def rule(name: str, words: str, pattern: str, read: Callable) -> Rule:
    """Return a rule whose pattern matches whole words of a line."""
    return Rule(name, words, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), read)
