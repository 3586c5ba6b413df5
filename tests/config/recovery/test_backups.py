"""The drill: back up, lose everything, restore, and compare the answers byte for byte."""

import io
import json
import tarfile

import pytest
from django.core.cache import caches
from django.core.management import CommandError, call_command
from django.db import connection

from config.recovery import backups
from config.recovery.programs import ProgramError, run
from districts.models import District
from events.archiving import keep_copy
from events.control.recording import recording
from events.models import ArchivedCopy, ControlEvent, LogEntry, Report
from tests.factories import make_event

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

ANSWERS = [
    "/api/v1/control/?as_of=2021-06-30&version=2",
    "/api/v1/timeline/?version=2",
    "/api/v1/events/?version=2",
    "/api/v1/events/?format=csv",
    "/api/v1/log/",
    "/api/v1/districts/AF1905/timeline/",
]


def fill():
    make_event()


@pytest.fixture(scope="module")
def filling():
    return "drill", fill


@pytest.fixture
def folders(settings, tmp_path):
    settings.ARCHIVE_DIR, settings.BACKUP_DIR = tmp_path / "archive", tmp_path / "backups"
    storages = {name: dict(value) for name, value in settings.STORAGES.items()}
    storages["default"]["OPTIONS"] = {"location": settings.ARCHIVE_DIR, "base_url": None}
    settings.STORAGES = storages
    return tmp_path


def answers(client):
    caches["answers"].clear()
    return {address: client.get(address).getvalue() for address in ANSWERS}


def lose_everything(settings):
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    for path in settings.ARCHIVE_DIR.rglob("*"):
        if path.is_file():
            path.unlink()


@pytest.fixture
def backup(lent_database, folders):
    """Return the path of a backup of two versions of a small record with an archived copy."""
    event = ControlEvent.objects.get()
    with recording(reason="A word was missing") as record:
        event.summary = "Taken at dawn."
        event.save()
        record.touch(event.district_id)
    keep_copy(report=Report.objects.get(), name="page.html", content=b"<p>Taken.</p>")
    return backups.back_up(folders / "backups")


def test_what_was_lost_is_back_as_it_was_to_the_byte(backup, client, settings):
    before, copies = answers(client), list(ArchivedCopy.objects.values())
    lose_everything(settings)
    out = io.StringIO()

    call_command("restore", str(backup), stdout=out)

    assert answers(client) == before
    assert list(ArchivedCopy.objects.values()) == copies
    with ArchivedCopy.objects.get().file.open() as file:
        assert file.read() == b"<p>Taken.</p>"
    assert out.getvalue().startswith(
        "Standings and control periods are what the evidence says.\nRestored version 2 of "
    )
    # The next event takes the next number, and the next write the next version.
    assert make_event().pk == ControlEvent.objects.order_by("pk").first().pk + 1
    assert LogEntry.objects.current_version() == 3


def test_a_record_is_replaced_only_where_that_is_said(backup):
    with pytest.raises(CommandError, match="--replace puts the backup in its place"):
        call_command("restore", str(backup))


def test_a_damaged_backup_changes_nothing(backup, client):
    before = answers(client)
    whole = bytearray(backup.read_bytes())
    whole[2000] ^= 1
    backup.write_bytes(whole)

    with pytest.raises(CommandError, match=r"is damaged\. Take another backup\.$"):
        call_command("restore", str(backup), replace=True)

    assert answers(client) == before


def test_a_restore_that_fails_half_way_leaves_the_old_record(backup, client, monkeypatch):
    before = answers(client)

    def stumble(name, *arguments):
        if name == "psql":
            script = next(word.removeprefix("--file=") for word in arguments if word.startswith("--file="))
            with open(script, "a") as file:  # noqa: PTH123
                file.write("\nSELECT 1 / 0;\n")
        return run(name, *arguments)

    monkeypatch.setattr(backups, "run", stumble)

    with pytest.raises(CommandError, match="division by zero"):
        call_command("restore", str(backup), replace=True)

    assert answers(client) == before


def test_a_backup_says_what_it_holds_and_only_the_newest_are_kept(backup, folders):
    manifest = backups.verify(backup)

    later = backups.back_up(folders / "backups", keep=1)

    assert (manifest.version, manifest.seq, manifest.files) == (2, LogEntry.objects.latest("seq").seq, 1)
    assert "events.0012_releases" in manifest.migrations
    assert sorted(path.name for path in later.parent.iterdir()) == [later.name, f"{later.name}.sha256"]


def test_a_file_that_is_no_backup_is_refused(lent_database, tmp_path):
    path = tmp_path / "other.tar"
    with tarfile.open(path, "w") as tar:
        (tmp_path / "x").write_text(json.dumps({}))
        tar.add(tmp_path / "x", "x")
    (tmp_path / "other.tar.sha256").write_text(f"{backups._sha256(path)}  other.tar\n")

    with pytest.raises(backups.BackupError, match="it is no backup of Marz"):
        backups.verify(path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        pytest.param("../outside", tarfile.REGTYPE, id="path-out-of-it"),
        pytest.param("archive/link", tarfile.SYMTYPE, id="link"),
    ],
)
def test_a_backup_cannot_write_beside_its_folder(tmp_path, name, kind):
    path, folder = tmp_path / "marz.tar", tmp_path / "inside"
    folder.mkdir()
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.linkname = kind, "/etc/passwd"
        tar.addfile(member)

    with pytest.raises(backups.BackupError, match="which is no file of a backup"):
        backups._unpack(path, folder)

    assert sorted(each.name for each in tmp_path.rglob("*")) == ["inside", "marz.tar"]


def test_a_program_that_fails_says_why(lent_database):
    with pytest.raises(ProgramError, match=r"pg_dump failed: .*no_such_option"):
        run("pg_dump", "--no_such_option")


def test_programs_that_are_not_there_are_told(lent_database, settings, tmp_path):
    settings.PG_PROGRAMS = tmp_path

    with pytest.raises(CommandError, match="PG_PROGRAMS says where it is"):
        call_command("backup")

    assert District.objects.exists()
