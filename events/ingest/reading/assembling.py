"""Claims with their voices and days, sentence by sentence: what the drafts are made from. Pure."""

import re
from dataclasses import dataclass, replace

from events.ingest.reading import claims as claiming
from events.ingest.reading import numerals, subjects, timing, voices
from events.ingest.reading.actors import FALL_OF_KABUL, GOVERNMENT, NRF
from events.ingest.reading.claims import Claim
from events.ingest.reading.groups import Group
from events.ingest.reading.lexicon import Lexicon, Names
from events.ingest.reading.places import Name
from events.ingest.reading.proposals import Reason, Span, Statement
from events.ingest.reading.scene import Scene, View
from events.ingest.reading.signs import ACTOR, A
from events.ingest.reading.speakers import Attribution, Speakers
from events.ingest.reading.timing import When

_TRAILS = re.compile(r"^(?:$| ?[.,;\"'–)]| (?:[\uf300-\uf5ff]|in|on|to|by|via|during|at|late|early)(?= |$))")
_TOLD_WHOM = re.compile(r"^ (?:the )?[\w/-]+(?: [\w/\uf300-\uf5ff\ue000-\uebff\uf600-\uf8ff-]+){0,7} ?(?:[.,\"]|$)")
_UNTRUE = re.compile(
    r"^(?: [^,.;\"]{0,40})? (?:is|are|was|were) (?:completely |totally |absolutely |simply )?(?:false|untrue|"
    r"not true|baseless|incorrect|wrong|propaganda|lies|a lie|unfounded|"
    r"not correct|nothing but \w+|rumou?rs|denied|rejected)\b"
)
_DENYING = re.compile(r"\b(?:denying|denies|denied|rejecting|refuting|dismissing)\b[^.;\"]{0,50}$")
_ONES_CLAIM = re.compile(rf"({A})(?: 's)? claims?\b|claims? (?:by|from) (?:the )?({A})|(?:a|the) ({A}) claim\b")


@dataclass(frozen=True, slots=True)
class Told:
    """A claim about one place with the voice that made it and its day; `implicit` where no words name the voice."""

    claim: Claim
    view: View
    name: Name
    when: When
    statement: Statement
    implicit: bool
    span: Span
    reasons: tuple[Reason, ...]
    is_headline: bool = False


class Teller:
    """Walks through a text and keeps who spoke, who acted and which places were named last."""

    def __init__(self, scene: Scene, default_voice: str, lexicon: Lexicon):
        """Begin at the start of a text, whose own voice is `default_voice` ("" for an outlet)."""
        self.scene, self.default, self.lexicon = scene, default_voice, lexicon
        self.speakers = Speakers()
        self.last_side = ""
        self.recent: list[tuple[int, Group]] = []
        self.told: list[Told] = []
        self.said: dict[int, list[Attribution]] = {}
        self.found: dict[int, list[Claim]] = {}

    def tell(self) -> list[Told]:
        """Return everything that the text tells of the control of places, in order."""
        for view in self.scene.views:
            self.said[view.number] = voices.find(self.scene, view, self.speakers)
        self.speakers.last = None
        for view in self.scene.views:
            self._sentence(view)
        return self.told

    def _sentence(self, view: View) -> None:
        """Add what one sentence tells."""
        said = self.said[view.number]
        claims = list(claiming.find(view, self.last_side, lambda at: self.voice_at(view, at)))
        self.found[view.number] = claims
        for claim in claims:
            self._add(view, claim, claims, said)
        self.recent += [(view.number, group) for group in view.groups if not group.same and group.names]
        side = subjects.topic(view)
        self.last_side = side.slug if side else self.last_side

    def voice_at(self, view: View, at: int) -> str:
        """Return the side that speaks at a place of a line."""
        statement, _ = self._statement(view, at, at, False)
        return statement.voice

    def _add(self, view: View, claim: Claim, claims: list[Claim], said: list[Attribution]) -> None:
        """Add a claim for each of its places and days."""
        if claim.denied and claim.kind == "assessed":
            claim = replace(claim, kind="captured")
        statement, implicit = self._statement(view, claim.start, claim.end, claim.denied)
        if claim.denied and implicit and not self.default:
            return
        if not timing.is_single(view):
            return
        whens = timing.of_claim(view, claim, claims, said, self.scene.day) or [self._unsaid(view)]
        for name in self._places(view, claim):
            for when in whens:
                self._told(view, claim, name, when, statement, implicit)
                self._told_by_claimant(view, claim, name, when, statement)
                for voice in self._others(view, claim):
                    self._told(view, claim, name, when, replace(statement, voice=voice), False)

    def _others(self, view: View, claim: Claim) -> tuple[str, ...]:
        """Return the further voices where two speak together ("residents and an official said")."""
        found = covering(view, self.said[view.number], claim.start, claim.end)
        return found.others if found else ()

    def _unsaid(self, view: View) -> When:
        """Return the day of a claim that its sentence does not date: that of the sentence before, or the usual one."""
        before = [each for each in self.told[-6:] if each.view.sentence.paragraph == view.sentence.paragraph]
        dated = [each.when for each in before if each.when.said and each.when.precision == "day"]
        return dated[-1] if dated and view.number - before[-1].view.number <= 1 else timing.unsaid(self.scene.day)

    def _places(self, view: View, claim: Claim) -> list[Name]:
        """Return the places that a claim is about."""
        group = claim.group
        if group.same:
            return self._same(view, group)
        if group.is_outside:
            return []
        strong = group.says_district or any(not name.weak or name.hint for name in group.names)
        names = group.names if strong else []
        return [name for name in names if name.is_target and (name.code or name.certainty == "ambiguous")]

    def _same(self, view: View, group: Group) -> list[Name]:
        """Return the one place that "the district" or "the city" means, named in this sentence or just before."""
        own = [(view.number, each) for each in view.groups if each.end <= group.start and each.names and not each.same]
        if "districts" in group.same or "centers" in group.same or "centres" in group.same:
            return self._several(view, group)
        if "capital" in group.same:
            return self._capital(view, group)
        wants_city = "city" in group.same or "town" in group.same or "capital" in group.same
        is_strict = "town" not in group.same and not re.match(r"it\b|its|his", group.same)
        for number, each in reversed([*self.recent[-6:], *own]):
            if view.number - number > 3:
                break
            fitting = [name for name in each.names if _fits(name, each, wants_city, is_strict)]
            if fitting:
                return fitting if len(fitting) == 1 else []
        return []

    def _capital(self, view: View, group: Group) -> list[Name]:
        """Return the centre of the province that is named last before “the provincial capital”."""
        near = [each for each in self.scene.views if 0 <= view.number - each.number <= 3]
        named = [
            name for each in near for name in each.names if name.code and (each is not view or name.start < group.start)
        ]
        code = next(
            (self.lexicon.capital(name.code[:4]) for name in reversed(named) if name.code[:4] in self.lexicon.places),
            "",
        )
        if code not in self.lexicon.places:
            return []
        words = self.scene.words_of(group.start, group.end)
        return [
            Name(
                group.start,
                group.end,
                words,
                0,
                0,
                "city",
                Names((code,)),
                code=code,
                certainty="likely",
                why="The centre of the province named before.",
            )
        ]

    def _several(self, view: View, group: Group) -> list[Name]:
        """Return the places that "the two districts" means: those that one phrase just before names together."""
        count = next(
            (found for word in group.same.split() if (found := numerals.value(word))), 2 if "both" in group.same else 0
        )
        own = [(view.number, each) for each in view.groups if each.end <= group.start and each.names]
        for number, each in reversed([*self.recent[-6:], *own]):
            if view.number - number <= 3 and (len(each.names) == count or (not count and len(each.names) > 1)):
                return [name for name in each.names if name.code and name.is_target]
        return []

    def _told(self, view: View, claim: Claim, name: Name, when: When, statement: Statement, implicit: bool) -> None:
        """Add one claim about one place."""
        span = Span(*view.shape.span(claim.start, claim.end))
        reasons = [Reason(claim.rule, self.scene.words_of(span.start, span.end))]
        if claim.group.same:
            reasons.append(Reason("the-same-place", claim.group.same))
        if when.said:
            reasons.append(Reason("dated", when.words))
        heads = view.number == 0 and self.scene.plain[view.sentence.end - 1] not in '.!?"'
        self.told.append(Told(claim, view, name, when, statement, implicit, span, tuple(reasons), heads))

    def _told_by_claimant(self, view: View, claim: Claim, name: Name, when: When, statement: Statement) -> None:
        """Add the claim of the side whose claim somebody rejects in the same words."""
        if statement.stance != "denies":
            return
        theirs = _ONES_CLAIM.search(view.shape.line[: claim.end])
        sign = theirs and next(each for each in theirs.groups() if each)
        voice = view.actors[ord(sign) - ACTOR].slug if sign else statement.voice
        if voice != statement.voice:
            span = Span(*view.shape.span(*theirs.span()))
            asserted = Statement(voice, "asserts", self.scene.words_of(span.start, span.end), span)
            self._told(view, claim, name, when, asserted, False)

    def _statement(self, view: View, start: int, end: int, denied: bool) -> tuple[Statement, bool]:
        """Return whose statement a part of a line is, and whether no words say so."""
        found = covering(view, self.said[view.number], start, end) or self._carried(view)
        if found is None:
            stance = "denies" if denied or _UNTRUE.search(view.shape.line[end:]) else "asserts"
            span = Span(view.sentence.start, view.sentence.end)
            return Statement(self.default, stance, "", span), True
        leads = found.start <= start
        found = replace(found, voice=self._after_the_fall(found.voice))
        untrue = _UNTRUE.search(view.shape.line[end:])
        denies = (found.denies and leads) or _DENYING.search(view.shape.line[max(found.end, 0) : start])
        stance = "denies" if denied or untrue or denies else "asserts"
        return Statement(found.voice, stance, found.words, Span(*found.span)), False

    def _after_the_fall(self, voice: str) -> str:
        """Return the voice of those who speak for the fallen government in a text about the resistance."""
        fell = self.scene.day is not None and self.scene.day > FALL_OF_KABUL
        speaks = (
            fell and voice == GOVERNMENT and any(each.slug == NRF for view in self.scene.views for each in view.actors)
        )
        return NRF if speaks else voice

    def _carried(self, view: View) -> Attribution | None:
        """Return who speaks in a sentence that stands within quotation marks opened before it."""
        paragraph = [each for each in self.scene.views if each.sentence.paragraph == view.sentence.paragraph]
        before = self.scene.plain[paragraph[0].sentence.start : view.sentence.start]
        opens = self.scene.plain[view.sentence.start : view.sentence.start + 1] == '"'
        if before.count('"') % 2 == 0 and not opens:
            return None
        others = [each for each in paragraph if self.said[each.number]]
        earlier = [each for each in others if each.number < view.number]
        near = earlier[-1:] or [each for each in others if each.number > view.number][:1]
        return self.said[near[0].number][-1 if earlier else 0] if near else None


def _fits(name: Name, group: Group, wants_city: bool, is_strict: bool) -> bool:
    """Return whether a name may be what "the city" or "the district" means."""
    if not name.code or not name.is_target or (name.weak and not name.hint and not group.says_district):
        return False
    is_city = name.sense == "city" or name.code.endswith("01")
    if wants_city and name.sense == "either" and name.words.lower() == "kabul":
        return False
    return not is_strict or is_city == wants_city


def covering(view: View, said: list[Attribution], start: int, end: int) -> Attribution | None:
    """Return the attribution that covers a part of a line: the last before it, else the first that follows it."""
    line = view.shape.line
    leading = [each for each in said if each.covers != "before" and each.end <= start]
    if leading:
        return leading[-1]
    inside = [each for each in said if start < each.start and each.end <= end]
    if inside:
        return inside[-1]
    for each in said:
        if each.covers != "after" and each.start >= end:
            rest = line[each.end :]
            if (
                each.covers == "before"
                or each.verb == "according to"
                or _TRAILS.match(rest)
                or (each.verb in ("told", "tells") and _TOLD_WHOM.match(rest))
            ):
                return each
    return None
