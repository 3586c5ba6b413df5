"""Nothing public shows who logged what."""

import re

import pytest
from django.urls import reverse

from districts.models import Country
from events.export.package import export_package
from events.models import ControlEvent, LogEntry
from tests.events.admin.posting import account, change_page, event_form, form_of, step
from tests.factories import make_tally

pytestmark = pytest.mark.django_db

NAMES = ("zalmay-kept-secret", "Zalmaikhan", "Quietman", "zalmay@desk.example")
KEYS = {"author", "user", "created_by", "username", "editor", "reviewer", "author_id", "user_id", "pgh_context"}


@pytest.fixture
def event(client, db):
    """Let an Editor of a telling name log an event, and correct it after another has published it; return it."""
    author = account("Editor", NAMES[0])
    author.first_name, author.last_name, author.email = NAMES[1:]
    author.save()
    client.force_login(author)
    client.post("/admin/events/controlevent/add/", event_form(_step="draft"))
    event = ControlEvent.objects.get()
    client.force_login(account("Editor", "second"))
    step(client, event, "publish")
    event.refresh_from_db()
    client.force_login(author)
    client.post(change_page(event), form_of(event, summary="Mended."))
    make_tally()
    client.logout()
    event.refresh_from_db()
    assert (event.author, event.status, event.summary) == (author, "published", "Mended.")
    return event


def pages(event):
    """Return the address of every public page and answer."""
    district = event.district
    api = (
        "provinces",
        "districts",
        "control",
        "timeline",
        "changes",
        "events",
        "actors",
        "sources",
        "reports",
        "tallies",
    )
    one = (f"districts/{district.code}", f"districts/{district.code}/timeline", f"events/{event.code}")
    query = "?from=2021-01-01&to=2021-12-31"
    answers = [f"/api/v1/{name}/{query if name == 'changes' else ''}" for name in (*api, *one, "schema")]
    answers += [f"/api/v1/{name}/?format=csv" for name in ("events", "control", "reports")]
    names = ("/", "/districts/", "/changes/", "/sources/", "/methodology/", "/sources/ap/")
    return [
        *answers,
        *names,
        district.get_absolute_url(),
        district.province.get_absolute_url(),
        event.get_absolute_url(),
    ]


def keys_in(value):
    """Yield every key of a JSON document."""
    if isinstance(value, dict):
        yield from value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from keys_in(each)


def test_no_page_and_no_answer_names_who_logged_an_event(client, event):
    for address in pages(event):
        response = client.get(address)

        body = b"".join(response) if response.streaming else response.content
        assert response.status_code == 200, address
        assert not [name for name in NAMES if name.encode() in body], address
        if "json" in response["Content-Type"] and "openapi" not in response["Content-Type"]:
            assert not KEYS & set(keys_in(response.json())), address


def test_the_description_of_the_api_knows_of_no_author(client):
    schema = client.get(reverse("api:schema"), headers={"Accept": "application/json"}).content.decode()

    assert not re.search(r'"(author|user|created_by|username)"', schema)


def test_neither_the_log_nor_the_exported_package_names_who_logged_an_event(event, tmp_path):
    Country.objects.create(name="Afghanistan", outline={"type": "FeatureCollection", "features": []})

    export_package(folder=tmp_path / "package")

    files = [path.read_text() for path in (tmp_path / "package").iterdir()]
    log = [str(row) for row in LogEntry.objects.values()]
    assert len(log) > 1
    assert not [name for text in [*files, *log] for name in NAMES if name in text]
    assert not [row for row in LogEntry.objects.exclude(snapshot=None) if KEYS & set(keys_in(row.snapshot))]
