"""A map with who holds what: the shapes of the places joined with the states of a day."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext

from districts import shapes
from events.pages import words

LETTER, LINE = 9, 16  # units of a map that a letter of a label and a line of it take


@dataclass(frozen=True)
class Spot:
    """One district as drawn: its shape, its address, and how it is coloured.

    `holder` and `claimant` are actors or None; `tint` marks a holder that is only assumed.
    """

    shape: shapes.Shape
    url: str
    title: str
    holder: object
    claimant: object
    tint: bool
    contested: bool
    here: bool


@dataclass(frozen=True)
class Picture:
    """A drawn map: the sheet, its districts in their order, those with markers last, and what to call it.

    `labels` are the names written on it, each as (x, y, name).
    """

    sheet: shapes.Map
    spots: list[Spot]
    label: str
    actors: list
    labels: list[tuple[float, float, str]]


def draw(rows, actors, *, label, query="", province=None, here=""):
    """Return the picture of rows of `district_states`: of the country, or of one province.

    `query` is kept in every address; `here` is the code of a district to point out.
    """
    sheet = shapes.province_map(province) if province else shapes.country_map()
    by_code = {row["district"]: row for row in rows}
    pairs = [(shape, by_code[shape.code]) for shape in sheet.districts if shape.code in by_code]
    pairs.sort(key=lambda pair: pair[0].marker)
    spots = [_spot(shape, row, actors, query, here) for shape, row in pairs]
    parties = [actor for actor in actors.values() if actor.is_party]
    return Picture(sheet, spots, label, parties, _labels(sheet, rows, by_district=province is not None))


def _labels(sheet, rows, *, by_district):
    """Return the names to write on a sheet: the provinces' on the country's, the districts' on a province's.

    Those of the places with most districts come first; a name that would lie on another one is left out.
    """
    level, shapes_named = ("district", sheet.districts) if by_district else ("province", sheet.provinces)
    names = {row[level]: row[f"{level}_name"] for row in rows}
    sizes = Counter(row[level] for row in rows)
    found = []
    for shape in sorted(shapes_named, key=lambda shape: -sizes[shape.code]):
        label = (shape.x, shape.y - LINE * shape.marker, names.get(shape.code, ""))
        if label[2] and not any(_overlap(label, other) for other in found):
            found.append(label)
    return found


def _overlap(one, other):
    apart = (len(one[2]) + len(other[2])) * LETTER / 2
    return abs(one[0] - other[0]) < apart and abs(one[1] - other[1]) < LINE


def _spot(shape, row, actors, query, here):
    claim = row["open_claim"]
    names = {"district": row["district_name"], "province": row["province_name"]}
    facts = {**names, "state": words.holding(row, actors)}
    return Spot(
        shape=shape,
        url=reverse("district", args=[shape.code]) + query,
        title=gettext("%(district)s, %(province)s: %(state)s") % facts,
        holder=actors.get(row["controller"]),
        claimant=actors[claim["controller"]] if claim else None,
        tint=row["standing"] == "assumed",
        contested=row["contested"],
        here=shape.code == here,
    )


@dataclass(frozen=True)
class Count:
    """One line of the legend: a state in words, how many districts are in it, and how it is drawn."""

    words: str
    number: int
    holder: object = None
    claimant: object = None
    tint: bool = False
    contested: bool = False


def legend(rows, actors):
    """Return the lines that explain a map of these rows: each way of drawing, with its count, the common ones first."""
    parties = [actor for actor in actors.values() if actor.is_party]
    lines = []
    for actor in parties:
        held = [row for row in rows if row["controller"] == actor.slug and not row["contested"]]
        assumed = sum(row["standing"] == "assumed" for row in held)
        contested = sum(row["controller"] == actor.slug and row["contested"] for row in rows)
        who = {"actor": words.the(actor)}
        lines += [
            Count(gettext("held by %(actor)s") % who, len(held) - assumed, actor),
            Count(gettext("assumed to be held by %(actor)s") % who, assumed, actor, tint=True),
            Count(gettext("held by %(actor)s, contested") % who, contested, actor, contested=True),
        ]
    lines += [_claims(rows, actor) for actor in parties]
    shown = [line for line in lines if line.number]
    return [*shown, Count(gettext("unknown: no accepted report"), sum(not row["controller"] for row in rows))]


def _claims(rows, actor):
    mine = [row for row in rows if row["open_claim"] and row["open_claim"]["controller"] == actor.slug]
    text = gettext("openly claimed by %(actor)s, held by another or unknown") % {"actor": words.the(actor)}
    return Count(text, len(mine), claimant=actor)
