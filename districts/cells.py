"""Schematic cells: the ground nearest to each district's seat, inside the country's outline. They are no boundaries."""

import math
from collections.abc import Iterable

import numpy as np
import shapely
from django.db import transaction
from django.db.models import F
from shapely.geometry import MultiPoint, MultiPolygon, Point, Polygon, mapping, shape
from shapely.geometry.base import BaseGeometry

from districts.models import Country, District, Province

DECIMALS = 4  # of a degree: ten metres
_NUDGE = 0.001  # degrees between seats that stand on one point
_GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


def outline_of(collection: dict) -> BaseGeometry:
    """Return the one outline that the polygons of a GeoJSON FeatureCollection make together."""
    return shapely.union_all([shape(feature["geometry"]) for feature in collection["features"]])


def draw(seats: dict[str, tuple[float, float]], outline: BaseGeometry) -> dict[str, BaseGeometry]:
    """Return for each code the part of the outline that is nearest to its seat (lon, lat), in degrees to 4 decimals.

    The cells are disjoint, none is empty, and together they are the outline, but for the rounding.
    """
    # A degree of longitude is drawn as long as it is on the ground, so that "nearest" is true on the ground.
    across = math.cos(math.radians(outline.centroid.y))
    ground = shapely.transform(outline, lambda points: points * (across, 1))
    places = _apart([Point(lon * across, lat) for _, (lon, lat) in sorted(seats.items())], ground)
    drawn = [_rounded(shapely.transform(cell, lambda points: points / (across, 1))) for cell in _cells(places, ground)]
    return dict(zip(sorted(seats), drawn, strict=True))


def _apart(places: list[Point], ground: BaseGeometry) -> list[Point]:
    """Return the places, those outside of the ground moved into it and those on one point moved apart."""
    inner = ground.buffer(-2 * _NUDGE)
    inner = ground if inner.is_empty else inner
    taken: set[tuple[float, float]] = set()
    moved = []
    for place in places:
        inside = place if ground.contains(place) else shapely.shortest_line(inner, place).interpolate(0)
        spot, tries = inside, 0
        while (round(spot.x, 5), round(spot.y, 5)) in taken or not ground.contains(spot):
            tries += 1
            reach = _NUDGE * math.sqrt(tries)
            turn = tries * _GOLDEN_ANGLE
            spot = Point(inside.x + reach * math.cos(turn), inside.y + reach * math.sin(turn))
        taken.add((round(spot.x, 5), round(spot.y, 5)))
        moved.append(spot)
    return moved


def _cells(places: list[Point], ground: BaseGeometry) -> list[BaseGeometry]:
    """Return the part of the ground that is nearest to each place, in the order of the places."""
    if len(places) < 2:
        return [ground] * len(places)
    nearest = shapely.voronoi_polygons(MultiPoint(places), extend_to=ground.envelope.buffer(1), ordered=True)
    return [polygons(cell.intersection(ground)) for cell in nearest.geoms]


def polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Return the polygons of a geometry as one Polygon or MultiPolygon, without points and lines."""
    parts = [part for part in shapely.get_parts(shapely.get_parts(geometry)) if part.geom_type == "Polygon"]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _rounded(geometry: BaseGeometry) -> BaseGeometry:
    """Return a valid geometry whose vertices have `DECIMALS`; neighbours keep the vertices that they share."""
    rounded = shapely.transform(geometry, lambda points: np.round(points, DECIMALS))
    if rounded.is_valid:
        return rounded
    return polygons(shapely.set_precision(geometry, 10**-DECIMALS))


def joined(geometries: Iterable[BaseGeometry], grid: float = 10**-DECIMALS, gap: float = 0) -> BaseGeometry:
    """Return the union of neighbouring areas on a grid, so that vertices rounded apart meet again.

    A hole smaller than `gap` (in square units of the geometries) is a slit between neighbours and is closed.
    """
    union = polygons(shapely.union_all(list(geometries), grid_size=grid))
    parts = [_without_slits(part, gap) for part in shapely.get_parts(union)]
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def _without_slits(area: Polygon, gap: float) -> Polygon:
    """Return a polygon without the holes that are smaller than a gap."""
    return Polygon(area.exterior, [hole for hole in area.interiors if Polygon(hole).area >= gap])


def geojson(geometry: BaseGeometry) -> dict:
    """Return a polygon as an RFC 7946 geometry: lon, lat, at most 6 decimals, exterior rings counter-clockwise."""
    turned = shapely.orient_polygons(geometry)
    return mapping(shapely.transform(turned, lambda points: np.round(points, 6)))


@transaction.atomic
def draw_cells() -> int:
    """Draw and store the cell of every district and province, and return how many districts there are.

    Whoever adds, moves or removes a place calls this in the same transaction. Raises Country.DoesNotExist.
    """
    country = Country.objects.select_for_update().get()
    districts = list(District.objects.select_related("province").defer("boundary").in_order())
    seats = {district.code: (float(district.lon), float(district.lat)) for district in districts}
    cells = draw(seats, outline_of(country.outline)) if seats else {}
    for district in districts:
        district.cell = geojson(cells[district.code])
    District.objects.bulk_update(districts, ["cell"], batch_size=200)
    _draw_provinces(districts, cells)
    Country.objects.update(shapes_version=F("shapes_version") + 1)
    return len(districts)


def _draw_provinces(districts: list[District], cells: dict[str, BaseGeometry]) -> None:
    """Store each province's cell: the union of its districts' cells, None where it has no district."""
    provinces = list(Province.objects.defer("boundary"))
    for province in provinces:
        theirs = [cells[district.code] for district in districts if district.province_id == province.pk]
        province.cell = geojson(joined(theirs)) if theirs else None
    Province.objects.bulk_update(provinces, ["cell"])
