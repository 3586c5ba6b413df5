import pytest
from django.core.management import CommandError, call_command

from events.models import Citation, ControlEvent, Status
from tests.events.ingest.spreadsheet.sheets import csv_of, places, row, xlsx_of
from tests.factories import make_event
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ground():
    places()


@pytest.fixture
def sheet(tmp_path):
    """Return a function that writes a file and returns its path."""

    def written(content, name="events.csv"):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return written


def run(*arguments, capsys):
    call_command("import_events", *map(str, arguments))
    return capsys.readouterr()


def test_a_file_is_imported_as_drafts_and_a_second_time_changes_nothing(sheet, capsys):
    file = sheet(csv_of(row(), row(voice="government", attribution="police chief")))

    first, second = run(file, capsys=capsys), run(file, capsys=capsys)

    assert first.out == "1 new, 1 update. Imported; nothing public has changed.\n"
    assert first.err.splitlines() == [f"Reading {file} …", "Checking 2 rows …", "Writing 1 events …"]
    assert second.out == "2 duplicate. Nothing to import: the record has all of it already.\n"
    assert (ControlEvent.objects.get().status, Citation.objects.count()) == (Status.DRAFT, 2)


def test_a_dry_run_writes_nothing(sheet, capsys):
    shown = run(sheet(xlsx_of(row()), "events.xlsx"), "--dry-run", capsys=capsys)

    assert shown.out == "1 new. Nothing was written: this was a dry run.\n"
    assert not ControlEvent.objects.exists()


@pytest.mark.parametrize("options", [[], ["--dry-run"]], ids=["import", "dry-run"])
def test_what_is_wrong_is_reported_row_by_row_and_nothing_is_written(sheet, options):
    file = sheet(csv_of(row(), row(kind="conquered"), row(date="03/04/2021")))

    with pytest.raises(CommandError) as refused:
        call_command("import_events", str(file), *options)

    first, second, last = str(refused.value).splitlines()
    assert first == (
        "events.csv: row 3, column kind, value “conquered”: "
        "one of captured, handed_over, contested, relocated, held, assessed, assumed."
    )
    assert second.startswith(
        "events.csv: row 4, column date, value “03/04/2021”: a day that can be read in one way only"
    )
    assert last == "2 problems; nothing was imported."
    assert not ControlEvent.objects.exists()


def test_columns_of_other_names_are_mapped(sheet, capsys):
    headers = [{"district": "Where it was", "kind": "Sort"}.get(name, name) for name in row()]
    file = sheet(csv_of(row(), headers=headers))

    run(file, "--map", "district=Where it was", "kind=Sort", capsys=capsys)

    assert ControlEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        pytest.param(["--map", "district"], "“district” is no mapping: write --map ours=theirs", id="no-equals"),
        pytest.param(
            ["--map", "district=Nowhere"], "--map district: There is no column “Nowhere” in the file", id="absent"
        ),
        pytest.param(["--map", "nothing=kind"], "--map nothing: “nothing” is not a column of ours", id="not-ours"),
        pytest.param(["--user", "nobody"], "There is no account “nobody”", id="no-account"),
        pytest.param(["--publish"], "--publish needs --user NAME", id="publish-by-nobody"),
    ],
)
def test_options_that_cannot_be_are_refused(sheet, options, sentence):
    file = sheet(csv_of(row()))

    with pytest.raises(CommandError) as refused:
        call_command("import_events", str(file), *options)

    assert str(refused.value).startswith(sentence)


def test_a_file_that_cannot_be_read_is_refused(tmp_path):
    with pytest.raises(CommandError, match=r"events\.csv cannot be read: No such file or directory\."):
        call_command("import_events", str(tmp_path / "events.csv"))


def test_a_file_that_is_no_sheet_is_refused(sheet):
    with pytest.raises(CommandError, match=r"events\.csv: This is a PDF document"):
        call_command("import_events", str(sheet(b"%PDF-1.7")))


def test_an_account_without_the_role_is_refused(sheet):
    make_person("Contributor", name="writer")

    with pytest.raises(CommandError, match="Importing events needs the role Analyst"):
        call_command("import_events", str(sheet(csv_of(row()))), "--user", "writer")


def test_an_account_publishes_what_its_role_allows(sheet, capsys):
    analyst = make_person("Analyst", name="analyst")

    shown = run(sheet(csv_of(row())), "--publish", "--user", "analyst", capsys=capsys)

    assert shown.out == "1 new. Imported as version 1.\n"
    event = ControlEvent.objects.get()
    assert (event.status, event.author) == (Status.PUBLISHED, analyst)


def test_one_row_that_may_not_be_published_keeps_all_back(sheet):
    make_person("Analyst", name="analyst")
    file = sheet(csv_of(row(), row(date="2021-06-20", summary="Another.", voice="independent")))

    with pytest.raises(
        CommandError, match=r"events\.csv: row 3: Publishing an event that is reported needs the role Editor"
    ):
        call_command("import_events", str(file), "--publish", "--user", "analyst")

    assert not ControlEvent.objects.exists()


def test_nothing_public_changes_without_an_account(sheet):
    event = make_event(summary="Taken.")

    with pytest.raises(CommandError, match=f"row 2: {event.code} is published: this needs an account."):
        call_command("import_events", str(sheet(csv_of(row()))))

    assert event.citations.count() == 1
