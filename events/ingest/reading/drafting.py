"""Drafts of events from what the text tells: one for each district, direction and day. Pure."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from events.control import standing
from events.ingest.reading.actors import GOVERNMENT
from events.ingest.reading.assembling import Told
from events.ingest.reading.lexicon import Lexicon
from events.ingest.reading.proposals import EventProposal, Statement
from events.ingest.reading.summaries import summary
from events.ingest.reading.timing import When

_GAINS = ("captured", "handed_over")
_DAY = datetime.timedelta(days=1)
_ALLIES = {"united_states": GOVERNMENT}
_STILL = {"is-under", "controls", "sits-in"}  # rules of who holds a place, not of an attack on it
_LEAD = 700  # letters within which a text sums up what it tells below
_PRECISIONS = ("day", "week", "month", "year")
_CONTESTED = ("contested", "relocated")


def draft(told: Iterable[Told], lexicon: Lexicon, published: datetime.date | None, grade: str) -> list[EventProposal]:
    """Return the drafts in the order of the text; `grade` is that of the report's source."""
    places: dict[tuple, list[tuple[int, Told]]] = {}
    for number, each in enumerate(told):
        places.setdefault((each.name.code, each.name.candidates if not each.name.code else ()), []).append(
            (number, each)
        )
    made = []
    for here in places.values():
        order = {id(each): number for number, each in here}
        for one in _events([each for _, each in here]):
            first = min(order.get(id(each), here[0][0]) for each in one)
            made.append((first, _proposal(_alone(one), _when(one), lexicon, published, grade)))
    return [proposal for _, proposal in sorted(made, key=lambda each: each[0])]


def _events(told: list[Told]) -> list[list[Told]]:
    """Return what is told of one place in sets, one for each event."""
    sets: list[list[Told]] = []
    for each in told:
        home = next((one for one in sets if _is_same(one, each)), None)
        if home is None:
            sets.append([each])
        else:
            home.append(each)
    sets = [_held_by_then(one, sets) for one in sets]
    sets = _with_denials(sets)
    _join_holders(sets)
    return [one for one in sets if not _is_swallowed(one, sets)]


def _is_same(told: list[Told], one: Told) -> bool:
    """Return whether a claim is about the event that others are about."""
    first = told[0]
    if (first.name.code or first.name.candidates) != (one.name.code or one.name.candidates):
        return False
    if first.claim.controller != one.claim.controller or _sort(first.claim.kind) != _sort(one.claim.kind):
        return False
    apart = [each for each in told if each.statement.stance != one.statement.stance and _differ(each, one)]
    return not apart and any(_meet(each.when, one.when) for each in told)


def _differ(one: Told, other: Told) -> bool:
    """Return whether an assertion and a denial are of different days; one is often denied on the day after."""
    denial, claim = (one, other) if one.statement.stance == "denies" else (other, one)
    if not (denial.when.said and claim.when.said):
        return False
    return not claim.when.earliest <= denial.when.latest or not denial.when.earliest <= claim.when.latest + _DAY


def _sort(kind: str) -> str:
    return "gain" if kind in _GAINS else kind


def _meet(one: When, other: When) -> bool:
    """Return whether two times may be of the same event: within a day, or one of them was not said."""
    if one.date is None or other.date is None:
        return True
    if not (one.said and other.said):
        known = one if one.said else other
        return (
            not known.said
            or known.precision == "day"
            or known.latest + 20 * _DAY > (other if known is one else one).date
        )
    if "day" == one.precision == other.precision:
        return abs(one.date - other.date) <= _DAY
    return one.earliest <= other.latest and other.earliest <= one.latest


def _held_by_then(told: list[Told], sets: list[list[Told]]) -> list[Told]:
    """Return a set about fighting with the side for holder that took the place some days before, as the text tells."""
    if told[0].claim.kind != "contested":
        return told
    before = [
        each
        for one in sets
        for each in one
        if each.claim.kind in _GAINS and each.statement.stance == "asserts" and _is_earlier(each.when, told[0].when)
    ]
    if not before or before[-1].claim.controller == told[0].claim.controller:
        return told
    last = before[-1].claim
    return [
        replace(each, claim=replace(each.claim, controller=last.controller, opponent=last.opponent)) for each in told
    ]


def _is_earlier(one: When, other: When) -> bool:
    return (
        one.said
        and one.latest is not None
        and other.earliest is not None
        and one.latest < other.earliest <= one.latest + 60 * _DAY
    )


def _with_denials(sets: list[list[Told]]) -> list[list[Told]]:
    """Return the sets with each side's word that it still holds a place as its denial that the other took it."""
    kept = []
    for one in sets:
        gain = next((other for other in sets if _contradicts(one, other)), None)
        if gain is None:
            kept.append(one)
            continue
        gain += [replace(each, statement=replace(each.statement, stance="denies")) for each in one if not each.implicit]
        if one[0].claim.kind == "relocated":
            kept.append(one)
    return kept


def _join_holders(sets: list[list[Told]]) -> None:
    """Let who says that a side holds a place confirm, where the text tells of it, that this side took it."""
    for one in sets:
        gain = next((other for other in sets if _is_swallowed(one, [one, other])), None)
        if one[0].claim.kind in ("assessed", "held") and gain and gain[0].claim.kind in _GAINS:
            known = gain[0]
            gain += [
                replace(each, claim=replace(each.claim, kind=known.claim.kind), when=known.when)
                for each in one
                if not each.implicit and not each.when.said
            ]


def _contradicts(one: list[Told], gain: list[Told]) -> bool:
    """Return whether what a side says of a place it holds, or has moved within, denies that the other took it."""
    first, other = one[0], gain[0]
    rules = {each.claim.rule for each in one}
    if (
        first.name.code != other.name.code
        or other.claim.kind not in _GAINS
        or first.claim.controller == other.claim.controller
    ):
        return False
    says_so = first.claim.kind == "relocated" or (first.claim.kind in ("held", "assessed") and rules <= _STILL)
    voices = {each.statement.voice for each in one}
    asserted = {each.statement.voice for each in gain if each.statement.stance == "asserts"}
    return says_so and voices == {first.claim.controller} and not (voices & asserted) and _near(one, gain)


def _is_swallowed(told: list[Told], sets: list[list[Told]]) -> bool:
    """Return whether a set only says what another says more of: fighting before a capture or a repelled attack."""
    kind = told[0].claim.kind
    others = [one for one in sets if one is not told and one[0].name.code == told[0].name.code and _near(one, told)]
    if kind == "contested":
        voices = {each.statement.voice for each in told if not each.implicit}
        attacker = told[0].claim.opponent
        gains = [
            one
            for one in others
            if one[0].claim.kind not in ("assessed", "contested")
            or (one[0].claim.kind == "assessed" and one[0].claim.controller == attacker)
        ]
        denied = {each.statement.voice for one in gains for each in one if each.statement.stance == "denies"}
        return bool(gains) and not (voices and voices <= denied)
    if kind == "assessed" or (kind == "held" and {each.claim.rule for each in told} <= _STILL):
        return any(
            one[0].claim.kind in _GAINS and one[0].claim.controller == told[0].claim.controller for one in others
        )
    return False


def _near(one: list[Told], other: list[Told]) -> bool:
    """Return whether two sets may be of the same days."""
    best, another = _when(one), _when(other)
    if best.said and another.said:
        return _meet(best, another)
    return any(_meet(each.when, another.when) for each in one for another in other)


def _alone(told: list[Told]) -> list[Told]:
    """Return the set without the outlet's own summing up where the same text says whose word it is."""
    named = [
        each
        for each in told
        if not each.implicit and each.statement.stance == "asserts" and each.claim.rule not in _STILL
    ]
    if not named:
        return told
    first = min(each.view.number for each in named)
    paragraphs = {each.view.sentence.paragraph for each in named}
    return [each for each in told if not each.implicit or not _sums_up(each, first, paragraphs)]


def _sums_up(told: Told, first: int, paragraphs: set[int]) -> bool:
    """Return whether an outlet's own sentence only says shortly what a named voice says in the same text."""
    leads = told.view.number < first and told.view.sentence.start < _LEAD
    return told.is_headline or leads or told.view.sentence.paragraph in paragraphs


def _proposal(
    told: list[Told], when: When, lexicon: Lexicon, published: datetime.date | None, grade: str
) -> EventProposal:
    """Return the draft that a set of claims makes."""
    kind = _kind(told)
    controller, opponent = told[0].claim.controller, _opponent(told)
    name = told[0].name
    statements = _statements(told)
    verdict = standing.judge(kind, controller, opponent, _cited(statements, published or when.date, grade))
    return EventProposal(
        district=name.code,
        candidates=() if name.code else name.candidates,
        kind=kind,
        controller=controller,
        opponent=opponent,
        date=when.date,
        date_earliest=when.earliest,
        date_latest=when.latest,
        precision=when.precision,
        contested=kind in _CONTESTED,
        statements=statements,
        spans=tuple(dict.fromkeys(each.span for each in told)),
        reasons=tuple(dict.fromkeys(reason for each in told for reason in each.reasons)),
        certainty=_certainty(told),
        summary=summary(kind, controller, opponent, name, lexicon, statements),
        standing=verdict.standing,
    )


def _kind(told: list[Told]) -> str:
    """Return the kind of a set: words of force outweigh a retreat, a surrender outweighs both."""
    kinds = [each.claim.kind for each in told]
    if "handed_over" in kinds and any(kind == "captured" for kind in kinds):
        freely = any(each.claim.rule not in ("leaves", "was-left") for each in told if each.claim.kind == "handed_over")
        return "handed_over" if freely else "captured"
    return kinds[0]


def _opponent(told: list[Told]) -> str:
    """Return whom the words name against the holder."""
    return next((each.claim.opponent for each in told if each.claim.opponent), GOVERNMENT)


def _when(told: list[Told]) -> When:
    """Return the time that the most exact words of a set give."""
    said = [each.when for each in told if each.when.said]
    said = [each for each in said if not each.of_speech] or said
    return min(said or [each.when for each in told], key=lambda when: _PRECISIONS.index(when.precision))


def _statements(told: list[Told]) -> tuple[Statement, ...]:
    """Return one statement for each voice and stance, the first with words for who spoke."""
    found: dict[tuple[str, str], Statement] = {}
    for each in sorted(told, key=lambda one: (one.is_headline, not one.statement.attribution)):
        found.setdefault((each.statement.voice, each.statement.stance), each.statement)
    return tuple(found.values())


def _cited(statements: tuple[Statement, ...], day: datetime.date | None, grade: str) -> list[standing.Statement]:
    """Return the statements as the rules of standing see them."""
    day = day or datetime.date.min
    return [
        standing.Statement(_ALLIES.get(each.voice, each.voice), each.stance == "asserts", day, 1, "this report", grade)
        for each in statements
    ]


def _certainty(told: list[Told]) -> float:
    """Return how sure the reading is, from 0 to 1."""
    first = told[0]
    place = {"certain": 1.0, "likely": 0.85}.get(first.name.certainty, 0.4)
    side = 0.8 if all(each.claim.guessed_side for each in told) else 1.0
    day = 1.0 if any(each.when.said for each in told) else 0.9
    same = 0.9 if all(each.claim.group.same for each in told) else 1.0
    return round(0.97 * place * side * day * same, 2)
