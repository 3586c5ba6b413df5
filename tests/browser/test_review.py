"""Correct a published event in the desk: readers see what was corrected, and no change of hands."""

import datetime
import re

from playwright.sync_api import expect

from events.control.state import today
from events.models import ControlEvent, ControlPeriod, Status
from tests.factories import make_actor, make_district, make_event
from tests.people import PASSWORD, make_person

REASON = "The agency mended its report: it was a day later."


def sign_in(page, site, name):
    """Sign an Editor of a name in to the desk."""
    make_person("Editor", name=name)
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()


def flipped():
    """Return the event by which the Taliban came to hold Imam Sahib, as the record that ships has it."""
    period = ControlPeriod.objects.filter(version_to__isnull=True, district__code="AF1905").seen("reported")
    return period.reported_by().get(start=datetime.date(2021, 6, 21)).event


def days_of_flips(page, site, first, last):
    """Return the text of the changes page between two days."""
    page.goto(f"{site}/changes/?from={first}&to={last}")
    return page.locator("main").inner_text()


def test_a_correction_is_told_on_the_events_page_and_is_no_change_of_hands(page, site):
    event = flipped()
    before = days_of_flips(page, site, "2021-06-01", "2021-07-01")
    sign_in(page, site, "omid")

    page.goto(f"{site}/admin/events/controlevent/{event.pk}/change/")
    page.locator("#id_date").fill("2021-06-22")
    page.locator("#id_date_latest").fill("2021-06-22")
    page.get_by_role("button", name="Save the change").click()
    expect(page.locator(".errorlist").first).to_contain_text("This is a correction: it changes")
    page.get_by_label("Reason for the change").fill(REASON)
    page.get_by_role("button", name="Save the change").click()
    expect(page.locator(".messagelist")).to_contain_text(event.code)

    page.goto(f"{site}/events/{event.code}/")
    expect(page.locator(".notice")).to_contain_text(REASON)
    expect(page.locator("#corrections")).to_be_visible()
    after = days_of_flips(page, site, "2021-06-01", "2021-07-01")
    assert before.count("Imam Sahib") == after.count("Imam Sahib")
    assert "22 June 2021" in after
    recent = days_of_flips(page, site, today() - datetime.timedelta(days=30), today())
    assert "Imam Sahib" not in recent
    assert REASON not in recent


def test_a_reviewer_reads_the_effect_and_publishes_from_the_queue(page, site):
    author = make_person("Contributor", name="laila")
    district = make_district("AF1905")
    draft = make_event(
        district=district,
        controller=make_actor("nrf"),
        opponent=make_actor("taliban"),
        date=datetime.date(2021, 9, 9),
        status=Status.IN_REVIEW,
        author=author,
    )
    sign_in(page, site, "omid")

    page.get_by_role("link", name=re.compile("For me to review")).click()
    page.get_by_role("link", name=draft.code).click()
    expect(page.locator(".review")).to_contain_text("National Resistance Front since 9 September 2021")
    page.get_by_role("button", name="Publish", exact=True).click()

    expect(page.locator(".messagelist")).to_contain_text(f"{draft.code} is confirmed")
    assert ControlEvent.objects.get(pk=draft.pk).status == Status.PUBLISHED
    page.goto(f"{site}/districts/AF1905/?as_of=2021-09-10")
    expect(page.locator("main")).to_contain_text("National Resistance Front")
