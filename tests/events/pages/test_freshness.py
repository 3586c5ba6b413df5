import pytest

from districts.models import District
from tests.factories import make_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


@pytest.mark.parametrize("address", ["/", "/districts/", "/events/E0587/", "/sources/", "/methodology/"])
def test_a_reader_who_has_the_present_page_is_told_so(client, address, django_assert_max_num_queries):
    answer = client.get(address)

    with django_assert_max_num_queries(2):
        again = client.get(address, headers={"If-None-Match": answer["ETag"], "Accept": "text/html"})

    assert answer["Cache-Control"] == again["Cache-Control"] == "public, no-cache"
    assert "Accept" not in answer.get("Vary", "").split(", ")
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", answer["ETag"])


def test_the_tag_of_a_page_changes_with_the_address_the_record_and_the_places(client):
    tags = {client.get("/")["ETag"], client.get("/?as_of=2021-07-24")["ETag"]}
    make_event(district=District.objects.get(code="AF1905"), summary="Again.")
    tags.add(client.get("/")["ETag"])
    District.objects.filter(code="AF1905").update(name="Emam Sahib")
    tags.add(client.get("/")["ETag"])

    assert len(tags) == 4


@pytest.mark.parametrize("address", ["/?as_of=2021-13-01", "/nowhere/", "/admin/login/"])
def test_what_is_no_page_of_the_record_is_not_kept(client, address):
    assert "ETag" not in client.get(address)
