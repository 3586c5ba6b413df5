"""What a page is about, for search engines: JSON-LD in the words of schema.org, from public facts only."""

import json

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from districts.models import Country

CONTEXT = "https://schema.org"
COUNTRY = {"@type": "Country", "name": settings.RECORD.country["en"]}
# So that no text ends the element that the data stand in, as Django's json_script has it.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}
_FILES = {"events": "api:event-list", "timeline": "api:timeline", "tallies": "api:tally-list"}


def as_text(data: dict) -> str:
    """Return data as JSON that can stand inside of a script element."""
    return json.dumps(data, ensure_ascii=False).translate(_ESCAPES)


def dataset(request, asked) -> dict:
    """Return the record as a Dataset: what it covers, on what terms, and where its files are; one query."""
    country = Country.objects.only("descriptor").first()
    known = country.descriptor if country else {}
    data = request.build_absolute_uri(reverse("data"))
    return {
        "@context": CONTEXT,
        "@type": "Dataset",
        "@id": f"{_in_any_language(request, reverse, 'data')}#dataset",
        "name": known.get("title", "Marz"),
        "description": known.get("description", ""),
        "url": data,
        "version": f"{known.get('version', '0.0.0')}+{asked.moment.version}",
        "license": [each["path"] for each in known.get("licenses", ()) if each.get("path")],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Marz", "url": request.build_absolute_uri(reverse("home"))},
        "temporalCoverage": f"{asked.first_day}/{asked.last_day}",
        "spatialCoverage": COUNTRY,
        "distribution": [_file(request, name, address) for name, address in _FILES.items()],
    }


def _in_any_language(request, find, *of):
    """Return an address without a language: the three pages of a thing are about one and the same thing."""
    with override(settings.LANGUAGE_CODE):
        return request.build_absolute_uri(find(*of))


def _file(request, name, address):
    return {
        "@type": "DataDownload",
        "name": name,
        "encodingFormat": "text/csv",
        "contentUrl": request.build_absolute_uri(reverse(address) + "?format=csv"),
    }


def province(request, place) -> dict:
    """Return a province as an AdministrativeArea; no query."""
    codes = {"OCHA P-code": place.code, "ISO 3166-2": place.iso_3166_2}
    return _area(request, place, codes) | {"containedInPlace": COUNTRY}


def district(request, place) -> dict:
    """Return a district as an AdministrativeArea in its province, with its seat; no query but for the province."""
    codes = {"Marz": place.code, "OCHA P-code": place.ocha_pcode}
    within = {key: value for key, value in province(request, place.province).items() if key != "@context"}
    return _area(request, place, codes) | {
        "geo": {"@type": "GeoCoordinates", "latitude": float(place.lat), "longitude": float(place.lon)},
        "containedInPlace": within,
    }


def _area(request, place, codes):
    other = {place.name_fa: "fa-AF", place.name_ps: "ps"}
    address = request.build_absolute_uri(place.get_absolute_url())
    return {
        "@context": CONTEXT,
        "@type": "AdministrativeArea",
        "@id": f"{_in_any_language(request, place.get_absolute_url)}#place",
        "url": address,
        "name": {"@value": place.name, "@language": "en"},
        "alternateName": [{"@value": name, "@language": tag} for name, tag in other.items() if name],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": scheme, "value": code} for scheme, code in codes.items() if code
        ],
    }
