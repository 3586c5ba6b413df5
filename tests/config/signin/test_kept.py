"""Nothing typed is lost when the session has ended, and nothing is sent that its author did not type."""

import html
import re

import pytest
from django.test import Client

from config.signin import kept
from events.models import ControlEvent, LogEntry, Source
from tests.events.admin.posting import ADD, event_form
from tests.people import make_person
from tests.signing_in import code_of, is_in, make_app, sign_in

pytestmark = pytest.mark.django_db
HERE = {"HTTP_ORIGIN": "http://testserver"}
EXPIRED = "Nothing you typed is lost."


@pytest.fixture
def editor():
    return make_person("Editor", name="nadia")


@pytest.fixture
def strict():
    """Return a client that checks tokens as a server does."""
    return Client(enforce_csrf_checks=True)


def hidden(page):
    """Return {name: value} of the hidden fields of a page; of several of a name the last."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.content.decode())
    return {name: html.unescape(value) for name, value in found}


def test_a_form_comes_back_after_signing_in_and_is_saved_by_one_click(client, editor):
    form = event_form(_step="draft", summary="Taken “by night” & held.\nSecond line.")

    asked = client.post(ADD, form)
    signed_in = sign_in(client, editor, kept=hidden(asked)["kept"])
    page = client.get(signed_in["Location"])
    none_yet = ControlEvent.objects.exists()
    saved = client.post(ADD, hidden(page))

    assert asked.status_code == 403
    assert EXPIRED in asked.content.decode()
    assert signed_in["Location"] == "/admin/your-form/"
    assert 'form action="/admin/events/controlevent/add/"' in page.content.decode()
    assert not none_yet
    assert saved.status_code == 302
    assert ControlEvent.objects.get().summary == "Taken “by night” & held.\nSecond line."


def test_back_to_the_form_shows_it_filled_in_and_saves_nothing(client, editor):
    asked = client.post(ADD, event_form(summary="Taken by night.", _step="draft"))
    page = client.get(sign_in(client, editor, kept=hidden(asked)["kept"])["Location"])

    again = client.post(ADD, hidden(page) | {"_look": "1"})

    text = again.content.decode()
    assert 'name="_look"' in page.content.decode()
    assert "Nothing has been saved yet" in text
    assert "Taken by night." in text
    assert 'value="Associated Press"' in text
    assert not ControlEvent.objects.exists()
    assert not LogEntry.objects.exists()


def test_what_was_typed_is_listed_for_reading(client, editor):
    asked = client.post(ADD, event_form(summary="Taken <b>by night</b>."))

    page = client.get(sign_in(client, editor, kept=hidden(asked)["kept"])["Location"]).content.decode()

    assert "Taken &lt;b&gt;by night&lt;/b&gt;." in page
    assert "citations 0 attribution" in page
    assert "TOTAL_FORMS</th>" not in page


def test_a_wrong_password_in_between_loses_nothing(client, editor):
    packed = hidden(client.post(ADD, event_form()))["kept"]

    failed = sign_in(client, editor, password="wrong", kept=packed)

    assert hidden(failed)["kept"] == packed


def test_a_missing_code_in_between_loses_nothing(client, editor):
    device, _ = make_app(editor)
    packed = hidden(client.post(ADD, event_form()))["kept"]

    failed = sign_in(client, editor, kept=packed)
    done = sign_in(client, editor, code=code_of(device), kept=hidden(failed)["kept"])

    assert done["Location"] == "/admin/your-form/"


def test_passwords_and_codes_are_not_kept(client):
    form = {"username": "zia", "password1": "hunter2", "old_password": "hunter3", "code": "123456", "is_staff": "on"}

    packed = hidden(client.post("/admin/auth/user/add/", form))["kept"]

    assert kept.unpack(packed)["fields"] == [["username", "zia"], ["is_staff", "on"]]


def test_the_empty_row_that_a_browser_copies_is_not_kept(client):
    packed = hidden(client.post(ADD, {"citations-0-note": "a", "citations-__prefix__-stance": "asserts"}))["kept"]

    assert kept.unpack(packed)["fields"] == [["citations-0-note", "a"]]


def test_files_are_named_to_be_chosen_again(client, editor, tmp_path):
    path = tmp_path / "page.html"
    path.write_text("saved")
    with path.open() as file:
        asked = client.post("/admin/events/report/add/", {"title": "A report", "copy": file})

    page = client.get(sign_in(client, editor, kept=hidden(asked)["kept"])["Location"])

    assert "choose copy again" in page.content.decode()


def test_several_values_of_one_field_are_all_kept(client):
    packed = hidden(client.post("/admin/auth/user/add/", {"groups": ["1", "2"]}))["kept"]

    assert kept.unpack(packed)["fields"] == [["groups", "1"], ["groups", "2"]]


def test_what_is_too_long_to_keep_is_said(client):
    noise = "".join(chr(0x4E00 + number * 7919 % 20000) for number in range(120_000))

    page = client.post(ADD, {"summary": noise}).content.decode()

    assert "could not be kept" in page
    assert 'name="kept"' not in page


@pytest.mark.parametrize("path", ["/admin/login/", "/admin/logout/", "/admin/password_change/"])
def test_pages_of_signing_in_keep_nothing(client, path):
    response = client.post(path, {"username": "nadia", "comment": "typed"})

    assert b'name="kept"' not in response.content


def test_a_form_that_we_did_not_sign_is_not_shown(client, editor):
    answer = sign_in(client, editor, kept="eyJwYXRoIjoiLyJ9:forged")

    assert answer["Location"] == "/admin/"
    assert kept.FIELD not in client.session


def test_a_kept_form_is_thrown_away_when_its_author_says_so(client, editor):
    packed = hidden(client.post(ADD, event_form()))["kept"]
    sign_in(client, editor, kept=packed)

    client.post("/admin/your-form/")

    assert kept.FIELD not in client.session
    assert client.get("/admin/your-form/").status_code == 302


def test_a_form_with_a_stale_token_comes_back_to_who_is_signed_in(strict, editor):
    strict.force_login(editor)
    strict.cookies["csrftoken"] = "a" * 32

    refused = strict.post(ADD, event_form(_step="draft") | {"csrfmiddlewaretoken": "b" * 32}, **HERE)
    page = strict.get(refused["Location"])
    saved = strict.post(ADD, hidden(page), **HERE)

    assert refused["Location"] == "/admin/your-form/"
    assert saved.status_code == 302
    assert ControlEvent.objects.count() == 1


def test_a_form_without_any_cookie_comes_back_after_signing_in(strict, editor):
    asked = strict.post(ADD, event_form(), **HERE)
    token = hidden(asked)["csrfmiddlewaretoken"]

    done = sign_in(strict, editor, kept=hidden(asked)["kept"], csrfmiddlewaretoken=token)

    assert asked.status_code == 403
    assert EXPIRED in asked.content.decode()
    assert done["Location"] == "/admin/your-form/"


def test_two_windows_that_ask_to_sign_in_lose_nothing_of_either(strict, editor):
    first, second = (strict.post(ADD, event_form(summary=text), **HERE) for text in ("One.", "Two."))
    sign_in(strict, editor, **hidden(first))

    late = strict.post("/admin/login/", {"username": "nadia", "password": "x", **hidden(second)}, **HERE)
    page = strict.get(late["Location"])

    assert late["Location"] == "/admin/your-form/"
    assert "Two." in page.content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"HTTP_ORIGIN": "https://evil.example"}, id="origin"),
        pytest.param({"HTTP_ORIGIN": "null"}, id="no-origin"),
        pytest.param({"HTTP_REFERER": "http://evil.example/testserver/"}, id="referer"),
        pytest.param({"HTTP_ORIGIN": "http://testserver.evil.example"}, id="alike"),
        pytest.param({"HTTP_ORIGIN": "http://testserver:81"}, id="port"),
        pytest.param({}, id="silent"),
    ],
)
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_form_from_elsewhere_is_never_kept(strict, editor, headers, signed_in):
    if signed_in:
        strict.force_login(editor)

    response = strict.post("/admin/events/source/add/", {"name": "Evil", "slug": "evil"}, **headers)

    assert response.status_code == 403
    assert "This form was not accepted, and nothing was saved." in response.content.decode()
    assert kept.FIELD not in strict.session
    assert not Source.objects.exists()


def test_a_form_that_was_sent_to_a_public_page_is_refused_in_plain_words(strict):
    response = strict.post("/admin/login/", {"username": "nadia"}, **HERE)

    assert response.status_code == 403
    assert "csrf" not in response.content.decode().lower()


def test_who_may_not_come_in_is_not_let_in_by_a_form(client):
    client.force_login(make_person("", name="guest"))
    person = make_person("")
    person.is_staff = False
    person.save()
    client.force_login(person)

    response = client.post(ADD, event_form())

    assert response.status_code == 403
    assert not is_in(client)
