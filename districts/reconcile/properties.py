"""What is told of a place: each property by its id, the kinds of places that have it, and its values as cells."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms

from districts.models import District, Province

DISTRICT, PROVINCE = "district", "province"
TYPES = {DISTRICT: {"id": DISTRICT, "name": "District"}, PROVINCE: {"id": PROVINCE, "name": "Province"}}
SCALARS = {int: "int", float: "float", str: "str"}

_DISTRICT = (
    *("code", "ocha_pcode", "kind", "name", "name_fa", "name_ps", "lat", "lon", "population", "area_km2", "lists"),
    *("iec2019_code", "nsia1398_code", "agcho2012_code", "province__code", "province__name", "province__iso_3166_2"),
    *("parent__code", "parent__name"),
)
_PROVINCE = (
    *("code", "iso_3166_2", "name", "name_fa", "name_ps", "population", "area_km2", "capital__code", "capital__name"),
)


@dataclass(frozen=True)
class Setting:
    """What can be chosen of a property: `field` reads the value and refuses it in a sentence."""

    name: str
    label: str
    about: str
    field: forms.Field

    def described(self) -> dict:
        """Return the setting as the manifest lists it."""
        return {"name": self.name, "label": self.label, "type": "text", "help_text": self.about}


def place_rows(codes: list[str]) -> dict[str, dict]:
    """Return {code: row} of the places with these codes, in one query for each kind."""
    # What no code can hold the database does not take.
    codes = [code for code in codes if "\x00" not in code]
    districts = District.objects.filter(code__in=codes).values(*_DISTRICT)
    provinces = Province.objects.filter(code__in=codes).values(*_PROVINCE)
    rows = {row["code"]: row | {"type": PROVINCE, "ocha_pcode": row["code"]} for row in provinces}
    return rows | {row["code"]: row | {"type": DISTRICT} for row in districts}


@dataclass(frozen=True)
class Property:
    """A property of places. `rows` takes codes, and a keyword for each setting, and returns {code: row}.

    `read` takes a row and returns its value: a text, a number, (code, name) of a place, a list of these, or None.
    `identifies` says that the values are codes, so that a query may look a place up by one.
    """

    id: str
    name: str
    about: str
    kinds: tuple[str, ...]
    read: Callable[[dict], object]
    rows: Callable[..., dict[str, dict]] = place_rows
    settings: tuple[Setting, ...] = ()
    type: str | None = None
    identifies: bool = False
    previewed: bool = False

    def named(self) -> dict:
        """Return the property as suggestions and proposals name it."""
        return {"id": self.id, "name": self.name}

    def meta(self) -> dict:
        """Return the property as the head of a data extension names it."""
        return self.named() | ({"type": TYPES[self.type]} if self.type else {})

    def cells(self, row: dict | None) -> list[dict]:
        """Return the property's values in a row as a data extension writes them; none without a row."""
        value = None if row is None else self.read(row)
        values = value if isinstance(value, list) else [value]
        return [_cell(each) for each in values if each not in (None, "")]


def _cell(value) -> dict:
    """Return one value: of a place by its code and name, of anything else by its type."""
    if isinstance(value, dict):
        return value
    if isinstance(value, tuple):
        return {"id": value[0], "name": value[1]}
    return {SCALARS[type(value)]: value}


def _column(name: str) -> Callable[[dict], object]:
    return lambda row: row.get(name)


def _number(name: str) -> Callable[[dict], object]:
    return lambda row: None if row.get(name) is None else float(row[name])


def _place(name: str) -> Callable[[dict], object]:
    return lambda row: (row[f"{name}__code"], row[f"{name}__name"]) if row.get(f"{name}__code") else None


def _iso(row: dict) -> str:
    return row["iso_3166_2"] if row["type"] == PROVINCE else row["province__iso_3166_2"]


_BOTH = (DISTRICT, PROVINCE)
_ONLY = (DISTRICT,)

PROPERTIES = (
    Property("code", "Code", "The stable code.", _BOTH, _column("code"), identifies=True),
    Property("ocha_pcode", "OCHA P-code", "None for 21 districts.", _BOTH, _column("ocha_pcode"), identifies=True),
    Property("iso_3166_2", "ISO 3166-2", "Of the province, or of the one it lies in.", _BOTH, _iso, identifies=True),
    Property("name", "English name", "Its name in English.", _BOTH, _column("name")),
    Property("name_fa", "Dari name", "Its name in Dari.", _BOTH, _column("name_fa"), previewed=True),
    Property("name_ps", "Pashto name", "Its name in Pashto.", _BOTH, _column("name_ps"), previewed=True),
    Property("kind", "Kind", "Provincial centre, district or temporary one.", _ONLY, _column("kind"), previewed=True),
    Property("province", "Province", "The one it lies in.", _ONLY, _place("province"), type=PROVINCE, previewed=True),
    Property("parent", "Cut from", "Of a temporary district.", _ONLY, _place("parent"), type=DISTRICT),
    Property("capital", "Capital", "The district of its capital.", (PROVINCE,), _place("capital"), type=DISTRICT),
    Property("lat", "Latitude", "Of the seat, WGS 84.", _ONLY, _number("lat")),
    Property("lon", "Longitude", "Of the seat, WGS 84.", _ONLY, _number("lon")),
    Property("population", "Population", "Official projection, not a count.", _BOTH, _column("population")),
    Property("area_km2", "Area in km²", "By the statistics office.", _BOTH, _number("area_km2")),
    Property("lists", "Counted lists", "The lists that count it.", _ONLY, _column("lists")),
    Property("iec2019_code", "Election commission 2019", "Code.", _ONLY, _column("iec2019_code"), identifies=True),
    Property("nsia1398_code", "Statistics office 1398", "Code.", _ONLY, _column("nsia1398_code"), identifies=True),
    Property("agcho2012_code", "Geodesy office 2012", "Code.", _ONLY, _column("agcho2012_code"), identifies=True),
)


def by_id(properties) -> dict[str, Property]:
    """Return {id: property}."""
    return {each.id: each for each in properties}
