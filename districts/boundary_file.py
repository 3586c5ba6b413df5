"""Boundary files as they come: geoBoundaries ADM2 or OCHA COD-AB, as GeoJSON, and the crosswalk to our codes. Pure."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from districts.cells import polygons

# Of a degree: a tenth of a metre. Rounding each vertex keeps the ones that neighbours share the same.
DECIMALS = 6
NAMES = ("shapename", "adm2_en", "adm2_name")
PCODES = ("adm2_pcode",)
CREDITS = {
    "shapeid": "geoBoundaries (www.geoboundaries.org), CC BY 4.0",
    "adm2_pcode": "OCHA common operational dataset (data.humdata.org)",
}


class BoundaryError(ValueError):
    """Why boundaries cannot be loaded, in a sentence that names the feature and the property."""


@dataclass(frozen=True)
class Feature:
    """One polygon of a boundary file; `label` names it in messages: its number from 1, and its name."""

    label: str
    name: str
    pcode: str
    shape_id: str
    geometry: BaseGeometry


def read_features(path: Path) -> tuple[list[Feature], str]:
    """Return the features of a GeoJSON file and the credit that its layout asks for.

    Raises BoundaryError where it is not GeoJSON in degrees with a polygon and a name, P-code or shape id each.
    """
    try:
        content = json.loads(path.read_bytes())
    except OSError as error:
        raise BoundaryError(f"{path} cannot be read: {error.strerror}.") from error
    except (ValueError, RecursionError) as error:
        raise BoundaryError(f"{path.name} is not JSON: {error}.") from error
    rows = content.get("features") if isinstance(content, dict) else None
    if not isinstance(rows, list) or not rows or content.get("type") != "FeatureCollection":
        raise BoundaryError(f"{path.name} is not a GeoJSON FeatureCollection with features.")
    _check_reference(content.get("crs"))
    features = [_feature(number, row) for number, row in enumerate(rows, 1)]
    keys = {key.lower() for key in rows[0]["properties"]}
    return features, next((credit for key, credit in CREDITS.items() if key in keys), "")


def _check_reference(crs: object) -> None:
    """Raise BoundaryError where a file says that its coordinates are not longitude and latitude."""
    name = str(crs["properties"].get("name", "")) if isinstance(crs, dict) and "properties" in crs else ""
    if crs is not None and not name.upper().endswith(("CRS84", "4326")):
        raise BoundaryError(f"The file's crs is “{name or crs}”: only longitude and latitude (CRS84) can be loaded.")


def _feature(number: int, row: object) -> Feature:
    """Return one feature of the file; raise BoundaryError naming it and the property that is wrong."""
    properties = row.get("properties") if isinstance(row, dict) else None
    if not isinstance(properties, dict):
        raise BoundaryError(f"Feature {number} has no properties.")
    values = {key.lower(): str(value).strip() for key, value in properties.items() if value is not None}
    name, pcode = (next((values[key] for key in keys if values.get(key)), "") for keys in (NAMES, PCODES))
    label = f"feature {number} ({' '.join((name or pcode or values.get('shapeid', 'no name')).split())})"
    if not (name or pcode or values.get("shapeid")):
        raise BoundaryError(f"{label} has none of the properties ADM2_PCODE, ADM2_EN, shapeID and shapeName.")
    if values.get("shapetype", "ADM2") != "ADM2":
        raise BoundaryError(f"{label}: its shapeType is “{values['shapetype']}”; districts are ADM2.")
    return Feature(label, name, pcode, values.get("shapeid", ""), _geometry(label, row.get("geometry")))


def _geometry(label: str, value: object) -> BaseGeometry:
    """Return a feature's polygon, valid and rounded; raise BoundaryError where there is none on earth."""
    kind = value.get("type") if isinstance(value, dict) else value
    if kind not in ("Polygon", "MultiPolygon"):
        raise BoundaryError(f"{label}: its geometry is {kind or 'empty'}; a boundary is a Polygon or a MultiPolygon.")
    try:
        geometry = shapely.force_2d(shape(value))
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.GEOSException) as error:
        raise BoundaryError(f"{label}: the coordinates of its geometry are not those of a {kind}.") from error
    west, south, east, north = geometry.bounds
    if not (west >= -180 and south >= -90 and east <= 180 and north <= 90):
        raise BoundaryError(f"{label}: its geometry has coordinates that are not longitude and latitude in degrees.")
    whole = polygons(shapely.make_valid(shapely.transform(geometry, lambda points: np.round(points, DECIMALS))))
    if whole.area == 0:
        raise BoundaryError(f"{label}: its geometry encloses no ground.")
    return whole


def read_crosswalk(path: Path) -> dict[str, str]:
    """Return the district code of each shape id in a CSV table with the columns shapeID and district_code.

    A row without a code leaves its feature to position and name. Raises BoundaryError naming the line.
    """
    try:
        lines = csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines(keepends=True))
    except (OSError, ValueError) as error:
        raise BoundaryError(f"The crosswalk {path} cannot be read: {error}.") from error
    missing = {"shapeID", "district_code"} - set(lines.fieldnames or ())
    if missing:
        raise BoundaryError(f"The crosswalk {path.name} lacks the column {' and '.join(sorted(missing))}.")
    codes: dict[str, str] = {}
    for row in lines:
        shape_id, code = (row["shapeID"] or "").strip(), (row["district_code"] or "").strip()
        if shape_id in codes:
            raise BoundaryError(f"Line {lines.line_num} of the crosswalk: shapeID “{shape_id}” stands there twice.")
        if shape_id and code:
            codes[shape_id] = code
    return codes
