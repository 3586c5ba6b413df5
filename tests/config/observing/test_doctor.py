import datetime
import io
import os
import time

import pytest
from django.core.checks import Warning
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from config.observing import doctor
from events.models import Citation, ControlEvent
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def grades():
    return {one.subject: one.grade for one in doctor.examine()}


@pytest.fixture
def backups(tmp_path, settings):
    settings.BACKUP_DIR = tmp_path
    (tmp_path / "marz-1.tar").write_text("")
    return tmp_path


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(doctor, "today", lambda: datetime.date(2021, 6, 30))


def test_what_is_whole_has_nothing_to_mend(backups):
    make_event()

    found = grades()

    assert {subject for subject, grade in found.items() if grade == "mend"} == set()
    assert found["drift"] == found["constraints"] == found["backups"] == "good"


def drift(event):
    ControlEvent.objects.filter(pk=event.pk).update(standing="refuted")


def forget_a_migration(event):
    MigrationRecorder(connection).record_unapplied("events", "0012_releases")


def disable_a_trigger(event):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_logentry DISABLE TRIGGER log_is_append_only")


def take_the_citation(event):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE events_citation DISABLE TRIGGER USER")
    Citation.objects.filter(event=event)._raw_delete("default")


@pytest.mark.parametrize(
    ("harm", "subject"),
    [
        pytest.param(drift, "drift", id="drift"),
        pytest.param(forget_a_migration, "migrations", id="migrations"),
        pytest.param(disable_a_trigger, "constraints", id="trigger"),
        pytest.param(take_the_citation, "citations", id="uncited"),
    ],
)
def test_what_is_ill_is_named_with_what_to_do(backups, harm, subject):
    event = make_event()

    harm(event)

    (found,) = [one for one in doctor.examine() if one.subject == subject]
    assert found.grade == "mend"
    assert found.advice


def test_a_database_that_cannot_be_asked_is_told():
    def refuse(*arguments):
        raise OperationalError("connection refused\nIs the server running?")

    with connection.execute_wrapper(refuse):
        *_, last = doctor.examine()

    assert (last.subject, last.grade, last.what) == ("database", "mend", "It cannot be asked: connection refused")


def test_a_warning_that_is_silenced_is_nothing_to_mend(settings, monkeypatch):
    found = [Warning("For the owner.", id="security.W021"), Warning("No redirect.", id="security.W008")]
    monkeypatch.setattr(doctor.django_checks, "run_checks", lambda **options: found)

    assert doctor._settings().what == "security.W008: No redirect."
    settings.SILENCED_SYSTEM_CHECKS = ["security.W008", "security.W021"]
    assert doctor._settings().grade == "good"


def test_a_backup_that_is_old_or_missing_is_told(backups):
    old = time.time() - 5 * 86_400
    os.utime(backups / "marz-1.tar", (old, old))
    assert grades()["backups"] == "mend"

    (backups / "marz-1.tar").unlink()
    assert grades()["backups"] == "look"


def test_old_evidence_is_told(backups, monkeypatch):
    make_event()
    monkeypatch.setattr(doctor, "today", lambda: datetime.date(2023, 1, 1))

    assert grades()["evidence"] == "look"


def test_the_command_prints_each_finding_and_fails_where_something_is_to_mend(backups):
    drift(make_event())
    out = io.StringIO()

    with pytest.raises(CommandError, match=r"^To mend: drift"):
        call_command("doctor", stdout=out)

    assert "mend  drift: 1 standings, 0 periods too many, 0 missing.\n      → Find out" in out.getvalue()
