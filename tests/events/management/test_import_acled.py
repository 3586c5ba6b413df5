import pytest
from django.core.management import CommandError, call_command

from events.models import ControlEvent
from tests.events.ingest.acled.exports import acled_row, export, make_kunduz
from tests.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    """Return the path of an export: a fall, a base, and a row about another country."""
    rows = [
        acled_row(),
        acled_row(event_id_cnty="AFG10002", notes="Taliban captured a base."),
        acled_row(event_id_cnty="IRN3", country="Iran", iso="364"),
    ]
    path = tmp_path / "export.csv"
    path.write_bytes(export(*rows).getvalue())
    return path


def test_the_drafts_are_those_of_the_account_that_is_named(file, capsys):
    make_kunduz()
    author = make_person("Analyst", name="laila")

    call_command("import_acled", file, user="laila")

    assert ControlEvent.objects.get().author == author
    assert capsys.readouterr().out.splitlines() == [
        "3 rows (current layout): 1 became drafts, 2 not taken.",
        "        1  Another country",
        "        1  About a post, a village or an area",
        "           row 3, AFG10002: The note speaks of “a base”, not of a district, its centre or its headquarters.",
    ]


def test_a_dry_run_writes_nothing(file, capsys):
    make_kunduz()

    call_command("import_acled", file, dry_run=True)

    assert not ControlEvent.objects.exists()
    lines = capsys.readouterr().out.splitlines()
    assert (lines[0], lines[-1]) == (
        "3 rows (current layout): 1 would become drafts, 2 not taken.",
        "Nothing was written.",
    )


def test_an_account_that_is_not_there_is_refused(file):
    with pytest.raises(CommandError, match="There is no account “nobody”"):
        call_command("import_acled", file, user="nobody")


def test_a_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        call_command("import_acled", tmp_path / "none.csv")


def test_a_file_that_breaks_off_leaves_nothing_behind(file):
    make_kunduz()
    file.write_bytes(file.read_bytes() + b"\xff" * 9000)

    with pytest.raises(CommandError, match="not in UTF-8"):
        call_command("import_acled", file)

    assert not ControlEvent.objects.exists()
