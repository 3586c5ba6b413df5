"""The second factor: set up, asked for, lost, made obligatory."""

import re
from base64 import b32decode

import pytest
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from config.signin import factor
from tests.people import make_person
from tests.signing_in import code_of, is_in, make_app, sign_in

pytestmark = pytest.mark.django_db
PAGE = "/admin/second-factor/"


@pytest.fixture
def editor():
    return make_person("Editor", name="nadia")


def forgive(device):
    """Let the wait after wrong codes be over."""
    type(device).objects.filter(pk=device.pk).update(
        throttling_failure_timestamp=timezone.now() - timezone.timedelta(days=1)
    )


def codes_on(page):
    return re.findall(r"<li><code>([a-z0-9]{5}-[a-z0-9]{5})</code></li>", page.content.decode())


def test_a_person_sets_up_an_app_and_is_given_recovery_codes_once(client, editor):
    client.force_login(editor)
    shown = client.get(PAGE)
    key = client.session["second_factor_key"]

    done = client.post(PAGE, {"code": f"{totp(bytes.fromhex(key)):06d}"})
    again = client.get(PAGE)

    assert 'src="data:image/svg+xml' in shown.content.decode()
    assert "no-store" in done.headers["Cache-Control"]
    assert len(set(codes_on(done))) == 10
    assert codes_on(again) == []
    assert key not in again.content.decode()
    assert "10 recovery codes not used yet" in again.content.decode()
    assert is_in(client)


def test_the_secret_is_the_one_that_the_app_will_have(client, editor):
    client.force_login(editor)
    page = client.get(PAGE).content.decode()

    secret = re.search(r'<code class="secret">([A-Z2-7 ]+)</code>', page)[1].replace(" ", "")

    assert b32decode(secret).hex() == client.session["second_factor_key"]


@pytest.mark.parametrize("code", ["", "000000", "abcdef", "١٢٣٤٥٦", "1" * 400, "-1", "12\x0034"])
def test_an_app_that_shows_something_else_is_not_accepted(client, editor, code):
    client.force_login(editor)
    client.get(PAGE)
    session = client.session
    session["second_factor_key"] = "00" * 20
    session.save()

    response = client.post(PAGE, {"code": code})

    assert "not what the app shows" in response.content.decode()
    assert not TOTPDevice.objects.exists()


def test_the_recovery_codes_are_not_in_the_database(editor):
    _, codes = make_app(editor)

    kept = set(StaticToken.objects.values_list("token", flat=True))

    assert len(kept) == len(codes) == 10
    assert not kept & set(codes)


def test_an_account_with_an_app_needs_its_code(client, editor):
    device, _ = make_app(editor)

    without = sign_in(client, editor)
    came_in = is_in(client)
    with_code = sign_in(client, editor, code=code_of(device))

    assert "type your password and a code" in without.content.decode()
    assert not came_in
    assert with_code.status_code == 302
    assert is_in(client)


def test_a_code_is_asked_for_only_after_the_right_password(client, editor):
    make_app(editor)

    response = sign_in(client, editor, password="wrong")

    assert "This account has" not in response.content.decode()


def test_a_code_opens_once(client, editor):
    device, _ = make_app(editor)
    code = code_of(device)
    sign_in(client, editor, code=code)
    client.logout()

    response = sign_in(client, editor, code=code)

    assert "was used already" in response.content.decode()
    assert not is_in(client)


def test_a_code_may_have_spaces(client, editor):
    device, _ = make_app(editor)
    code = code_of(device)

    sign_in(client, editor, code=f" {code[:3]} {code[3:]} ")

    assert is_in(client)


def test_a_recovery_code_opens_once(client, editor):
    _, codes = make_app(editor)
    first = sign_in(client, editor, code=codes[3].upper())
    client.logout()

    second = sign_in(client, editor, code=codes[3])

    assert first.status_code == 302
    assert second.status_code == 200
    assert factor.recovery_codes_left(editor) == 9


def test_a_code_of_somebody_else_opens_nothing(client, editor):
    make_app(editor)
    other, codes = make_app(make_person("Editor"))

    assert sign_in(client, editor, code=code_of(other)).status_code == 200
    assert sign_in(client, editor, code=codes[0]).status_code == 200


def test_after_wrong_codes_even_the_right_one_waits(client, editor):
    device, _ = make_app(editor)
    TOTPDevice.objects.update(throttling_failure_count=8, throttling_failure_timestamp=timezone.now())

    too_soon = sign_in(client, editor, code=code_of(device))
    forgive(device)
    later = sign_in(client, editor, code=code_of(device))

    assert "wait 128 seconds and try again" in too_soon.content.decode()
    assert later.status_code == 302


def test_each_wrong_code_counts(editor):
    device, _ = make_app(editor)

    for _ in range(2):
        factor.check(editor, "nonsense")
        forgive(editor.staticdevice_set.get())
    factor.check(editor, next(code for code in ("000000", "000001", "000002", "000003") if code not in _near(device)))

    assert TOTPDevice.objects.get().throttling_failure_count == 1
    assert editor.staticdevice_set.get().throttling_failure_count == 2


def test_five_wrong_codes_lock_the_account_out(client, editor):
    device, _ = make_app(editor)
    wrong = next(code for code in ("000000", "000001", "000002", "000003") if code not in _near(device))
    answers = []
    for _ in range(5):
        forgive(device)
        answers.append(sign_in(client, editor, code=wrong).status_code)

    forgive(device)
    assert answers == [200, 200, 200, 200, 429]
    assert sign_in(client, editor, code=code_of(device)).status_code == 429


def _near(device):
    return {code_of(device, ahead=step) for step in (-1, 0, 1)}


def test_a_session_from_before_the_app_needs_its_code_now(client, editor):
    client.force_login(editor)
    before = is_in(client)
    make_app(editor)

    response = client.get("/admin/", follow=True)

    assert before
    assert "sign in again, with a code" in response.content.decode()


def test_new_recovery_codes_replace_the_old_ones(client, editor):
    device, old = make_app(editor)
    sign_in(client, editor, code=code_of(device))

    page = client.post(PAGE, {"code": old[0], "renew": "yes"})

    assert len(codes_on(page)) == 10
    assert not set(codes_on(page)) & set(old)
    assert factor.check(editor, old[1])[1] == factor.WRONG


def test_the_second_factor_is_removed_only_with_a_code(client, editor):
    device, codes = make_app(editor)
    sign_in(client, editor, code=code_of(device))

    client.post(PAGE, {"code": codes[0], "remove": "yes"})
    client.post(PAGE, {"code": codes[0], "remove": "yes"})

    assert not factor.app_of(editor)
    assert is_in(client)


def test_a_wrong_code_removes_nothing(client, editor):
    device, _ = make_app(editor)
    sign_in(client, editor, code=code_of(device))

    client.post(PAGE, {"code": "wrong-wrong", "remove": "yes"})

    assert factor.app_of(editor)


def test_nobody_else_opens_the_page(client):
    stranger = client.get(PAGE)
    client.force_login(make_person("", name="reader"))

    assert stranger.status_code == 302
    assert stranger["Location"].startswith(reverse("admin:login"))


def test_where_it_is_obligatory_who_has_none_is_led_to_set_it_up_and_does_nothing_else(client, editor, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, editor)

    page = client.get("/admin/events/controlevent/", follow=True)
    refused = client.post("/admin/events/controlevent/add/", {"summary": "Taken."})

    assert page.redirect_chain[-1][0] == PAGE
    assert refused.status_code == 302
    assert refused["Location"] == reverse("admin:kept")
    assert not is_in(client)


def test_where_it_is_obligatory_setting_it_up_opens_the_desk(client, editor, settings):
    settings.REQUIRE_SECOND_FACTOR = True
    sign_in(client, editor)
    client.get(PAGE)
    key = client.session["second_factor_key"]

    client.post(PAGE, {"code": f"{totp(bytes.fromhex(key)):06d}"})

    assert is_in(client)
