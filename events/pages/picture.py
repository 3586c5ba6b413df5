"""A map with who holds what: the shapes of the places joined with the states of a day."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from districts import shapes
from events.pages import words

LETTER, LINE = 9, 16  # units of a map that a letter of a label and a line of it take


@dataclass(frozen=True)
class Spot:
    """One district as drawn: its shape, its address, and how it is coloured.

    `holder` and `claimant` are actors or None; `tint` marks a holder that is only assumed; `turned` says whether it
    changed hands on the day; `place` is its name with that of its province.
    """

    shape: shapes.Shape
    url: str
    title: str
    holder: object
    claimant: object
    tint: bool
    contested: bool
    here: bool
    turned: bool = False
    place: str = ""


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


def draw(rows, actors, *, label, query="", province=None, here="", kind="", turned=()):
    """Return the picture of rows of `district_states`: of the country, or of one province.

    `query` is kept in every address; `here` is the code of a district to point out, `turned` those that changed hands
    on the day; `kind` is one of the kinds of map.
    """
    sheet = shapes.province_map(province, kind) if province else shapes.country_map(kind)
    by_code = {row["district"]: row for row in rows}
    pairs = [(shape, by_code[shape.code]) for shape in sheet.districts if shape.code in by_code]
    pairs.sort(key=lambda pair: pair[0].marker)
    spots = [_spot(shape, row, actors, query, here, turned) for shape, row in pairs]
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


def _spot(shape, row, actors, query, here, turned):
    claim, place = row["open_claim"], place_of(row)
    return Spot(
        shape=shape,
        url=reverse("district", args=[shape.code]) + query,
        place=place,
        title=gettext("%(place)s: %(state)s") % {"place": place, "state": words.holding(row, actors)},
        holder=actors.get(row["controller"]),
        claimant=actors[claim["controller"]] if claim else None,
        tint=row["standing"] == "assumed",
        contested=row["contested"],
        here=shape.code == here,
        turned=shape.code in turned,
    )


def place_of(row):
    """Return the name of a district with that of its province: Imam Sahib, Kunduz."""
    return gettext("%(district)s, %(province)s") % {"district": row["district_name"], "province": row["province_name"]}


@dataclass(frozen=True)
class Count:
    """One line of the legend: a state in words, how many districts are in it, and how it is drawn.

    `kind` is held, assumed, contested, claimed or unknown.
    """

    kind: str
    words: str
    number: int
    actor: object = None

    @property
    def holder(self):
        """The actor in whose colour it is drawn, None for a claim or what is unknown."""
        return None if self.kind == "claimed" else self.actor

    @property
    def claimant(self):
        """The actor whose dots are drawn."""
        return self.actor if self.kind == "claimed" else None

    @property
    def tint(self):
        """Whether its colour is pale."""
        return self.kind == "assumed"

    @property
    def contested(self):
        """Whether it is hatched."""
        return self.kind == "contested"

    @property
    def is_shown(self):
        """Whether the line says anything: that none is unknown does."""
        return self.number > 0 or self.kind == "unknown"


LINES = {
    "held": _("held by %(actor)s"),
    "assumed": _("assumed to be held by %(actor)s"),
    "contested": _("held by %(actor)s, contested"),
    "claimed": _("openly claimed by %(actor)s, held by another or unknown"),
}


def kind_of(row):
    """Return as which kind of line a row of `district_states` is drawn."""
    if not row["controller"]:
        return "unknown"
    if row["contested"]:
        return "contested"
    return "assumed" if row["standing"] == "assumed" else "held"


def legend(rows, actors):
    """Return the lines that explain a map of these rows: each way of drawing that is in them, with its count."""
    return [line for line in lines_of(rows, actors) if line.is_shown]


def lines_of(rows, actors):
    """Return the lines of every way of drawing there is, with its count in these rows, which may be 0."""
    counts = Counter((kind_of(row), row["controller"]) for row in rows)
    counts.update(("claimed", row["open_claim"]["controller"]) for row in rows if row["open_claim"])
    parties = [actor for actor in actors.values() if actor.is_party]
    by_party = [(kind, actor) for actor in parties for kind in ("held", "assumed", "contested")]
    lines = [
        Count(kind, LINES[kind] % {"actor": words.the(actor)}, counts[kind, actor.slug], actor)
        for kind, actor in [*by_party, *(("claimed", actor) for actor in parties)]
    ]
    return [*lines, Count("unknown", gettext("unknown: no accepted report"), counts["unknown", None])]
