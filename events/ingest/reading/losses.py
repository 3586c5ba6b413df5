"""How a text says that a side lost a place, left it or was driven out of it. Pure."""

import re

from events.ingest.reading.actors import GOVERNMENT, TALIBAN
from events.ingest.reading.grammar import (
    ADVERBS,
    BE,
    CENTRE_OF,
    FILL,
    LEAVE,
    TAKE,
)
from events.ingest.reading.rules import ASIDE, BY, Meaning, Sides, freely, rule
from events.ingest.reading.signs import A, G, W


def _loses(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("v")) or GOVERNMENT
    to = sides.of(match.groupdict().get("to"))
    return Meaning(freely(match, "captured", wide=True), to or sides.other(side), side)


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


def _driven_off(match: re.Match, sides: Sides) -> Meaning | None:
    loser = sides.of(match["loser"])
    return Meaning("held", sides.other(loser), loser) if loser else None


def _garrison(match: re.Match, sides: Sides) -> Meaning | None:
    loser = sides.of(match["loser"])
    lead = match.string[: match.start()].split()[-1:]
    if loser != GOVERNMENT or (lead and (lead[0].isdecimal() or lead[0] in ("some", "of", "several"))):
        return None
    return Meaning("handed_over", sides.of(match["to"]) or TALIBAN, loser)


def _driven_out_again(match: re.Match, sides: Sides) -> Meaning | None:
    side = sides.subject(match.start("took")) or TALIBAN
    return Meaning("captured", sides.of(match["by"]) or sides.other(side), side)


LOSSES = (
    rule(
        "loses",
        "A side lost a place or control of it: the other side took it.",
        rf"(?P<v>lost|loses?|losing){ADVERBS}{FILL}(?P<g>{G})(?: to (?P<to>{A}))?",
        _loses,
    ),
    rule(
        "leaves",
        "A side withdrew from a place, abandoned or surrendered it: it passed to the other side without a fight.",
        rf"(?:(?P<whose>{A})(?: 's)? (?:\w+ )?)?(?P<v>{LEAVE}){ADVERBS}{FILL}(?P<g>{G})(?: to (?P<to>{A}))?",
        _leaves,
    ),
    rule(
        "was-left",
        "A place was surrendered, abandoned or handed over.",
        rf"(?P<g>{G}){ASIDE}(?: ,)?(?: (?:all|both|which|that|also|,))*(?: {BE}){{1,3}}{ADVERBS}(?: {BE})?{ADVERBS} "
        rf"(?P<v>surrendered|abandoned|handed over|evacuated|vacated|ceded|given up|left)(?! (?:injured|wounded|"
        rf"dead|without|in)){ADVERBS}(?: to (?P<to>{A}))?{BY}",
        _left,
    ),
    rule(
        "drives-out",
        "A side drove the other out of a place: it holds it now.",
        rf"(?P<v>push(?:ed|es|ing)?|dr(?:ove|ives?|iving|iven)|oust(?:ed|s)?|expel(?:led|s)?|forced?|forcing|"
        rf"flush(?:ed)?|kick(?:ed)?|evict(?:ed)?|clear(?:ed|s)?|rout(?:ed)?|eject(?:ed)?|dislodg(?:ed|es)|beat)"
        rf"(?: back)? (?P<loser>{A})(?: back)? (?:out of|from|out from|to (?:retreat|flee|withdraw|"
        rf"leave)(?: from)?|to){ADVERBS}{FILL}(?P<g>{G})",
        _drives_out,
    ),
    rule(
        "was-driven-out",
        "A side was driven out of a place: the other holds it now.",
        rf"(?P<loser>{A})(?: {BE}){{1,2}}{ADVERBS} (?P<v>pushed|driven|ousted|expelled|forced|flushed|kicked|"
        rf"evicted|cleared|routed)(?: back)? (?:out of|out from|from){ADVERBS}{FILL}(?P<g>{G}){BY}",
        _driven_out,
    ),
    rule(
        "was-driven-off",
        "A side was beaten back from the gates or the outskirts of a place: the other still holds it.",
        rf"(?P<loser>{A})(?: {BE}){{1,3}}{ADVERBS} (?P<v>beaten|pushed|driven|thrown|forced)(?: (?:back|off|away))? "
        rf"from {CENTRE_OF}{FILL}(?P<g>{G})",
        _driven_off,
    ),
    rule(
        "garrison-surrendered",
        "The troops of a place surrendered or joined the other side: it passed to it without a fight.",
        rf"(?P<loser>{A}) (?:stationed |based |posted |serving |deployed )?(?:in|of|at|"
        rf"from){FILL}(?P<g>{G})(?: (?:have|had|all|also|{W}|on|late|early))* (?P<v>surrendered|joined|"
        rf"laid down)(?! (?:in|on)\b)(?: their \w+)?(?: to)?(?: (?P<to>{A}))?",
        _garrison,
    ),
    rule(
        "driven-out-again",
        "A side took a place but was driven out: the other holds it again.",
        rf"(?P<took>{TAKE}){ADVERBS}{FILL}(?P<g>{G})[^.;:\"]{{0,60}}? (?:before|but)(?: (?:they|it|the \w+|"
        rf"{A}))?(?: (?:was|were|being|had been))?(?: soon| later| quickly)? (?P<v>driven out|pushed out|"
        rf"expelled|forced out|ousted|driven back|pushed back|dislodged|repelled)(?: (?:by|"
        rf"of)(?: the)? (?P<by>{A}))?",
        _driven_out_again,
    ),
)
