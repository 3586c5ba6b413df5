"""How a text says that a side holds a place, or held it against an attack. Pure."""

import re

from events.ingest.reading.actors import GOVERNMENT, TALIBAN
from events.ingest.reading.grammar import (
    ADVERBS,
    BE,
    CENTRE_OF,
    FILL,
)
from events.ingest.reading.rules import ASIDE, BY, HOLD_WORDS, Meaning, Sides, rule
from events.ingest.reading.signs import TIME, A, G, W


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


def _and_since(match: re.Match, sides: Sides) -> Meaning | None:
    held = re.search(rf"(?:under (?P<a>{A})|by (?P<b>{A})|of (?P<c>{A}))", match.string[: match.start()])
    side = next((sides.of(sign) for sign in held.groups() if sign), "") if held else ""
    if not sides.view.times[ord(match["v"]) - TIME].words.startswith("since"):
        return None
    return Meaning("assessed", side) if side else None


def _sits_in(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v"))
    if side == TALIBAN:
        return Meaning("contested", GOVERNMENT, side)
    return Meaning("held", side) if side else None


def _repels(match: re.Match, sides: Sides) -> Meaning | None:
    attacker = next((sides.of(match.groupdict().get(key)) for key in ("a", "a2") if match.groupdict().get(key)), "")
    side = sides.subject(match.start("v")) or sides.of(match.groupdict().get("by"))
    side = side if side and side != attacker else sides.other(attacker or TALIBAN)
    return Meaning("held", side, attacker)


def _repelled(match: re.Match, sides: Sides) -> Meaning | None:
    attacker = sides.of(match["a"]) or TALIBAN
    return Meaning("held", sides.of(match["by"]) or sides.other(attacker), attacker)


def _attack_repelled(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.of(match["by"]) or GOVERNMENT
    return Meaning("held", side) if side != TALIBAN else None


def _fails(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v")) or TALIBAN
    return Meaning("held", sides.other(side), side)


HOLDING = (
    rule(
        "is-under",
        "A place is under a side's control, or still is.",
        rf"(?P<g>{G}){ASIDE}(?: ,)?(?: (?:is|are|was|were|remains?|remained|stays?|has been|have been|had been|"
        rf"being|not|still|had|has|have|been|already|long|all))*{ADVERBS} {HOLD_WORDS}|(?<=(?:s|"
        rf"d) )with (?P<c>{A})|(?<=(?:s|d) )(?:now|still) with (?P<d>{A})|controlled by (?P<b>{A}))",
        _holds,
    ),
    rule(
        "controls",
        "A side controls or holds a place, or still does.",
        rf"(?P<v>(?:still |now |fully |completely )*(?:controls?(?! (?:of|over)\b)|holds?|(?<=still )held|"
        rf"maintains? (?:full )?control of|"
        rf"retains? control of|(?:is|are|was|were|remains?|remained) (?:still |now |fully )*in (?:full |"
        rf"complete )*(?:control|"
        rf"charge) of|ha(?:s|ve) (?:full )?control (?:of|over)))"
        rf"{FILL}(?P<g>{G})",
        _controls,
    ),
    rule(
        "held-before",
        "A side held a place at a time that the sentence names.",
        rf"(?P<v>held|controlled|ruled){ADVERBS}{FILL}(?P<g>{G})",
        _held_before,
    ),
    rule(
        "repels",
        "A side repelled an attack on a place: it still holds it.",
        rf"(?P<v>repel(?:s|led|ling)?|repuls(?:e|es|ed)|foil(?:s|ed|ing)?|thwart(?:s|ed)?|push(?:es|ed)? back|"
        rf"beat(?:en)? (?:back|off)|fend(?:ed|s)? off|defeat(?:ed|s)?|fought off|drove back|resist(?:ed)?|"
        rf"prevent(?:ed)?|rebuff(?:ed)?|blunted|broke)"
        rf"(?: (?:a|an|the|another|several|major|large|big|coordinated|massive|multiple|two|three|overnight|"
        rf"simultaneous|fresh|new|heavy|large-scale|{W}))*(?: (?P<a>{A})(?: 's)?)?"
        rf"(?: (?:a|an|major|large|big|coordinated|massive|overnight|complex|group|deadly))*(?: (?:attacks?|"
        rf"assaults?|offensives?|attempts?|raid|push|advance|siege|bid))(?: {W})?(?: by (?P<a2>{A}))?(?: {W})?"
        rf" (?:on|upon|against|to (?:capture|seize|take|overrun|retake|enter)|at|in|aimed at capturing|"
        rf"for){FILL}(?:{CENTRE_OF}{FILL})?(?P<g>{G})",
        _repels,
    ),
    rule(
        "prevents",
        "A side kept the other from taking a place: it still holds it.",
        rf"(?P<v>prevent(?:ed|s)?|stopped|kept|blocked) (?P<a>{A})(?: from)? (?:capturing|seizing|taking|"
        rf"overrunning|entering|advancing (?:on|into)){FILL}(?P<g>{G})",
        _repels,
    ),
    rule(
        "attack-repelled",
        "An attack on a place was repelled: its holder still holds it.",
        rf"(?:(?P<a>{A})(?: 's)? )?(?:attacks?|assaults?|offensives?|attempts?|raid)(?: {W})? (?:on|against|"
        rf"to (?:capture|seize|take|overrun)){FILL}(?P<g>{G})(?: {W})?(?: {BE}){{0,3}}{ADVERBS} (?P<v>repelled|"
        rf"repulsed|foiled|thwarted|pushed back|beaten back|defeated|fended off|rebuffed){BY}",
        _repelled,
    ),
    rule(
        "fails-to-take",
        "A side failed to take a place on a day that is said: the other still holds it.",
        rf"(?P<v>failed|unsuccessful|failing)(?: in (?:their|its|an|a|the))?(?: \w+)?(?: (?:attempt|bid|"
        rf"attempts|effort))? to (?:capture|take|seize|overrun|retake|storm){FILL}(?P<g>{G})(?: (?:on|late|"
        rf"early))* {W}",
        _fails,
    ),
    rule(
        "sits-in",
        "A side is in the centre of a place: it holds it, or, coming from outside, fights for it.",
        rf"(?P<v>(?:are|is|were|was|remain|remained)(?: still| now)*) (?:in|inside) {CENTRE_OF}{FILL}(?P<g>{G})",
        _sits_in,
    ),
    rule(
        "the-attack-was-repelled",
        "“The attack was repulsed” is said of the place attacked just before.",
        rf"(?P<g>(?!))?(?:the|this|that|their|all) (?:attacks?|assaults?|"
        rf"offensives?)(?: {W})?(?: {BE}){{1,3}}{ADVERBS} (?P<v>repelled|repulsed|foiled|thwarted|pushed back|"
        rf"beaten back|defeated|fended off|rebuffed|beaten off){BY}",
        _attack_repelled,
    ),
    rule(
        "and-since",
        "Another place with its own time is joined to a sentence about who holds one.",
        rf"(?:,|and|;|while)(?: and)? (?P<g>{G}) (?P<v>{W})",
        _and_since,
    ),
    rule(
        "which-it-held",
        "A place “which the Taliban held” for a time was held by them.",
        rf"(?P<g>{G})(?: ,)? (?:which|that) (?:(?P<a>{A})|they|it)(?: \w+)? (?P<v>held|controlled)",
        _which_held,
    ),
)
