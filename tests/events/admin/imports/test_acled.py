import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from events.models import ActorAlias, ControlEvent
from tests.events.admin.posting import said
from tests.events.ingest.acled.exports import acled_row, export, make_kunduz
from tests.people import make_person

pytestmark = pytest.mark.django_db
START = "/admin/events/import/acled/"


def handed_in(client, *rows, content=None):
    """Hand an export in and return the page that follows."""
    file = SimpleUploadedFile("export.csv", content if content is not None else export(*rows).getvalue())
    return client.post(START, {"file": file}, follow=True)


def address_of(response):
    return response.request["PATH_INFO"]


def test_the_page_explains_itself(desk):
    assert desk.get(START).status_code == 200


def test_the_preview_shows_drafts_and_reasons_and_writes_nothing(desk):
    make_kunduz()

    response = handed_in(desk, acled_row(), acled_row(event_id_cnty="AFG10002", geo_precision="3"))

    text = response.content.decode()
    assert (response.context["found"]["taken"], response.context["found"]["left"]) == (1, 1)
    assert "Imam Sahib district in Kunduz was taken from the Afghan government by the Taliban." in text
    assert "Only the region is known" in text
    assert not ControlEvent.objects.exists()


def test_the_drafts_are_made_when_the_analyst_says_so(desk, analyst):
    make_kunduz()
    page = handed_in(desk)

    response = desk.post(address_of(page), follow=True)

    event = ControlEvent.objects.get()
    assert (event.status, event.author) == ("draft", analyst)
    assert said(response) == ["export.csv: 1 draft made; 0 of 1 rows were not taken."]


def test_a_file_is_imported_once(desk):
    make_kunduz()
    page = handed_in(desk)
    desk.post(address_of(page))

    response = desk.post(address_of(page), follow=True)

    assert said(response)[-1] == "This file has been imported already: its drafts are in the list of events."
    assert ControlEvent.objects.count() == 1


def test_the_same_file_handed_in_again_has_nothing_to_draft(desk):
    make_kunduz()
    desk.post(address_of(handed_in(desk)))

    again = handed_in(desk)

    assert (again.context["found"]["taken"], again.context["found"]["reasons"][0]["code"]) == (0, "known")


def test_every_row_that_is_not_taken_is_in_a_file_to_download(desk):
    make_kunduz()
    page = handed_in(desk, acled_row(notes="=1+1"), acled_row(event_id_cnty="=AFG2", geo_precision="3"))

    response = desk.get(f"{address_of(page)}left.csv")

    text = b"".join(response.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert response["Content-Disposition"] == 'attachment; filename="acled-rows-not-taken.csv"'
    assert [row[:3] for row in rows] == [
        ["row", "event_id_cnty", "reason"],
        ["2", "AFG10001", "nothing_told"],
        ["3", "'=AFG2", "bad_row"],
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"a,b\n1,2\n", "The header has no column event_id_cnty", id="another-table"),
        pytest.param(b"\xff\xfe\x00", "The file is not in UTF-8", id="not-utf-8"),
        pytest.param(b"", "The submitted file is empty", id="empty"),
    ],
)
def test_a_file_that_is_no_export_is_refused_on_its_field(desk, content, sentence):
    response = handed_in(desk, content=content)

    assert response.context["form"].errors["file"][0].startswith(sentence)


@pytest.mark.parametrize(
    ("role", "status"),
    [("Contributor", 403), ("Analyst", 200), ("Editor", 200), ("Administrator", 200)],
)
def test_who_may_import(client, role, status):
    client.force_login(make_person(role))

    assert client.get(START).status_code == status


def test_a_file_is_its_own_analysts_only(desk, client):
    make_kunduz()
    page = handed_in(desk)
    client.force_login(make_person("Analyst", name="other"))

    response = client.post(address_of(page), follow=True)

    assert said(response) == ["The file is kept for a day after it was handed in: choose it again."]
    assert not ControlEvent.objects.exists()


def test_an_actor_that_is_missing_is_added_to_the_table_and_then_known(desk):
    make_kunduz()
    rows = [acled_row(actor2="Hill Riders")]
    before = handed_in(desk, *rows)

    desk.post("/admin/events/actoralias/add/", {"name": "Hill Riders", "used_for": "side", "actor": "government"})
    after = handed_in(desk, *rows)

    assert ActorAlias.objects.get(name="Hill Riders").actor.slug == "government"
    assert [page.context["found"]["taken"] for page in (before, after)] == [0, 1]


def test_a_name_is_listed_once(desk):
    response = desk.post("/admin/events/actoralias/add/", {"name": "Taliban", "used_for": "side", "actor": ""})

    assert response.context["adminform"].form.errors == {
        "name": ["This name is listed already from this day on: change that row."]
    }


@pytest.mark.parametrize(("role", "status"), [("Contributor", 403), ("Analyst", 403), ("Editor", 200)])
def test_who_may_extend_the_table(client, role, status):
    client.force_login(make_person(role))

    assert client.get("/admin/events/actoralias/add/").status_code == status
