"""A few kills in every run of the tests; `make drill` does fifty."""

import tempfile
from pathlib import Path

import pytest

from benchmarks.drill import __main__ as drill
from benchmarks.drill.importing import ROWS
from benchmarks.drill.looking import faults
from events.models import Citation, ControlEvent
from tests.factories import make_event, make_report


def test_nothing_is_lost_or_half_written_when_writers_and_database_are_killed(monkeypatch, migrated_folder):
    # A small record is made sooner.
    monkeypatch.setenv("RECORD", "tests/veldania")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        migrated_folder(Path(folder))
        drill.prepare(Path(folder))

        acknowledged = drill.drill(Path(folder), kills=2, seed=7, longest=0.5)

    assert acknowledged["logged"] > 0


@pytest.fixture
def drilled(db):
    return make_event(citations=[{"report": make_report()}, {"report": make_report()}], summary="Drill 1-0-4")


def test_what_is_whole_has_no_fault(drilled):
    assert faults([f"logged {drilled.code} Drill 1-0-4", f"corrected {drilled.code} Drill 1-0-3"]) == []


def forget_an_event(event):
    return f"logged E{event.pk + 7:04d} Drill 1-0-9", f"E{event.pk + 7:04d} was logged and is lost."


def forget_a_correction(event):
    said = f"corrected {event.code} Drill 1-0-5"
    return said, f"{event.code} was given “Drill 1-0-5” and has “Drill 1-0-4”."


def forget_an_import(event):
    return "imported Import 1-9.", "Import 1-9. was said to be imported and is lost."


def halve_an_event(event):
    Citation.objects.filter(event=event).first().delete()
    return "", f"{event.code} has 1 of 2 citations."


def halve_an_import(event):
    Citation.objects.filter(event=event).update(attribution="Import 1-1.")
    return "", f"Import 1-1. has 2 of {ROWS} rows."


def drift(event):
    ControlEvent.objects.filter(pk=event.pk).update(standing="refuted")
    return "", f"1 stored standings differ from the evidence ({event.code}), 0 control periods do not follow from it "


@pytest.mark.parametrize("harm", [forget_an_event, forget_a_correction, forget_an_import, halve_an_event,
                                  halve_an_import, drift])  # fmt: skip
def test_every_kind_of_harm_is_seen(drilled, harm):
    said, told = harm(drilled)

    assert any(fault.startswith(told) for fault in faults([said] if said else []))
