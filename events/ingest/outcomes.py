"""What becomes of each row of a file that is imported: the words that a preview and the command line share."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum

from events.ingest.problems import Problem


class Effect(StrEnum):
    """What a row does: a new event, evidence for one that is known, nothing, or nothing because it is wrong."""

    NEW = "new"
    UPDATE = "update"
    DUPLICATE = "duplicate"
    LEFT = "left out"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is wrong with a row: the column, the value that stands there and what would be right.

    Without a column it is a sentence on the whole row.
    """

    column: str
    value: str
    right: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What becomes of one row: `row` is its number in the file, `said` a sentence, `what` the row in a few words.

    Of a row that is wrong, `wrong` says all; `said` may be empty.
    """

    row: int
    effect: Effect
    what: str
    said: str
    wrong: tuple[Wrong, ...] = ()

    def problems(self, file: str) -> list[Problem]:
        """Return what is wrong with the row of a file, a problem a column."""
        return [Problem(file, one.right, self.row, one.column, one.value if one.column else None) for one in self.wrong]

    def plain(self) -> dict:
        """Return it as JSON has it."""
        return asdict(self)


def outcome_of(plain: dict) -> Outcome:
    """Return the outcome that `plain` was made of."""
    wrong = tuple(Wrong(**one) for one in plain["wrong"])
    return Outcome(**plain | {"effect": Effect(plain["effect"]), "wrong": wrong})


def counted(outcomes: Iterable[Outcome]) -> dict[Effect, int]:
    """Return how many rows have each effect, those that none has included, in the order of `Effect`."""
    found = Counter(outcome.effect for outcome in outcomes)
    return {effect: found[effect] for effect in Effect}
