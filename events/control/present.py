"""The record at present, looked at anew only where something has been committed since the last look."""

from typing import NamedTuple

from districts.places import PLACES, SPELLINGS
from districts.remembered import Remembered

_look = Remembered(
    "SELECT COALESCE(last.version, 0), last.at, ROW(places, placed)::text, "  # noqa: S608 – from our own modules
    "ROW(spellings, spelled)::text, (SELECT max(id) FROM events_release) FROM "
    f"({PLACES}) AS shapes CROSS JOIN ({SPELLINGS}) AS names "
    "LEFT JOIN (SELECT version, at FROM events_logentry ORDER BY seq DESC LIMIT 1) AS last ON true"
)


class Present(NamedTuple):
    """The last version and its instant (0 and None before the first), and the number of the last release.

    `places` and `spellings` differ whenever one of them was added, changed or removed.
    """

    version: int
    at: object
    places: str
    spellings: str
    released: int | None


def present() -> Present:
    """Return the record's present, no older than what was committed before the call."""
    return Present(*_look())


def still_present() -> Present | None:
    """Return the record's present where nothing was committed since it was looked at; None where it must be again."""
    row = _look.unchanged()
    return row and Present(*row)
