"""Requests that no honest client sends: each is refused or harmless, and none of them breaks the server."""

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from events.api.docs import description
from events.models import ControlEvent
from tests.events.api.test_schema import filled
from tests.factories import make_event, make_source
from tests.people import make_person
from tests.signing_in import is_in, sign_in

pytestmark = pytest.mark.django_db

PAYLOADS = [
    pytest.param(
        "1' OR '1'='1' --\"><script>alert(1)</script>{{ 7*7 }}${jndi:ldap://x}%n/../../etc/passwd", id="signs"
    ),
    pytest.param("\u202e\x00\r\nSet-Cookie: a=b" + "9" * 3000, id="control-characters"),
]
OPERATIONS = {path: methods["get"] for path, methods in description()["paths"].items() if "get" in methods}
PAGES = ["home", "districts", "changes", "sources", "methodology", "data"]
PAGE_PARAMETERS = ["as_of", "reported_by", "perspective", "from", "to", "province", "holder", "q", "next"]


@pytest.fixture
def lenient(client):
    """Return a client to which a failure of the server is an answer like any other."""
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_parameter_of_the_interface_can_be_made_to_run(lenient, payload):
    make_event()
    ill = []
    for path, operation in OPERATIONS.items():
        names = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
        for name in names:
            response = lenient.get("/api/v1/" + filled(path.removeprefix("/api/v1/")), {name: payload})
            is_right = response.status_code in (200, 400, 404) and "Set-Cookie" not in response.headers
            ill += [] if is_right else [(path, name, response.status_code)]

    assert ill == []
    assert ControlEvent.objects.count() == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_parameter_of_a_page_can_be_made_to_run(lenient, payload):
    ill = []
    for page in PAGES:
        for name in PAGE_PARAMETERS:
            response = lenient.get(reverse(page), {name: payload})
            is_right = response.status_code in (200, 400, 404) and b"<script>alert" not in response.content
            ill += [] if is_right else [(page, name, response.status_code)]

    assert ill == []


@pytest.mark.parametrize(
    "path",
    [
        "/static/../config/settings.py",
        "/static/%2e%2e/config/settings.py",
        "/static/events/..%2f..%2f..%2fmanage.py",
        "/static//etc/passwd",
        "/api/v1/releases/2026-11/..%2f..%2f..%2fmanage.py",
        "/api/v1/releases/..%2f/datapackage.json",
        "/districts/..%2fadmin%2f/",
    ],
)
def test_no_path_leads_out_of_what_is_served(lenient, path):
    response = lenient.get(path)

    assert response.status_code == 404
    assert b"DJANGO_SETTINGS_MODULE" not in b"".join(response)


@pytest.mark.parametrize("host", ["evil.example", "testserver.evil.example", "testserver\r\nX: y", "a" * 300])
def test_a_host_that_is_not_ours_is_refused_and_in_no_answer(lenient, host):
    response = lenient.get("/methodology/", headers={"host": host})
    forwarded = lenient.get("/methodology/", headers={"x-forwarded-host": host})

    assert response.status_code == 400
    assert host not in response.content.decode()
    assert forwarded.status_code == 200
    assert "evil" not in forwarded.content.decode()


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "javascript:alert(1)",
        "/admin/\r\nSet-Cookie: a=b",
        "\\\\evil.example",
    ],
)
def test_signing_in_leads_nowhere_else(lenient, target):
    response = sign_in(lenient, make_person("Editor"), next=target)

    assert response.status_code == 302
    assert response["Location"].startswith("/")
    assert not response["Location"].startswith(("//", "/\\"))
    assert "evil" not in response["Location"]
    assert "\n" not in response["Location"]


def test_signing_in_gives_a_session_of_its_own(client):
    client.get("/admin/login/")
    fixed = client.session.session_key or "f" * 32
    client.cookies["sessionid"] = fixed

    sign_in(client, make_person("Editor"))

    assert client.cookies["sessionid"].value != fixed
    assert not Session.objects.filter(pk=fixed).exists()


def test_a_session_that_was_stolen_ends_with_its_owners(client):
    sign_in(client, make_person("Editor"))
    thief = Client()
    thief.cookies["sessionid"] = client.cookies["sessionid"].value
    assert is_in(thief)

    client.post(reverse("admin:logout"))

    assert not is_in(thief)


FORMS = [
    "admin:login",
    "admin:logout",
    "admin:events_controlevent_add",
    "admin:events_source_add",
    "entry",
    "article",
    "import-spreadsheet",
    "import-acled",
]


@pytest.mark.parametrize("name", FORMS)
def test_a_form_that_another_site_sends_is_refused(name):
    client = Client(enforce_csrf_checks=True)
    client.force_login(make_person("Editor"))

    response = client.post(reverse(name), {"name": "Forged"}, headers={"origin": "https://evil.example"})

    assert response.status_code == 403


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        pytest.param(b"\xff\xfe\x00" * 100, "application/x-www-form-urlencoded", id="no-text"),
        pytest.param(b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x", id="cut-off"),
        pytest.param(b"a=1&" * 16_000, "application/x-www-form-urlencoded", id="too-many-fields"),
        pytest.param(b"a=" + b"x" * 3_000_000, "application/x-www-form-urlencoded", id="too-long"),
        pytest.param(b"{" * 100_000, "application/json", id="deep"),
        pytest.param(b"", "multipart/form-data", id="no-boundary"),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/reconcile/", "/admin/login/", "/api/v1/control/", "/"])
def test_a_body_that_is_malformed_or_too_large_is_refused(lenient, path, body, media_type):
    response = lenient.generic("POST", path, body, content_type=media_type)

    # The sign-in form is shown again, as to whoever fills it in wrongly.
    assert response.status_code in (400, 403, 405, 411, 413, 415) or path == "/admin/login/"
    assert response.status_code < 500


@pytest.mark.parametrize("role", ["Contributor", "Analyst", ""])
def test_no_role_reaches_for_what_is_anothers(client, role):
    person, source = make_person(role), make_source()
    client.force_login(person)

    answers = {
        name: client.post(
            reverse(name, args=arguments), {"reliability": "A", "reason": "Mine.", "post": "yes"}
        ).status_code
        for name, arguments in (
            ("admin:events_source_delete", [source.pk]),
            ("admin:auth_user_add", []),
            ("admin:auth_user_change", [person.pk]),
            ("admin:auth_user_delete", [person.pk]),
        )
    }

    assert set(answers.values()) <= {302, 403}
    assert type(source).objects.get(pk=source.pk).reliability == "B"
    assert type(person).objects.filter(pk=person.pk, is_superuser=False).exists()
