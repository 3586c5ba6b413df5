"""Real boundaries from a GeoJSON file: read, matched to the districts, stored. All or nothing."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.db.models import F
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from districts.boundary_file import BoundaryError, Feature, read_crosswalk, read_features
from districts.cells import geojson, joined
from districts.gazetteer import current_index
from districts.models import Country, District, DistrictKind, Province
from districts.name_index import PART, Index

NEAR = 0.25  # degrees that a seat may lie outside of the polygon that bears its name
NAMED = 0.8  # score from which a spelling is taken for the name of a feature
GRID = 1e-6  # degrees
ALONE = "position alone"
SLIT = 1e-3  # square degrees: about ten square kilometres


@dataclass(frozen=True)
class Unit:
    """A district as features are matched to it."""

    code: str
    pcode: str | None
    kind: str
    name: str
    seat: Point


@dataclass
class Matching:
    """Which feature is which district's boundary, and how that was found; what is left on both sides."""

    matched: dict[str, tuple[Feature, str]] = field(default_factory=dict)
    features_left: list[Feature] = field(default_factory=list)
    districts_left: list[Unit] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    def claim(self, code: str, feature: Feature, how: str) -> None:
        """Match a feature to a district; raise BoundaryError when another feature has it already."""
        if code in self.matched:
            other, other_how = self.matched[code]
            raise BoundaryError(
                f"{other.label} (by {other_how}) and {feature.label} (by {how}) both are district {code}. "
                "Name the right one in a crosswalk, or remove one."
            )
        self.matched[code] = (feature, how)

    def report(self) -> list[str]:
        """Return the lines that say what matched, how, and what did not."""
        counts = Counter(how for _, how in self.matched.values())
        lines = [f"{len(self.matched)} districts matched: " + ", ".join(f"{n} by {how}" for how, n in counts.items())]
        lines += [f"  check: {doubt}" for doubt in self.doubts]
        lines += [f"  no district for {feature.label}" for feature in self.features_left]
        temporary = [unit for unit in self.districts_left if unit.kind == DistrictKind.TEMPORARY_DISTRICT]
        lines += [
            f"  no feature for {unit.name} ({unit.code})" for unit in self.districts_left if unit not in temporary
        ]
        if temporary:
            codes = ", ".join(unit.code for unit in temporary)
            lines.append(f"  {len(temporary)} temporary districts keep a marker inside their parent: {codes}")
        return lines


def match(features: list[Feature], crosswalk: dict[str, str], units: list[Unit], names: Index) -> Matching:
    """Return which feature is which district: by P-code, else crosswalk (shape id → code), else position and name.

    Raises BoundaryError when two features are one district or the crosswalk has a code that is no district's.
    """
    by_code, by_pcode = {unit.code: unit for unit in units}, {unit.pcode: unit for unit in units if unit.pcode}
    unknown = next((code for code in crosswalk.values() if code not in by_code), None)
    if unknown:
        raise BoundaryError(f"The crosswalk's district_code “{unknown}” is no district's code.")
    found, left = Matching(), []
    named = {feature.label: _scores(feature, names) for feature in features}
    for feature in features:
        unit, how = by_pcode.get(feature.pcode), "P-code"
        if unit and _contradicts(named[feature.label], unit):
            found.doubts.append(f"{feature.label} has the P-code of {unit.name} ({unit.code}); its name was trusted")
            unit = None
        if unit is None:
            unit, how = by_code.get(crosswalk.get(feature.shape_id, "")), "crosswalk"
        found.claim(unit.code, feature, how) if unit else left.append(feature)
    _match_by_place(found, left, units, named)
    _doubt(found, by_code, named)
    return found


def _scores(feature: Feature, names: Index) -> dict[str, float]:
    """Return how well a feature's name is that of each place, by code, best first; places unlike it are left out."""
    return {each.place.code: each.score for each in names.find(feature.name, limit=50).candidates}


def _contradicts(scores: dict[str, float], unit: Unit) -> bool:
    """Return whether a feature bears another place's name: some P-codes meant another district in older lists."""
    return max(scores.values(), default=0) >= PART and scores.get(unit.code, 0) < NAMED


def _match_by_place(found: Matching, features: list[Feature], units: list[Unit], named: dict[str, dict]) -> None:
    """Match by position and name the features that no code did, the surest rule first; note what is left."""
    for how, rule in _RULES.items():
        free = [unit for unit in units if unit.code not in found.matched]
        choices = [(feature, rule(feature, free, named[feature.label])) for feature in features]
        for feature, code in choices:
            if code:
                found.claim(code, feature, how)
            if code and how == ALONE:
                found.doubts.append(f"{feature.label} became {code} by {ALONE}: no spelling of it resembles the name")
        features = [feature for feature, code in choices if not code]
    found.features_left = features
    found.districts_left = [unit for unit in units if unit.code not in found.matched]


def _doubt(found: Matching, units: dict[str, Unit], named: dict[str, dict]) -> None:
    """Note the matches in which the feature bears the name of another district."""
    for code, (feature, how) in found.matched.items():
        if _contradicts(named[feature.label], units[code]):
            found.doubts.append(f"{feature.label} became {units[code].name} ({code}) by {how}")


def _by_position_and_name(feature: Feature, units: list[Unit], scores: dict[str, float]) -> str | None:
    """Return the one district whose seat lies inside of the feature and whose name it bears, else None."""
    within = [unit for unit in units if scores.get(unit.code, 0) >= NAMED and feature.geometry.covers(unit.seat)]
    return _only(within)


def _by_name_nearby(feature: Feature, units: list[Unit], scores: dict[str, float]) -> str | None:
    """Return the one district whose name the feature bears exactly and whose seat lies near it, else None."""
    near = [
        unit for unit in units if scores.get(unit.code, 0) >= NAMED and feature.geometry.distance(unit.seat) <= NEAR
    ]
    return _only(near)


def _by_position(feature: Feature, units: list[Unit], scores: dict[str, float]) -> str | None:
    """Return the one district whose seat lies inside of the feature, temporary ones left out, else None."""
    permanent = [unit for unit in units if unit.kind != DistrictKind.TEMPORARY_DISTRICT]
    return _only([unit for unit in permanent if feature.geometry.covers(unit.seat)])


def _only(units: list[Unit]) -> str | None:
    """Return the code of the only unit, else None."""
    return units[0].code if len(units) == 1 else None


_RULES = {
    "position and name": _by_position_and_name,
    "name, the seat being near": _by_name_nearby,
    ALONE: _by_position,
}


@transaction.atomic
def load(path: Path, *, crosswalk: Path | None = None, credit: str = "", save: bool = True) -> Matching:
    """Replace all boundaries by those in a GeoJSON file and return what matched; store nothing unless `save`.

    Raises BoundaryError, with nothing changed, for a file or crosswalk that is broken or fits no district.
    """
    features, own_credit = read_features(path)
    rows = read_crosswalk(crosswalk) if crosswalk else {}
    country = Country.objects.select_for_update().defer("outline").first()
    if country is None:
        raise BoundaryError("There are no districts yet: import a package of places first.")
    districts = list(District.objects.defer("cell").in_order())
    units = [Unit(d.code, d.ocha_pcode, d.kind, d.name, Point(float(d.lon), float(d.lat))) for d in districts]
    found = match(features, rows, units, current_index())
    if not found.matched:
        raise BoundaryError(f"None of the {len(features)} features in {path.name} is a district: nothing was changed.")
    if save:
        _store(country, districts, found, credit or own_credit)
    return found


def _store(country: Country, districts: list[District], found: Matching, credit: str) -> None:
    """Store the boundaries of the matched districts and clear the others; maps are drawn anew."""
    areas = {code: feature.geometry for code, (feature, _) in found.matched.items()}
    for district in districts:
        district.boundary = geojson(areas[district.code]) if district.code in areas else None
    District.objects.bulk_update(districts, ["boundary"], batch_size=100)
    _store_provinces(districts, areas)
    shapes = {"boundaries_credit": credit, "shapes_version": F("shapes_version") + 1}
    Country.objects.filter(pk=country.pk).update(**shapes)


def _store_provinces(districts: list[District], areas: dict[str, BaseGeometry]) -> None:
    """Store each province's boundary: the union of its districts', None unless every permanent one has its own."""
    provinces = list(Province.objects.defer("cell"))
    for province in provinces:
        theirs = [district for district in districts if district.province_id == province.pk]
        permanent = [district for district in theirs if district.kind != DistrictKind.TEMPORARY_DISTRICT]
        is_whole = bool(permanent) and all(district.code in areas for district in permanent)
        parts = [areas[district.code] for district in theirs if district.code in areas]
        province.boundary = geojson(joined(parts, GRID, SLIT)) if is_whole else None
    Province.objects.bulk_update(provinces, ["boundary"])
