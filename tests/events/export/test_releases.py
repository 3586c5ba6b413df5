"""A release is the record of one version in files that any tool can check, and it stays as it is."""

import datetime
import hashlib
import io
import json
import socket
import threading
import time
import warnings
import zipfile
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import close_old_connections, connection

from events.control.lifecycle import move
from events.control.recording import recording
from events.export import releases
from events.export.derived import CHANGES, PERIODS, derived_tables
from events.export.package import ExportRefusedError, package_files
from events.export.releases import archive, release
from events.export.tables import snapshot
from events.ingest.package import import_package
from events.models import ControlEvent, ControlPeriod, LogEntry, Release, Report, Source, Status
from tests import factories
from tests.events.export.test_package import empty_the_database
from tests.events.ingest.package.packages import write_package

pytestmark = pytest.mark.django_db
TABLES = (
    *("provinces.csv", "districts.csv", "names.csv", "province_names.csv", "actors.csv", "sources.csv", "reports.csv"),
    *("events.csv", "citations.csv", "casualties.csv", "tallies.csv"),
)


@pytest.fixture
def small_package(tmp_path):
    import_package(folder=write_package(tmp_path / "package"))


def files_of(made):
    return {file.name: bytes(file.content) for file in made.files.all()}


def new_event(**overrides):
    """Add an event of Gul Tepa to the record."""
    sides = {"controller": factories.make_actor("taliban"), "opponent": factories.make_actor("government")}
    report = Report.objects.get(pk=1)
    place = factories.make_district("AFT1909")
    return factories.make_event(district=place, date=datetime.date(2021, 8, 8), citations=[{"report": report}], **sides)


def correct(text):
    with recording(reason="It was misspelt.") as record:
        ControlEvent.objects.filter(pk=1).update(summary=text)
        record.touch_events(ControlEvent.objects.filter(pk=1))


def test_a_release_has_the_record_what_follows_from_it_and_the_means_to_check_it(small_package):
    made = release(name="2026-11", note="The first.")

    files = files_of(made)
    assert list(files) == [
        *(*TABLES, "outline.geojson", "perspectives.csv", "control_periods.csv", "changes.csv"),
        *("README.md", "datapackage.json", "SHA256SUMS", "marz-2026-11.zip"),
    ]
    assert {name: files[name] for name in (*TABLES, "outline.geojson")} == {
        name: content for name, content in package_files()[0].items() if name != "datapackage.json"
    }
    assert files["control_periods.csv"].decode() == (
        "district_code,perspective,controller,contested,start,end,position,evidence_from,evidence_to,standing,"
        "since_certain,event_id\n"
        "AF1901,claimed,taliban,0,2021-08-07,,0,2021-08-08,,confirmed,0,E0001\n"
        "AF1901,confirmed,taliban,0,2021-08-07,,0,2021-08-08,,confirmed,0,E0001\n"
        "AF1901,government,taliban,0,2021-08-07,,0,2021-08-08,2021-08-09,confirmed,0,E0001\n"
        "AF1901,nrf,taliban,0,2021-08-07,,0,2021-08-08,,confirmed,0,E0001\n"
        "AF1901,reported,taliban,0,2021-08-07,,0,2021-08-08,,confirmed,0,E0001\n"
        "AF1901,taliban,taliban,0,2021-08-07,,0,2021-08-08,,confirmed,0,E0001\n"
    )
    checked = [line.split("  ") for line in files["SHA256SUMS"].decode().splitlines()]
    assert checked == [[hashlib.sha256(files[name]).hexdigest(), name] for name in list(files)[:-2]]
    packed = zipfile.ZipFile(io.BytesIO(files["marz-2026-11.zip"]))
    assert {name: packed.read(name) for name in packed.namelist()} == {name: files[name] for name in list(files)[:-1]}


def test_the_descriptor_and_the_text_say_which_release_it_is_and_how_to_cite_it(small_package):
    made = release(name="2026-11", note="The first.")

    files, created = files_of(made), f"{made.created.day} {made.created:%B %Y}"
    described = json.loads(files["datapackage.json"])
    citation = (
        f"Marz ({made.created.year}). Kunduz. Release 2026-11, version 1.0.0, of version 1 of the record, {created}. "
        "Data set. CC-BY-4.0."
    )
    assert described | {"resources": []} == {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "kunduz",
        "title": "Kunduz",
        "version": "1.0.0",
        "created": made.created.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "licenses": [{"name": "CC-BY-4.0"}],
        "citation": citation,
        "release": {
            "name": "2026-11",
            "note": "The first.",
            "record_version": 1,
            "since": None,
            "additions": 13,
            "corrections": 0,
            "retractions": 0,
        },
        "resources": [],
    }
    assert {one["path"]: one["hash"] for one in described["resources"]} == {
        name: f"sha256:{hashlib.sha256(files[name]).hexdigest()}" for name in list(files)[:-4]
    }
    assert all(text in files["README.md"].decode() for text in (citation, "\nThe first.\n", "`changes.csv`"))


def test_a_release_stays_as_it_is_whatever_is_corrected_retracted_and_rebuilt(small_package):
    made = release(name="first")
    before = files_of(made)
    correct("Kunduz city fell to the Taliban.")
    with recording(reason="It was another city.") as record:
        move(event=ControlEvent.objects.get(pk=1), status=Status.RETRACTED, record=record)
    call_command("rebuild", stdout=io.StringIO())

    second = release(name="second")

    assert files_of(Release.objects.get(name="first")) == before
    after, logged = files_of(second), dict(LogEntry.objects.values_list("version", "seq"))
    assert after["changes.csv"].decode() == (
        "seq,version,change_kind,op,object_type,object_id,merged_into,reason\n"
        f"{logged[2]},2,correction,MOD,event,E0001,,It was misspelt.\n"
        f"{logged[3]},3,retraction,DEL,event,E0001,,It was another city.\n"
    )
    assert (second.version, second.corrections, second.retractions) == ("1.0.1", 1, 1)
    assert {name for name in before if before[name] == after.get(name)} == {
        *TABLES,
        "outline.geojson",
        "perspectives.csv",
    } - {"events.csv"}


def test_the_version_of_the_data_says_what_kind_of_change_it_was(small_package, monkeypatch):
    versions = [release(name="a").version]
    new_event()
    versions.append(release(name="b").version)
    correct("Kunduz fell.")
    versions.append(release(name="c").version)
    narrower = replace(PERIODS, columns=PERIODS.columns[:-1])
    monkeypatch.setattr(releases, "derived_tables", lambda version: (narrower, *derived_tables(version)[::2]))
    versions.append(release(name="d").version)

    assert versions == ["1.0.0", "1.1.0", "1.1.1", "2.0.0"]


def test_a_second_release_waits_for_a_change(small_package):
    release(name="first")

    with pytest.raises(ExportRefusedError) as refused:
        release(name="second")

    assert str(refused.value) == (
        "Nothing has changed since the release “first” of version 1 of the record: its files would be the same."
    )
    assert Release.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("first", "There is a release “first”, and what is released stays: choose another name."),
        (
            "the 2nd",
            "“the 2nd” cannot be the name of a release: write letters, digits, - and _, at most 40 of them, for "
            "example 2026-11.",
        ),
        (
            "",
            "“” cannot be the name of a release: write letters, digits, - and _, at most 40 of them, for example "
            "2026-11.",
        ),
    ],
    ids=["taken", "a-blank", "empty"],
)
def test_a_name_that_cannot_be_given_is_refused(name, words):
    factories.make_release("first")

    with pytest.raises(ExportRefusedError) as refused:
        release(name=name)

    assert str(refused.value) == words


def test_there_is_nothing_to_release_before_an_import():
    with pytest.raises(CommandError, match=r"^There is no record to release: import a package first\.$"):
        call_command("release", "2026-11")


def test_the_command_says_what_it_released(small_package):
    out = io.StringIO()

    call_command("release", "2026-11", stdout=out)

    first, *files = out.getvalue().splitlines()
    assert first == (
        "Released “2026-11”, version 1.0.0, of version 1 of the record: 13 additions, 0 corrections, 0 retractions."
    )
    assert [line.split("  ")[1] for line in files] == list(files_of(Release.objects.get()))


def test_a_release_is_no_change_of_the_record(small_package):
    release(name="2026-11")

    assert LogEntry.objects.current_version() == 1


def test_the_same_files_give_the_same_archive():
    files = {"a.csv": b"a\n" * 1000, "b.txt": "پښتو".encode()}

    assert archive(files) == archive(dict(files))
    assert hashlib.sha256(archive({})).hexdigest() == hashlib.sha256(b"PK\x05\x06" + bytes(18)).hexdigest()


def test_a_release_is_a_package_that_can_be_imported(small_package, tmp_path):
    files = files_of(release(name="2026-11"))
    with zipfile.ZipFile(io.BytesIO(files["marz-2026-11.zip"])) as packed:
        packed.extractall(tmp_path / "release")
    empty_the_database()

    import_package(folder=tmp_path / "release")

    again, _ = package_files()
    assert {name: again[name] for name in TABLES} == {name: files[name] for name in TABLES}


def test_frictionless_finds_nothing_wrong_with_a_release_and_asks_nobody(small_package, tmp_path, monkeypatch):
    def refuse(*_):
        raise AssertionError("The package is validated without a network.")

    new_event()
    for name, content in files_of(release(name="2026-11")).items():
        (tmp_path / name).write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from frictionless import validate
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)

    found = validate(str(tmp_path / "datapackage.json"))

    assert found.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    assert {task.name for task in found.tasks} >= {"control_periods", "changes", "perspectives"}


@pytest.mark.usefixtures("record")
def test_the_key_of_the_control_periods_tells_all_of_the_record_apart():
    keys = [PERIODS.column(name).path for name in PERIODS.key]
    periods = PERIODS.rows().order_by()

    assert periods.count() == periods.values(*keys).distinct().count() == ControlPeriod.objects.count()


def test_what_is_restricted_is_in_no_table_of_a_later_release(small_package):
    release(name="first")
    source = Source.objects.create(slug="whisper", name="Whisper", kind="other", reliability="C", reason="Heard.")
    report = factories.make_report(source=source, url="https://whisper.example/", published=datetime.date(2021, 8, 9))
    with recording() as record:
        record.note(*snapshot(source), created=True)
        record.note(*snapshot(report), created=True)
    with recording(reason="At risk.") as record:
        Report.objects.filter(pk=report.pk).update(restricted=True)
        record.note(*snapshot(Report.objects.get(pk=report.pk)))

    files = files_of(release(name="second"))

    assert [name for name, content in files.items() if b"hisper" in content] == []
    assert b"At risk." in files["changes.csv"]


def test_drafts_are_in_no_table(small_package):
    factories.build_event(district=factories.make_district("AFT1909"), status="draft", summary="Not yet.").save()

    files = files_of(release(name="2026-11"))

    assert [name for name, content in files.items() if b"Not yet." in content] == []


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_release_waits_for_a_writer_so_that_all_of_it_is_of_one_version(tmp_path):
    import_package(folder=write_package(tmp_path / "package"))
    made, writing = [], threading.Event()

    def freeze():
        writing.wait(60)
        made.append(release(name="2026-11"))
        close_old_connections()
        connection.close()

    reader = threading.Thread(target=freeze)
    reader.start()
    with recording(reason="It was misspelt.") as record:
        ControlEvent.objects.filter(pk=1).update(summary="Kunduz fell.")
        writing.set()
        time.sleep(0.3)
        waited = not made
        record.touch_events(ControlEvent.objects.filter(pk=1))
    reader.join(60)

    assert waited
    assert made[0].record_version == 2
    assert b"Kunduz fell." in files_of(made[0])["events.csv"]
    assert CHANGES.path in files_of(made[0])
