import pytest
from django.urls import reverse

from districts.models import District
from events.models import LogEntry
from tests.events.admin.posting import change_page
from tests.factories import make_district
from tests.page_forms import posted_by

pytestmark = pytest.mark.django_db


def test_a_renamed_district_is_logged_with_its_public_columns(desk):
    district = make_district()

    page = change_page(district)
    desk.post(page, posted_by(desk.get(page)) | {"name": "Emam Saheb", "log_reason": "Its spelling."})

    entry = LogEntry.objects.get()
    assert (entry.op, entry.object_type, entry.object_id) == ("MOD", "place", "AF1905")
    assert entry.snapshot["name"] == District.objects.get().name == "Emam Saheb"


def test_a_new_spelling_is_logged_as_a_change_of_its_place(desk):
    district = make_district()
    page = change_page(district)
    spelling = {"spellings-TOTAL_FORMS": 1, "spellings-0-name": "Hazrat Imam", "spellings-0-language": "en"}
    spelling |= {"spellings-0-sources": "press", "log_reason": "So it is spelled in the press."}

    desk.post(page, posted_by(desk.get(page)) | spelling)

    assert list(LogEntry.objects.values_list("object_type", "object_id")) == [("place", "AF1905")]


def test_a_district_saved_as_it_was_takes_no_version(desk):
    district = make_district()

    page = change_page(district)
    desk.post(page, posted_by(desk.get(page)))

    assert LogEntry.objects.count() == 0


def test_the_code_of_a_place_stays_as_it_is(desk):
    district = make_district()

    page = desk.get(reverse("admin:districts_district_change", args=[district.pk]))

    assert b'name="code"' not in page.content
