"""The labelled articles: what a reader of each text should propose, and the gazetteer to read it with."""

import csv
import datetime
import pathlib
import tomllib
from dataclasses import dataclass

from districts.name_index import Index, Place

FOLDER = pathlib.Path(__file__).parent / "articles"
FIXTURES = pathlib.Path(__file__).parent.parent / "fixtures" / "afghanistan"
SPLITS = ("dev", "held_out", "fresh", "final")
STYLES = ("wire", "statement", "tweet", "local", "research", "broadcaster")

# How many days the proposed range may span, so that a range of years cannot catch a day by its width.
WIDEST = {"day": None, "days": 8, "week": 15, "month": 62, "year": 400}


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event that the text states; `district` is empty where `ambiguous` lists the codes that may be meant.

    `voices` and `may` hold "voice:stance", `may` those that a careful reader may hear or leave out; one is heard.
    An `optional` event is one on which careful readers differ: proposed or not, it is not counted.
    """

    kinds: frozenset[str]
    controller: str
    opponent: str
    date: datetime.date
    precision: str
    voices: frozenset[str]
    may: frozenset[str] = frozenset()
    district: str = ""
    ambiguous: frozenset[str] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldTally:
    """A published count of districts; `count_high` None is "at least".

    An empty actor or measure and a denominator that is not said are not compared: a reader may carry them over.
    """

    actor: str
    voice: str
    count_low: int
    count_high: int | None = None
    denominator: int | None = None
    measure: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldNote:
    """A statement about control that names no district, and whose word it is."""

    voice: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldCasualty:
    """A voice's count of dead, wounded, captured or surrendered; `of` is empty for civilians, `high` None is open."""

    voice: str
    of: str
    outcome: str
    low: int
    high: int | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """A text with its labels; its first line is the headline."""

    slug: str
    split: str
    style: str
    published: datetime.date
    text: str
    source: str = ""
    cases: tuple[str, ...] = ()
    events: tuple[GoldEvent, ...] = ()
    tallies: tuple[GoldTally, ...] = ()
    notes: tuple[GoldNote, ...] = ()
    casualties: tuple[GoldCasualty, ...] = ()

    @property
    def headline(self) -> str:
        """The first line of the text."""
        return self.text.partition("\n")[0]

    @property
    def says_nothing(self) -> bool:
        """Whether a reader should propose no event and no tally at all."""
        return not (self.events or self.tallies)


def articles(split: str, folder: pathlib.Path = FOLDER) -> list[Article]:
    """Return the labelled articles of a split by slug; none if there is no such folder."""
    return [read(path) for path in sorted((folder / split).glob("*.toml"))]


def read(path: pathlib.Path) -> Article:
    """Return the article whose labels are at `path`, its text beside it; an unknown key is a TypeError."""
    gold = tomllib.loads(path.read_text("utf-8"))
    rows = {name: gold.pop(name, []) for name in ("event", "tally", "note", "casualty")}
    return Article(
        slug=path.stem,
        split=path.parent.name,
        text=path.with_suffix(".txt").read_text("utf-8"),
        cases=tuple(gold.pop("cases", ())),
        events=tuple(_event(**row) for row in rows["event"]),
        tallies=tuple(GoldTally(**row) for row in rows["tally"]),
        notes=tuple(GoldNote(**row) for row in rows["note"]),
        casualties=tuple(GoldCasualty(**row) for row in rows["casualty"]),
        **gold,
    )


def _event(*, kind, voices, also_kind=(), may=(), ambiguous=(), **rest) -> GoldEvent:
    return GoldEvent(
        kinds=frozenset({kind, *also_kind}),
        voices=frozenset(voices),
        may=frozenset(may),
        ambiguous=frozenset(ambiguous),
        **rest,
    )


def place_index(folder: pathlib.Path = FIXTURES) -> Index:
    """Return the gazetteer's index of the places and spellings that ship with Marz, without a database."""
    provinces, districts = _rows(folder / "provinces.csv"), _rows(folder / "districts.csv")
    places = [Place(row["code"], "province", row["name"], row["code"]) for row in provinces]
    places += [Place(row["code"], "district", row["name"], row["province_code"]) for row in districts]
    spellings = [(row["code"], row[name]) for row in [*provinces, *districts] for name in ("name_fa", "name_ps")]
    spellings += [(row["district_code"], row["name"]) for row in _rows(folder / "names.csv")]
    spellings += [(row["province_code"], row["name"]) for row in _rows(folder / "province_names.csv")]
    return Index(places, spellings)


def _rows(path: pathlib.Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
