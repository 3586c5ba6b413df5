"""The facts of a country that no table holds: read from the Data Package that `RECORD` names, before the database is.

They stand in `marz` of its datapackage.json; docs/other-countries.md explains each.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

DESCRIPTOR = "datapackage.json"
ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Record:
    """What a package says of its country.

    `country` and `languages` are by language code: the country's name in it, and its own name for itself. `list` tags
    the units that are counted unless another list is asked for; `lists` are the tags by how many units each has.
    `sides` are the parties whose own version is a perspective, in the order of menus. `weaknesses` are
    sentences in English on what the record cannot tell.
    """

    name: str
    folder: Path
    country: dict[str, str]
    time_zone: str
    languages: dict[str, str]
    list: str
    lists: dict[int, str]
    sides: tuple[str, ...]
    weaknesses: tuple[str, ...] = ()


def read_record(folder: Path) -> Record:
    """Return what the package in a folder says of its country; raises ValueError with what is wrong or missing."""
    path = folder / DESCRIPTOR
    try:
        described = json.loads(path.read_text(encoding="utf-8"))
        facts = described["marz"]
        found = Record(
            name=described["name"],
            folder=folder,
            country=facts["country"],
            time_zone=facts["time_zone"],
            languages=facts["languages"],
            list=facts["list"],
            lists={int(size): tag for size, tag in facts["lists"].items()},
            sides=tuple(facts["sides"]),
            weaknesses=tuple(facts.get("weaknesses", ())),
        )
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"{path} has no {error} in “marz”; docs/other-countries.md says what it holds") from error
    except ValueError as error:
        raise ValueError(f"{path} is not as it should be: {error}") from error
    _check(path, found)
    return found


def _check(path: Path, found: Record) -> None:
    try:
        ZoneInfo(found.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise ValueError(f"{path}: “time_zone” is no zone of the tz database: {found.time_zone}") from error
    if next(iter(found.languages), None) != ENGLISH or ENGLISH not in found.country:
        raise ValueError(f"{path}: “languages” begins with en, and “country” has a name in it")
    if found.list not in found.lists.values():
        raise ValueError(f"{path}: “list” is {found.list}, which is none of “lists”")


def record_in(beside: Path):
    """Return a parser of folders of records, a relative one lying in `beside`."""

    def parse(text: str) -> Record:
        return read_record((beside / Path(text).expanduser()).resolve())

    return parse
