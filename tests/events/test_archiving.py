"""Keeping copies: file and row together, and what is fetched by hand."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from events import archiving
from events.archiving import CopyRefusedError, archive, keep_copy, media_type_of, read_copy, remove_strays, tidy
from events.ingest.fetching import Fetched, FetchError
from events.management.commands import archive_reports
from events.models import ArchivedCopy
from tests.factories import make_report

pytestmark = pytest.mark.usefixtures("archive_folder")


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def serve(monkeypatch, pages):
    """Let the archive fetch these pages, {address: Fetched or error}, and return what it asks for."""
    asked = []

    def get(url, *, limit, timeout):
        asked.append(url)
        if isinstance(pages[url], Exception):
            raise pages[url]
        return pages[url]

    monkeypatch.setattr(archive_reports, "archive", lambda report: archive(report, get=get))
    monkeypatch.setattr(archive_reports, "SECONDS_A_HOST", 0)
    return asked


def page(url, content=b"<p>Kunduz", media_type="text/html"):
    return Fetched(url, content, media_type)


def test_a_copy_is_read_back_as_it_was_kept(db):
    copy = keep_copy(report=make_report(), name="a.pdf", content=b"%PDF")

    assert read_copy(copy) == b"%PDF"
    assert (copy.media_type, copy.size) == ("application/pdf", 4)


def test_a_row_that_the_database_refuses_leaves_no_file(db, monkeypatch, archive_folder):
    monkeypatch.setattr(archiving, "refusal", lambda **about: "")
    report = make_report()
    keep_copy(report=report, name="a.html", content=b"same")

    with pytest.raises(Exception, match="kept already"):
        keep_copy(report=report, name="b.html", content=b"same")

    assert len(files(archive_folder)) == 1


def test_a_row_that_is_rolled_back_leaves_a_file_that_is_cleaned_up_once_it_is_old(db, archive_folder):
    report = make_report()
    kept = keep_copy(report=report, name="kept.html", content=b"kept")
    with transaction.atomic():
        keep_copy(report=report, name="lost.html", content=b"lost")
        transaction.set_rollback(True)

    young = remove_strays()
    for path in files(archive_folder):
        os.utime(path, (0, 0))

    assert (young, remove_strays()) == (0, 1)
    assert files(archive_folder) == [Path(kept.file.path)]
    assert list(ArchivedCopy.objects.all()) == [kept]


def test_there_is_nothing_to_clean_up_before_the_first_copy(db):
    assert remove_strays() == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        pytest.param("../../etc/passwd", "passwd", id="path"),
        pytest.param("C:\\Users\\a b.html", "a b.html", id="path-of-windows"),
        pytest.param('a"; x=\r\n.html', "a__ x___.html", id="header"),
        pytest.param("سقوط قندوز.html", "سقوط قندوز.html", id="dari"),
        pytest.param("...", "copy", id="dots"),
        pytest.param("a" * 300, "a" * 200, id="long"),
    ],
)
def test_a_name_is_kept_without_what_it_could_be_mistaken_for(name, kept):
    assert tidy(name) == kept


@pytest.mark.parametrize(
    ("name", "media_type"),
    [("a.html", "text/html"), ("a.PDF", "application/pdf"), ("a", "application/octet-stream")],
)
def test_the_type_of_an_upload_follows_from_its_name(name, media_type):
    assert media_type_of(name) == media_type


@pytest.mark.parametrize(
    ("url", "media_type", "name"),
    [
        pytest.param("https://example.org/a/kunduz-falls?x=1", "text/html", "kunduz-falls.html", id="no-ending"),
        pytest.param("https://example.org/a.htm", "text/html", "a.htm", id="another-ending"),
        pytest.param("https://example.org/", "text/html", "example.org.html", id="front-page"),
        pytest.param("https://example.org/a%20b.pdf", "application/pdf", "a b.pdf", id="escaped"),
        pytest.param("https://example.org/a", "", "a", id="type-unknown"),
    ],
)
def test_a_fetched_page_is_named_by_the_address_that_gave_it(db, url, media_type, name):
    report = make_report(url="https://example.org/moved")

    copy = archive(report, get=lambda *args, **limits: page(url, media_type=media_type))

    assert (copy.name, copy.address, copy.media_type) == (name, url, media_type or "application/octet-stream")


def test_an_empty_page_is_not_kept(db):
    with pytest.raises(CopyRefusedError, match="The file is empty"):
        archive(make_report(), get=lambda *args, **limits: page("https://example.org/", content=b""))


def test_the_command_saves_the_page_of_each_report_that_has_an_address_and_no_copy(db, monkeypatch, capsys):
    first = make_report(url="https://example.org/a")
    kept = keep_copy(report=make_report(), name="a.html", content=b"kept")
    make_report(url="", title="On paper")
    asked = serve(monkeypatch, {"https://example.org/a": page("https://example.org/a")})

    call_command("archive_reports")

    copy = ArchivedCopy.objects.exclude(pk=kept.pk).get()
    assert (copy.report, asked) == (first, ["https://example.org/a"])
    assert capsys.readouterr().out == f"{first.code} a.html, 9 bytes, SHA-256 {copy.sha256}\n1 saved.\n"


def test_the_command_goes_on_after_a_failure_and_says_so_in_the_end(db, monkeypatch, capsys):
    dead, alive = make_report(url="https://example.org/dead"), make_report(url="https://example.org/alive")
    pages = {dead.url: FetchError("https://example.org/dead answered 404."), alive.url: page(alive.url)}
    serve(monkeypatch, pages)

    with pytest.raises(CommandError, match=r"1 of 2 could not be saved\."):
        call_command("archive_reports")

    assert ArchivedCopy.objects.get().report == alive
    assert capsys.readouterr().err == f"{dead.code} https://example.org/dead answered 404.\n"


def test_a_dry_run_fetches_nothing(db, monkeypatch, capsys):
    report = make_report()
    asked = serve(monkeypatch, {})

    call_command("archive_reports", "--dry-run")

    assert asked == []
    assert capsys.readouterr().out == f"{report.code} {report.url}\n1 to fetch.\n"


def test_the_command_stops_at_the_limit(db, monkeypatch):
    reports = [make_report() for _ in range(3)]
    asked = serve(monkeypatch, {report.url: page(report.url) for report in reports})

    call_command("archive_reports", "--limit", "2")

    assert asked == [report.url for report in reports[:2]]


def test_a_report_that_is_named_is_fetched_again(db, monkeypatch):
    report, other = make_report(), make_report()
    keep_copy(report=report, name="a.html", content=b"before")
    serve(monkeypatch, {report.url: page(report.url)})

    call_command("archive_reports", "--report", report.code)

    assert [copy.report for copy in ArchivedCopy.objects.all()] == [report, report]
    assert not other.archived_copies.exists()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [("R9999", "There is no report R9999."), ("9999", "“9999” is not an id: write R and a number")],
)
def test_a_report_that_does_not_exist_is_named(db, code, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("archive_reports", "--report", code)


def test_the_command_cleans_up_on_request_alone(db, archive_folder, capsys):
    archive_folder.mkdir()
    (archive_folder / "stray").write_bytes(b"x")
    os.utime(archive_folder / "stray", (0, 0))

    call_command("archive_reports", "--clean")

    assert files(archive_folder) == []
    assert capsys.readouterr().out == "Files that belonged to no copy: 1 removed.\n"
