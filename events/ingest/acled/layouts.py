"""Which columns an export of ACLED has: the header decides between the current layout and the legacy one. Pure."""

from dataclasses import dataclass

_SHARED = [
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "timestamp",
    "iso",
]
LAYOUTS = {
    "current": frozenset([*_SHARED, "disorder_type", "civilian_targeting", "tags"]),
    "legacy": frozenset([*_SHARED, "data_id", "event_id_no_cnty", "iso3"]),
}
NEEDED = [
    "event_id_cnty",
    "event_date",
    "time_precision",
    "sub_event_type",
    "actor1",
    "actor2",
    "country",
    "admin1",
    "admin2",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "notes",
]
MOST_COLUMNS = 500


class FileRefusedError(ValueError):
    """A file is no export of ACLED that can be read; the message says what would be right."""


@dataclass(frozen=True)
class Header:
    """Where each column stands, and how the header differs from the layout that it resembles most."""

    layout: str
    columns: dict[str, int]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    def notices(self) -> list[str]:
        """Return a sentence for the columns that are missing and one for those that are not ACLED's."""
        said = [("Missing, and done without", self.missing), ("Not read, for ACLED has no such column", self.extra)]
        return [f"{words}: {', '.join(names)}." for words, names in said if names]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file: the line on which it ends (a row of a sheet), its cells as texts, and their header."""

    number: int
    cells: list[str]
    header: Header

    def __getitem__(self, column: str) -> str:
        """Return the text of a column without white space around it; empty when the file has no such column."""
        place = self.header.columns.get(column)
        return "" if place is None or place >= len(self.cells) else self.cells[place].strip()


def read_header(cells: list[str]) -> Header:
    """Return the header that the first row of a file makes.

    Raises FileRefusedError when a column that the judging needs is missing, or a name stands there twice.
    """
    names = [" ".join(cell.replace("\ufeff", "").split()).casefold() for cell in cells]
    if len(names) > MOST_COLUMNS:
        raise FileRefusedError(f"The first row has {len(names)} columns: it must name ACLED's 31.")
    columns = {name: place for place, name in reversed(list(enumerate(names))) if name}
    twice = sorted({name for name in columns if names.count(name) > 1})
    if twice:
        raise FileRefusedError(f"The header names {', '.join(twice)} twice: remove one of the columns.")
    needed = [name for name in NEEDED if name not in columns]
    if needed:
        raise FileRefusedError(
            f"The header has no column {', '.join(needed)}: the first row must name the columns as ACLED does."
        )
    layout = max(LAYOUTS, key=lambda each: (len(LAYOUTS[each] & columns.keys()), each))
    return Header(
        layout=layout,
        columns=columns,
        missing=tuple(sorted(LAYOUTS[layout] - columns.keys())),
        extra=tuple(sorted(name for name in columns if name not in LAYOUTS[layout])),
    )
