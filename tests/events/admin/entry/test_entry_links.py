import pytest

from tests.people import make_person

pytestmark = pytest.mark.django_db
LINK = '<a href="/admin/events/entry/">Log a report</a>'


@pytest.mark.parametrize("address", ["/admin/", "/admin/events/controlevent/"])
def test_the_page_of_entry_is_linked_where_work_begins(desk, address):
    assert LINK in desk.get(address).content.decode()


def test_who_may_not_log_is_not_led_there(client):
    client.force_login(make_person(""))

    assert LINK not in client.get("/admin/").content.decode()
