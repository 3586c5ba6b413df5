"""The places of the shipped record, as rows and in the database."""

import csv
import json
from pathlib import Path

import pytest

from districts import shapes
from districts.models import Country, District, PlaceName, Province
from districts.name_index import Index, Place

RECORD = Path(__file__).parents[2] / "fixtures" / "afghanistan"


@pytest.fixture(scope="session")
def tables():
    """Return the rows of districts, provinces, names and province_names as the shipped tables have them."""
    names = ("districts", "provinces", "names", "province_names")
    texts = {name: (RECORD / f"{name}.csv").read_text(encoding="utf-8") for name in names}
    return {name: list(csv.DictReader(text.splitlines())) for name, text in texts.items()}


@pytest.fixture(scope="session")
def outline():
    """Return the country's outline as a FeatureCollection."""
    return json.loads((RECORD / "outline.geojson").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def index(tables):
    """Return the index of all the names in the shipped tables."""
    places = [Place(row["code"], "province", row["name"], row["code"]) for row in tables["provinces"]]
    places += [Place(row["code"], "district", row["name"], row["province_code"]) for row in tables["districts"]]
    return Index(places, spelled(tables))


def spelled(tables):
    """Return (code, spelling) for every spelling in the tables."""
    own = [
        (row["code"], row[name]) for row in tables["districts"] + tables["provinces"] for name in ("name_fa", "name_ps")
    ]
    listed = [(row["district_code"], row["name"]) for row in tables["names"]]
    return own + listed + [(row["province_code"], row["name"]) for row in tables["province_names"]]


@pytest.fixture(scope="session")
def filling(tables, outline):
    return "places", lambda: fill(tables, outline)


@pytest.fixture
def afghanistan(lent_database, db, monkeypatch):
    """Let the test find the country with all its places and spellings, without shapes, and return it."""
    # What another test drew was taken back, and its number is given again.
    monkeypatch.setattr(shapes, "_drawn", {})
    return Country.objects.get()


def fill(tables, outline):
    """Store the country with all its places and spellings, without shapes, and return it."""
    provinces = {row["code"]: Province.objects.create(**_province(row)) for row in tables["provinces"]}
    District.objects.bulk_create(_district(row, provinces) for row in tables["districts"])
    districts = {district.code: district for district in District.objects.all()}
    for row in tables["districts"]:
        if row["parent_code"]:
            District.objects.filter(code=row["code"]).update(parent=districts[row["parent_code"]])
    PlaceName.objects.bulk_create(
        [
            PlaceName(
                district=districts[row["district_code"]],
                name=row["name"],
                language=row["language"],
                sources=row["sources"].split(";"),
            )
            for row in tables["names"]
        ]
        + [PlaceName(province=provinces[row["province_code"]], name=row["name"]) for row in tables["province_names"]]
    )
    return Country.objects.create(name="Afghanistan", outline=outline)


def _province(row):
    columns = ("code", "iso_3166_2", "name", "name_fa", "name_ps", "population", "area_km2")
    return {column: row[column] for column in columns}


def _district(row, provinces):
    columns = ("code", "kind", "name", "name_fa", "name_ps", "lat", "lon", "location_basis", "population", "note")
    codes = ("iec2019_code", "nsia1398_code", "agcho2012_code")
    values = {column: row[column] for column in columns + codes}
    values |= {
        "ocha_pcode": row["ocha_pcode"] or None,
        "area_km2": row["area_km2"],
        "area_shared": row["area_shared"] == "1",
    }
    return District(province=provinces[row["province_code"]], lists=row["lists"].split(";"), **values)
