"""How a text says that a side took a place. Pure."""

import re

from events.ingest.reading import modality
from events.ingest.reading.actors import GOVERNMENT, ISKP, NRF, TALIBAN
from events.ingest.reading.grammar import (
    ADVERBS,
    BE,
    FELL,
    FILL,
    RETAKE,
    RETAKEN,
    TAKE,
    TAKEN,
)
from events.ingest.reading.modality import ADVERB
from events.ingest.reading.rules import ASIDE, BY, HOLD_WORDS, Meaning, Sides, freely, gain, rule
from events.ingest.reading.signs import A, G, W

_TO = (
    rf"(?: (?:down )?(?:in)?to (?:the )?(?:hands of )?(?:the )?(?P<to>{A})(?: 's)?(?: (?:hands|control|rule))?|"
    rf" (?:in)?to (?P<hands>{A})(?: 's)? (?:hands|control)| under (?:the )?(?:control of )?(?P<under>{A})(?: "
    rf"'s)?(?: control| rule)?)?"
)
_BARE_SUBJECT = re.compile(
    r"(?:^|[.,;:–\"'(]|\b(?:and|but|after|before|by|while|when|then|districts?|breaking|update|having|that|"
    r"centers?|centres?)|[\ue000-\uf8ff])$"
)
_FROM = rf"(?: from (?P<from>{A}))?"


def _retakes(match: re.Match, sides: Sides) -> Meaning | None:
    if match["v"].startswith(("clear", "recover", "freed", "restor", "cleans")) and re.match(
        r" of (?!the (?:taliban|insur))[a-z]", match.string[match.end() :]
    ):
        return None
    return gain(match, sides, GOVERNMENT)


def _takes(match: re.Match, sides: Sides) -> Meaning | None:
    return gain(match, sides, TALIBAN) if _is_sides_deed(match, sides) else None


def _taken(match: re.Match, sides: Sides) -> Meaning | None:
    by = sides.of(match["by"]) or sides.of(match["of"])
    again = re.fullmatch(RETAKEN, match["v"])
    if match["v"] == "lost":
        side = sides.of(match["of"]) or TALIBAN
        return Meaning(freely(match, "captured"), side, "", not match["of"])
    if match["of"] and again:
        return Meaning("captured", sides.other(by), by)
    return Meaning(freely(match, "captured"), by or (GOVERNMENT if again else TALIBAN), "", not by)


def _fell(match: re.Match, sides: Sides) -> Meaning | None:
    by = sides.of(match["to"]) or sides.of(match["hands"]) or sides.of(match["under"])
    usual = sides.last if sides.last in (ISKP, NRF) else TALIBAN
    return Meaning(freely(match, "captured", wide=True), by or usual, "", not by)


def _came_under(match: re.Match, sides: Sides) -> Meaning | None:
    own = match["own"] and (sides.voice(match.end()) or sides.last)
    return Meaning(freely(match, "captured", wide=True), sides.of(match["a"]) or sides.of(match["a2"]) or own or "")


def _listed(match: re.Match, sides: Sides) -> Meaning | None:
    by = sides.of(match["by"])
    again = re.fullmatch(RETAKEN, match["v"])
    return Meaning("captured", by or (GOVERNMENT if again else TALIBAN), "", not by)


def _took_listed(match: re.Match, sides: Sides) -> Meaning | None:
    return _retakes(match, sides) if re.fullmatch(RETAKE, match["v"]) else _takes(match, sides)


def _capture_of(match: re.Match, sides: Sides) -> Meaning | None:
    by = sides.of(match.groupdict().get("by")) or sides.of(match.groupdict().get("whose"))
    again = match["v"].startswith(("re", "lib"))
    side = by or (GOVERNMENT if again else TALIBAN)
    if match["v"] == "loss" and not by:
        side = sides.other(sides.voice(match.start()) or GOVERNMENT)
    return Meaning(freely(match, "captured"), side, "", not by)


def _changed_hands(match: re.Match, sides: Sides) -> Meaning | None:
    if re.match(r" (?:\w+ )?(?:times|repeatedly|often|by (?:day|night))", match.string[match.end() :]):
        return None
    return Meaning("captured", sides.last or TALIBAN, "", True)


def _fell_plain(match: re.Match, sides: Sides) -> Meaning | None:
    return Meaning("captured", TALIBAN, "", True)


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


def _is_sides_deed(match: re.Match, sides: Sides) -> bool:
    """Return whether a verb has a side for its subject, or none at all, not some other thing ("the film captured")."""
    if match.groupdict().get("by") or sides.subject(match.start("v")):
        return True
    lead = re.sub(rf"(?: {BE}| {ADVERB})+$", "", match.string[: match.start("v")].rstrip())
    return bool(_BARE_SUBJECT.search(lead))


GAINS = (
    rule(
        "retakes",
        "A side retook, recaptured or cleared a place: it holds it now.",
        rf"(?P<v>{RETAKE}){ADVERBS}{FILL}(?P<g>{G}){_FROM}",
        _retakes,
    ),
    rule(
        "takes",
        "A side captured, seized or overran a place: it holds it now.",
        rf"(?P<v>{TAKE}){ADVERBS}{FILL}(?P<g>{G}){_FROM}",
        _takes,
    ),
    rule(
        "which-it-took",
        "A place “which the Taliban captured” was captured by them.",
        rf"(?P<g>{G})(?: ,)? (?:which|that) (?:(?P<by>{A})|they|it)(?: {BE})*{ADVERBS} (?P<v>{TAKE}|"
        rf"{RETAKE})(?! control)",
        _takes,
    ),
    rule(
        "was-taken",
        "A place was captured, overrun or retaken, by the side that is named or the usual one.",
        rf"(?P<g>{G}){ASIDE}(?: ,)?(?: (?:all|both|which|that|also|"
        rf",))*(?: {BE}){{1,3}}{ADVERBS}(?: {BE})?{ADVERBS} (?P<v>{TAKEN})"
        rf"(?: (?:of|to|from) (?P<of>{A}))?{BY}",
        _taken,
    ),
    rule(
        "taken-by",
        "A place “captured by the Taliban” was captured by them.",
        rf"(?P<g>{G})(?: ,)?{ADVERBS} (?P<v>{TAKEN})(?P<of>(?!))?(?: {W})? by (?P<by>{A})",
        _taken,
    ),
    rule(
        "fell",
        "A place fell or collapsed: the other side took it.",
        rf"(?P<g>{G}){ASIDE}(?: [,–):])?(?: (?:all|both|which|that|also|"
        rf",))*(?: {BE}){{0,2}}{ADVERBS} (?P<v>{FELL})(?! (?:apart|victim|back|short|ill|behind|by))"
        rf"{ADVERBS}{_TO}",
        _fell,
    ),
    rule(
        "came-under",
        "A place came under a side's control: that side took it.",
        rf"(?P<g>{G}){ASIDE}(?: ,)?(?: {BE})*{ADVERBS} (?P<v>came|comes?|coming|brought|"
        rf"placed){ADVERBS} {HOLD_WORDS})",
        _came_under,
    ),
    rule(
        "brings-under",
        "A side brought a place under its control.",
        rf"(?P<v>brought|bring|brings|placed){FILL}(?P<g>{G}){ADVERBS} under (?:their|its|his|"
        rf"the)?(?: \w+)? ?control",
        _takes,
    ),
    rule(
        "falls-in-list",
        "A place fell: the verb stands before its name (“fall of”, “lost”, “falling: X”).",
        rf"(?P<v>fell|fall|falls|fallen|collapsed) :{FILL}(?P<g>{G})(?P<to>(?!))?(?P<hands>(?!))?(?P<under>(?!)"
        rf")?",
        _fell,
    ),
    rule(
        "listed",
        "A sentence says that districts fell or were taken and names them after a colon.",
        rf"(?:districts?|cities|towns|capitals)(?: [^.;:\"]{{0,80}})? (?P<v>fell|fallen|falls?|collapsed|captured|"
        rf"seized|lost|overrun|"
        rf"taken|retaken|recaptured|cleared)(?: [^.;:\"]{{0,120}}?)?(?: by (?P<by>{A})(?: [^.;:\"]{{0,60}})?)? "
        rf"(?::|–|are|include|were){FILL}(?P<g>{G})",
        _listed,
    ),
    rule(
        "takes-listed",
        "A side took districts or cities, which are named after a colon or “including”.",
        rf"(?P<v>{RETAKE}|{TAKE})(?: [^.;:\"]{{0,60}})? (?:districts?|cities|towns|capitals|cent(?:er|re)s)"
        rf"(?: [^.;:\"]{{0,80}}?)? ?(?::|, (?:including|namely|among them)){FILL}(?P<g>{G})",
        _took_listed,
    ),
    rule(
        "became-one-to-fall",
        "A place became “the sixth provincial capital to fall”: it fell.",
        rf"(?P<g>{G}){ASIDE}(?: ,)?(?: (?P<v>became|becomes|was|is|has become))(?: now)? the (?:\S+ ){{1,6}}?to "
        rf"(?:be )?(?:fall|go|collapse|captured|taken|overrun|seized){_TO}",
        _fell,
    ),
    rule(
        "went",
        "A place “went” on a day, or without a fight: it fell.",
        rf"(?P<g>{G})(?: ,)?(?: (?:also|had|then))* (?P<v>went|gone)(?= (?:on |in |late |early |the )*{W}| without a "
        rf"(?:fight|shot))(?P<to>(?!))?(?P<hands>(?!))?(?P<under>(?!))?",
        _fell,
    ),
    rule(
        "capture-of",
        "The capture, fall or loss of a place is spoken of as a fact.",
        rf"(?:(?P<whose>{A}) 's )?(?P<v>capture|seizure|takeover|recapture|liberation|fall|loss|collapse|"
        rf"surrender) of{FILL}(?P<g>{G})(?: (?:to|by) (?P<by>{A}))?",
        _capture_of,
    ),
    rule(
        "and-then",
        "A further place with its own day is joined to a sentence about the fall of one.",
        rf"(?:,|and|;)(?: and)? (?P<g>{G})(?: (?:on|in|late|early))* (?P<v>{W})(?= ?(?:,|\.|;|$| and\b))",
        _and_then,
    ),
    rule(
        "changed-hands",
        "A place changed hands.",
        rf"(?P<g>{G}){ASIDE}(?: ,)?(?: (?:also|then|,))*(?: {BE})*{ADVERBS} (?P<v>changed hands)",
        _changed_hands,
    ),
    rule(
        "considers-lost",
        "A voice calls a place lost, fallen or captured.",
        rf"(?:consider(?:s|ed)?|declared?|deems?|deemed|regards?|regarded|"
        rf"reported)(?: that)?{FILL}(?P<g>{G})(?: district)?(?: as| to be)? (?P<v>lost|fallen|captured)",
        _fell_plain,
    ),
)
