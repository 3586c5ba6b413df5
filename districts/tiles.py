"""One hexagon of equal size for each place, near where it lies: a map on which large empty districts do not outshout.

Pure: points in, places of a grid out, the same for the same points. The grid has just as many hexagons on the ground
as are needed; points and hexagons are halved together until each has its own, then neighbours are exchanged as long as
that brings more nearer to where it lies and to its province than it moves away.
"""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

PULL = 0.25  # how far a place is drawn to the middle of its group before it gets a hexagon
TOGETHER = 2.0  # squared steps of the grid that a pair of neighbours of one group is worth
PASSES = 12  # of exchanges; they end by themselves before, as a rule
NEAR = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))

Place = tuple[int, int]


@dataclass(frozen=True)
class Grid:
    """Hexagons with a corner at the top: (column, row) has its middle at x, y; rows lie closer than columns."""

    x: float
    y: float
    step: float  # between the middles of neighbours

    def middle(self, place: Place) -> tuple[float, float]:
        """Return where the middle of a hexagon lies. Columns lean to the right as rows go down."""
        column, row = place
        return self.x + self.step * (column + row / 2), self.y + self.step * row * math.sqrt(0.75)


def assign(
    points: Mapping[str, tuple[float, float]], groups: Mapping[str, str], ground: BaseGeometry | None = None
) -> tuple[Grid, dict[str, Place]]:
    """Return a grid, and for each point its own place of it.

    `groups` names what is to stay together; `ground` is where the hexagons may lie, by default around the points.
    """
    if not points:
        return Grid(0, 0, 1), {}
    codes = list(points)
    at = np.array([points[code] for code in codes], dtype=float)
    grid, places = _places(shapely.multipoints(at) if ground is None else ground, len(codes))
    middles = np.array([grid.middle(place) for place in places])
    aims = _drawn_together(at, [groups[code] for code in codes])
    distances = ((aims[:, None, :] - middles[None, :, :]) ** 2).sum(axis=2) / grid.step**2
    needed = np.sort(np.argsort(distances.min(axis=0), kind="stable")[: len(codes)])
    chosen = [int(needed[number]) for number in halved(aims, middles[needed])]
    found = _exchanged(distances.tolist(), places, chosen, [groups[code] for code in codes])
    return grid, {code: places[number] for code, number in zip(codes, found, strict=True)}


def _drawn_together(at, groups):
    """Return points a bit nearer to the middle of their group."""
    members: dict[str, list[int]] = {}
    for number, group in enumerate(groups):
        members.setdefault(group, []).append(number)
    middles = np.empty_like(at)
    for numbers in members.values():
        middles[numbers] = at[numbers].mean(axis=0)
    return at + PULL * (middles - at)


def _places(ground: BaseGeometry, needed: int) -> tuple[Grid, list[Place]]:
    """Return the coarsest grid with enough hexagons whose middles lie on the ground, and these."""
    west, south, east, north = ground.bounds
    across = max(east - west, north - south, 1.0)
    if ground.area < across * across / 100:
        ground = shapely.box(west - across / 2, south - across / 2, east + across / 2, north + across / 2)
        west, south, east, north = ground.bounds
    low, high, best = 0.0, 2 * across, None
    shapely.prepare(ground)
    for _ in range(24):
        grid = Grid(west, south, (low + high) / 2)
        places = _inside(grid, ground)
        if len(places) >= needed:
            low, best = grid.step, (grid, places)
        else:
            high = grid.step
        if best and needed <= len(places) <= needed * 1.02:
            break
    return best


def _inside(grid: Grid, ground: BaseGeometry) -> list[Place]:
    """Return the places of a grid whose middles lie on the ground, row by row."""
    west, south, east, north = ground.bounds
    rows = math.floor((north - south) / (grid.step * math.sqrt(0.75))) + 1
    found = []
    for row in range(rows):
        first = math.floor(-row / 2)
        found += [(column, row) for column in range(first, first + math.floor((east - west) / grid.step) + 2)]
    middles = np.array([grid.middle(place) for place in found])
    inside = shapely.contains_xy(ground, middles)
    return [place for place, is_in in zip(found, inside, strict=True) if is_in]


def halved(points: np.ndarray, middles: np.ndarray) -> list[int]:
    """Return for each point the number of a middle of its own; there are as many of both.

    Both are cut across their longer side into the same numbers, again and again, so that what lies west of another
    thing, or north, does so in the end.
    """
    chosen = [0] * len(points)
    waiting = [(np.arange(len(points)), np.arange(len(middles)))]
    while waiting:
        ours, theirs = waiting.pop()
        if len(ours) == 1:
            chosen[int(ours[0])] = int(theirs[0])
            continue
        spans = np.ptp(middles[theirs], axis=0)
        axis = int(spans[1] > spans[0])
        ours, theirs = (
            each[np.argsort(of[each, axis], kind="stable")] for each, of in ((ours, points), (theirs, middles))
        )
        half = len(ours) // 2
        waiting += [(ours[:half], theirs[:half]), (ours[half:], theirs[half:])]
    return chosen


def _exchanged(costs, places, chosen, groups):
    """Return the choice after neighbours were exchanged as long as it gained."""
    at = {places[column]: row for row, column in enumerate(chosen)}
    number = {place: column for column, place in enumerate(places)}
    for _ in range(PASSES):
        gained = False
        for one, other in _pairs(places, number):
            if _gain(costs, number, at, groups, one, other) > 1e-9:
                at[one], at[other] = at.get(other), at.get(one)
                gained = True
        if not gained:
            break
    where = {row: number[place] for place, row in at.items() if row is not None}
    return [where[row] for row in range(len(chosen))]


def _pairs(places: list[Place], number: Mapping[Place, int]) -> Iterator[tuple[Place, Place]]:
    """Yield each pair of neighbours once."""
    for place in places:
        for other in around(place)[:3]:
            if other in number:
                yield place, other


def around(place: Place) -> list[Place]:
    """Return the six places around one."""
    return [(place[0] + column, place[1] + row) for column, row in NEAR]


def _gain(costs, number, at, groups, one, other):
    """Return what an exchange of two places gains; nothing where both hold the same group."""
    first, second = at.get(one), at.get(other)
    if first is None and second is None:
        return 0.0
    gain = 0.0
    for row, there, here in ((first, one, other), (second, other, one)):
        if row is not None:
            gain += costs[row][number[there]] - costs[row][number[here]]
            gain += TOGETHER * (_kin(at, groups, row, here, but=there) - _kin(at, groups, row, there, but=here))
    return gain


def _kin(at, groups, row, place, *, but):
    """Return how many neighbours of a place, but for one, are of a row's group."""
    rows = [at.get(other) for other in around(place) if other != but]
    return sum(other is not None and groups[other] == groups[row] for other in rows)
