"""From an article to the public page: one person reads it and drafts, another publishes."""

import pathlib

import pytest
from playwright.sync_api import expect

from events.control.recording import recording
from events.models import ControlEvent, Report, Status
from tests.browser.accessibility import ALL_RULES, faults
from tests.people import PASSWORD, make_person

ARTICLE = (pathlib.Path(__file__).parents[1] / "articles" / "kunduz.txt").read_text()
ADDRESS = "https://www.example.org/kunduz-gates?utm_source=feed"
RULES = ALL_RULES | {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


def enter(chromium, site, name):
    """Return a tab in which a person is signed in to the desk."""
    page = chromium.new_context(viewport={"width": 1280, "height": 900}).new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    return page


@pytest.fixture
def people(site):
    """Make an Analyst and an Editor, and let the record know nothing yet of how Imam Sahib fell."""
    known = ControlEvent.objects.filter(district__code="AF1905", date="2021-06-21")
    with recording(reason="Logged anew.") as noted:
        noted.touch_events(known)
        known.update(status=Status.RETRACTED)
    make_person("Analyst", name="laila")
    make_person("Editor", name="omid")


def read(page, site):
    """Send the article to the page that reads it."""
    page.goto(f"{site}/admin/")
    page.get_by_role("link", name="Read an article").first.click()
    page.get_by_label("Text").fill(ARTICLE)
    page.get_by_label("Address").fill(ADDRESS)
    page.get_by_label("Day it was published").fill("2021-06-21")
    page.get_by_label("Source").fill("TRT Pashto")
    page.get_by_role("button", name="Read it").click()


def accept(page, number):
    """Accept an event of the page of proposals, doubtful or not."""
    proposal = page.locator(f"#event-{number}")
    proposal.get_by_label("Accept", exact=True).check()
    for anyway in proposal.locator("input[name$='-anyway']:visible").all():
        anyway.check()


def test_two_proposals_of_an_article_are_accepted_published_by_another_and_read_on_the_districts_page(
    chromium, site, people
):
    laila, omid, reader = enter(chromium, site, "laila"), enter(chromium, site, "omid"), chromium.new_page()
    read(laila, site)
    expect(laila.locator("mark.article-event").first).to_be_visible()
    assert faults(laila, RULES) == []

    accept(laila, 1)
    accept(laila, 2)
    laila.get_by_label("Discard what nothing is decided of").check()
    laila.get_by_role("button", name="Save and send to review").click()
    expect(laila.get_by_role("heading", name="Logged", exact=True)).to_be_visible()
    events = ControlEvent.objects.filter(
        citations__report=Report.objects.get(url__startswith="https://www.example.org")
    )
    fighting, fall = events.order_by("district__code")
    reader.goto(f"{site}/districts/AF1905/")
    before = reader.content()
    for event in (fighting, fall):
        omid.goto(f"{site}/admin/events/controlevent/{event.pk}/review/")
        omid.get_by_role("button", name="Publish", exact=True).click()
        expect(omid.locator(".messagelist")).to_contain_text(event.code)

    assert fall.code not in before
    reader.goto(f"{site}/districts/AF1905/?as_of=2021-06-22&perspective=claimed")
    assert f"/events/{fall.code}/" in reader.content()
    expect(reader.get_by_text("TRT Pashto").first).to_be_visible()
    reader.goto(f"{site}/districts/AF1901/?as_of=2021-06-22")
    assert f"/events/{fighting.code}/" in reader.content()
    assert "laila" not in reader.content()
