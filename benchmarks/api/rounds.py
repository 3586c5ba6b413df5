"""Measure the sides of a question in turns, so that what else the machine does falls on all of them alike."""

import statistics
from dataclasses import dataclass

from benchmarks.api.load import Measured, RefusedError, ask, measure
from benchmarks.api.questions import Question

# How many turns a side has whose turns take so many times as long as they should.
ENOUGH, SLOW = 2, 4


@dataclass(frozen=True, slots=True)
class Side:
    """The medians over the rounds of one side: answers a second, and its latencies in milliseconds."""

    rate: float
    p50: float
    p95: float
    answers: int


def missing(question: Question, port: int) -> str:
    """Return why Marz does not answer a question, empty where it does."""
    try:
        ask(port, question.sides["marz"](question.asked(0)))
    except RefusedError as error:
        return str(error)
    return ""


def measured(question: Question, ports: dict[str, int], *, rounds: int, seconds: float) -> tuple[dict, dict]:
    """Return {side: Side}, and {side: the median over the rounds of Marz's rate to its}.

    A side whose answers take many times the seconds of a turn has no more than two turns; what Marz did in the other
    rounds is held against the last of them.
    """
    found: dict[str, list[Measured]] = {side: [] for side in question.sides}
    numbers = dict.fromkeys(question.sides, 1)
    for side in question.sides:
        # What each does at the first request only is not measured.
        ask(ports[side], question.sides[side](question.asked(0)))
    for _ in range(rounds):
        for side, taken in found.items():
            if _is_known(taken, seconds):
                continue
            taken.append(measure(ports[side], question.following(side, numbers[side]), seconds=seconds))
            numbers[side] += taken[-1].answers + 8
    ratios = {side: _ratio(found["marz"], taken) for side, taken in found.items() if side != "marz"}
    return {side: _side(taken) for side, taken in found.items()}, ratios


def _is_known(taken: list[Measured], seconds: float) -> bool:
    return len(taken) >= ENOUGH and taken[-1].seconds > SLOW * seconds


def _ratio(mine: list[Measured], theirs: list[Measured]) -> float:
    return statistics.median(each.rate / theirs[min(number, len(theirs) - 1)].rate for number, each in enumerate(mine))


def _side(taken: list[Measured]) -> Side:
    return Side(
        rate=statistics.median(each.rate for each in taken),
        p50=1000 * statistics.median(each.percentile(0.5) for each in taken),
        p95=1000 * statistics.median(each.percentile(0.95) for each in taken),
        answers=sum(each.answers for each in taken),
    )
