"""A package is taken in once: what is new is added, what differs is changed, all else is left alone."""

import io
import json
import sys

import pytest
from django.core.management import call_command
from django.db import connection

from districts.models import Country, District, PlaceName, Province
from events.ingest.package import import_package
from events.models import Actor, ChangeKind, Citation, ControlEvent, ControlPeriod, LogEntry, Report, Source, Tally
from tests.events.ingest.package.packages import DESCRIPTOR, OUTLINE, write_package
from tests.factories import make_district, make_event, make_source

pytestmark = pytest.mark.django_db


def entries(version):
    return [
        (entry.op, entry.change_kind, entry.object_type, entry.object_id)
        for entry in LogEntry.objects.filter(version=version)
    ]


def changed(imported):
    return {
        name: (len(one.added), len(one.changed), len(one.removed))
        for name, one in imported.tables.items()
        if one.added or one.changed or one.removed
    }


def test_every_row_of_a_package_is_written(tmp_path):
    imported = import_package(folder=write_package(tmp_path))

    assert changed(imported) == {
        "provinces": (1, 0, 0),
        "districts": (2, 0, 0),
        "names": (1, 0, 0),
        "province_names": (1, 0, 0),
        "actors": (3, 0, 0),
        "sources": (2, 0, 0),
        "reports": (2, 0, 0),
        "events": (2, 0, 0),
        "citations": (2, 0, 0),
        "tallies": (1, 0, 0),
    }
    assert imported.version == 1
    assert Province.objects.get().capital == District.objects.get(code="AF1901")
    assert District.objects.get(code="AFT1909").lists == ["nsia1398", "usfor407"]
    assert PlaceName.objects.get(district__isnull=False).sources == ["GeoNames", "OCHA"]
    assert Actor.objects.get(slug="united_states").allied_with.slug == "government"
    assert Source.objects.get(slug="mod").actor.slug == "government"
    assert Report.objects.get(pk=2).origin_id == 1
    assert Citation.objects.get(report=1).voice is None
    assert Tally.objects.get().count_high is None


def test_the_state_is_derived_and_the_cells_are_drawn(tmp_path):
    import_package(folder=write_package(tmp_path))

    assert list(ControlEvent.objects.order_by("id").values_list("standing", flat=True)) == ["confirmed", "refuted"]
    assert ControlPeriod.objects.seen("confirmed").get().event_id == 1
    assert not District.objects.filter(cell=None).exists()


def test_the_country_keeps_what_the_package_says_of_itself(tmp_path):
    import_package(folder=write_package(tmp_path))

    country = Country.objects.get()
    assert country.name == "Afghanistan"
    assert country.outline == OUTLINE
    assert country.descriptor == {name: value for name, value in DESCRIPTOR.items() if name != "resources"}


def test_each_public_object_is_logged_as_new(tmp_path):
    imported = import_package(folder=write_package(tmp_path))

    assert sorted(entries(imported.version)) == [
        ("ADD", "new", "actor", "government"),
        ("ADD", "new", "actor", "taliban"),
        ("ADD", "new", "actor", "united_states"),
        ("ADD", "new", "event", "E0001"),
        ("ADD", "new", "package", "kunduz"),
        ("ADD", "new", "place", "AF19"),
        ("ADD", "new", "place", "AF1901"),
        ("ADD", "new", "place", "AFT1909"),
        ("ADD", "new", "report", "R0001"),
        ("ADD", "new", "report", "R0002"),
        ("ADD", "new", "source", "ap"),
        ("ADD", "new", "source", "mod"),
        ("ADD", "new", "tally", "T001"),
    ]
    assert LogEntry.objects.get(object_id="T001").snapshot == {
        "id": "T001",
        "date": "2021-08-08",
        "voice": "independent",
        "source": "ap",
        "url": "https://example.org/1",
        "published": "2021-08-08",
        "actor": "taliban",
        "measure": "held",
        "count_low": 87,
        "count_high": None,
        "denominator": 421,
        "definition": "districts held",
        "report": "R0001",
    }
    assert LogEntry.objects.get(object_id="T001").reason == "Import of Kunduz, version 1.0.0"


def test_a_second_import_changes_nothing_and_takes_no_version(tmp_path):
    import_package(folder=write_package(tmp_path))
    drawn = Country.objects.get().shapes_version

    again = import_package(folder=tmp_path)

    assert changed(again) == {}
    assert again.version is None
    assert LogEntry.objects.current_version() == 1
    assert Country.objects.get().shapes_version == drawn


def test_only_the_row_that_differs_is_changed(tmp_path):
    import_package(folder=write_package(tmp_path))
    drawn = Country.objects.get().shapes_version

    imported = import_package(folder=write_package(tmp_path, ("tallies", 2, "count_high", "90")))

    assert changed(imported) == {"tallies": (0, 1, 0)}
    assert Tally.objects.get().count_high == 90
    assert entries(imported.version) == [("MOD", "correction", "tally", "T001")]
    assert Country.objects.get().shapes_version == drawn


def test_a_source_of_another_grade_changes_what_rests_on_it(tmp_path):
    import_package(folder=write_package(tmp_path))

    imported = import_package(folder=write_package(tmp_path, ("sources", 2, "reliability", "D")))

    assert ControlEvent.objects.get(pk=1).standing == "disputed"
    assert entries(imported.version) == [
        ("MOD", "correction", "source", "ap"),
        ("MOD", ChangeKind.CHANGE, "event", "E0001"),
    ]


def test_a_citation_that_the_package_no_longer_has_is_removed(tmp_path):
    import_package(folder=write_package(tmp_path))

    imported = import_package(folder=write_package(tmp_path, ("citations", 3)))

    assert changed(imported) == {"citations": (0, 0, 1)}
    assert list(Citation.objects.values_list("report", flat=True)) == [1]
    assert entries(imported.version) == [("MOD", "correction", "event", "E0001")]


def test_an_event_that_moves_leaves_its_old_district(tmp_path):
    import_package(folder=write_package(tmp_path))

    import_package(folder=write_package(tmp_path, ("events", 2, "district_code", "AFT1909")))

    periods = ControlPeriod.objects.seen("confirmed").recorded_in(2)
    assert [period.district.code for period in periods] == ["AFT1909"]


def test_what_the_package_has_not_is_left_alone(tmp_path):
    event = make_event(district=make_district("AF1905"))
    citations = set(event.citations.values_list("pk", flat=True))

    import_package(folder=write_package(tmp_path, *_renumbered(event)))

    assert ControlEvent.objects.count() == 3
    assert set(event.citations.values_list("pk", flat=True)) == citations


def _renumbered(event):
    """Give the package's events and reports numbers that the event and its reports have not."""
    taken = max(event.pk, *event.citations.values_list("report_id", flat=True))
    first, second = f"{taken + 1:04d}", f"{taken + 2:04d}"
    yield from (("events", 2, "id", f"E{first}"), ("events", 3, "id", f"E{second}"))
    yield from (("reports", 2, "id", f"R{first}"), ("reports", 3, "id", f"R{second}"))
    yield from (("reports", 3, "origin", f"R{first}"), ("tallies", 2, "report_id", f"R{first}"))
    for line, report in ((2, first), (3, second)):
        yield ("citations", line, "event_id", f"E{first}")
        yield ("citations", line, "report_id", f"R{report}")


def number_from_one():
    """Forget the numbers that earlier tests took, which the end of a test does not give back."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_report ALTER COLUMN id RESTART WITH 1")


def test_what_is_added_later_is_numbered_after_the_package(tmp_path):
    number_from_one()
    import_package(folder=write_package(tmp_path))

    source = make_source("reuters")
    report = Report.objects.create(source=source, title="Another", published="2021-08-09")

    assert report.code == "R0003"


def test_a_number_is_not_used_again_after_its_row_is_gone(tmp_path):
    number_from_one()
    import_package(folder=write_package(tmp_path))
    gone = {"source": Source.objects.get(slug="ap"), "title": "Gone", "published": "2021-08-09"}
    for number in (3, 4, 5):
        assert Report.objects.create(**gone).pk == number
    Report.objects.filter(title="Gone").delete()

    import_package(
        folder=write_package(tmp_path, ("reports", 3, "id", "R0003"), ("citations", 3, "report_id", "R0003"))
    )

    assert Report.objects.create(**gone | {"title": "New"}).pk > 5


def test_a_new_spelling_is_logged_as_a_change_of_its_place(tmp_path):
    import_package(folder=write_package(tmp_path))

    imported = import_package(folder=write_package(tmp_path, ("names", 2, "name", "Kondoz")))

    assert changed(imported) == {"names": (1, 0, 0)}
    assert entries(imported.version) == [("MOD", "correction", "place", "AF1901")]


def test_a_seat_that_moves_has_its_cell_drawn_again(tmp_path):
    import_package(folder=write_package(tmp_path))
    before = District.objects.get(code="AF1901").cell

    import_package(folder=write_package(tmp_path, ("districts", 2, "lat", "36.9")))

    assert District.objects.get(code="AF1901").cell != before


def test_a_package_of_another_version_is_logged_as_such(tmp_path):
    import_package(folder=write_package(tmp_path))

    imported = import_package(folder=write_package(tmp_path, datapackage=json.dumps(DESCRIPTOR | {"version": "1.0.1"})))

    assert Country.objects.get().descriptor["version"] == "1.0.1"
    assert entries(imported.version) == [("MOD", "correction", "package", "kunduz")]


def test_a_guarded_text_is_read_as_what_it_was(tmp_path):
    import_package(folder=write_package(tmp_path, ("tallies", 2, "definition", "'=1+1")))

    assert Tally.objects.get().definition == "=1+1"


def test_the_order_of_the_columns_does_not_matter(tmp_path):
    import_package(folder=write_package(tmp_path, province_names="name,province_code\nQunduz,AF19\n"))

    assert PlaceName.objects.of_provinces().get().name == "Qunduz"


def test_the_command_says_what_it_did(tmp_path):
    out = io.StringIO()

    call_command("import_package", write_package(tmp_path), stdout=out)
    call_command("import_package", tmp_path, stdout=out)

    assert out.getvalue() == (
        "provinces           1 rows: 1 added\n"
        "districts           2 rows: 2 added\n"
        "names               1 rows: 1 added\n"
        "province_names      1 rows: 1 added\n"
        "actors              3 rows: 3 added\n"
        "sources             2 rows: 2 added\n"
        "reports             2 rows: 2 added\n"
        "events              2 rows: 2 added\n"
        "citations           2 rows: 2 added\n"
        "casualties          0 rows: as before\n"
        "tallies             1 rows: 1 added\n"
        "Imported as version 1.\n"
        "Nothing to import: the record has all of the package already.\n"
    )


@pytest.mark.parametrize(
    ("terminal", "shown"),
    [
        pytest.param(
            True,
            "Reading the files …\nChecking 17 rows …\nWriting what differs and deriving who held what …\n",
            id="terminal",
        ),
        pytest.param(False, "", id="no-terminal"),
    ],
)
def test_the_steps_are_shown_on_a_terminal_only(tmp_path, monkeypatch, terminal, shown):
    err = io.StringIO()
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)

    call_command("import_package", write_package(tmp_path), stdout=io.StringIO(), stderr=err, no_color=True)

    assert err.getvalue() == shown
