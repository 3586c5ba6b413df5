"""The tables of the API as a Data Package: read by frictionless, and one version of the record."""

from urllib.parse import parse_qs, urlsplit

from frictionless import Package

from events.api.datapackage import TABLES
from events.control.recording import recording
from events.export.tables import TABLES as PACKAGED
from events.models import ControlEvent

# A clock's time and a list of tags are texts in a table.
WRITTEN = ({"time", "string"}, {"array", "string"})


def test_frictionless_finds_every_table_valid(small_record, get, tmp_path):
    package = get("datapackage.json").json()
    for each in package["resources"]:
        address = urlsplit(each["path"])
        parameters = {name: values[0] for name, values in parse_qs(address.query).items()}
        table = get(address.path.removeprefix("/api/v1/"), **parameters)
        (tmp_path / f"{each['name']}.csv").write_bytes(table.getvalue())
        each["path"] = f"{each['name']}.csv"

    report = Package.from_descriptor({"resources": package["resources"]}, basepath=str(tmp_path)).validate()

    assert [each["name"] for each in package["resources"]] == list(TABLES)
    assert report.valid, report.flatten(["taskNumber", "fieldName", "type", "note"])
    assert [task.stats["rows"] for task in report.tasks] == [1, 3, 3, 3, 3, 4, 1, 3]


def test_a_version_describes_the_tables_of_that_version(small_record, get):
    before = get("datapackage.json", version="1").json()
    with recording(reason="A typing error.") as record:
        ControlEvent.objects.filter(pk=4).update(summary="Corrected.")
        record.touch_events(ControlEvent.objects.filter(pk=4))

    again = get("datapackage.json", version="1")

    assert again.json() == before
    assert again["Cache-Control"] == "public, max-age=31536000, immutable"
    assert before["resources"][5]["path"] == "http://testserver/api/v1/events/?version=1&format=csv"
    assert get("datapackage.json").json()["version"].endswith("+5")


def test_a_column_that_the_packages_have_too_is_of_the_same_type(small_record, get):
    live = {each["name"]: each["schema"]["fields"] for each in get("datapackage.json").json()["resources"]}
    compared = 0
    for table in PACKAGED:
        fields = {field["name"]: field["type"] for field in live.get(table.name, ())}
        for column in table.columns:
            if column.name in fields:
                kind = column.kind.schema["type"]
                assert {kind, fields[column.name]} in ({kind}, *WRITTEN), (table.name, column.name)
                compared += 1

    assert compared > 50
