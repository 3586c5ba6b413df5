"""In which district a row lies: by the name of its district, by its town and by its coordinates, which must agree."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from shapely import STRtree
from shapely.geometry import Point, shape

from districts.gazetteer import current_index
from districts.models import District, DistrictKind
from districts.name_index import PART, Found
from districts.spelling import key
from events.ingest.acled.reasons import RowLeftError

EARTH_KM = 6371.0088  # mean radius
# Seats and ACLED's towns are known only so well: a seat this much farther than the nearest one is as near.
LEEWAY_KM = 10.0
FARTHEST_KM = 80.0
KEPT = 4096


@dataclass(frozen=True, slots=True)
class Unit:
    """A district as rows are laid in it."""

    pk: int
    code: str
    name: str
    province: str
    kind: str
    parent: str | None

    @property
    def label(self) -> str:
        """The name with province and code, as sentences use it."""
        return f"{self.name} of {self.province} ({self.code})"


@dataclass(frozen=True, slots=True)
class Spot:
    """What coordinates say: the district whose boundary holds them, if boundaries are loaded, or the nearest seat.

    `km` is the great-circle distance to the seat of that district.
    """

    unit: Unit
    km: float
    inside: bool

    @property
    def words(self) -> str:
        """The answer in words."""
        how = "lie within the boundary of" if self.inside else "are nearest to the seat of"
        return f"the coordinates {how} {self.unit.label}, {self.km:.0f} km from its seat"


@dataclass(frozen=True, slots=True)
class Located:
    """The district of a row, and how that was found."""

    unit: Unit
    spot: Spot

    @property
    def words(self) -> str:
        """How the district was found, in words, with the distance to its seat."""
        return self.spot.words


class Places:
    """The districts with their spellings, seats and boundaries, read once; answers without the database."""

    def __init__(self):
        self._index = current_index()
        rows = list(
            District.objects.order_by("pk").values_list(
                "pk", "code", "name", "province__name", "kind", "parent__code", "lat", "lon"
            )
        )
        self.units = {row[1]: Unit(*row[:6]) for row in rows}
        self._listed = list(self.units.values())
        self._rows = {unit.code: place for place, unit in enumerate(self._listed)}
        self._seats = vectors([float(row[6]) for row in rows], [float(row[7]) for row in rows])
        self._read_boundaries()
        # Both answer from what was asked before, up to so many different questions.
        self._named = lru_cache(KEPT)(self._find)
        self.district_named = lru_cache(KEPT)(self._district_named)

    def _read_boundaries(self):
        drawn = District.objects.filter(boundary__isnull=False).order_by("pk").values_list("code", "boundary")
        boundaries = [(code, shape(boundary)) for code, boundary in drawn.iterator(chunk_size=50)]
        self._bounded = [self.units[code] for code, _ in boundaries]
        self._tree = STRtree([area for _, area in boundaries])

    def spot(self, lat: float, lon: float) -> Spot:
        """Return what coordinates in degrees say."""
        distances = self._distances(lat, lon)
        inside = self._tree.query(Point(lon, lat), predicate="intersects") if self._bounded else ()
        if len(inside):
            unit = min((self._bounded[place] for place in inside), key=lambda unit: distances[self._place(unit)])
            return Spot(unit, float(distances[self._place(unit)]), inside=True)
        nearest = int(distances.argmin())
        return Spot(self._listed[nearest], float(distances[nearest]), inside=False)

    def locate(self, *, admin1: str, admin2: str, location: str, lat: float, lon: float) -> Located:
        """Return the district that the three answers agree on; RowLeftError with all three in words otherwise."""
        spot = self.spot(lat, lon)
        named, town = self._named(admin2, admin1), self.district_named(location, admin1) if location else None
        unit = self._unit(named)
        if unit is None:
            raise RowLeftError("district_unknown", f"{_unknown(admin1, admin2, named)} As a hint, {spot.words}.")
        unit = self._cut_from(unit, town, spot)
        near = self._near(unit, spot, lat, lon)
        if not near or town not in (None, unit):
            raise RowLeftError("places_disagree", _three_answers(admin2, unit, location, town, spot))
        return Located(unit, spot if near.unit == unit else near)

    def _near(self, unit: Unit, spot: Spot, lat: float, lon: float) -> Spot | None:
        """Return how coordinates agree with a district, None if they do not."""
        if spot.inside:
            return spot if spot.unit == unit else None
        km = float(self._distances(lat, lon)[self._place(unit)])
        return Spot(unit, km, inside=False) if km <= min(spot.km + LEEWAY_KM, FARTHEST_KM) else None

    def _cut_from(self, unit: Unit, town: Unit | None, spot: Spot) -> Unit:
        """Return the temporary district that was cut from the named one, where town and coordinates say so."""
        is_part = town and town.kind == DistrictKind.TEMPORARY_DISTRICT and town.parent == unit.code
        return town if is_part and spot.unit in (town, unit) else unit

    def _district_named(self, text: str, province: str) -> Unit | None:
        """Return the one district that a text names by a listed spelling, in that province; None if none or several."""
        return self._unit(self._named(text, province), at_least=PART)

    def _find(self, text: str, province: str) -> Found:
        return self._index.find(text, province) if text and province else Found(text)

    def _unit(self, found: Found, at_least: float = 0.0) -> Unit | None:
        sure = found.unambiguous
        if sure is None or sure.kind != "district" or sure.score < at_least:
            return None
        return self.units[sure.place.code]

    def _distances(self, lat: float, lon: float) -> np.ndarray:
        chords = np.linalg.norm(self._seats - vectors([lat], [lon]), axis=1)
        return 2 * EARTH_KM * np.arcsin(np.clip(chords / 2, 0, 1))

    def _place(self, unit: Unit) -> int:
        return self._rows[unit.code]


def vectors(lats: list[float], lons: list[float]) -> np.ndarray:
    """Return the points on the unit sphere of latitudes and longitudes in degrees, a row each."""
    lat, lon = np.radians(lats), np.radians(lons)
    return np.column_stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])


def same_name(one: str, other: str) -> bool:
    """Return whether two texts spell one name."""
    return key(one) == key(other)


def _unknown(admin1: str, admin2: str, found: Found) -> str:
    if not admin2 or not admin1:
        return "The row names no province or no district (admin1, admin2)."
    return f"admin2 “{admin2[:60]}” in admin1 “{admin1[:60]}”: {found.explanation}"


def _three_answers(admin2: str, unit: Unit, location: str, town: Unit | None, spot: Spot) -> str:
    said = f"is the name of {town.label}" if town else "names no district"
    return f"admin2 “{admin2[:60]}” is {unit.label}; the location “{location[:60]}” {said}; {spot.words}."
