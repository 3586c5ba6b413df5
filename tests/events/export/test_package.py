"""The same record gives the same bytes, wherever it is, and any tool can read them."""

import io
import json
import socket
import warnings
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection

from districts.models import Country, District
from events.control.recording import recording
from events.export.package import ExportRefusedError, export_package, package_files
from events.ingest.package import import_package
from events.models import Citation, ControlEvent, LogEntry, Report, Source, Status
from tests.events.ingest.package.packages import write_package

pytestmark = pytest.mark.django_db

FIXTURES = Path(settings.BASE_DIR) / "fixtures" / "afghanistan"
AWKWARD = ["=1+1", "'=1+1", "a,b", 'say "no"', "two\nlines", "two\r\nlines", "a\rb", " blank ", "@", "'", "پښتو"]


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def empty_the_database():
    connection.check_constraints()
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names() if name.startswith(("districts_", "events_"))]
        names.remove("events_perspective")
        cursor.execute(f"TRUNCATE {', '.join(names)} RESTART IDENTITY CASCADE")


def test_exporting_what_was_imported_gives_the_same_bytes(record):
    files, _ = package_files()

    assert {name: content == (FIXTURES / name).read_bytes() for name, content in files.items()} == dict.fromkeys(
        (path.name for path in FIXTURES.iterdir()), True
    )


def test_importing_an_export_into_an_empty_database_and_exporting_again_gives_the_same_bytes(tmp_path):
    import_package(folder=write_package(tmp_path / "first"))
    with recording():
        Source.objects.create(slug="zz", name="Z", kind="other", reason="Last.")
        for number, text in enumerate(AWKWARD):
            Report.objects.create(source_id=1, published="2021-08-09", title=f"{number}{text}", via=text, note=text)
    export_package(folder=tmp_path / "second")
    rows = list(Report.objects.order_by("id").values())

    empty_the_database()
    import_package(folder=tmp_path / "second")
    export_package(folder=tmp_path / "third")

    assert list(Report.objects.order_by("id").values()) == rows
    assert contents(tmp_path / "third") == contents(tmp_path / "second")
    assert import_package(folder=tmp_path / "third").version is None


def test_rows_are_exported_in_the_order_of_their_keys_whatever_came_first(tmp_path):
    import_package(folder=write_package(tmp_path / "first"))
    with recording() as record:
        Citation.objects.create(event_id=1, report_id=1, voice_id=None, stance="denies", attribution="AP")
        Citation.objects.create(event_id=1, report_id=1, voice_id=2, stance="asserts", attribution="Mujahid")
        Citation.objects.create(event_id=1, report_id=1, voice_id=1, stance="asserts", attribution="Danish")
        record.touch(*District.objects.values_list("pk", flat=True))

    export_package(folder=tmp_path / "second")

    assert (tmp_path / "second" / "citations.csv").read_text() == (
        "event_id,report_id,voice,stance,scope,attribution,claimed_date,note\n"
        "E0001,R0001,government,asserts,district,Danish,,\n"
        "E0001,R0001,independent,asserts,district,Associated Press,2021-08-07,\n"
        "E0001,R0001,independent,denies,district,AP,,\n"
        "E0001,R0001,taliban,asserts,district,Mujahid,,\n"
        "E0001,R0002,government,denies,district,a spokesman,,\n"
    )


def test_drafts_and_their_citations_are_left_out_and_retracted_events_are_kept(tmp_path):
    import_package(folder=write_package(tmp_path / "first"))
    ControlEvent.objects.filter(pk=1).update(status=Status.DRAFT)

    export_package(folder=tmp_path / "second")

    assert (tmp_path / "second" / "events.csv").read_text() == (
        "id,district_code,date,date_earliest,date_latest,time,kind,controller,opponent,contested,summary,status\n"
        "E0002,AFT1909,2021-08-08,2021-08-08,2021-08-08,,contested,government,taliban,1,"
        "Gul Tepa is fought over.,retracted\n"
    )
    assert (tmp_path / "second" / "citations.csv").read_text().count("\n") == 1


def test_the_descriptor_describes_each_file(tmp_path):
    import_package(folder=write_package(tmp_path / "first"))

    files, counts = package_files()

    described = json.loads(files["datapackage.json"])
    assert list(described) == ["$schema", "name", "title", "version", "licenses", "resources"]
    assert [one["name"] for one in described["resources"]] == [*counts, "outline"]
    assert described["resources"][3] == {
        "type": "table",
        "name": "province_names",
        "title": "Spellings of the provinces' names",
        "path": "province_names.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": 31,
        "hash": "sha256:3567f96acb9ce514879e56595140f4210d5420b1634d9a8f54bc963458704c65",
        "schema": {
            "fields": [
                {
                    "type": "string",
                    "name": "province_code",
                    "description": "The province.",
                    "constraints": {"required": True},
                },
                {
                    "type": "string",
                    "name": "name",
                    "description": "A spelling of its name.",
                    "constraints": {"maxLength": 150, "required": True},
                },
            ],
            "primaryKey": ["province_code", "name"],
            "foreignKeys": [
                {"fields": ["province_code"], "reference": {"fields": ["code"], "resource": "provinces"}},
            ],
            "missingValues": [""],
        },
    }


def test_frictionless_finds_nothing_wrong_with_the_package_and_asks_nobody(monkeypatch):
    def refuse(*_):
        raise AssertionError("The package is validated without a network.")

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    found = validate(str(FIXTURES / "datapackage.json"))

    assert found.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert {task.name: task.stats.get("rows") for task in found.tasks} == {
        "provinces": 34,
        "districts": 421,
        "names": 4015,
        "province_names": 161,
        "actors": 5,
        "sources": 106,
        "reports": 295,
        "events": 1137,
        "citations": 1549,
        "casualties": None,
        "tallies": 89,
        "outline": None,
    }


def test_a_package_is_written_over_the_one_before(tmp_path):
    import_package(folder=write_package(tmp_path / "first"))
    export_package(folder=tmp_path / "second")
    Country.objects.update(descriptor={"title": "Another"})

    export_package(folder=tmp_path / "second")

    assert '"title": "Another"' in (tmp_path / "second" / "datapackage.json").read_text()


def test_a_folder_that_holds_something_else_is_not_written_to(tmp_path):
    import_package(folder=write_package(tmp_path / "first"))
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "letter.txt").write_text("Dear reader")

    with pytest.raises(ExportRefusedError, match="holds something that is not a package"):
        export_package(folder=tmp_path / "other")

    assert [path.name for path in (tmp_path / "other").iterdir()] == ["letter.txt"]


def test_a_file_is_not_written_over(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear reader")

    with pytest.raises(ExportRefusedError, match=r"letter\.txt is a file: name a folder\."):
        export_package(folder=tmp_path / "letter.txt")


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    import_package(folder=write_package(tmp_path / "first"))
    (tmp_path / "letter.txt").write_text("Dear reader")

    with pytest.raises(ExportRefusedError, match=r"letter\.txt/new cannot be written to \(Not a directory\): name "):
        export_package(folder=tmp_path / "letter.txt" / "new")


def test_there_is_nothing_to_export_before_an_import(tmp_path):
    with pytest.raises(CommandError) as failed:
        call_command("export_package", tmp_path / "new")

    assert str(failed.value) == "There is no record to export: import a package first."
    assert not (tmp_path / "new").exists()


def test_the_command_says_what_it_wrote(tmp_path):
    out = io.StringIO()
    import_package(folder=write_package(tmp_path / "first"))

    call_command("export_package", tmp_path / "second", stdout=out)

    assert out.getvalue() == (
        f"Wrote {tmp_path / 'second'}: 1 provinces, 2 districts, 1 names, 1 province names, 3 actors, 2 sources, "
        "2 reports, 2 events, 2 citations, 0 casualties, 1 tallies.\n"
    )


def test_an_export_is_no_change_of_the_record(tmp_path):
    import_package(folder=write_package(tmp_path / "first"))

    export_package(folder=tmp_path / "second")

    assert LogEntry.objects.current_version() == 1
