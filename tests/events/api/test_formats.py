"""One definition of the columns: JSON, CSV, HXL, Parquet, sheets, the Data Package and OpenAPI cannot disagree."""

import datetime
import io

import hxl
import openpyxl
import pyarrow.types as types
import pytest
from django.urls import resolve
from frictionless import Resource, Schema
from openpyxl.utils.escape import unescape
from pyarrow import parquet

from districts.api.columns import columns, flat, table_schema, text
from districts.api.formats import csv_text
from events.api.docs import description
from events.models import ControlEvent, Report
from tests.events.api.test_schema import SPANS, filled

AWKWARD = '=1+1, "quoted"\nand a second line\r; \\. –\tافغانستان'
SHAPES = {
    "string": (types.is_string, "string"),
    "object": (types.is_string, "object"),
    "list": (types.is_list, "string"),
    "date": (types.is_date32, "date"),
    "datetime": (types.is_timestamp, "datetime"),
    "boolean": (types.is_boolean, "boolean"),
    "integer": (types.is_int64, "integer"),
    "number": (types.is_float64, "number"),
}


def table_paths():
    """Return the addresses that answer in CSV, with codes of the small record and the days that some need.

    A file of a release is no table of the API: its bytes are what they were.
    """
    found = []
    for path, methods in description()["paths"].items():
        answers = methods["get"]["responses"].get("200", {}).get("content", {})
        if "text/csv" in answers and not path.endswith("{file}"):
            path = filled(path.removeprefix("/api/v1/"))
            found.append((path, {"from": "2021-01-01", "to": "2021-12-31"} if path in SPANS else {}))
    return found


def row_class_of(path):
    """Return the serializer whose fields are the columns of an address."""
    found = resolve(f"/api/v1/{path}").func
    view = found.cls(**found.initkwargs)
    view.action = getattr(found, "actions", {}).get("get")
    return view.get_row_class()


@pytest.fixture
def awkward_record(small_record):
    ControlEvent.objects.filter(pk=4).update(summary=AWKWARD)
    Report.objects.filter(pk=1).update(restricted=True)
    Report.objects.filter(pk=3).update(title=AWKWARD, url="", note="+")


def test_every_table_has_the_rows_of_the_json_in_csv_parquet_and_a_sheet(awkward_record, get):
    assert len(table_paths()) > 12
    for path, needed in table_paths():
        body = get(path, **needed).json()
        table = columns(row_class_of(path))
        rows = [_told(table, row) for row in body.get("results", [body])]

        csv, binary, sheet = (get(path, format=name, **needed) for name in ("csv", "parquet", "xlsx"))

        assert csv.getvalue() == b"".join(csv_text.chunks(table, rows)), path
        rows = [tuple(text(value) if isinstance(value, dict) else value for value in row) for row in rows]
        _compare_parquet(table, rows, parquet.read_table(io.BytesIO(binary.getvalue())), path)
        _compare_sheet(table, rows, openpyxl.load_workbook(io.BytesIO(sheet.getvalue())).active, path)


def _told(table, row):
    """Return the values of a row, an object as its JSON."""
    values = zip(table, flat(table, row), strict=True)
    return tuple(text(value) if column.type == "object" and value else value for column, value in values)


def _compare_parquet(table, rows, found, path):
    assert found.column_names == [column.name for column in table], path
    for column, field in zip(table, found.schema, strict=True):
        assert SHAPES[column.type][0](field.type), (path, column.name, field.type)
        assert field.metadata[b"description"].decode() == column.description
        assert field.nullable == column.nullable
    assert [tuple(map(_as_json, row.values())) for row in found.to_pylist()] == rows, path


def _as_json(value):
    if isinstance(value, datetime.datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value.isoformat() if isinstance(value, datetime.date) else value


def _compare_sheet(table, rows, sheet, path):
    header, *lines = sheet.iter_rows(values_only=True)
    assert header == tuple(column.name for column in table), path
    for line, row in zip(lines, rows, strict=True):
        for column, cell, value in zip(table, line, row, strict=True):
            if column.type == "date" and cell:
                cell = cell.date().isoformat()
            cell = unescape(cell) if isinstance(cell, str) else cell
            shown = "; ".join(value) if isinstance(value, list) else value
            assert cell == (shown if shown != "" else None), (path, column.name)


def test_the_types_of_the_columns_are_those_of_the_description_and_of_the_data_package():
    schemas = description()["components"]["schemas"]
    for path, _ in table_paths():
        row_class = row_class_of(path)
        name = row_class.__name__.removesuffix("Serializer")
        table = {column.name: column for column in columns(row_class)}

        described = schemas[name]["properties"]
        package = {field["name"]: field for field in table_schema(row_class)["fields"]}

        assert [*package] == [*table], path
        for column in table.values():
            assert package[column.name]["type"] == SHAPES[column.type][1], (path, column.name)
        plain = [column for column in table if column in described and "items" not in described[column]]
        assert [field for field in described if field in plain] == plain, path
        for column in plain:
            _compare_described(table[column], described[column], (path, column))


def _compare_described(column, schema, where):
    if not {"type", "format"} & schema.keys():
        return  # a choice, which refers to the list of its values: a text
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    expected = {"date": "string", "datetime": "string", "list": "array"}.get(column.type, column.type)
    assert expected in kinds, (where, kinds)
    assert ("null" in kinds) == column.nullable, where
    assert (schema.get("format") == "date") == (column.type == "date"), where


def test_every_csv_is_valid_by_its_table_schema(awkward_record, get, tmp_path):
    for number, (path, needed) in enumerate(table_paths()):
        (tmp_path / f"{number}.csv").write_bytes(get(path, format="csv", **needed).getvalue())

        schema = Schema.from_descriptor(table_schema(row_class_of(path)))
        report = Resource(path=f"{number}.csv", basepath=str(tmp_path), schema=schema).validate()

        assert report.valid, (path, report.flatten(["fieldName", "type", "note"]))


def test_the_tag_row_is_read_and_valid_by_libhxl(small_record, get):
    for path, needed in table_paths():
        plain, tagged = (get(path, format="csv", **needed, **more).getvalue() for more in ({}, {"hxl": "1"}))

        with hxl.data(hxl.make_input(io.BytesIO(tagged), hxl.InputOptions(allow_local=True))) as source:
            tags, rows = source.display_tags, list(source)
            valid = hxl.schema().validate(source)

        header, *lines = plain.splitlines(keepends=True)
        assert tagged == header + (",".join(tags) + "\n").encode() + b"".join(lines), path
        assert len(rows) == len(get(path, **needed).json().get("results", [1])), path
        assert valid, path


def test_the_state_of_a_day_has_the_tags_of_the_field(small_record, get):
    tags = get("control/", format="csv", hxl="1").getvalue().decode().splitlines()[1]

    assert tags == (
        "#adm2+code+v_pcode,#adm2+name,#adm1+code+v_pcode,#adm1+name,#org+controller,#status+contested,#date+start,"
        "#meta+since_certain,#status,#meta+id,#org+controller+claimed,#date+start+claimed,#status+claimed,"
        "#meta+id+claimed"
    )


@pytest.mark.parametrize(
    ("parameters", "fault"),
    [
        ({"hxl": "1"}, "It adds a row of HXL tags to CSV: give format=csv too."),
        ({"hxl": "1", "format": "xlsx"}, "It adds a row of HXL tags to CSV: give format=csv too."),
        ({"hxl": "yes", "format": "csv"}, "“yes” is neither 1 (with the row of HXL tags) nor 0."),
    ],
)
def test_tags_are_of_csv_alone(small_record, get, parameters, fault):
    answer = get("events/", **parameters)

    assert (answer.status_code, answer.json()["errors"]) == (400, [{"param": "hxl", "detail": fault}])


@pytest.mark.parametrize(
    ("path", "parameters", "name"),
    [
        ("control/", {"as_of": "2021-06-22", "format": "csv"}, "marz-control-2021-06-22-reported-v4.csv"),
        ("events/", {"district": "AF1904", "format": "xlsx"}, "marz-events-AF1904.xlsx"),
        ("events/E0004/", {"format": "parquet"}, "marz-events-E0004.parquet"),
        ("districts/", {"q": "امام/صاحب", "format": "csv"}, "marz-districts.csv"),
        ("districts/AF1905/timeline/", {"format": "csv"}, "marz-districts-AF1905-timeline-reported-v4.csv"),
    ],
)
def test_a_files_name_says_what_it_holds(small_record, get, path, parameters, name):
    answer = get(path, **parameters)

    answer.close()
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def test_a_table_is_whole_unless_a_page_is_asked_for(small_record, get):
    page = get("events/", format="csv", limit="3")

    lines = get("events/", format="csv").getvalue().splitlines(keepends=True)
    assert len(lines) == 5
    assert page.getvalue() == b"".join(lines[:4])
    assert page["Link"] == '<http://testserver/api/v1/events/?format=csv&limit=3&cursor=WzNd>; rel="next"'
    assert get("events/", format="csv", cursor="WzNd").getvalue().splitlines()[1][:5] == b"E0004"


def test_a_head_request_of_a_table_asks_for_none_of_it(small_record, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):
        answer = client.head("/api/v1/events/?format=csv")

    assert (answer.status_code, answer["Content-Type"], answer.getvalue()) == (200, "text/csv; charset=utf-8", b"")


def test_a_sheet_that_would_be_too_long_is_refused(small_record, get, monkeypatch):
    monkeypatch.setattr("districts.api.renderers.XLSXRenderer.longest", 3)

    answer = get("events/", format="xlsx")

    assert answer.json()["errors"] == [
        {
            "param": "format",
            "detail": "There are more rows than the 3 that such a file has here: filter them, or ask for csv or "
            "parquet.",
        }
    ]


def test_accept_chooses_a_format_as_the_parameter_does(small_record, get):
    for name, media in {
        "parquet": "application/vnd.apache.parquet",
        "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "csv": "text/csv",
    }.items():
        by_header, by_parameter = get("actors/", headers={"Accept": media}), get("actors/", format=name)

        assert by_header["Content-Type"].split(";")[0] == by_parameter["Content-Type"].split(";")[0] == media
        assert by_header.getvalue() == by_parameter.getvalue()


@pytest.mark.parametrize("name", ["parquet", "xlsx"])
def test_nothing_of_a_file_is_left_on_the_disk_while_it_is_read_and_after(
    small_record, get, name, tmp_path, monkeypatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))

    answer = get("events/", format=name)

    assert answer.streaming
    assert list(tmp_path.iterdir()) == []
    assert len(answer.getvalue()) > 1000
