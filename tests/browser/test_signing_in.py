"""Come in with a second factor, and find again what was typed when the session had ended."""

import re
from base64 import b32decode

from django_otp.oath import totp
from playwright.sync_api import expect

from events.models import ControlEvent
from tests.factories import make_actor, make_district
from tests.people import PASSWORD, make_person

ADD = "/admin/events/controlevent/add/"
SUMMARY = "Resistance fighters “took” the centre <at night>.\nThe second line."


def sign_in(page, name, *, code=""):
    """Fill in the sign-in page that is open, and send it."""
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Log in").click()


def write_draft(page, site):
    """Fill in the page of a new event with a day, a side and a summary."""
    district, holder = make_district("AF1905"), make_actor("nrf")
    page.goto(f"{site}{ADD}?district={district.pk}")
    page.locator("#id_date").fill("2021-09-09")
    page.locator("#id_kind").select_option("captured")
    page.locator("#id_controller").select_option(str(holder.pk))
    page.locator("#id_summary").fill(SUMMARY)


def end_session(page):
    """Let the session end, as it does when its hours are over."""
    page.context.clear_cookies(name="sessionid")


def save_draft(page):
    page.get_by_role("button", name="Save draft", exact=True).click()


def drafts():
    """Return the drafts that say what was typed; a browser sends the ends of lines in its own way."""
    return [event for event in ControlEvent.objects.all() if event.summary.splitlines() == SUMMARY.splitlines()]


def test_a_form_outlives_its_session_and_is_saved_by_one_click(page, site):
    make_person("Editor", name="nadia")
    page.goto(f"{site}/admin/")
    sign_in(page, "nadia")
    write_draft(page, site)
    end_session(page)
    save_draft(page)

    expect(page.get_by_role("status")).to_contain_text("Nothing you typed is lost.")
    sign_in(page, "nadia")
    expect(page.get_by_role("heading", name="Your form is here again")).to_be_visible()
    expect(page.locator(".kept-form table")).to_contain_text("took” the centre <at night>")
    assert drafts() == []
    page.get_by_role("button", name="Save it now").click()

    expect(page.locator(".messagelist")).to_contain_text("is a draft and counts nowhere")
    assert len(drafts()) == 1


def test_a_form_that_outlived_its_session_can_be_looked_over_first(page, site):
    make_person("Editor", name="nadia")
    page.goto(f"{site}/admin/")
    sign_in(page, "nadia")
    write_draft(page, site)
    end_session(page)
    save_draft(page)
    sign_in(page, "nadia")
    page.get_by_role("button", name="Back to the form").click()

    expect(page.locator(".errorlist").first).to_contain_text("Nothing has been saved yet")
    expect(page.locator("#id_summary")).to_have_value(SUMMARY)
    expect(page.locator("#id_date")).to_have_value("2021-09-09")
    assert drafts() == []
    save_draft(page)

    expect(page.locator(".messagelist")).to_contain_text("is a draft and counts nowhere")
    assert len(drafts()) == 1


def test_a_second_factor_is_set_up_and_asked_for(page, site):
    make_person("Editor", name="nadia")
    page.goto(f"{site}/admin/")
    sign_in(page, "nadia")
    page.get_by_role("link", name="Second factor").click()
    expect(page.get_by_role("img", name=re.compile("QR code"))).to_be_visible()
    secret = page.locator(".secret").inner_text().replace(" ", "")
    page.get_by_label("Code:").fill(shown(secret))
    page.get_by_role("button", name="Turn the second factor on").click()
    recovery = page.locator(".recovery-codes code").first.inner_text()
    page.get_by_role("link", name="I have kept them").click()
    page.get_by_role("button", name="Log out").click()

    page.goto(f"{site}/admin/")
    sign_in(page, "nadia")
    expect(page.locator(".errornote")).to_contain_text("type your password and a code")
    sign_in(page, "nadia", code=recovery)

    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def shown(secret):
    """Return what an authenticator app shows for a secret."""
    return f"{totp(b32decode(secret)):06d}"
