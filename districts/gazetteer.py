"""Which place a name means, asked of the database: `find` and `search` accept any spelling of any list."""

from dataclasses import replace

from django.db import connection

from districts.models import District, PlaceName, Province
from districts.name_index import ALIKE, Candidate, Found, Index, Place

__all__ = ["Candidate", "Found", "current_index", "find", "search"]

_SHAPES = ("cell", "boundary")
_VERSION = """
    SELECT count(*), sum(hashtextextended(concat_ws('|', place, name, name_fa, name_ps), 0)) FROM (
        SELECT code AS place, name, name_fa, name_ps FROM districts_province
        UNION ALL SELECT concat(district.code, ' in ', province.code), district.name, district.name_fa, district.name_ps
            FROM districts_district AS district JOIN districts_province AS province ON province.id = province_id
        UNION ALL SELECT concat('also ', district.code, province.code), spelling.name, '', ''
            FROM districts_placename AS spelling
            LEFT JOIN districts_district AS district ON district.id = spelling.district_id
            LEFT JOIN districts_province AS province ON province.id = spelling.province_id
    ) AS places
"""
_kept: dict[str, object] = {}


def find(text: str, province: Province | str | None = None, limit: int = 10) -> Found:
    """Return the places that a text may mean, best first, whether one is meant, and a sentence that says so.

    The text may be a code, any spelling, or both a district and its province ("Emam Saheb, Konduz").
    `province` (a Province, its code or any spelling) narrows to its districts. `limit` counts the candidates.
    """
    within = province.code if isinstance(province, Province) else province
    found = current_index().find(text, within, limit)
    places = _places(found.candidates)
    candidates = [replace(each, place=places[each.place.code]) for each in found.candidates]
    sure = found.unambiguous and replace(found.unambiguous, place=places[found.unambiguous.place.code])
    return replace(found, candidates=candidates, unambiguous=sure)


def search(text: str, province: Province | str | None = None, limit: int = 50) -> list[District]:
    """Return the districts that a text may mean, best first; those of a province follow where it names a province."""
    found = find(text, province, limit)
    districts = [each.place for each in found.candidates if each.kind == "district"]
    named = [each.place for each in found.candidates if each.kind == "province" and each.score >= ALIKE]
    theirs = District.objects.filter(province__in=named).exclude(pk__in=[each.pk for each in districts])
    likely = [each.place.pk for each in found.candidates if each.kind == "district" and each.score >= ALIKE]
    listed = list(theirs.select_related("province").defer(*_SHAPES).in_order()) if named else []
    first = [each for each in districts if each.pk in likely]
    return [*first, *listed, *(each for each in districts if each.pk not in likely)][:limit]


def _places(candidates: list[Candidate]) -> dict[str, District | Province]:
    """Return the rows of the candidates by code, districts with their province, without shapes."""
    codes = [each.place.code for each in candidates]
    districts = District.objects.filter(code__in=codes).select_related("province").defer(*_SHAPES)
    provinces = Province.objects.filter(code__in=codes).defer(*_SHAPES)
    return {place.code: place for place in [*provinces, *districts]}


def current_index() -> Index:
    """Return the index of the places and spellings as the database has them now, built anew when they have changed."""
    version = _version()
    if _kept.get("version") != version:
        _kept.update(index=_built(), version=version)
    return _kept["index"]


def _version() -> tuple:
    """Return numbers that differ whenever a place or a spelling was added, changed or removed."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION)
        return cursor.fetchone()


def _built() -> Index:
    """Return an index of all the places and spellings in the database."""
    provinces = Province.objects.values_list("code", "name", "name_fa", "name_ps")
    districts = District.objects.values_list("code", "name", "name_fa", "name_ps", "province__code")
    places = [Place(code, "province", name, code) for code, name, _, _ in provinces]
    places += [Place(code, "district", name, province) for code, name, _, _, province in districts]
    spellings = [(row[0], name) for row in [*provinces, *districts] for name in row[2:4]]
    spellings += PlaceName.objects.of_districts().values_list("district__code", "name")
    spellings += PlaceName.objects.of_provinces().values_list("province__code", "name")
    return Index(places, spellings)
