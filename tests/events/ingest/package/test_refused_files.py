"""A file that is missing, cannot be read or is not the one described is named, with what would be right."""

import json

import pytest

from tests.events.ingest.package.packages import DESCRIPTOR, OUTLINE, refusals, write_package

pytestmark = pytest.mark.django_db


MISSING = "the file cannot be read (No such file or directory); a package has it."
FILES = [
    pytest.param({"tallies": None}, [f"tallies.csv: {MISSING}"], id="missing"),
    pytest.param({"actors": None}, [f"actors.csv: {MISSING}"], id="missing-and-referred-to"),
    pytest.param({"outline": None}, [f"outline.geojson: {MISSING}"], id="no-outline"),
    pytest.param({"datapackage": None}, [f"datapackage.json: {MISSING}"], id="no-descriptor"),
    pytest.param(
        {"province_names": "province_code,spelling,spelling\nAF19,Qunduz,Qunduz\n"},
        [
            "province_names.csv: row 1: there is no column name; a package has it.",
            "province_names.csv: row 1, column spelling: one of province_code, name.",
            "province_names.csv: row 1, column spelling: one of province_code, name.",
        ],
        id="columns",
    ),
    pytest.param(
        {"province_names": "province_code,name,name\nAF19,Qunduz,Qunduz\n"},
        ["province_names.csv: row 1, column name: each column once."],
        id="column-twice",
    ),
    pytest.param(
        {"province_names": ""},
        [
            "province_names.csv: row 1: there is no column province_code; a package has it.",
            "province_names.csv: row 1: there is no column name; a package has it.",
        ],
        id="empty-file",
    ),
    pytest.param(
        {"province_names": 'province_code,name\nAF19,"Qun\nduz"\n\nAF19\n'},
        [
            "province_names.csv: row 4: 2 cells, as in the header; there are 0.",
            "province_names.csv: row 5: 2 cells, as in the header; there are 1.",
        ],
        id="cells-after-a-line-break",
    ),
    pytest.param(
        {"province_names": 'province_code,name\nAF19,"Qun"duz\n'},
        ["province_names.csv: row 2: comma-separated values with quotes in pairs (',' expected after '\"')."],
        id="quotes",
    ),
    pytest.param(
        {"province_names": b"province_code,name\nAF19,Qund\xfcz\n"},
        ["province_names.csv: row 2: text in UTF-8."],
        id="encoding",
    ),
    pytest.param(
        {"province_names": "\ufeffprovince_code,name\n"},
        ["province_names.csv: row 1: text in UTF-8 without a byte order mark before it."],
        id="byte-order-mark",
    ),
    pytest.param(
        {"datapackage": "{"},
        [
            "datapackage.json: valid JSON in UTF-8 "
            "(Expecting property name enclosed in double quotes: line 1 column 2 (char 1)).",
        ],
        id="not-json",
    ),
    pytest.param(
        {"datapackage": "[" * 100_000},
        ["datapackage.json: JSON with fewer values inside one another."],
        id="too-deep",
    ),
    pytest.param(
        {"datapackage": "[]"},
        ["datapackage.json: a JSON object whose “resources” is a list of objects."],
        id="no-resources",
    ),
    pytest.param(
        {"datapackage": json.dumps(DESCRIPTOR | {"title": "", "resources": DESCRIPTOR["resources"][1:]})},
        [
            "datapackage.json: “title” is a text that is not empty.",
            "datapackage.json: one of the resources has the path provinces.csv.",
        ],
        id="undescribed",
    ),
    pytest.param(
        {"outline": '{"type": "Point"}'},
        [
            "outline.geojson: a GeoJSON FeatureCollection of polygons; "
            "the first one's property “name” is the country's.",
        ],
        id="outline",
    ),
    pytest.param(
        {"outline": json.dumps(OUTLINE | {"features": []})},
        [
            "outline.geojson: a GeoJSON FeatureCollection of polygons; "
            "the first one's property “name” is the country's.",
        ],
        id="outline-of-nothing",
    ),
    pytest.param(
        {"outline": json.dumps(OUTLINE).replace("36.0", '"south"')},
        [
            "outline.geojson: a GeoJSON FeatureCollection of polygons; "
            "the first one's property “name” is the country's.",
        ],
        id="outline-without-numbers",
    ),
    pytest.param(
        {"datapackage": json.dumps(DESCRIPTOR | {"description": "\0"})},
        ["the package: unsupported Unicode escape sequence \\u0000 cannot be converted to text."],
        id="what-the-database-cannot-hold",
    ),
]


@pytest.mark.parametrize(("files", "messages"), FILES)
def test_a_file_that_is_wrong_is_named(tmp_path, files, messages):
    assert refusals(write_package(tmp_path, **files)) == messages


def test_a_folder_that_is_not_there_is_one_problem(tmp_path):
    assert refusals(tmp_path / "nowhere") == [f"{tmp_path / 'nowhere'}: a folder that holds a package."]


def test_a_folder_that_cannot_be_looked_at_is_one_problem(tmp_path):
    folder = tmp_path / ("x" * 300)

    assert refusals(folder) == [f"{folder}: a folder that holds a package. This cannot be read (File name too long)."]


def test_a_file_that_the_descriptor_does_not_describe_is_refused(tmp_path):
    promised = [{"path": "tallies.csv", "hash": "sha256:0"}, *DESCRIPTOR["resources"]]
    promised = [one for one in promised if one["path"] != "tallies.csv" or "hash" in one]

    found = refusals(write_package(tmp_path, datapackage=json.dumps(DESCRIPTOR | {"resources": promised})))

    assert found == [
        "tallies.csv: datapackage.json promises a file with the hash sha256:0, this one has "
        "sha256:153b9ff01bd23ffc9bf2480712860d034fb5d8f4a1b4164b83ff893e3076a397."
    ]
