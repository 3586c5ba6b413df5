"""Which districts lie beside each other, by the shapes that are drawn: boundaries where they are loaded, else cells."""

from collections import defaultdict

import numpy as np
import shapely
from django.db.models import F
from shapely.geometry import shape

from districts.models import Country, District

# Degrees, some 20 metres: edges that run closer to each other than this are one edge, and one no longer is a corner.
NEAR, SHORTEST = 0.0002, 0.001

_found: dict[tuple, dict[str, list[str]]] = {}


def neighbours(code: str) -> list[str]:
    """Return the codes of the districts that share an edge with one, sorted; a corner alone is none.

    A district without a shape lies in the one that it was cut from, and is a neighbour of that one only.
    """
    return _all().get(code, [])


def _all() -> dict[str, list[str]]:
    """Return the neighbours of each district, looked for anew only when shapes have changed."""
    version = Country.objects.values_list("pk", "shapes_version").first()
    if version is None:
        return {}
    if version not in _found:
        kind = "boundary" if District.objects.filter(boundary__isnull=False).exists() else "cell"
        rows = District.objects.values_list("code", "parent__code", F(kind))
        areas = {code: shape(area) for code, _, area in rows if area}
        parents = {code: parent for code, parent, area in rows if parent and not area}
        _found.clear()
        _found[version] = beside(areas, parents)
    return _found[version]


def beside(areas: dict, parents: dict[str, str]) -> dict[str, list[str]]:
    """Return {code: sorted codes} of areas in degrees that share an edge.

    `parents` names, for those without an area, the one in which they lie.
    """
    codes, shapes = list(areas), np.array(list(areas.values()), dtype=object)
    one, other = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=NEAR)
    # The outline of one runs along the other for longer than where two corners meet.
    outlines, widened = shapely.boundary(shapes), shapely.buffer(shapes, NEAR, quad_segs=1)
    shared = shapely.length(shapely.intersection(outlines[one], widened[other])) > SHORTEST
    found = defaultdict(set)
    for first, second in zip(one[shared & (one != other)], other[shared & (one != other)], strict=True):
        found[codes[first]].add(codes[second])
        found[codes[second]].add(codes[first])
    for code, parent in parents.items():
        found[code].add(parent)
        found[parent].add(code)
    return {code: sorted(others) for code, others in found.items()}
