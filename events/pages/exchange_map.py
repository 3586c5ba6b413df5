"""The small map of what changed hands: the districts that did, in the colour of who had them in the end."""

from dataclasses import dataclass

from django.utils.translation import gettext

from districts import shapes
from events.pages import words


@dataclass(frozen=True)
class Mark:
    """One district that changed hands: its shape, who had it in the end, and whether that is who had it before."""

    shape: shapes.Shape
    winner: object
    net: bool
    retaken: bool
    title: str


@dataclass(frozen=True)
class ExchangeMap:
    """The sheet, its marks with those drawn as dots last, and the outlines of what lies around them."""

    sheet: shapes.Map
    marks: list[Mark]
    outlines: list[shapes.Shape]


def draw(rows, province=None):
    """Return the ExchangeMap of rows that `changes.in_words` returns, of the country or of one province.

    A country's map has the outlines of its provinces; a province's map the districts that did not change hands.
    """
    sheet = shapes.province_map(province) if province else shapes.country_map()
    by_code = {row["district"]: row for row in rows}
    marks = [_mark(shape, by_code[shape.code]) for shape in sheet.districts if shape.code in by_code]
    still = [shape for shape in sheet.districts if shape.code not in by_code]
    return ExchangeMap(sheet, sorted(marks, key=lambda mark: mark.shape.marker), still if province else sheet.provinces)


def _mark(shape, row):
    facts = {
        "place": row["district_name"],
        "before": words.name_of(row["loser"]),
        "after": words.name_of(row["winner"]),
    }
    if row["net"]:
        text = gettext("%(place)s: from %(before)s to %(after)s")
    else:
        text = gettext("%(place)s: lost by %(before)s and taken back")
    return Mark(shape, row["winner"], row["net"], row["retaken"], text % facts)
