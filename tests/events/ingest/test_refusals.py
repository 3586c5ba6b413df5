"""What is wrong with a package is said of each file, row, column and value, and nothing of it is written."""

import json

import pytest
from django.core.management import CommandError, call_command

from districts.models import Country, Province
from events.ingest.package import import_package
from events.ingest.problems import PackageRefusedError
from events.models import Actor, LogEntry
from tests.events.ingest.packages import DESCRIPTOR, OUTLINE, TABLES, write_package
from tests.factories import make_report, make_source

pytestmark = pytest.mark.django_db


def refusals(folder):
    with pytest.raises(PackageRefusedError) as refused:
        import_package(folder=folder)
    return [str(problem) for problem in refused.value.problems]


CELLS = [
    pytest.param(
        ("provinces", 2, "population", "many"),
        "provinces.csv: row 2, column population, value “many”: a whole number in digits, for example 87.",
        id="number",
    ),
    pytest.param(
        ("provinces", 2, "area_km2", "1.25"),
        "provinces.csv: row 2, column area_km2, value “1.25”: a number from 0 to 10000000 with at most 1 decimals.",
        id="decimals",
    ),
    pytest.param(
        ("provinces", 2, "capital_code", "AF9999"),
        "provinces.csv: row 2, column capital_code, value “AF9999”: a key that districts.csv has.",
        id="reference",
    ),
    pytest.param(
        ("districts", 2, "kind", "town"),
        "districts.csv: row 2, column kind, value “town”: one of provincial_centre, district, temporary_district.",
        id="choice",
    ),
    pytest.param(
        ("districts", 3, "kind", "district"),
        "districts.csv: row 3, column parent_code, value “AF1901”: "
        "Only a temporary district was cut from another one: leave the parent empty.",
        id="constraint-of-two-columns",
    ),
    pytest.param(
        ("districts", 2, "lat", "136.7"),
        "districts.csv: row 2, column lat, value “136.7”: a number from -90 to 90 with at most 5 decimals.",
        id="bounds",
    ),
    pytest.param(
        ("districts", 3, "ocha_pcode", "AF1901"),
        "districts.csv: row 3, column ocha_pcode, value “AF1901”: A value that no other row has. Row 2 is the same.",
        id="unique-field",
    ),
    pytest.param(
        ("districts", 2, "area_shared", "yes"),
        "districts.csv: row 2, column area_shared, value “yes”: 1 for yes or 0 for no.",
        id="flag",
    ),
    pytest.param(
        ("districts", 2, "lists", "nsia1398;"),
        "districts.csv: row 2, column lists, value “nsia1398;”: words with one ; between them.",
        id="words",
    ),
    pytest.param(
        ("actors", 2, "colour", "blue"),
        "actors.csv: row 2, column colour, value “blue”: "
        "Write the colour as # and six hexadecimal digits in lower case: #2166ac.",
        id="pattern",
    ),
    pytest.param(
        ("sources", 2, "homepage", "apnews"),
        "sources.csv: row 2, column homepage, value “apnews”: Enter a valid URL.",
        id="field",
    ),
    pytest.param(
        ("sources", 2, "reason", ""),
        "sources.csv: row 2, column reason, value “”: a value: it may not be empty.",
        id="empty",
    ),
    pytest.param(
        ("sources", 2, "name", "A\0P"),
        "sources.csv: row 2, column name, value “A\0P”: a text without null characters.",
        id="null-character",
    ),
    pytest.param(
        ("sources", 2, "country", "x" * 90),
        f"sources.csv: row 2, column country, value “{'x' * 79}…”: "
        "Ensure this value has at most 60 characters (it has 90).",
        id="too-long",
    ),
    pytest.param(
        ("reports", 3, "title", ""),
        "reports.csv: row 3, column url, value “”: Give the report's address or its title.",
        id="neither-address-nor-title",
    ),
    pytest.param(
        ("reports", 2, "published", "8 August"),
        "reports.csv: row 2, column published, value “8 August”: a day as year-month-day, for example 2021-06-21.",
        id="day",
    ),
    pytest.param(
        ("reports", 2, "published", "2021-02-30"),
        "reports.csv: row 2, column published, value “2021-02-30”: a day that the calendar has, as year-month-day.",
        id="day-that-is-not",
    ),
    pytest.param(
        ("events", 2, "time", "6.30"),
        "events.csv: row 2, column time, value “6.30”: a time as hours:minutes, for example 09:30.",
        id="time",
    ),
    pytest.param(
        ("events", 2, "date_earliest", "2021-08-08"),
        "events.csv: row 2, column date_earliest, value “2021-08-08”: "
        "The earliest day is after the best day: it must be the same day or before.",
        id="clean",
    ),
    pytest.param(
        ("events", 3, "contested", "0"),
        "events.csv: row 3, column contested, value “0”: "
        "Contested and relocated events are contested; a fall may be; no other is.",
        id="contested",
    ),
    pytest.param(
        ("events", 2, "opponent", "taliban"),
        "events.csv: row 2, column opponent, value “taliban”: "
        "The opponent is the same side as the controller: choose the other side.",
        id="opponent-of-itself",
    ),
    pytest.param(
        ("events", 2, "opponent", "united_states"),
        "events.csv: row 2, column opponent, value “united_states”: "
        "an actor that can hold ground: is_party is 1 in actors.csv.",
        id="no-party",
    ),
    pytest.param(
        ("events", 3, "status", "draft"),
        "events.csv: row 3, column status, value “draft”: one of published, retracted.",
        id="draft",
    ),
    pytest.param(
        ("events", 3, "status", "published"),
        "events.csv: row 3, column id, value “E0002”: "
        "an event that citations.csv has a row for: who says so, in which report?",
        id="no-citation",
    ),
    pytest.param(
        ("citations", 3, "voice", "nobody"),
        "citations.csv: row 3, column voice, value “nobody”: a key that actors.csv has.",
        id="voice",
    ),
    pytest.param(
        ("tallies", 2, "count_high", "86"),
        "tallies.csv: row 2, column count_high, value “86”: "
        "The higher count is at least the lower one, or empty for “at least”.",
        id="counts",
    ),
]


@pytest.mark.parametrize(("change", "message"), CELLS)
def test_a_cell_that_is_wrong_is_named_with_what_would_be_right(tmp_path, change, message):
    found = refusals(write_package(tmp_path, change))

    assert found == [message]
    assert not Province.objects.exists()


def test_a_key_that_is_wrong_is_missed_where_it_is_referred_to(tmp_path):
    assert refusals(write_package(tmp_path, ("reports", 3, "id", "2"))) == [
        "reports.csv: row 3, column id, value “2”: an id such as R0001.",
        "citations.csv: row 3, column report_id, value “R0002”: a key that reports.csv has.",
    ]


def test_an_id_is_written_in_one_way(tmp_path):
    changes = [("tallies", 2, "id", "T0001")]

    assert refusals(write_package(tmp_path, *changes)) == [
        "tallies.csv: row 2, column id, value “T0001”: the id written T001."
    ]


def test_a_repeated_key_names_the_first_row_that_has_it(tmp_path):
    assert refusals(write_package(tmp_path, ("actors", 4, "slug", "taliban"))) == [
        "actors.csv: row 4, column slug, value “taliban”: a row of its own: row 3 is of the same slug."
    ]


def test_a_repeated_key_of_several_columns_is_named_by_them(tmp_path):
    changes = [
        ("citations", 3, column, cell)
        for column, cell in {"report_id": "R0001", "voice": "independent", "stance": "asserts"}.items()
    ]

    assert refusals(write_package(tmp_path, *changes)) == [
        "citations.csv: row 3, column stance, value “asserts”: "
        "a row of its own: row 2 is of the same event_id, report_id, voice and stance."
    ]


def test_an_address_of_a_source_is_listed_once(tmp_path):
    changes = [("reports", 3, "source", "ap"), ("reports", 3, "url", "https://example.org/1")]

    assert refusals(write_package(tmp_path, *changes)) == [
        "reports.csv: row 3, column url, value “https://example.org/1”: "
        "This address of this source is listed already: find the report by it. Row 2 is the same."
    ]


def test_an_address_that_only_the_database_has_is_listed_once_too(tmp_path):
    make_report(id=77, source=make_source("ap"), url="https://example.org/1")

    assert refusals(write_package(tmp_path)) == [
        "reports.csv: row 2, column url, value “https://example.org/1”: "
        "This address of this source is listed already: find the report by it. The record has it already."
    ]


def test_a_copy_of_a_copy_is_refused(tmp_path):
    changes = [("reports", 2, "origin", "R0002")]

    assert refusals(write_package(tmp_path, *changes)) == [
        "reports.csv: row 2, column origin, value “R0002”: a report that repeats no other one; this one repeats R0001.",
        "reports.csv: row 3, column origin, value “R0001”: a report that repeats no other one; this one repeats R0002.",
    ]


def test_a_report_that_repeats_itself_is_refused(tmp_path):
    assert refusals(write_package(tmp_path, ("reports", 3, "origin", "R0002"))) == [
        "reports.csv: row 3, column origin, value “R0002”: "
        "A report cannot repeat itself: choose the report it was copied from.",
    ]


@pytest.mark.parametrize(
    ("published", "problems"),
    [
        pytest.param("2021-08-06", 0, id="the-eve"),
        pytest.param("2021-08-05", 1, id="two-days-before"),
    ],
)
def test_a_report_is_no_older_than_the_eve_of_what_it_is_cited_for(tmp_path, published, problems):
    folder = write_package(tmp_path, ("reports", 2, "published", published))

    found = refusals(folder) if problems else import_package(folder=folder) and []

    assert (
        found
        == [
            "citations.csv: row 2, column report_id, value “R0001”: a report published a day before E0001 at the "
            "earliest, which cannot have been before 2021-08-07; this one is of 2021-08-05."
        ][:problems]
    )


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
        [
            "province_names.csv: row 1: there is no column province_code; a package has it.",
            "province_names.csv: row 1, column \ufeffprovince_code: one of province_code, name.",
        ],
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


def test_a_file_that_the_descriptor_does_not_describe_is_refused(tmp_path):
    promised = [{"path": "tallies.csv", "hash": "sha256:0"}, *DESCRIPTOR["resources"]]
    promised = [one for one in promised if one["path"] != "tallies.csv" or "hash" in one]

    found = refusals(write_package(tmp_path, datapackage=json.dumps(DESCRIPTOR | {"resources": promised})))

    assert found == [
        "tallies.csv: datapackage.json promises a file with the hash sha256:0, this one has "
        "sha256:153b9ff01bd23ffc9bf2480712860d034fb5d8f4a1b4164b83ff893e3076a397."
    ]


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_files_and_rows(tmp_path):
    changes = [("tallies", 2, "count_low", "-1"), ("actors", 3, "kind", "army"), ("actors", 2, "is_party", "")]

    assert refusals(write_package(tmp_path, *changes)) == [
        "actors.csv: row 2, column is_party, value “”: a value: it may not be empty.",
        "actors.csv: row 3, column kind, value “army”: one of state, armed_group, alliance, foreign_state.",
        "events.csv: row 2, column opponent, value “government”: "
        "an actor that can hold ground: is_party is 1 in actors.csv.",
        "events.csv: row 3, column controller, value “government”: "
        "an actor that can hold ground: is_party is 1 in actors.csv.",
        "tallies.csv: row 2, column count_low, value “-1”: a whole number in digits, for example 87.",
    ]


def test_a_row_that_does_not_fit_with_one_that_only_the_database_has_is_refused(tmp_path):
    import_package(folder=write_package(tmp_path))
    make_report(id=77, source=make_source("ap"), origin_id=1)
    before = LogEntry.objects.current_version()

    found = refusals(write_package(tmp_path, ("reports", 3, "origin", ""), ("reports", 2, "origin", "R0002")))

    assert found == ["the package: A report repeats an original, not another copy: choose the report that was first."]
    assert LogEntry.objects.current_version() == before


def test_the_command_prints_the_problems_and_fails(tmp_path):
    folder = write_package(tmp_path, ("actors", 2, "kind", "army"))

    with pytest.raises(CommandError) as failed:
        call_command("import_package", folder)

    assert str(failed.value) == (
        "actors.csv: row 2, column kind, value “army”: one of state, armed_group, alliance, foreign_state.\n"
        "1 problem; nothing was imported."
    )
    assert failed.value.returncode == 1


def test_the_command_prints_fifty_problems_and_counts_the_rest(tmp_path):
    header, *_ = TABLES["province_names"].splitlines()
    folder = write_package(tmp_path, province_names="\n".join([header, *["AF99,Nowhere"] * 52]))

    with pytest.raises(CommandError) as failed:
        call_command("import_package", folder)

    lines = str(failed.value).splitlines()
    assert len(lines) == 52
    assert lines[0] == ("province_names.csv: row 2, column province_code, value “AF99”: a key that provinces.csv has.")
    assert lines[1] == (
        "province_names.csv: row 3, column name, value “Nowhere”: "
        "a row of its own: row 2 is of the same province_code and name."
    )
    assert lines[-2:] == ["… and 2 more.", "52 problems; nothing was imported."]


def test_nothing_of_a_refused_package_is_written(tmp_path):
    refusals(write_package(tmp_path, ("tallies", 2, "count_high", "1")))

    assert not Country.objects.exists()
    assert not Province.objects.exists()
    assert not Actor.objects.exists()
    assert not LogEntry.objects.exists()
