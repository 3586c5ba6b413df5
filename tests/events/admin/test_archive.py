"""The copies of a report: uploaded on its page, handed out as files, checked each time."""

import hashlib
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.archiving import keep_copy
from events.models import ArchivedCopy, LogEntry
from tests.events.admin.posting import change_page, said
from tests.events.admin.test_evidence import report_form
from tests.factories import make_report

PAGE = b"<script>alert(1)</script>"


pytestmark = pytest.mark.usefixtures("archive_folder")


def upload_form(report, *contents, name="page.html", **overrides):
    """Return the form of a report's page with files to keep."""
    form = report_form(url=report.url, title=report.title)
    rows = {f"archived_copies-{number}-upload": SimpleUploadedFile(name, one) for number, one in enumerate(contents)}
    counts = {"archived_copies-TOTAL_FORMS": len(contents), "archived_copies-INITIAL_FORMS": 0}
    return form | rows | counts | overrides


def row_errors(response):
    return [form.errors for form in response.context["inline_admin_formsets"][0].formset.forms]


def address_of(copy):
    return reverse("admin:events_archivedcopy_download", args=[copy.pk])


def test_an_upload_is_kept_under_a_name_of_our_own_with_its_checksum(desk, archive_folder):
    report = make_report()

    response = desk.post(change_page(report), upload_form(report, PAGE, name="../Kunduz falls.html"))

    copy = ArchivedCopy.objects.get()
    assert response.status_code == 302
    assert (copy.report, copy.name, copy.media_type, copy.size) == (report, "Kunduz falls.html", "text/html", len(PAGE))
    assert copy.sha256 == hashlib.sha256(PAGE).hexdigest()
    assert [path.read_bytes() for path in archive_folder.rglob("*") if path.is_file()] == [PAGE]
    assert Path(copy.file.path).is_relative_to(archive_folder)
    assert "Kunduz" not in copy.file.name
    assert "html" not in copy.file.name


def test_a_copy_is_no_change_of_the_public_record(desk):
    report = make_report()

    desk.post(change_page(report), upload_form(report, PAGE))

    assert not LogEntry.objects.exists()


def test_a_copy_is_handed_out_as_a_file_and_never_as_a_page(desk):
    copy = keep_copy(report=make_report(), name="Kunduz.html", content=PAGE)

    response = desk.get(address_of(copy))

    assert response.content == PAGE
    assert response["Content-Disposition"] == 'attachment; filename="Kunduz.html"'
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox"
    assert "no-store" in response["Cache-Control"]


def test_the_page_of_a_report_links_to_its_copies_and_shows_none(desk):
    copy = keep_copy(report=make_report(), name="Kunduz.html", content=PAGE)

    text = desk.get(change_page(copy.report)).content.decode()

    assert f'<a href="{address_of(copy)}">Kunduz.html</a>' in text
    assert copy.sha256 in text
    assert "alert(1)" not in text


@pytest.mark.parametrize(
    ("contents", "limit", "sentences"),
    [
        pytest.param([b"x" * 11], 10, [["The file has 11 bytes; 10 are the limit."]], id="too-large"),
        pytest.param([b""], 10, [["The submitted file is empty."]], id="empty"),
        pytest.param([b"x", b"x"], 10, [None, ["This very copy is given twice."]], id="twice"),
    ],
)
def test_a_file_that_cannot_be_kept_is_refused_in_words(desk, settings, archive_folder, contents, limit, sentences):
    settings.ARCHIVE_LIMIT = limit
    report = make_report()

    response = desk.post(change_page(report), upload_form(report, *contents))

    assert [errors.get("upload") for errors in row_errors(response)] == sentences
    assert not ArchivedCopy.objects.exists()
    assert not [path for path in archive_folder.rglob("*") if path.is_file()]


def test_the_same_bytes_are_kept_once_a_report(desk):
    copy = keep_copy(report=make_report(), name="first.html", content=PAGE)
    other = make_report()

    refused = desk.post(change_page(copy.report), upload_form(copy.report, PAGE))
    taken = desk.post(change_page(other), upload_form(other, PAGE))

    day = f"{copy.saved_at:%Y-%m-%d}"
    assert row_errors(refused)[0]["upload"] == [f"This very copy is kept already: first.html, saved on {day}."]
    assert taken.status_code == 302


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        pytest.param(
            lambda path: path.write_bytes(b"other"), "was changed in the archive: its SHA-256 is", id="changed"
        ),
        pytest.param(lambda path: path.unlink(), "is missing from the archive (No such file or directory).", id="lost"),
    ],
)
def test_a_copy_that_is_not_what_was_kept_is_not_handed_out(desk, harm, sentence):
    copy = keep_copy(report=make_report(), name="Kunduz.html", content=PAGE)
    harm(Path(copy.file.path))

    response = desk.get(address_of(copy), follow=True)

    assert response.redirect_chain == [(change_page(copy.report), 302)]
    assert [sentence in line for line in said(response)] == [True]


@pytest.mark.parametrize(
    ("permissions", "status"),
    [
        pytest.param([], 403, id="none"),
        pytest.param(["view_report"], 403, id="of-reports"),
        pytest.param(["view_archivedcopy"], 200, id="of-copies"),
    ],
)
def test_a_copy_is_for_the_staff_with_leave_to_see_it(client, db, permissions, status):
    copy = keep_copy(report=make_report(), name="Kunduz.html", content=PAGE)
    user = User.objects.create_user("reader", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client.force_login(user)

    assert client.get(address_of(copy)).status_code == status


def test_a_copy_is_not_for_the_public(client, db):
    copy = keep_copy(report=make_report(), name="Kunduz.html", content=PAGE)

    response = client.get(address_of(copy))

    assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/admin/login/")


def test_a_copy_is_not_asked_for_with_a_form(desk):
    copy = keep_copy(report=make_report(), name="Kunduz.html", content=PAGE)

    assert desk.post(address_of(copy)).status_code == 405


def test_a_form_of_a_report_without_a_part_for_copies_keeps_those_there_are(desk):
    copy = keep_copy(report=make_report(), name="Kunduz.html", content=PAGE)

    response = desk.post(change_page(copy.report), report_form(url=copy.report.url, title="Another title"))

    assert response.status_code == 302
    assert ArchivedCopy.objects.count() == 1
