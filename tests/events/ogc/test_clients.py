"""GDAL and OWSLib read every collection from a running server: in pages, by box and by time."""

import json
import subprocess
import sys

import pytest
from owslib.ogcapi.features import Features
from requests import get

from districts.models import District, Province
from tests.shapes import BOUNDARY, CELL

NAMES = ["districts", "provinces", "control", "events"]
BOX = [68.65, 36.95, 68.7, 36.99]  # in the boundary of Imam Sahib, and in no cell

# GDAL lets no other thread of its process run while it waits for an answer, so that it needs a process of its own.
GDAL = """
import json, sys
import pyogrio

def read(layer, bbox=None, **asked):
    meta, _, shapes, columns = pyogrio.raw.read(source, layer=layer, bbox=bbox and tuple(bbox), **asked)
    return list(columns[list(meta["fields"]).index("id")]), all(shapes)

source, questions = "OAPIF:" + sys.argv[1], json.loads(sys.argv[2])
info = pyogrio.read_info(source, layer="control")
kinds = dict(zip(info["fields"], info["dtypes"]))
layers = dict(pyogrio.list_layers(source).tolist())
answers = [read(layer, **asked) for layer, asked in questions]
json.dump({"layers": layers, "crs": info["crs"], "kinds": kinds, "answers": answers}, sys.stdout)
"""


@pytest.fixture
def server(drawn, live_server, monkeypatch):
    """Return the address of the OGC API of a running server, whose districts all have a shape."""
    District.objects.filter(code="AF1904").update(cell=CELL)
    Province.objects.update(boundary=BOUNDARY)
    monkeypatch.setenv("NO_PROXY", "*")
    return f"{live_server.url}/api/ogc"


def test_gdal_and_owslib_read_every_collection(server):
    # One test, for a running server and a copy of the record are made for each.
    gdal_reads_layers_in_pages_by_box_by_property_and_by_time(server)
    owslib_finds_its_way(Features(server))
    owslib_reads_pages_boxes_and_times(Features(server))


def gdal_reads_layers_in_pages_by_box_by_property_and_by_time(server):
    pages = {"PAGE_SIZE": "2", "INITIAL_REQUEST_PAGE_SIZE": "1"}
    asked = [
        ("districts", pages, ["AF1901", "AF1904", "AF1905"]),
        ("provinces", pages, ["AF19"]),
        ("control", pages, ["E0001", "E0002", "E0003"]),
        ("events", pages, ["E0001", "E0002", "E0003", "E0004"]),
        ("districts", {"bbox": BOX}, ["AF1905"]),
        ("provinces", {"bbox": BOX}, ["AF19"]),
        ("control", {"bbox": BOX}, ["E0002", "E0003"]),
        ("events", {"bbox": BOX}, []),
        ("control", {"where": "controller = 'government'"}, ["E0001", "E0002"]),
        # GDAL makes `datetime` of what a filter says of a field of days.
        ("control", {"where": "start = '2021-06-21'"}, ["E0001", "E0003"]),
        ("events", {"where": "date >= '2021-06-01' AND date <= '2021-06-21'"}, ["E0003"]),
    ]

    told = ask_gdal(server, [question[:2] for question in asked])

    assert told["layers"] == {"districts": "Polygon", "provinces": "Polygon", "control": "Polygon", "events": "Point"}
    assert told["crs"] == "EPSG:4326"
    kinds = {"start": "datetime64[D]", "end": "datetime64[D]", "contested": "bool", "controller": "object"}
    assert told["kinds"].items() >= kinds.items()
    assert told["answers"] == [[expected, True] for _, _, expected in asked]


def ask_gdal(server, questions):
    """Return what GDAL tells of the layers, and [ids, whether each has a shape] for each (layer, how it is read)."""
    command = [sys.executable, "-c", GDAL, server, json.dumps(questions)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def ids(features):
    return [feature["id"] for feature in features]


def owslib_finds_its_way(service):
    assert service.feature_collections() == NAMES
    assert len(service.conformance()["conformsTo"]) == 4
    assert service.api()["openapi"] == "3.0.3"
    for name in NAMES:
        assert service.collection(name)["id"] == name
        [first] = service.collection_items(name, limit=1)["features"]
        assert service.collection_item(name, first["id"])["properties"] == first["properties"]


def owslib_reads_pages_boxes_and_times(service):
    for name in NAMES:
        whole, page, found = service.collection_items(name), service.collection_items(name, limit=1), []
        while page:
            found += page["features"]
            following = [link["href"] for link in page["links"] if link["rel"] == "next"]
            page = get(following[0], timeout=10).json() if following else None
        assert found == whole["features"]
        assert len(found) == whole["numberMatched"] > 0
    assert ids(service.collection_items("control", bbox=BOX)["features"]) == ["E0002", "E0003"]
    assert ids(service.collection_items("control", datetime_="2021-06-21")["features"]) == ["E0001", "E0003"]
    assert ids(service.collection_items("events", datetime_="2021-06-01/2021-06-21")["features"]) == ["E0003"]
    assert ids(service.collection_items("districts", datetime_="../2001-01-01")["features"]) == [
        "AF1901",
        "AF1904",
        "AF1905",
    ]
