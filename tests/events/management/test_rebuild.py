"""`manage.py rebuild` says what drifted from the evidence, and repairs it."""

import io

import pytest
from django.core.management import CommandError, call_command

from events.models import Citation, ControlEvent, ControlPeriod, LogEntry
from tests.factories import make_event

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return make_event()


def run(*arguments):
    out = io.StringIO()
    call_command("rebuild", *arguments, stdout=out)
    return out.getvalue()


def test_a_true_state_passes_the_check(event):
    assert run("--check") == "Standings and control periods are what the evidence says.\n"


def test_a_standing_that_drifted_fails_the_check_and_is_left_as_it_is(event):
    ControlEvent.objects.update(standing="claimed")

    with pytest.raises(CommandError) as failed:
        run("--check")

    assert str(failed.value) == (
        f"1 stored standings differ from the evidence ({event.code}), 0 control periods do not follow from it and "
        "0 are missing. Run rebuild without --check to repair it."
    )
    assert failed.value.returncode == 1
    assert ControlEvent.objects.get().standing == "claimed"


def test_periods_that_drifted_fail_the_check_and_are_repaired_as_a_version(event):
    version = LogEntry.objects.current_version()
    Citation.objects.update(stance="denies")
    with pytest.raises(CommandError, match=r"control periods do not follow from it and 0 are missing"):
        run("--check")

    said = run()

    assert said.endswith("are missing. Repaired.\n")
    assert not ControlPeriod.objects.recorded_in(version + 1).exists()
    assert ControlPeriod.objects.recorded_in(version).exists()
    assert run("--check") == "Standings and control periods are what the evidence says.\n"


def test_there_is_nothing_to_repair_where_nothing_drifted(event):
    version = LogEntry.objects.current_version()

    assert run() == "Nothing to repair.\n"
    assert LogEntry.objects.current_version() == version
