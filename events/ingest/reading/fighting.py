"""How a text says that there is fighting for a place, or that its administration moved away. Pure."""

import re

from events.ingest.reading.actors import GOVERNMENT, OWN, TALIBAN, party
from events.ingest.reading.grammar import (
    ADVERBS,
    BE,
    CENTRE_OF,
    FIGHTING,
    FILL,
)
from events.ingest.reading.rules import ASIDE, BY, Meaning, Sides, rule
from events.ingest.reading.signs import A, G, W

_BEATEN = re.compile(
    r"\b(?:driven|pushed|beaten|thrown|forced) (?:back|out|off)\b|\b(?:attack|assault|offensive|attempt)s? (?:was|"
    r"were|had been|has been) (?:repul|repel|foil|thwart|pushed back|beaten|defeated)"
    r"|\bbut (?:they )?(?:failed|were unable|could not|did not)\b"
    r"|\bbut (?:was|were) (?:repul|repel)"
)
_AT_CENTRE = re.compile(rf"\b(?:{CENTRE_OF}|inside|for|over|around)\b")
_FIERCE = re.compile(
    r"heavy|fierce|intense|under ?way|ongoing|continu|rag(?:ed|ing|es)|broke|broken|erupt|street|intensif|"
    r"going on|clashed|fought|battl|still"
)
_WHERE_KILLED = re.compile(
    r"\b(?:killed|wounded|died|injured|casualt\w+|lost their lives|martyred|arrested|dead)\b[^,;.]{0,60} (?:in|"
    r"during)(?: the| these)?$"
)


def _fights(match: re.Match, sides: Sides) -> Meaning | None:
    if not _AT_CENTRE.search(match.group()) and (
        not _FIERCE.search(match.group()) or _WHERE_KILLED.search(match.string[: match.start()])
    ):
        return None
    if re.search(r"\b(?:to|operation to) (?:retake|recapture|win back|regain|take back)\b", match.string):
        return Meaning("contested", TALIBAN, GOVERNMENT)
    attacker = next((each.slug for each in sides.view.actors if party(each.slug) not in (GOVERNMENT, OWN)), TALIBAN)
    return Meaning("contested", GOVERNMENT, attacker)


def _attacks(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v")) or sides.of(match.groupdict().get("by"))
    if not side:
        return None
    return _fought_off(match, sides, side)


def _attacked(match: re.Match, sides: Sides) -> Meaning:
    return _fought_off(match, sides, sides.of(match["by"]) or TALIBAN)


def _moves(match: re.Match, sides: Sides) -> Meaning | None:
    return Meaning("relocated", GOVERNMENT, TALIBAN)


def _fought_off(match: re.Match, sides: Sides, side: str) -> Meaning:
    repelled = _BEATEN.search(match.string[match.end() : match.end() + 130])
    return Meaning("held" if repelled else "contested", sides.other(side), side)


FIGHTING_RULES = (
    rule(
        "moves-its-seat",
        "The district's offices were moved: its administration sits elsewhere.",
        rf"(?P<v>(?:re-?locat|mov|shift|transferr|transfer)(?:e|es|ed|ing|s)?)(?: (?:the|its|their|all|of|"
        rf"{G}))*(?: (?:local|district|government|administrative))*(?: 's)?(?: (?:administration|administrative|"
        rf"compound|offices?|headquarters|cent(?:er|re)|building|officials|seat|government|governor 's|district|"
        rf"local))+(?: (?:of|in|from){FILL}(?P<g>{G}))?",
        _moves,
    ),
    rule(
        "seat-was-moved",
        "The district's offices were moved: its administration sits elsewhere.",
        rf"(?P<g>{G})(?: 's)?(?: (?:administration|administrative|compound|offices?|headquarters|cent(?:er|re)|"
        rf"building|officials|seat|government|governor 's|district|local|and|"
        rf"security))*(?: {BE}){{1,3}}{ADVERBS}(?: only| merely| just)?(?: {BE})? (?P<v>relocated|moved|shifted|"
        rf"transferred)",
        _moves,
    ),
    rule(
        "the-seat-was-moved",
        "The district's offices were moved: its administration sits elsewhere.",
        rf"(?P<g>(?!))?(?:the |its |their )(?:district |local |government |governor 's )*(?:administration|"
        rf"administrative|compound|offices?|headquarters|cent(?:er|re)|building|seat|officials)(?: (?:compound|"
        rf"offices?|building|headquarters|cent(?:er|re)))*(?: {BE}){{1,3}}(?: only| merely|"
        rf" just)?{ADVERBS}(?: only| merely| just)?(?: {BE})?{ADVERBS} (?P<v>relocated|moved|shifted|"
        rf"transferred)",
        _moves,
    ),
    rule(
        "seat-of-was-moved",
        "The district's offices were moved: its administration sits elsewhere.",
        rf"(?:administration|compound|offices?|headquarters|cent(?:er|re)|building|seat|government)(?: of|"
        rf" in){FILL}(?P<g>{G})(?: {BE}){{1,3}}{ADVERBS} (?P<v>relocated|moved|shifted|transferred)",
        _moves,
    ),
    rule(
        "fighting-at",
        "There is fighting in the centre, at the gates or on the outskirts of a place, or for it.",
        rf"(?P<v>{FIGHTING}|clashed|clash|fought|fighting|battling|battled|clashing|engaged)(?: (?:is|are|was|"
        rf"were|has|have|had|been|being|still|between|with|{A}|and|erupted|under way|underway|ongoing|going on|"
        rf"continues?|continued|continuing|raged|raging|rages|"
        rf"broke out|broken out|intensified|intensifying|reported|taking place|flared|spread|reached|entered|"
        rf"{W}|on|,|now|also|late|early|against|each other|fiercely|heavily|for|a|second|third|fourth|day|days|"
        rf"several|hours|in (?:a |several |many )?(?:parts|areas|quarters)))*"
        rf" (?:(?:in|inside|at|on|around|near|into|to|over|for|reached|within|outside) (?:the )?{CENTRE_OF}|"
        rf"inside|for(?: (?:the )?control of)?|over(?: control of)?|around|in){FILL}(?P<g>{G})",
        _fights,
    ),
    rule(
        "attacks",
        "A side stormed, besieged or entered a place that the other holds: it is contested.",
        rf"(?P<v>(?!(?:attack|assault|raid|siege)s? (?:on|in|at|against|near)\b)(?:storm|besieg|surround|attack|"
        rf"assault|enter|breach|encircl|penetrat|assail|infiltrat|invad|raid)(?:s|es|ed|ing|e|d)?|"
        rf"fought (?:their|its) way (?:in)?to|laid siege to|lay siege to|laying siege to|"
        rf"(?:reach(?:ed)?|push(?:ed)?|advanc(?:ed|ing)?|pour(?:ed)?|mov(?:ed|ing)|march(?:ed|ing)?|(?:are|is|"
        rf"were|was)(?! in\b| inside\b))(?: {ADVERBS})*(?: (?:in|into|at|to|on|towards?|"
        rf"inside))?(?= (?:the )?(?:cent(?:re|er)|gates?|outskirts|edges?|heart|streets|entrances?|suburbs?|"
        rf"parts|doors|several parts|some parts)\b)|"
        rf"(?:launch(?:ed|es|ing)?|mount(?:ed)?|carried out|began|started)(?: (?:a|an|the|major|coordinated|"
        rf"massive|large-scale|large|fresh|new|multi-pronged|overnight|fierce|big|complex|"
        rf"attacks?))*(?: (?:attacks?|assaults?|offensives?))(?: {W})? (?:on|against))"
        rf"{ADVERBS}{FILL}(?:{CENTRE_OF}{FILL})*(?P<g>{G})",
        _attacks,
    ),
    rule(
        "was-attacked",
        "A place was stormed, besieged or entered: it is contested.",
        rf"(?P<g>{G}){ASIDE}(?: ,)?(?: {BE}){{1,3}}{ADVERBS} (?:under (?:\w+ )?(?:siege|attack|assault)|"
        rf"(?P<v>besieged|surrounded|encircled|stormed|attacked))(?: {W})?{BY}",
        _attacked,
    ),
)
