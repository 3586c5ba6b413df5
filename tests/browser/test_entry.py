import datetime

from playwright.sync_api import expect

from events.models import ControlEvent, Report, Status
from tests.browser.accessibility import faults
from tests.browser.test_logging import log_in

TAB = "Tab"
EVE = datetime.date(2021, 9, 9)


def press(page, *texts):
    """Type each text into the field that has the focus and go on with the Tab key; "" leaves a field as it is."""
    for text in texts:
        if text:
            page.keyboard.type(text)
        page.keyboard.press(TAB)


def go_to(page, name):
    """Go on with the Tab key to the field of a name."""
    for _ in range(30):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press(TAB)
    raise AssertionError(f"The Tab key does not lead to {name}.")


def test_a_report_with_three_districts_is_logged_by_keyboard_alone(page, site):
    log_in(page, site)
    page.goto(f"{site}/admin/events/entry/")

    press(page, "https://www.example.org/three-districts/amp?utm_source=x", "Three districts fall", "AP", "2021-09-10")
    go_to(page, "said-attribution")
    page.keyboard.type("a resistance commander")
    go_to(page, "lines-0-place")
    press(page, "Emam Saheb, Konduz", "captured", "National", "yesterday")
    page.keyboard.type("Resistance fighters took the centre.")
    page.keyboard.press("Enter")
    page.keyboard.type("Khan Abad, Kunduz")
    page.keyboard.press("Enter")
    page.keyboard.type("Chahar Dara")
    go_to(page, "lines-2-summary")
    page.keyboard.press("Enter")
    page.keyboard.type("x")
    expect(page.locator("#lines-1-head [data-words]")).to_have_text("Khan Abad, Kunduz (AF1904).")
    page.keyboard.press("Backspace")
    page.keyboard.press("Control+Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("Logged")
    rows = page.locator("#content tbody tr")
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Imam Sahib, Kunduz")
    drafts = ControlEvent.objects.filter(citations__report__in=Report.objects.at("example.org/three-districts"))
    assert list(drafts.order_by("pk").values_list("district__code", "date", "controller__slug", "status")) == [
        (code, EVE, "nrf", Status.DRAFT) for code in ("AF1905", "AF1904", "AF1902")
    ]


def test_a_known_report_is_shown_and_its_fields_are_passed_over(page, site):
    log_in(page, site)
    page.goto(f"{site}/admin/events/entry/")

    press(page, "http://taiwannews.com.tw/en/news/2758004/?fbclid=1")

    expect(page.locator("[data-known]")).to_contain_text("Known as R0001: Associated Press, 22 June 2015")
    expect(page.get_by_label("Title")).to_be_hidden()
    expect(page.get_by_label("Voice").first).to_be_focused()


def test_a_page_that_is_not_saved_is_not_left_unasked(page, site):
    log_in(page, site)
    page.goto(f"{site}/admin/events/entry/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.keyboard.type("https://www.example.org/lost")
    page.goto(f"{site}/admin/")

    assert asked == ["beforeunload"]


def test_axe_finds_nothing_on_the_page_of_entry(page, site):
    log_in(page, site)
    page.goto(f"{site}/admin/events/entry/")
    page.get_by_label("Address").fill("R0001")
    page.get_by_label("District").first.fill("Jani Khel")
    page.get_by_role("button", name="Check only").click()
    expect(page.get_by_role("alert")).to_be_visible()

    assert faults(page) == []
