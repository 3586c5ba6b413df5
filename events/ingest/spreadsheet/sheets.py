"""The rows of a sheet as its file has them, before anything is made of their cells."""

from collections.abc import Iterator
from dataclasses import dataclass, field

LARGEST = 10 * 2**20  # bytes
MOST_ROWS = 50_000
MOST_COLUMNS = 200
NOTE = "# "  # A row that begins so explains something to people.


class SheetRefusedError(Exception):
    """A file that is not a sheet of events; the message is a sentence that says what would be right."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as the file has it: its number in the spreadsheet, and a text for each header; "" for an empty cell.

    `wrong` has {header: what would be right} for cells that could not be read at all.
    """

    number: int
    cells: dict[str, str]
    wrong: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Sheet:
    """The headers and rows of a file, without its empty rows and notes; `said` tells what was left out."""

    headers: list[str]
    rows: list[SheetRow]
    said: list[str] = field(default_factory=list)
    from_1904: bool = False


def gathered(rows: Iterator[tuple[int, list[str], dict[int, str]]], **facts) -> Sheet:
    """Return the sheet that rows of (number, cells, {place: what is wrong}) make; the first with a cell has headers.

    Raises SheetRefusedError for headers that repeat, too many rows, and none.
    """
    said, notes, found, headers = facts.pop("said", []), 0, [], None
    for number, cells, wrong in rows:
        if not (any(cells) or wrong):
            continue
        if cells[0].startswith(NOTE):
            notes += 1
        elif headers is None:
            headers = _headers(cells, wrong)
        else:
            found.append(_row(number, headers, cells, wrong))
        if len(found) > MOST_ROWS:
            raise SheetRefusedError(f"The file has more than {MOST_ROWS:,} rows: divide it into several.")
    if not found:
        raise SheetRefusedError("The file has no row of an event: it needs a row of column names and rows under it.")
    if notes:
        said = [*said, f"{notes} {'row' if notes == 1 else 'rows'} that begin with “{NOTE}” were left out as notes."]
    return Sheet([header for header in headers if header], found, said, **facts)


def _headers(cells: list[str], wrong: dict[int, str]) -> list[str]:
    names = [" ".join(cell.split()) for cell in cells]
    while names and not names[-1]:
        names.pop()
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice or wrong:
        raise SheetRefusedError(
            f"Two columns have the name “{twice[0]}”: give each its own."
            if twice
            else "A column's name is a formula: write the name itself."
        )
    if len(names) > MOST_COLUMNS:
        raise SheetRefusedError(f"The file has {len(names)} columns, more than {MOST_COLUMNS}: keep those that matter.")
    return names


def _row(number: int, headers: list[str], cells: list[str], wrong: dict[int, str]) -> SheetRow:
    named = {header: cells[place] if place < len(cells) else "" for place, header in enumerate(headers) if header}
    faults = {headers[place]: right for place, right in wrong.items() if place < len(headers) and headers[place]}
    stray = next((cell for cell in cells[len(headers) :] if cell), None)
    if stray is not None:
        first = next(header for header in headers if header)
        faults[first] = f"as many cells as there are column names; “{stray}” stands beyond the last one."
    return SheetRow(number, named, faults)
