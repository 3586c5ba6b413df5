"""The pages that import a spreadsheet, as a browser goes through them."""

import csv
import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from events.admin.imports.uploads import UploadGoneError, find
from events.ingest.spreadsheet.columns import NAMES, guess
from events.models import ControlEvent, LogEntry, Report, Status
from tests.events.admin.posting import said
from tests.events.ingest.spreadsheet.sheets import csv_of, places, row, xlsx_of
from tests.factories import make_actor, make_event
from tests.people import make_person

pytestmark = pytest.mark.django_db
START = "/admin/events/import/"


@pytest.fixture(autouse=True)
def ground(tmp_path, settings):
    places()
    storage = settings.STORAGES["default"]
    settings.STORAGES = settings.STORAGES | {"default": storage | {"OPTIONS": {"location": tmp_path, "base_url": None}}}
    return tmp_path


@pytest.fixture
def editor(client):
    """Return a test client with an Editor logged in."""
    client.force_login(make_person("Editor", name="editor"))
    return client


def hand_in(client, content, name="events.csv"):
    """Hand a file in and return the address that the browser is sent to."""
    response = client.post(START, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def previewed(client, content, **chosen):
    """Hand a file in, take its columns as guessed and return the address of the preview."""
    address = hand_in(client, content)
    form = client.get(address).context["form"]
    mapping = {field.name: field.initial for field in form.mapped()}
    response = client.post(address, mapping | {"status": "draft"} | chosen)
    assert response.status_code == 302, response.context["form"].errors
    return response["Location"]


def confirm(client, address, **given):
    return client.post(address, {"confirmed": "yes"} | given, follow=True)


@pytest.mark.parametrize("file", [csv_of, xlsx_of], ids=["csv", "xlsx"])
def test_a_file_goes_from_the_upload_to_drafts(editor, file):
    preview = previewed(editor, file(row()))

    shown = editor.get(preview)
    assert not ControlEvent.objects.exists()
    result = confirm(editor, preview)

    assert "Makes a draft; published, it would be claimed." in shown.content.decode()
    event = ControlEvent.objects.get()
    assert (event.status, event.author.username) == (Status.DRAFT, "editor")
    assert result.context["effects"] == {"new": 1}
    assert event.code in result.content.decode()


def test_the_columns_are_guessed_shown_and_chosen(editor):
    headers = [{"district": "Woluswali", "kind": "Sort"}.get(name, name) for name in NAMES]
    address = hand_in(editor, csv_of(row(), headers=headers))

    form = editor.get(address).context["form"]
    refused = editor.post(address, guess(headers) | {"status": "draft"})
    chosen = editor.post(address, guess(headers) | {"kind": "Sort", "status": "draft"})

    assert (form["district"].initial, form["kind"].initial) == ("Woluswali", "")
    assert refused.context["form"].errors == {
        "kind": ["Every row needs a cell for kind: choose the column that has it."]
    }
    assert chosen.status_code == 302
    assert editor.get(address).context["form"]["kind"].initial == "Sort"


def test_nothing_is_imported_while_a_row_is_wrong(editor):
    preview = previewed(editor, csv_of(row(), row(kind="conquered")))

    shown = editor.get(preview)
    confirm(editor, preview)

    assert "1 row is wrong, so nothing can be imported" in shown.content.decode()
    assert not ControlEvent.objects.exists()


def test_the_wrong_rows_are_downloaded_with_what_would_be_right(editor):
    preview = previewed(editor, csv_of(row(), row(kind="conquered", note="'=1")))

    file = editor.get(f"{preview}errors.csv").content.decode("utf-8-sig")

    [header, cells] = csv.reader(file.splitlines())
    assert header == [*NAMES, "row", "problem"]
    assert cells[-2:] == ["3", "kind: one of captured, handed_over, contested, relocated, held, assessed, assumed."]
    assert cells[NAMES.index("note")] == "''=1"


def test_the_wrong_rows_once_mended_are_a_file_to_import(editor):
    preview = previewed(editor, csv_of(row(), row(kind="conquered", summary="'=1")))
    file = editor.get(f"{preview}errors.csv").content.decode()

    confirm(editor, previewed(editor, file.replace("conquered", "captured").encode()))

    assert ControlEvent.objects.get().kind == "captured"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "The file is empty", id="empty"),
        pytest.param(b"%PDF-1.7", "This is a PDF document", id="pdf"),
        pytest.param(b"district,date\n", "The file has no row of an event", id="header-only"),
        pytest.param(b"a" * (10 * 2**20 + 1), "at most 10 MB are taken", id="too-large"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused_on_the_page(editor, content, sentence):
    response = editor.post(START, {"file": SimpleUploadedFile("events.csv", content)})

    assert sentence in response.context["form"].errors["file"][0]


def test_what_is_imported_again_changes_nothing(editor):
    confirm(editor, previewed(editor, csv_of(row())))

    shown = editor.get(previewed(editor, csv_of(row())))

    assert "Nothing to import: the record has all of it already." in shown.content.decode()


def test_confirming_twice_imports_once(editor):
    preview = previewed(editor, csv_of(row()))
    confirm(editor, preview)

    again = confirm(editor, preview)

    assert again.redirect_chain[-1][0].endswith("/done/")
    assert ControlEvent.objects.count() == 1


def test_a_record_that_changed_meanwhile_is_shown_again_before_anything_is_written(editor):
    preview = previewed(editor, csv_of(row()))
    make_event(summary="Taken.", status=Status.DRAFT)

    response = confirm(editor, preview)

    assert said(response) == ["The record has changed since this was shown: look at the rows again."]
    assert [count["effect"] for count in response.context["counts"]] == ["update"]
    assert not Report.objects.filter(source__name="Kabul Wire").exists()


def test_new_evidence_for_a_published_event_needs_a_reason(editor):
    event = make_event(summary="Taken.", citations=[{"voice": make_actor("taliban")}])
    preview = previewed(editor, csv_of(row(voice="government", attribution="police chief")))

    refused = confirm(editor, preview)
    confirm(editor, preview, reason="The police chief admits it.")

    assert refused.context["form"].errors["reason"] == ["Say why: readers who follow these events will look here."]
    assert event.citations.count() == 2
    logged = LogEntry.objects.filter(object_type="event").last()
    assert (logged.change_kind, logged.reason) == ("change", "The police chief admits it.")


def test_a_file_that_somebody_changed_on_the_disk_is_not_imported(editor, ground):
    preview = previewed(editor, csv_of(row()))
    [kept] = (ground / "uploads").glob("*.data")
    kept.write_bytes(csv_of(row(district="Somewhere else")))

    response = confirm(editor, preview)

    assert said(response) == ["The file that was kept has changed: choose it again."]
    assert not ControlEvent.objects.exists()


@pytest.mark.parametrize("step", ["", "columns/", "errors.csv", "done/"])
def test_a_file_of_somebody_else_leads_back_to_the_start(editor, client, step):
    preview = previewed(editor, csv_of(row()))
    client.force_login(make_person("Editor"))

    response = client.get(preview + step, follow=True)

    assert response.redirect_chain == [(START, 302)]
    assert said(response) == ["The file is kept for a day after it was handed in: choose it again."]


def test_the_content_of_a_file_is_removed_once_it_is_imported(editor, ground):
    confirm(editor, previewed(editor, csv_of(row())))

    assert not list((ground / "uploads").glob("*.data"))


@pytest.mark.parametrize(
    ("role", "allowed"),
    [("Contributor", False), ("Analyst", True), ("Editor", True), ("Administrator", True), ("", False)],
)
def test_each_role_may_import_or_is_told_why_not(client, role, allowed):
    client.force_login(make_person(role))

    response = client.get(START)

    assert response.status_code == (200 if allowed else 403)
    assert ("Importing events needs the role Analyst." in response.content.decode()) is not allowed


def test_new_evidence_that_an_analyst_may_not_add_is_refused_with_a_way_out(client, ground):
    make_event(status="published", date=datetime.date(2021, 6, 21))
    client.force_login(make_person("Analyst"))

    page = client.get(previewed(client, csv_of(row(voice="independent")))).content.decode()

    assert "Log a draft with the new evidence. Take its rows out of the file, or give the file to an Editor." in page


def test_a_reader_is_asked_to_sign_in(client):
    assert client.get(START)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize(
    ("role", "cells", "right"),
    [
        pytest.param("Analyst", {}, "", id="analyst-claim"),
        pytest.param(
            "Analyst",
            {"voice": "independent"},
            "Publishing an event that is reported needs the role Editor. Submit it for review.",
            id="analyst-reported",
        ),
        pytest.param(
            "Editor",
            {"voice": "independent"},
            "Publishing an event that would be reported needs a second person: you logged it yourself. "
            "Leave it in review for another Editor.",
            id="editor-own",
        ),
    ],
)
def test_an_import_is_published_where_the_role_allows_every_row(client, role, cells, right):
    client.force_login(make_person(role))
    preview = previewed(client, csv_of(row(**cells)), status="published")

    [outcome] = client.get(preview).context["page"]
    confirm(client, preview)

    assert [one.right for one in outcome.wrong] == ([right] if right else [])
    assert ControlEvent.objects.published().count() == (0 if right else 1)


def test_what_is_published_becomes_public_in_one_version_with_what_it_rests_on(editor):
    result = confirm(editor, previewed(editor, csv_of(row()), status="published"))

    logged = LogEntry.objects.values_list("version", "object_type", "op")
    assert set(logged) == {(result.context["version"], each, "ADD") for each in ("event", "report", "source")}
    assert not any("editor" in str(entry.snapshot) for entry in LogEntry.objects.all())


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_template_is_downloaded(editor, kind):
    response = editor.get(f"{START}template.{kind}")

    assert response["Content-Disposition"] == f'attachment; filename="events.{kind}"'
    assert editor.get(f"{START}template.ods").status_code == 404


def test_the_desk_leads_to_the_import(editor):
    for page in ("/admin/", reverse("admin:events_controlevent_changelist")):
        assert f'href="{START}"' in editor.get(page).content.decode()


def test_a_file_name_is_text_on_the_page(editor):
    address = hand_in(editor, csv_of(row()), name="<b>x</b>.csv")

    assert "<b>x" not in editor.get(address).content.decode()


def test_a_signed_name_tells_nothing_to_another(editor):
    token = previewed(editor, csv_of(row())).split("/")[-2]

    with pytest.raises(UploadGoneError):
        find(token, user=make_person("Editor"))
