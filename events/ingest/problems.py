"""What is wrong with something that is to be taken in, so that it can be found and mended."""

from dataclasses import dataclass

LONGEST = 80


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where it is and what would be right. `row` is a line of the file."""

    file: str
    right: str
    row: int | None = None
    column: str = ""
    value: str | None = None

    def __str__(self):
        where = [f"row {self.row}"] if self.row else []
        where += [f"column {self.column}"] if self.column else []
        where += [f"value “{_short(self.value)}”"] if self.value is not None else []
        return ": ".join([self.file, *([", ".join(where)] if where else []), self.right])


def _short(value: str) -> str:
    return value if len(value) <= LONGEST else value[: LONGEST - 1] + "…"


class PackageRefusedError(Exception):
    """All that is wrong with a package, in the order of its files and rows; nothing of it was written."""

    def __init__(self, problems: list[Problem]):
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
