"""Maps as SVG paths: real boundaries where they are loaded, schematic cells where not."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
import shapely
from django.db.models import F
from django.utils.functional import lazy
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from shapely.geometry import Point, Polygon, shape
from shapely.geometry.base import BaseGeometry

from districts import tiles
from districts.cells import joined
from districts.languages import number
from districts.models import Country, District, Province

WIDTH = 1000  # units across a map
MARGIN = 6
MARKER = 8  # units across a dot
TALLEST = 1.25  # times the width
SMALLEST = 0.01  # degrees across a map
SLIT = 100  # square units: a smaller hole in a province is a slit between two of its districts
GRID = 0.1  # units: a path has one decimal
DETAIL = 0.9  # units: a bend of a boundary that is finer than this is not drawn

CELLS_CAPTION = _(
    "Schematic cells: each district is drawn as the ground nearest to its seat. These are not its boundaries."
)
TILES_CAPTION = _(
    "One hexagon of equal size for each district, near where it lies: each counts as one, however large it is."
)

BOUNDARIES, CELLS, TILES = KINDS = ("boundaries", "cells", "tiles")

_drawn: dict[tuple, object] = {}


@dataclass(frozen=True)
class Shape:
    """One place on a map: `d` is its SVG path, empty for a marker, which is a dot at x, y."""

    code: str
    d: str
    x: float
    y: float
    marker: bool = False


@dataclass(frozen=True)
class Map:
    """A drawn map: `kind` is one of KINDS, and the caption says what that means and whose they are.

    A map is kept for readers of all languages, so that its caption is in the one that is active when it is read.
    """

    view_box: str
    kind: str
    caption: str
    districts: list[Shape] = field(default_factory=list)
    provinces: list[Shape] = field(default_factory=list)


def country_map(kind: str = "") -> Map:
    """Return the map of all districts and provinces; an empty one while no place is loaded.

    `kind` is one of KINDS; by default boundaries where they are loaded, else cells.
    """
    return _kept(None, kind)


def province_map(province: Province, kind: str = "") -> Map:
    """Return the map of one province's districts, as large as the country's."""
    return _kept(province.code, kind)


def kinds() -> list[str]:
    """Return the kinds of map that there are: boundaries only where some are loaded. The first is the default."""
    return [CELLS, TILES] if not District.objects.filter(boundary__isnull=False).exists() else [*KINDS]


def tile_places() -> dict[str, tuple[int, int]]:
    """Return the place of each district in the grid of hexagons, as whole steps: two across, one down."""
    known = _tiles()
    return {code: (2 * column + row, row) for code, (column, row) in known.places.items()} if known else {}


def _kept(province: str | None, kind: str) -> Map:
    """Return a map, drawn anew only when shapes have changed; the older ones are forgotten then."""
    drawn = _once((province, kind), lambda country: _draw(country, province, kind))
    return drawn or Map(f"0 0 {WIDTH} {WIDTH}", CELLS, _("No place is loaded."))


def _once(key: tuple, draw: Callable):
    """Return what `draw` makes of the country, made once as long as no shape changes; None where there is none."""
    country = Country.objects.defer("outline", "descriptor").first()
    if country is None:
        return None
    version = (country.pk, country.shapes_version)
    if (*version, *key) not in _drawn:
        for old in [known for known in _drawn if known[:2] != version]:
            _drawn.pop(old, None)
        _drawn[(*version, *key)] = draw(country)
    return _drawn[(*version, *key)]


@dataclass(frozen=True)
class Tiles:
    """The hexagons of the whole country: their grid, and the place of each district in it."""

    grid: tiles.Grid
    places: dict[str, tuple[int, int]]


def _tiles() -> Tiles | None:
    return _once(("tiles",), lambda country: _assigned())


def _assigned() -> Tiles:
    """Return the hexagons of all districts, on the ground that their cells cover."""
    rows = list(District.objects.in_order().values("code", "lon", "lat", "cell", province_code=F("province__code")))
    seats = {row["code"]: Point(float(row["lon"]), float(row["lat"])) for row in rows}
    cells = [shape(row["cell"]) for row in rows if row["cell"]]
    sheet = Sheet.around([*cells, *seats.values()])
    points = {code: sheet.place(seat).coords[0] for code, seat in seats.items()}
    ground = shapely.union_all([sheet.place(cell).buffer(GRID) for cell in cells]) if cells else None
    return Tiles(*tiles.assign(points, {row["code"]: row["province_code"] for row in rows}, ground))


def _draw_tiles(province: str | None) -> Map:
    """Return the map of hexagons, of the country or as large of one province."""
    scope = District.objects.of_province(province) if province else District.objects.all()
    known = _tiles()
    rows = list(scope.in_order().values("code", province_code=F("province__code")))
    middles = {row["code"]: known.grid.middle(known.places[row["code"]]) for row in rows}
    hexagons = {code: _hexagon(Point(middle), known.grid.step) for code, middle in middles.items()}
    west, north, east, south = shapely.total_bounds(list(hexagons.values()) or [Point(0, 0)])
    scale = (WIDTH - 2 * MARGIN) / max(east - west, (south - north) / TALLEST, SMALLEST)
    beside = (WIDTH - 2 * MARGIN - (east - west) * scale) / 2 + MARGIN
    areas = {
        code: shapely.transform(area, lambda points: (points - (west, north)) * scale + (beside, MARGIN))
        for code, area in hexagons.items()
    }
    drawn = [_shape(code, area, area.centroid) for code, area in areas.items()]
    height = math.ceil((south - north) * scale + 2 * MARGIN)
    return Map(f"0 0 {WIDTH} {height}", TILES, TILES_CAPTION, drawn, _provinces(rows, areas))


def _hexagon(middle: Point, step: float) -> BaseGeometry:
    """Return the hexagon around a point whose neighbours lie a step away, a corner at the top."""
    turns = [math.radians(60 * number + 30) for number in range(6)]
    radius = step / math.sqrt(3)
    return Polygon([(middle.x + radius * math.cos(turn), middle.y + radius * math.sin(turn)) for turn in turns])


def _draw(country: Country, province: str | None, kind: str) -> Map:
    """Return a map of the country, or of one province of it, as the database has the shapes now."""
    if kind == TILES:
        return _draw_tiles(province)
    scope = District.objects.of_province(province) if province else District.objects.all()
    if not kind:
        kind = BOUNDARIES if scope.filter(boundary__isnull=False).exists() else CELLS
    shapes = F("boundary" if kind == BOUNDARIES else "cell")
    columns = {"area": shapes, "province_code": F("province__code"), "parent_code": F("parent__code")}
    rows = list(scope.in_order().values("code", "lon", "lat", **columns))
    areas = {row["code"]: shape(row["area"]) for row in rows if row["area"]}
    seats = {row["code"]: Point(float(row["lon"]), float(row["lat"])) for row in rows}
    sheet = Sheet.around([*areas.values(), *seats.values()])
    placed = sheet.simplified({code: sheet.place(area) for code, area in areas.items()})
    spots = _spots({code: sheet.place(seat) for code, seat in seats.items()}, placed, rows)
    districts = [_shape(code, placed.get(code), spot) for code, spot in spots.items()]
    caption = lazy(_caption, str)(kind, country.boundaries_credit, sum(drawn.marker for drawn in districts))
    return Map(f"0 0 {WIDTH} {sheet.height}", kind, caption, districts, _provinces(rows, placed))


def _caption(kind: str, credit: str, markers: int) -> str:
    """Return the sentences under a map: what its areas are, whose they are, what its dots are."""
    if kind == CELLS:
        return str(CELLS_CAPTION)
    whose = gettext("Boundaries: %(credit)s.") % {"credit": credit or gettext("source not stated")}
    return f"{whose} {_dots(markers)}" if markers else whose


def _dots(markers: int) -> str:
    return ngettext(
        "%(count)s district without a boundary of its own is a dot, inside the district that a temporary one was cut "
        "from.",
        "%(count)s districts without a boundary of their own are dots, inside the district that a temporary one was "
        "cut from.",
        markers,
    ) % {"count": number(markers)}


def _spots(seats: dict[str, Point], areas: dict[str, BaseGeometry], rows: list[dict]) -> dict[str, Point]:
    """Return where each district is pointed at: its seat, or a point inside of the area that it or its parent has."""
    within = {row["code"]: areas.get(row["code"], areas.get(row["parent_code"])) for row in rows}
    spots: dict[str, Point] = {}
    for code, seat in seats.items():
        area = within[code]
        spot = seat if area is None or area.contains(seat) else area.representative_point()
        spots[code] = spot if code in areas else _free(spot, [spots[other] for other in spots if other not in areas])
    return spots


def _free(spot: Point, markers: list[Point]) -> Point:
    """Return the spot moved right until it stands clear of the other markers."""
    while any(spot.distance(marker) < MARKER for marker in markers):
        spot = Point(spot.x + MARKER, spot.y)
    return spot


def _shape(code: str, area: BaseGeometry | None, spot: Point) -> Shape:
    """Return a district as it is drawn: its area, or a marker when it has none."""
    return Shape(code, path(area) if area else "", round(spot.x, 1), round(spot.y, 1), marker=area is None)


def _provinces(rows: list[dict], areas: dict[str, BaseGeometry]) -> list[Shape]:
    """Return the outline of each province: the union of the areas of its districts as they are drawn."""
    theirs: dict[str, list[BaseGeometry]] = {}
    for row in rows:
        if row["code"] in areas:
            theirs.setdefault(row["province_code"], []).append(areas[row["code"]])
    outlines = {code: joined(parts, GRID, SLIT) for code, parts in theirs.items()}
    return [_shape(code, outline, outline.representative_point()) for code, outline in outlines.items()]


@dataclass(frozen=True)
class Sheet:
    """The paper of a map: where longitude and latitude come to lie in units, y downwards."""

    west: float
    north: float
    across: float  # how much shorter than a degree of latitude a degree of longitude is
    scale: float  # units to a degree of latitude
    height: int

    @classmethod
    def around(cls, geometries: Iterable[BaseGeometry]) -> "Sheet":
        """Return the sheet of full width on which all the geometries lie within the margin."""
        west, south, east, north = shapely.total_bounds(list(geometries))
        across = math.cos(math.radians((south + north) / 2))
        scale = (WIDTH - 2 * MARGIN) / max((east - west) * across, (north - south) / TALLEST, SMALLEST)
        beside = (WIDTH - 2 * MARGIN) / (scale * across) - (east - west)
        return cls(west - beside / 2, north, across, scale, math.ceil((north - south) * scale + 2 * MARGIN))

    def place(self, geometry: BaseGeometry) -> BaseGeometry:
        """Return a geometry in degrees as it lies on the sheet."""
        factors = (self.across * self.scale, -self.scale)
        return shapely.transform(geometry, lambda points: (points - (self.west, self.north)) * factors + MARGIN)

    @staticmethod
    def simplified(areas: dict[str, BaseGeometry]) -> dict[str, BaseGeometry]:
        """Return neighbouring areas on the sheet without bends too fine to see; shared edges stay shared."""
        simple = shapely.coverage_simplify(list(areas.values()), DETAIL) if areas else []
        return {code: area if new.is_empty else new for (code, area), new in zip(areas.items(), simple, strict=True)}


def path(geometry: BaseGeometry) -> str:
    """Return a polygon on the sheet as an SVG path in relative steps of a tenth of a unit."""
    rings = [ring for part in shapely.get_parts(geometry) for ring in (part.exterior, *part.interiors)]
    return "".join(_ring(np.rint(np.asarray(ring.coords) / GRID).astype(int)[:-1]) for ring in rings)


def _ring(points: np.ndarray) -> str:
    """Return one closed ring of whole tenths as SVG; nothing when it is too small to be seen."""
    steps = np.diff(points, axis=0)
    steps = steps[steps.any(axis=1)]
    if len(steps) < 2:
        return ""
    return f"M{_numbers(points[0])}l{_numbers(steps.ravel())}z"


def _numbers(tenths: np.ndarray) -> str:
    """Return numbers given in tenths as SVG reads them, with a space only where it is needed."""
    words = [f"{number / 10:g}" for number in tenths.tolist()]
    return "".join(word if word.startswith("-") or not place else f" {word}" for place, word in enumerate(words))
