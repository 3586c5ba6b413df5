"""What an event's citations add up to: a pure function of the event and its citations.

The rules are design section 2 of Marz's own method, printed on the methodology page from `RULES`, `KINDS`
and `STANDINGS`. Nothing here knows of Django.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from districts.spoken import spoken

INDEPENDENT = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a kind of event means and which side gains by saying so."""

    slug: str
    meaning: str
    gains: Literal["controller", "opponent", "nobody"]


KINDS = {
    kind.slug: kind
    for kind in (
        Kind("captured", spoken("Taken by force."), "controller"),
        Kind("handed_over", spoken("Taken without a fight: surrender, deal or an abandoned post."), "controller"),
        Kind("contested", spoken("Fighting for the district centre; the holder is the same as before."), "opponent"),
        Kind(
            "relocated",
            spoken("The holder's administration left the centre and sits elsewhere; counts as contested."),
            "opponent",
        ),
        Kind("held", spoken("An attack was repelled, or the holder still holds."), "controller"),
        Kind("assessed", spoken("A source says who holds it as of a day."), "controller"),
        Kind("assumed", spoken("A starting state, inferred from a national figure."), "nobody"),
    )
}

STANDINGS = {
    "confirmed": spoken("The losing side admits it, or strong neutral reports say so."),
    "reported": spoken("A neutral report says so, but a weak one."),
    "claimed": spoken("Only the side that gains by it says so."),
    "disputed": spoken("Somebody says so and somebody who should know denies it."),
    "refuted": spoken("Nobody says so, or the side that would gain denies it, or a neutral voice alone denies it."),
    "assumed": spoken("A starting state that no report names."),
}


@dataclass(frozen=True, slots=True)
class Statement:
    """One citation as the rules see it.

    `side` is the voice's party or the party it is allied with, `INDEPENDENT` for nobody's. `root` is the id of
    the report, or of the one that it repeats; `outlet` and `grade` (A–F) are of that report's source. The outlet is
    empty where the report is restricted: readers cannot tell it from the others.
    """

    side: str
    asserts: bool
    published: datetime.date
    root: int
    outlet: str
    grade: str


@dataclass(frozen=True, slots=True)
class Weight:
    """What the sides and the neutral voices say of one event, taken together."""

    asserted_by: frozenset[str]
    denied_by: frozenset[str]
    beneficiary: str
    adverse: str
    neutral_reports: int
    strong: bool
    neutral_denial: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: its number, its words, and the standing that it gives, or None where it does not fit."""

    number: int
    words: str
    decide: Callable[[Weight], str | None]


@dataclass(frozen=True, slots=True)
class Verdict:
    """An event's standing, the rule that gave it (0 for an assumed one) and who spoke for and against."""

    standing: str
    rule: int
    asserted_by: frozenset[str]
    denied_by: frozenset[str]

    @property
    def why(self) -> str:
        """The deciding rule in words."""
        return WHY[self.rule]


def _refuted(weight):
    return "refuted" if not weight.asserted_by or weight.beneficiary in weight.denied_by else None


def _denied_by_neutral(weight):
    if not weight.neutral_denial or weight.answered:
        return None
    return "disputed" if weight.adverse in weight.asserted_by or weight.neutral_reports else "refuted"


def _confirmed(weight):
    return "confirmed" if weight.adverse in weight.asserted_by or weight.strong else None


def _weak(weight):
    if not weight.neutral_reports:
        return None
    return "disputed" if weight.adverse in weight.denied_by else "reported"


def _claimed(weight):
    return "disputed" if weight.adverse in weight.denied_by else "claimed"


RULES = (
    Rule(1, spoken("Nobody asserts it, or the side that gains by it denies it: refuted."), _refuted),
    Rule(
        2,
        spoken(
            "A neutral voice denies it and no losing or neutral voice asserts it in a report of a later day: disputed "
            "if the losing side or another neutral voice asserts it, else refuted."
        ),
        _denied_by_neutral,
    ),
    Rule(
        3,
        spoken(
            "The losing side asserts it (an admission against its own interest), or strong neutral reports do: "
            "confirmed."
        ),
        _confirmed,
    ),
    Rule(4, spoken("A weak neutral report asserts it: disputed if the losing side denies it, else reported."), _weak),
    Rule(
        5, spoken("Only the side that gains asserts it: disputed if the losing side denies it, else claimed."), _claimed
    ),
)
WHY = {rule.number: rule.words for rule in RULES} | {
    0: spoken("A starting state, inferred from a national figure: assumed whatever is cited.")
}


def is_strong(statements: Iterable[Statement]) -> bool:
    """Return whether neutral assertions are strong: a source graded A or B, or two named sources other than E."""
    statements = tuple(statements)
    named = {statement.outlet: statement.grade for statement in statements if statement.outlet}
    return any(one.grade in "AB" for one in statements) or sum(grade != "E" for grade in named.values()) > 1


def weigh(kind: str, controller: str, opponent: str, statements: Iterable[Statement]) -> Weight:
    """Return what the statements about an event of this kind and these sides add up to."""
    statements = tuple(statements)
    sides = (controller, opponent) if KINDS[kind].gains == "controller" else (opponent, controller)
    beneficiary, adverse = sides
    neutral = [one for one in statements if one.side not in sides and one.asserts]
    denials = [one.published for one in statements if one.side not in sides and not one.asserts]
    return Weight(
        asserted_by=frozenset(one.side for one in statements if one.asserts),
        denied_by=frozenset(one.side for one in statements if not one.asserts),
        beneficiary=beneficiary,
        adverse=adverse,
        neutral_reports=len({one.root for one in neutral}),
        strong=is_strong(neutral),
        neutral_denial=bool(denials),
        answered=bool(denials)
        and any(one.asserts and one.side != beneficiary and one.published > max(denials) for one in statements),
    )


def judge(kind: str, controller: str, opponent: str, statements: Iterable[Statement]) -> Verdict:
    """Return the verdict on an event: the first rule that fits gives its standing."""
    weight = weigh(kind, controller, opponent, statements)
    if kind == "assumed":
        return Verdict("assumed", 0, weight.asserted_by, weight.denied_by)
    decided = ((rule.number, rule.decide(weight)) for rule in RULES)
    number, standing = next((number, standing) for number, standing in decided if standing)
    return Verdict(standing, number, weight.asserted_by, weight.denied_by)
