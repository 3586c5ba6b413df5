"""The shapes of the places as GeoJSON, in memory: real boundaries where they are loaded, schematic cells where not."""

import dataclasses
from functools import cached_property

import orjson
import shapely

from districts.models import District, Province
from districts.places import places_version

BOUNDARY, CELL = "boundary", "cell"
NOWHERE = (b"null", None)  # of a place that has no shape

_kept = (None, None)


@dataclasses.dataclass(frozen=True)
class Shapes:
    """The shapes of one kind of place: `of` is {code: (GeoJSON geometry, "boundary" or "cell")}.

    A place without a shape has the geometry null, and None says so.
    """

    of: dict[str, tuple[bytes, str | None]]

    @cached_property
    def _areas(self):
        drawn = {code: shapely.from_geojson(shape) for code, (shape, kind) in self.of.items() if kind}
        return list(drawn), shapely.STRtree(list(drawn.values()))

    @cached_property
    def bounds(self) -> tuple[float, float, float, float] | None:
        """West, south, east and north of all shapes in degrees; None where there is none."""
        _, tree = self._areas
        return tuple(map(float, shapely.total_bounds(tree.geometries))) if len(tree) else None

    def within(self, boxes: list[tuple[float, float, float, float]]) -> list[str]:
        """Return the codes of the places that meet one of the boxes (west, south, east, north), and of those without
        a shape, which no box leaves out."""
        codes, tree = self._areas
        met = {number for box in boxes for number in tree.query(shapely.box(*box), predicate="intersects")}
        return [codes[number] for number in sorted(met)] + [code for code, (_, kind) in self.of.items() if not kind]


@dataclasses.dataclass(frozen=True)
class Geometries:
    """The shapes of the districts and of the provinces."""

    district: Shapes
    province: Shapes


def geometries() -> Geometries:
    """Return the shapes of all places, read anew only when a place has changed."""
    global _kept
    version = places_version()
    known, found = _kept
    if known != version:
        found = Geometries(_read(District), _read(Province))
        _kept = (version, found)
    return found


def _read(model) -> Shapes:
    rows = model.objects.order_by("code").values_list("code", BOUNDARY, CELL)
    return Shapes({code: _shape(boundary, cell) for code, boundary, cell in rows})


def _shape(boundary: dict | None, cell: dict | None) -> tuple[bytes, str | None]:
    if boundary:
        return orjson.dumps(boundary), BOUNDARY
    return (orjson.dumps(cell), CELL) if cell else NOWHERE
