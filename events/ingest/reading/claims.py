"""What a sentence says of the control of places, before it is asked whose word that is. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from events.ingest.reading import modality, subjects
from events.ingest.reading.actors import GOVERNMENT, ISKP, NRF, OWN, TALIBAN, party
from events.ingest.reading.grammar import (
    ADVERBS,
    BE,
    CENTRE_OF,
    FELL,
    FIGHTING,
    FILL,
    LEAVE,
    RETAKE,
    RETAKEN,
    TAKE,
    TAKEN,
)
from events.ingest.reading.groups import Group
from events.ingest.reading.modality import ADVERB
from events.ingest.reading.scene import View
from events.ingest.reading.signs import GROUP, TIME, A, G, W

_STUFF = (
    r"(?:the|all|of|their|its|and|,|police|security|headquarters|compounds?|outposts?|checkpoints|bases?|posts|buildings?|governor|'s|intelligence|nds|"
    r"departments?|battalion|a|an|bazaar|prison|garrison|outposts|offices?|surrounding|areas|everything|surroundings|installations|facilities|military|district)"
)
_ASIDE = rf"(?: ,[^,.;:]{{1,90}} ,(?! and\b)| \([^)]{{1,60}}\)| –[^–.;:]{{1,90}} –| (?:province|in the \w+)|(?: ,)?(?: (?:along|together) with| as well as)?(?: {_STUFF}){{2,12}}(?= (?:{BE}|came|fell|collapsed) ))?"
_NOT_ITSELF = re.compile(
    r"(?:\b(?:except|but|besides|excluding|barring|apart from|near|in|inside|around|outside|from|towards?|at|to|between|with|by|on|than|against|about|into)|(?<!center )(?<!centre )(?<!headquarters )(?<!centers )(?<!centres )(?<!districts )(?<!district )(?<!city )(?<!whole )(?<!control )(?<!town )(?<!seat )(?<!rest )\bof)(?: the)?$"
)
_BY = rf"(?:(?:(?! (?:and|but|while|as) )[^.;:]){{0,70}}? by (?P<by>{A}))?"
_ANY = r"(?:(?:[^.;:\"]){0,40}?)"
_TO = rf"(?: (?:down )?(?:in)?to (?:the )?(?:hands of )?(?:the )?(?P<to>{A})(?: 's)?(?: (?:hands|control|rule))?| (?:in)?to (?P<hands>{A})(?: 's)? (?:hands|control)| under (?:the )?(?:control of )?(?P<under>{A})(?: 's)?(?: control| rule)?)?"
_FREELY = re.compile(
    r"without (?:a |any |much )?(?:fight|resistance|fighting|firing|shot|clash|battle|struggle|single)|peaceful|mediation|"
    r"negotiat|deal with|under an? (?:deal|agreement)|voluntar|handed over|tribal elders|unopposed|bloodless"
)
_GIVEN_UP = re.compile(r"surrender|abandon|evacuat|deserted|fled without")
_BEATEN = re.compile(
    r"\b(?:driven|pushed|beaten|thrown|forced) (?:back|out|off)\b|\b(?:attack|assault|offensive|attempt)s? (?:was|were|had been|has been) (?:repul|repel|foil|thwart|pushed back|beaten|defeated)"
    r"|\bbut (?:was|were) (?:repul|repel)"
)
_STATES = ("is-under", "controls", "came-under")
_OF_PLACE = (
    "was-taken",
    "taken-by",
    "fell",
    "came-under",
    "was-left",
    "is-under",
    "was-attacked",
    "changed-hands",
    "seat-was-moved",
)
_NO = re.compile(r"\b(?:not|no longer|never|neither)\b")
_AT_CENTRE = re.compile(rf"\b(?:{CENTRE_OF}|inside|for|over|around)\b")
_FIERCE = re.compile(
    r"heavy|fierce|intense|under ?way|ongoing|continu|rag(?:ed|ing|es)|broke|broken|erupt|street|intensif|going on|clashed|fought|battl|still"
)
_WHERE_KILLED = re.compile(
    r"\b(?:killed|wounded|died|injured|casualt\w+|lost their lives|martyred|arrested|dead)\b[^,;.]{0,60} (?:in|during)(?: the| these)?$"
)
_SPORT = re.compile(
    r"\b(?:wickets?|cricket|football|innings|tournament|semi-finals?|league|stadium|goals|championship|trophy|film|documentary|exhibition|novel)\b"
)
_BARE_SUBJECT = re.compile(
    r"(?:^|[.,;:–\"'(]|\b(?:and|but|after|before|by|while|when|then|districts?|breaking|update|having|that|centers?|centres?)|[\ue000-\uf8ff])$"
)
_GERUND = re.compile(r"ing\b")


@dataclass(frozen=True, slots=True)
class Claim:
    """What one sentence says of some places: the kind of event, the sides, and where in the line it says so."""

    rule: str
    kind: str
    controller: str
    opponent: str
    group: Group
    start: int
    end: int
    verb: int
    denied: bool = False
    guessed_side: bool = False


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


def _gain(match: re.Match, sides: Sides, usual: str, kind: str = "captured") -> Meaning:
    side = sides.of(match.groupdict().get("by")) or sides.subject(match.start("v"))
    return Meaning(_freely(match, kind), side or usual, sides.of(match.groupdict().get("from")), not side)


def _freely(match: re.Match, kind: str, wide: bool = False) -> str:
    near = match.string[max(0, match.start() - 60) : match.end() + 70]
    is_free = _FREELY.search(near) or (wide and _GIVEN_UP.search(near))
    return "handed_over" if kind == "captured" and is_free else kind


def _takes(match: re.Match, sides: Sides) -> Meaning | None:
    return _gain(match, sides, TALIBAN) if _is_sides_deed(match, sides) else None


def _is_sides_deed(match: re.Match, sides: Sides) -> bool:
    """Return whether a verb has a side for its subject, or none at all, not some other thing ("the film captured")."""
    if match.groupdict().get("by") or sides.subject(match.start("v")):
        return True
    lead = re.sub(rf"(?: {BE}| {ADVERB})+$", "", match.string[: match.start("v")].rstrip())
    return bool(_BARE_SUBJECT.search(lead))


def _retakes(match: re.Match, sides: Sides) -> Meaning | None:
    if match["v"].startswith(("clear", "recover", "freed", "restor", "cleans")) and re.match(
        r" of (?!the (?:taliban|insur))[a-z]", match.string[match.end() :]
    ):
        return None
    return _gain(match, sides, GOVERNMENT)


def _taken(match: re.Match, sides: Sides) -> Meaning | None:
    by = sides.of(match["by"]) or sides.of(match["of"])
    again = re.fullmatch(RETAKEN, match["v"])
    if match["v"] == "lost":
        side = sides.of(match["of"]) or TALIBAN
        return Meaning(_freely(match, "captured"), side, "", not match["of"])
    if match["of"] and again:
        return Meaning("captured", sides.other(by), by)
    return Meaning(_freely(match, "captured"), by or (GOVERNMENT if again else TALIBAN), "", not by)


def _fell(match: re.Match, sides: Sides) -> Meaning | None:
    by = sides.of(match["to"]) or sides.of(match["hands"]) or sides.of(match["under"])
    usual = sides.last if sides.last in (ISKP, NRF) else TALIBAN
    return Meaning(_freely(match, "captured", wide=True), by or usual, "", not by)


def _listed(match: re.Match, sides: Sides) -> Meaning | None:
    by = sides.of(match["by"])
    again = re.fullmatch(RETAKEN, match["v"])
    return Meaning("captured", by or (GOVERNMENT if again else TALIBAN), "", not by)


def _came_under(match: re.Match, sides: Sides) -> Meaning | None:
    own = match["own"] and (sides.voice(match.end()) or sides.last)
    return Meaning(_freely(match, "captured", wide=True), sides.of(match["a"]) or sides.of(match["a2"]) or own or "")


def _loses(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v")) or GOVERNMENT
    to = sides.of(match.groupdict().get("to"))
    return Meaning(_freely(match, "captured", wide=True), to or sides.other(side), side)


def _leaves(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v")) or sides.of(match["whose"])
    if not side:
        return None
    to = sides.of(match["to"])
    return Meaning("handed_over", to or sides.other(side), side)


def _left(match: re.Match, sides: Sides) -> Meaning | None:
    to = sides.of(match["to"])
    by = sides.of(match["by"])
    return Meaning("handed_over", to or (sides.other(by) if by else TALIBAN), by)


def _drives_out(match: re.Match, sides: Sides) -> Meaning | None:
    loser = sides.of(match["loser"])
    side = sides.subject(match.start("v")) or sides.other(loser)
    return Meaning("captured", side, loser) if side != loser else None


def _driven_out(match: re.Match, sides: Sides) -> Meaning | None:
    loser = sides.of(match["loser"])
    by = sides.of(match["by"]) or sides.other(loser)
    return Meaning("captured", by, loser)


def _holds(match: re.Match, sides: Sides) -> Meaning | None:
    still = re.search(r"\b(?:still|remain\w*|maintain\w*|retain\w*|continue\w*|keeps?)\b", match.group())
    groups = match.groupdict()
    own = groups.get("own") and (sides.voice(match.end()) or sides.last)
    side = (
        sides.of(match["a"])
        or sides.of(match["a2"])
        or next((sides.of(groups[one]) for one in "bcd" if groups.get(one)), "")
        or own
    )
    is_own = side == GOVERNMENT == sides.voice(match.end()) and not re.search(
        r"\b(?:was|were|had been)\b", match.group()
    )
    return Meaning("held" if still or is_own else "assessed", side) if side else None


def _controls(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v"))
    still = re.search(r"\b(?:still|remains?|maintain\w*|retain\w*|continues?|keeps?)\b", match.group())
    return Meaning("held" if still else "assessed", side) if side else None


def _held_before(match: re.Match, sides: Sides) -> Meaning | None:
    times = [
        time for time in sides.view.times if time.precision in ("month", "year") and not time.words.startswith("since")
    ]
    side = sides.subject(match.start("v"))
    return Meaning("assessed", side) if times and side else None


def _which_held(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.of(match["a"]) or sides.subject(match.start("g")) or sides.last
    return Meaning("assessed", side) if sides.view.times and side else None


def _fails(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v")) or TALIBAN
    return Meaning("held", sides.other(side), side)


def _garrison(match: re.Match, sides: Sides) -> Meaning | None:
    loser = sides.of(match["loser"])
    lead = match.string[: match.start()].split()[-1:]
    if loser != GOVERNMENT or (lead and (lead[0].isdecimal() or lead[0] in ("some", "of", "several"))):
        return None
    return Meaning("handed_over", sides.of(match["to"]) or TALIBAN, loser)


def _sits_in(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v"))
    if side == TALIBAN:
        return Meaning("contested", GOVERNMENT, side)
    return Meaning("held", side) if side else None


def _and_then(match: re.Match, sides: Sides) -> Meaning | None:
    lead = match.string[: match.start()]
    fell = re.search(
        rf"{G}(?: {BE})*{ADVERBS} (?:fell|fallen|lost|captured|seized|overrun)(?: (?:in)?to (?P<to>{A}))?", lead
    )
    took = re.search(rf"(?<!\S)(?P<v>{TAKE}){ADVERBS}{FILL}{G}", lead)
    if not fell and (not took or modality.hypothetical(lead[: took.start()])):
        return None
    side = sides.of(fell["to"]) if fell else sides.subject(took.start())
    return Meaning("captured", side or TALIBAN, "", not side)


def _driven_out_again(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("took")) or TALIBAN
    return Meaning("captured", sides.of(match["by"]) or sides.other(side), side)


def _attack_repelled(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.of(match["by"]) or GOVERNMENT
    return Meaning("held", side) if side != TALIBAN else None


def _changed_hands(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.last or TALIBAN
    return Meaning("captured", side, "", True)


def _fell_plain(match: re.Match, sides: Sides) -> Meaning | None:
    return Meaning("captured", TALIBAN, "", True)


def _and_since(match: re.Match, sides: Sides) -> Meaning | None:
    held = re.search(rf"(?:under (?P<a>{A})|by (?P<b>{A})|of (?P<c>{A}))", match.string[: match.start()])
    side = next((sides.of(sign) for sign in held.groups() if sign), "") if held else ""
    if not sides.view.times[ord(match["v"]) - TIME].words.startswith("since"):
        return None
    return Meaning("assessed", side) if side else None


def _fights(match: re.Match, sides: Sides) -> Meaning | None:
    if not _AT_CENTRE.search(match.group()) and (
        not _FIERCE.search(match.group()) or _WHERE_KILLED.search(match.string[: match.start()])
    ):
        return None
    attacker = next((each.slug for each in sides.view.actors if party(each.slug) not in (GOVERNMENT, OWN)), TALIBAN)
    return Meaning("contested", GOVERNMENT, attacker)


def _attacks(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v")) or sides.of(match.groupdict().get("by"))
    if not side:
        return None
    return _fought_off(match, sides, side)


def _attacked(match: re.Match, sides: Sides) -> Meaning:
    return _fought_off(match, sides, sides.of(match["by"]) or TALIBAN)


def _fought_off(match: re.Match, sides: Sides, side: str) -> Meaning:
    repelled = _BEATEN.search(match.string[match.end() : match.end() + 130])
    return Meaning("held" if repelled else "contested", sides.other(side), side)


def _repels(match: re.Match, sides: Sides) -> Meaning | None:
    attacker = next((sides.of(match.groupdict().get(key)) for key in ("a", "a2") if match.groupdict().get(key)), "")
    side = sides.subject(match.start("v")) or sides.of(match.groupdict().get("by"))
    side = side if side and side != attacker else sides.other(attacker or TALIBAN)
    return Meaning("held", side, attacker)


def _repelled(match: re.Match, sides: Sides) -> Meaning | None:
    attacker = sides.of(match["a"]) or TALIBAN
    return Meaning("held", sides.of(match["by"]) or sides.other(attacker), attacker)


def _moves(match: re.Match, sides: Sides) -> Meaning | None:
    return Meaning("relocated", GOVERNMENT, TALIBAN)


def _capture_of(match: re.Match, sides: Sides) -> Meaning | None:
    by = sides.of(match.groupdict().get("by")) or sides.of(match.groupdict().get("whose"))
    again = match["v"].startswith(("re", "lib"))
    side = by or (GOVERNMENT if again else TALIBAN)
    if match["v"] == "loss" and not by:
        side = sides.other(sides.voice(match.start()) or GOVERNMENT)
    return Meaning(_freely(match, "captured"), side, "", not by)


def _rule(name: str, words: str, pattern: str, read: Callable) -> Rule:
    return Rule(name, words, re.compile(rf"(?<!\S)(?:{pattern})(?!\S)"), read)


_FROM = rf"(?: from (?P<from>{A}))?"
_HOLD_WORDS = rf"(?:(?:under (?:the )?(?:full |complete |effective |firm )?(?:control|rule|grip)|in the (?:hands|grip|control)) (?:of )?(?:the )?(?P<a>{A})|(?:in|under) (?P<own>its|their|our|his)(?: full| complete| firm)? (?:control|rule|hands)|(?:in|under) (?P<a2>{A})(?: 's)?(?: full| complete| firm)? (?:control|hands|rule)"
RULES = (
    _rule("retakes", "A side retook, recaptured or cleared a place: it holds it now.",
          rf"(?P<v>{RETAKE}){ADVERBS}{FILL}(?P<g>{G}){_FROM}", _retakes),
    _rule("takes", "A side captured, seized or overran a place: it holds it now.",
          rf"(?P<v>{TAKE}){ADVERBS}{FILL}(?P<g>{G}){_FROM}", _takes),
    _rule("which-it-took", "A place “which the Taliban captured” was captured by them.",
          rf"(?P<g>{G})(?: ,)? (?:which|that) (?P<by>{A})(?: {BE})*{ADVERBS} (?P<v>{TAKE}|{RETAKE})(?! control)", _takes),
    _rule("was-taken", "A place was captured, overrun or retaken, by the side that is named or the usual one.",
          rf"(?P<g>{G}){_ASIDE}(?: ,)?(?: (?:all|both|which|that|also|,))*(?: {BE}){{1,3}}{ADVERBS}(?: {BE})?{ADVERBS} (?P<v>{TAKEN})"
          rf"(?: (?:of|to|from) (?P<of>{A}))?{_BY}", _taken),
    _rule("taken-by", "A place “captured by the Taliban” was captured by them.",
          rf"(?P<g>{G})(?: ,)?{ADVERBS} (?P<v>{TAKEN})(?P<of>(?!))?(?: {W})? by (?P<by>{A})", _taken),
    _rule("fell", "A place fell or collapsed: the other side took it.",
          rf"(?P<g>{G}){_ASIDE}(?: [,–)])?(?: (?:all|both|which|that|also|,))*(?: {BE}){{0,2}}{ADVERBS} (?P<v>{FELL})(?! (?:apart|victim|back|short|ill|behind|by))"
          rf"{ADVERBS}{_TO}", _fell),
    _rule("came-under", "A place came under a side's control: that side took it.",
          rf"(?P<g>{G}){_ASIDE}(?: ,)?(?: {BE})*{ADVERBS} (?P<v>came|comes?|coming|brought|placed){ADVERBS} {_HOLD_WORDS})", _came_under),
    _rule("brings-under", "A side brought a place under its control.",
          rf"(?P<v>brought|bring|brings|placed){FILL}(?P<g>{G}){ADVERBS} under (?:their|its|his|the)?(?: \w+)? ?control", _takes),
    _rule("falls-in-list", "A place fell: the verb stands before its name (“fall of”, “lost”, “falling: X”).",
          rf"(?P<v>fell|fall|falls|fallen|collapsed) :{FILL}(?P<g>{G})(?P<to>(?!))?(?P<hands>(?!))?(?P<under>(?!))?", _fell),
    _rule("listed", "A sentence says that districts fell or were taken and names them after a colon.",
          rf"districts?(?: [^.;:\"]{{0,80}})? (?P<v>fell|fallen|falls?|collapsed|captured|seized|lost|overrun|taken|retaken|recaptured|cleared)(?: [^.;:\"]{{0,120}}?)?(?: by (?P<by>{A})(?: [^.;:\"]{{0,60}})?)? (?::|–|are|include|were){FILL}(?P<g>{G})", _listed),
    _rule("loses", "A side lost a place or control of it: the other side took it.",
          rf"(?P<v>lost|loses?|losing){ADVERBS}{FILL}(?P<g>{G})(?: to (?P<to>{A}))?", _loses),
    _rule("leaves", "A side withdrew from a place, abandoned or surrendered it: it passed to the other side without a fight.",
          rf"(?:(?P<whose>{A})(?: 's)? (?:\w+ )?)?(?P<v>{LEAVE}){ADVERBS}{FILL}(?P<g>{G})(?: to (?P<to>{A}))?", _leaves),
    _rule("was-left", "A place was surrendered, abandoned or handed over.",
          rf"(?P<g>{G}){_ASIDE}(?: ,)?(?: (?:all|both|which|that|also|,))*(?: {BE}){{1,3}}{ADVERBS}(?: {BE})?{ADVERBS} "
          rf"(?P<v>surrendered|abandoned|handed over|evacuated|vacated|ceded|given up|left)(?! (?:injured|wounded|dead|without|in)){ADVERBS}(?: to (?P<to>{A}))?{_BY}", _left),
    _rule("drives-out", "A side drove the other out of a place: it holds it now.",
          rf"(?P<v>push(?:ed|es|ing)?|dr(?:ove|ives?|iving|iven)|oust(?:ed|s)?|expel(?:led|s)?|forced?|forcing|flush(?:ed)?|kick(?:ed)?|evict(?:ed)?|clear(?:ed|s)?|rout(?:ed)?|eject(?:ed)?|dislodg(?:ed|es)|beat)"
          rf"(?: back)? (?P<loser>{A})(?: back)? (?:out of|from|out from|to (?:retreat|flee|withdraw|leave)(?: from)?|to){ADVERBS}{FILL}(?P<g>{G})", _drives_out),
    _rule("was-driven-out", "A side was driven out of a place: the other holds it now.",
          rf"(?P<loser>{A})(?: {BE}){{1,2}}{ADVERBS} (?P<v>pushed|driven|ousted|expelled|forced|flushed|kicked|evicted|cleared|routed)(?: back)? (?:out of|out from|from){ADVERBS}{FILL}(?P<g>{G}){_BY}", _driven_out),
    _rule("capture-of", "The capture, fall or loss of a place is spoken of as a fact.",
          rf"(?:(?P<whose>{A}) 's )?(?P<v>capture|seizure|takeover|recapture|liberation|fall|loss|collapse|surrender) of{FILL}(?P<g>{G})(?: (?:to|by) (?P<by>{A}))?", _capture_of),
    _rule("is-under", "A place is under a side's control, or still is.",
          rf"(?P<g>{G}){_ASIDE}(?: ,)?(?: (?:is|are|was|were|remains?|remained|stays?|has been|have been|had been|being|not|still|had|has|have|been|already|long|all))*{ADVERBS} {_HOLD_WORDS}|(?<=(?:s|d) )with (?P<c>{A})|(?<=(?:s|d) )(?:now|still) with (?P<d>{A})|controlled by (?P<b>{A}))", _holds),
    _rule("controls", "A side controls or holds a place, or still does.",
          rf"(?P<v>(?:still |now |fully |completely )*(?:controls?|holds?|maintains? (?:full )?control of|retains? control of|(?:is|are|remains?) (?:still |now |fully )*in (?:full |complete )*(?:control|charge) of|ha(?:s|ve) (?:full )?control (?:of|over)))"
          rf"{FILL}(?P<g>{G})", _controls),
    _rule("held-before", "A side held a place at a time that the sentence names.",
          rf"(?P<v>held|controlled|ruled){ADVERBS}{FILL}(?P<g>{G})", _held_before),
    _rule("repels", "A side repelled an attack on a place: it still holds it.",
          rf"(?P<v>repel(?:s|led|ling)?|repuls(?:e|es|ed)|foil(?:s|ed|ing)?|thwart(?:s|ed)?|push(?:es|ed)? back|beat(?:en)? (?:back|off)|fend(?:ed|s)? off|defeat(?:ed|s)?|fought off|drove back|resist(?:ed)?|prevent(?:ed)?|rebuff(?:ed)?|blunted|broke)"
          rf"(?: (?:a|an|the|another|several|major|large|big|coordinated|massive|multiple|two|three|overnight|simultaneous|fresh|new|heavy|large-scale|{W}))*(?: (?P<a>{A})(?: 's)?)?"
          rf"(?: (?:a|an|major|large|big|coordinated|massive|overnight|complex|group|deadly))*(?: (?:attacks?|assaults?|offensives?|attempts?|raid|push|advance|siege|bid))(?: {W})?(?: by (?P<a2>{A}))?(?: {W})?"
          rf" (?:on|upon|against|to (?:capture|seize|take|overrun|retake|enter)|at|in|aimed at capturing|for){FILL}(?:{CENTRE_OF}{FILL})?(?P<g>{G})", _repels),
    _rule("prevents", "A side kept the other from taking a place: it still holds it.",
          rf"(?P<v>prevent(?:ed|s)?|stopped|kept|blocked) (?P<a>{A})(?: from)? (?:capturing|seizing|taking|overrunning|entering|advancing (?:on|into)){FILL}(?P<g>{G})", _repels),
    _rule("attack-repelled", "An attack on a place was repelled: its holder still holds it.",
          rf"(?:(?P<a>{A})(?: 's)? )?(?:attacks?|assaults?|offensives?|attempts?|raid)(?: {W})? (?:on|against|to (?:capture|seize|take|overrun)){FILL}(?P<g>{G})(?: {W})?(?: {BE}){{0,3}}{ADVERBS} (?P<v>repelled|repulsed|foiled|thwarted|pushed back|beaten back|defeated|fended off|rebuffed){_BY}", _repelled),
    _rule("fails-to-take", "A side failed to take a place on a day that is said: the other still holds it.",
          rf"(?P<v>failed|unsuccessful|failing)(?: in (?:their|its|an|a|the))?(?: \w+)?(?: (?:attempt|bid|attempts|effort))? to (?:capture|take|seize|overrun|retake|storm){FILL}(?P<g>{G})(?: (?:on|late|early))* {W}", _fails),
    _rule("garrison-surrendered", "The troops of a place surrendered or joined the other side: it passed to it without a fight.",
          rf"(?P<loser>{A}) (?:stationed |based |posted |serving |deployed )?(?:in|of|at|from){FILL}(?P<g>{G})(?: (?:have|had|all|also|{W}|on|late|early))* (?P<v>surrendered|joined|laid down)(?! (?:in|on)\b)(?: their \w+)?(?: to)?(?: (?P<to>{A}))?", _garrison),
    _rule("sits-in", "A side is in the centre of a place: it holds it, or, coming from outside, fights for it.",
          rf"(?P<v>(?:are|is|were|was|remain|remained)(?: still| now)*) (?:in|inside) {CENTRE_OF}{FILL}(?P<g>{G})", _sits_in),
    _rule("and-then", "A further place with its own day is joined to a sentence about the fall of one.",
          rf"(?:,|and|;)(?: and)? (?P<g>{G})(?: (?:on|in|late|early))* (?P<v>{W})(?= ?(?:,|\.|;|$| and\b))", _and_then),
    _rule("driven-out-again", "A side took a place but was driven out: the other holds it again.",
          rf"(?P<took>{TAKE}){ADVERBS}{FILL}(?P<g>{G})[^.;:\"]{{0,60}}? (?:before|but)(?: (?:they|it|the \w+|{A}))?(?: (?:was|were|being|had been))?(?: soon| later| quickly)? (?P<v>driven out|pushed out|expelled|forced out|ousted|driven back|pushed back|dislodged|repelled)(?: (?:by|of)(?: the)? (?P<by>{A}))?", _driven_out_again),
    _rule("the-attack-was-repelled", "“The attack was repulsed” is said of the place attacked just before.",
          rf"(?P<g>(?!))?(?:the|this|that|their|all) (?:attacks?|assaults?|offensives?)(?: {W})?(?: {BE}){{1,3}}{ADVERBS} (?P<v>repelled|repulsed|foiled|thwarted|pushed back|beaten back|defeated|fended off|rebuffed|beaten off){_BY}", _attack_repelled),
    _rule("changed-hands", "A place changed hands.",
          rf"(?P<g>{G}){_ASIDE}(?: ,)?(?: (?:also|then|,))*(?: {BE})*{ADVERBS} (?P<v>changed hands)", _changed_hands),
    _rule("considers-lost", "A voice calls a place lost, fallen or captured.",
          rf"(?:consider(?:s|ed)?|declared?|deems?|deemed|regards?|regarded|reported)(?: that)?{FILL}(?P<g>{G})(?: district)?(?: as| to be)? (?P<v>lost|fallen|captured)", _fell_plain),
    _rule("and-since", "Another place with its own time is joined to a sentence about who holds one.",
          rf"(?:,|and|;|while)(?: and)? (?P<g>{G}) (?P<v>{W})", _and_since),
    _rule("which-it-held", "A place “which the Taliban held” for a time was held by them.",
          rf"(?P<g>{G})(?: ,)? (?:which|that) (?:(?P<a>{A})|they|it)(?: \w+)? (?P<v>held|controlled)", _which_held),
    _rule("moves-its-seat", "The district's offices were moved: its administration sits elsewhere.",
          rf"(?P<v>(?:re-?locat|mov|shift|transferr|transfer)(?:e|es|ed|ing|s)?)(?: (?:the|its|their|all|of|{G}))*(?: (?:local|district|government|administrative))*(?: 's)?(?: (?:administration|administrative|compound|offices?|headquarters|cent(?:er|re)|building|officials|seat|government|governor 's|district|local))+(?: (?:of|in|from){FILL}(?P<g>{G}))?", _moves),
    _rule("seat-was-moved", "The district's offices were moved: its administration sits elsewhere.",
          rf"(?P<g>{G})(?: 's)?(?: (?:administration|administrative|compound|offices?|headquarters|cent(?:er|re)|building|officials|seat|government|governor 's|district|local|and|security))*(?: {BE}){{1,3}}{ADVERBS}(?: only| merely| just)?(?: {BE})? (?P<v>relocated|moved|shifted|transferred)", _moves),
    _rule("the-seat-was-moved", "The district's offices were moved: its administration sits elsewhere.",
          rf"(?P<g>(?!))?(?:the |its |their )(?:district |local |government |governor 's )*(?:administration|administrative|compound|offices?|headquarters|cent(?:er|re)|building|seat|officials)(?: (?:compound|offices?|building|headquarters|cent(?:er|re)))*(?: {BE}){{1,3}}(?: only| merely| just)?{ADVERBS}(?: only| merely| just)?(?: {BE})?{ADVERBS} (?P<v>relocated|moved|shifted|transferred)", _moves),
    _rule("seat-of-was-moved", "The district's offices were moved: its administration sits elsewhere.",
          rf"(?:administration|compound|offices?|headquarters|cent(?:er|re)|building|seat|government)(?: of| in){FILL}(?P<g>{G})(?: {BE}){{1,3}}{ADVERBS} (?P<v>relocated|moved|shifted|transferred)", _moves),
    _rule("fighting-at", "There is fighting in the centre, at the gates or on the outskirts of a place, or for it.",
          rf"(?P<v>{FIGHTING}|clashed|clash|fought|fighting|battling|battled|clashing|engaged)(?: (?:is|are|was|were|has|have|had|been|being|still|between|with|{A}|and|erupted|under way|underway|ongoing|going on|continues?|continued|continuing|raged|raging|rages|"
          rf"broke out|broken out|intensified|intensifying|reported|taking place|flared|spread|reached|entered|{W}|on|,|now|also|late|early|against|each other|fiercely|heavily|for|a|second|third|fourth|day|days|several|hours|in (?:a |several |many )?(?:parts|areas|quarters)))*"
          rf" (?:(?:in|inside|at|on|around|near|into|to|over|for|reached|within|outside) (?:the )?{CENTRE_OF}|inside|for(?: (?:the )?control of)?|over(?: control of)?|around|in){FILL}(?P<g>{G})", _fights),
    _rule("attacks", "A side stormed, besieged or entered a place that the other holds: it is contested.",
          rf"(?P<v>(?!(?:attack|assault|raid|siege)s? (?:on|in|at|against|near)\b)(?:storm|besieg|surround|attack|assault|enter|breach|encircl|penetrat|assail|infiltrat|invad|raid)(?:s|es|ed|ing|e|d)?|fought (?:their|its) way (?:in)?to|laid siege to|lay siege to|laying siege to|"
          rf"(?:reach(?:ed)?|push(?:ed)?|advanc(?:ed|ing)?|pour(?:ed)?|mov(?:ed|ing)|march(?:ed|ing)?|(?:are|is|were|was)(?! in\b| inside\b))(?: {ADVERBS})*(?: (?:in|into|at|to|on|towards?|inside))?(?= (?:the )?(?:cent(?:re|er)|gates?|outskirts|edges?|heart|streets|entrances?|suburbs?|parts|doors|several parts|some parts)\b)|"
          rf"(?:launch(?:ed|es|ing)?|mount(?:ed)?|carried out|began|started)(?: (?:a|an|the|major|coordinated|massive|large-scale|large|fresh|new|multi-pronged|overnight|fierce|big|complex|attacks?))*(?: (?:attacks?|assaults?|offensives?))(?: {W})? (?:on|against))"
          rf"{ADVERBS}{FILL}(?:{CENTRE_OF}{FILL})*(?P<g>{G})", _attacks),
    _rule("was-attacked", "A place was stormed, besieged or entered: it is contested.",
          rf"(?P<g>{G}){_ASIDE}(?: ,)?(?: {BE}){{1,3}}{ADVERBS} (?:under (?:\w+ )?(?:siege|attack|assault)|(?P<v>besieged|surrounded|encircled|stormed|attacked))(?: {W})?{_BY}", _attacked),
)  # fmt: skip


def find(view: View, last: str, voice: Callable[[int], str]) -> Iterator[Claim]:
    """Yield what a sentence says of control, each place once, in the order of the rules.

    `last` is the side that acted before, `voice` gives the speaker's side at a place of the line.
    """
    line = view.shape.line
    if line.rstrip('" )').endswith("?") or _SPORT.search(line):
        return
    sides = Sides(view, last, voice)
    taken: set[tuple] = set()
    for rule in RULES:
        for match in rule.pattern.finditer(line):
            claim = _claim(rule, match, sides)
            what = claim and (match["g"], _sort(claim.kind), claim.controller)
            if claim and what not in taken:
                taken.add(what)
                yield claim


def _sort(kind: str) -> str:
    """Return what kinds of one match exclude each other."""
    return "gain" if kind in ("captured", "handed_over") else kind


def _group_of(match: re.Match, view: View) -> Group:
    """Return the places that a match is about; “the district” where it names none."""
    if match["g"]:
        return view.groups[ord(match["g"]) - GROUP]
    return Group(*view.shape.span(*match.span()), same="the district")


def _claim(rule: Rule, match: re.Match, sides: Sides) -> Claim | None:
    """Return what a match claims, None where it claims nothing that happened."""
    verb = match.start("v") if "v" in match.re.groupindex and match["v"] else match.start()
    before = match.string[:verb]
    if rule.name in _OF_PLACE and _NOT_ITSELF.search(match.string[: match.start("g")].rstrip()):
        return None
    if modality.hypothetical(before, bool(_GERUND.search(match.groupdict().get("v") or ""))):
        return None
    meaning = rule.read(match, sides)
    if meaning is None or not meaning.controller:
        return None
    opponent = meaning.opponent or sides.other(meaning.controller)
    if opponent == meaning.controller:
        opponent = TALIBAN if meaning.controller == GOVERNMENT else GOVERNMENT
    group = _group_of(match, sides.view)
    denied = modality.negated(before) or (rule.name in _STATES and bool(_NO.search(match.group())))
    return Claim(
        rule=rule.name,
        kind=meaning.kind,
        controller=meaning.controller,
        opponent=opponent,
        group=group,
        start=match.start(),
        end=match.end(),
        verb=verb,
        denied=denied,
        guessed_side=meaning.guessed,
    )
