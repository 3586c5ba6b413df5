"""Measure the sides of a question in turns, so that what else the machine does falls on all of them alike."""

import statistics
from dataclasses import dataclass

from benchmarks.api.load import Measured, RefusedError, ask, measure
from benchmarks.api.questions import Question


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
    """Return {side: Side}, and {side: the median over the rounds of Marz's rate to its}."""
    found: dict[str, list[Measured]] = {side: [] for side in question.sides}
    numbers = dict.fromkeys(question.sides, 1)
    for side in question.sides:
        # What each does at the first request only is not measured.
        ask(ports[side], question.sides[side](question.asked(0)))
    for _ in range(rounds):
        for side in question.sides:
            taken = measure(ports[side], question.following(side, numbers[side]), seconds=seconds)
            numbers[side] += taken.answers + 8
            found[side].append(taken)
    ratios = {
        side: statistics.median(
            mine.rate / theirs.rate for mine, theirs in zip(found["marz"], found[side], strict=True)
        )
        for side in question.sides
        if side != "marz"
    }
    return {side: _side(taken) for side, taken in found.items()}, ratios


def _side(taken: list[Measured]) -> Side:
    return Side(
        rate=statistics.median(each.rate for each in taken),
        p50=1000 * statistics.median(each.percentile(0.5) for each in taken),
        p95=1000 * statistics.median(each.percentile(0.95) for each in taken),
        answers=sum(each.answers for each in taken),
    )
