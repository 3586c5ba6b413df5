"""What a sentence says of the control of places, before it is asked whose word that is. Pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from events.ingest.reading import modality
from events.ingest.reading.actors import GOVERNMENT, TALIBAN
from events.ingest.reading.fighting import FIGHTING_RULES
from events.ingest.reading.gains import GAINS
from events.ingest.reading.groups import Group
from events.ingest.reading.holding import HOLDING
from events.ingest.reading.losses import LOSSES
from events.ingest.reading.rules import Meaning, Rule, Sides
from events.ingest.reading.scene import View
from events.ingest.reading.signs import GROUP

RULES = (*GAINS, *LOSSES, *HOLDING, *FIGHTING_RULES)
_NOT_ITSELF = re.compile(
    r"(?:\b(?:except|(?:all|every|any|everything)[^,.;:]{0,60} but|besides|excluding|barring|apart from|near|in|"
    r"inside|around|outside|from|towards?|at|to|"
    r"between|with|by|on|than|against|about|into)|(?<!center )(?<!centre )(?<!headquarters )(?<!centers )"
    r"(?<!centres )(?<!districts )(?<!district )(?<!city )(?<!whole )(?<!control )(?<!town )(?<!seat )(?<!rest )"
    r"\bof)(?: the)?$"
)
_WITH_CENTRE = re.compile(r"\b(?:district|administrat\w+) (?:cent(?:er|re)s?|headquarters|hq|building)\b[^.;:]{0,90}$")
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
_SPORT = re.compile(
    r"\b(?:wickets?|cricket|football|innings|tournament|semi-finals?|league|stadium|goals|championship|trophy|"
    r"film|documentary|exhibition|novel)\b"
)
_UNNAMED = re.compile(r"\b(?:attacks?|assaults?|offensives?|moved|relocated|shifted|transferred)\b")
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


def find(view: View, last: str, voice: Callable[[int], str]) -> Iterator[Claim]:
    """Yield what a sentence says of control, each place once, in the order of the rules.

    `last` is the side that acted before, `voice` gives the speaker's side at a place of the line.
    """
    line = view.shape.line
    if not (view.groups or _UNNAMED.search(line)) or line.rstrip('" )').endswith("?") or _SPORT.search(line):
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
    same = "the district" if "attack" not in match.group() and "assault" not in match.group() else "it"
    return Group(*view.shape.span(*match.span()), same=same)


def _claim(rule: Rule, match: re.Match, sides: Sides) -> Claim | None:
    """Return what a match claims, None where it claims nothing that happened."""
    verb = match.start("v") if "v" in match.re.groupindex and match["v"] else match.start()
    if _is_no_fact(rule, match, verb):
        return None
    meaning = rule.read(match, sides)
    if meaning is None or not meaning.controller:
        return None
    return Claim(
        rule=rule.name,
        kind=meaning.kind,
        controller=meaning.controller,
        opponent=_opponent(meaning, sides),
        group=_group_of(match, sides.view),
        start=match.start(),
        end=match.end(),
        verb=verb,
        denied=modality.negated(match.string[:verb]) or (rule.name in _STATES and bool(_NO.search(match.group()))),
        guessed_side=meaning.guessed,
    )


def _is_no_fact(rule: Rule, match: re.Match, verb: int) -> bool:
    """Return whether a match is of another thing than the place, or of what did not (yet) happen."""
    lead = match.string[: match.start("g")].rstrip()
    if rule.name in _OF_PLACE and _NOT_ITSELF.search(lead) and not (lead.endswith("of") and _WITH_CENTRE.search(lead)):
        return True
    return modality.hypothetical(match.string[:verb], bool(_GERUND.search(match.groupdict().get("v") or "")))


def _opponent(meaning: Meaning, sides: Sides) -> str:
    """Return whom a meaning names against the holder, else his usual enemy."""
    opponent = meaning.opponent or sides.other(meaning.controller)
    if opponent != meaning.controller:
        return opponent
    return TALIBAN if meaning.controller == GOVERNMENT else GOVERNMENT
