import datetime
import re

from django.contrib.auth.models import User
from playwright.sync_api import expect

from tests.factories import make_report, make_source

MAP = "/?as_of=2021-09-10"


def log_in(page, site):
    """Log a new superuser in to the admin."""
    User.objects.create_superuser("editor", password="a long enough secret")
    page.goto(site + "/admin/")
    page.get_by_label("Username").fill("editor")
    page.get_by_label("Password").fill("a long enough secret")
    page.get_by_role("button", name="Log in").click()


def choose(page, field, text, option):
    """Choose an option of a box that is found by typing."""
    page.locator(f"{field} .select2-selection").click()
    page.locator(".select2-search__field").last.fill(text)
    page.locator(".select2-results__option", has_text=option).first.click()


def holder_on_map(page, site):
    """Return what the map says of Imam Sahib."""
    page.goto(site + MAP)
    return page.locator("svg a[href*='/districts/AF1905/']").get_attribute("aria-label")


def test_logging_an_event_in_the_admin_changes_the_map(page, site, settings):
    settings.TWO_PERSON_RULE = False
    title = "Resistance takes a northern district"
    make_report(source=make_source("ap"), title=title, published=datetime.date(2021, 9, 10))
    before = holder_on_map(page, site)
    log_in(page, site)
    page.goto(site + "/admin/events/controlevent/add/")

    choose(page, ".field-district", "Emam Saheb, Konduz", "Imam Sahib")
    page.locator("#id_date").fill("2021-09-09")
    page.locator("#id_kind").select_option("captured")
    page.locator("#id_controller").select_option(label="National Resistance Front")
    page.locator("#id_opponent").select_option(label="Taliban")
    page.locator("#id_summary").fill("Resistance fighters took the centre.")
    choose(page, "#citations-0", "northern district", title)
    page.locator("#id_citations-0-attribution").fill("Associated Press")
    page.get_by_role("button", name="Publish", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text("confirmed")
    after = holder_on_map(page, site)
    assert before == "Imam Sahib, Kunduz: Taliban since 21 June 2021, confirmed"
    assert after == "Imam Sahib, Kunduz: National Resistance Front since 9 September 2021, confirmed"
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("held 420 of 421 districts"))
