"""Rows that do not fit together are refused, all that is wrong is said, and nothing is written."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from districts.models import Country, Province
from events.ingest.package import import_package
from events.models import Actor, LogEntry
from tests.events.ingest.package.packages import TABLES, refusals, write_package
from tests.factories import make_report, make_source

pytestmark = pytest.mark.django_db


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


def test_no_day_is_still_to_come(tmp_path, monkeypatch):
    monkeypatch.setattr("events.ingest.package.rules.today", lambda: datetime.date(2021, 8, 8))

    assert refusals(write_package(tmp_path)) == [
        "reports.csv: row 3, column published, value “2021-08-09”: a day that has come: there it is 2021-08-08."
    ]


def test_a_party_has_no_ally_to_speak_for(tmp_path):
    assert refusals(write_package(tmp_path, ("actors", 2, "allied_with", "taliban"))) == [
        "actors.csv: row 2, column is_party, value “1”: "
        "A party that can hold ground is a side of its own: leave the ally empty."
    ]


def test_an_actor_is_allied_with_a_party(tmp_path):
    found = refusals(write_package(tmp_path, ("actors", 2, "is_party", "0")))

    assert found[0] == (
        "actors.csv: row 4, column allied_with, value “government”: a party that can hold ground: its is_party is 1."
    )


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_files_and_rows(tmp_path):
    changes = [("tallies", 2, "count_low", "-1"), ("actors", 3, "kind", "army"), ("actors", 2, "is_party", "")]

    assert refusals(write_package(tmp_path, *changes)) == [
        "actors.csv: row 2, column is_party, value “”: a value: it may not be empty.",
        "actors.csv: row 3, column kind, value “army”: one of state, armed_group, alliance, foreign_state.",
        "actors.csv: row 4, column allied_with, value “government”: a party that can hold ground: its is_party is 1.",
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
