import re

from playwright.sync_api import expect

from tests.browser.accessibility import faults


def test_a_place_is_found_from_the_header_and_two_states_are_compared_by_keyboard_alone(page, site):
    asked = []
    page.on("request", lambda request: asked.append(request.url) if "/suggest/" in request.url else None)
    # The first page of a server waits for the index of all spellings.
    page.goto(site + "/fa/search/?q=Taliban&in=sources", timeout=60_000)
    assert faults(page) == []
    field = page.get_by_role("combobox")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("imam sa", delay=20)
    listbox = page.get_by_role("listbox")
    expect(listbox.get_by_role("option").first).to_contain_text("امام صاحب")
    assert len(asked) < 4

    page.keyboard.press("Escape")
    expect(listbox).to_be_hidden()
    expect(field).to_have_value("imam sa")
    page.keyboard.type("hib")
    expect(listbox).to_be_visible()
    page.keyboard.press("ArrowDown")
    first = listbox.get_by_role("option").first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", first.get_attribute("id"))
    assert faults(page) == []
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/fa/districts/AF1905/$"))

    page.goto(site + "/?as_of=2021-07-01")
    page.get_by_role("combobox").focus()
    page.keyboard.type("Emam Saheb, Konduz")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=Emam\+Saheb"))
    expect(page.locator(".direct a")).to_have_text("Imam Sahib")

    for address in ("/compare/", "/fa/compare/?as_of=2021-05-01&with_as_of=2021-08-15&province=AF19"):
        page.goto(site + address)
        assert faults(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    one, other = (page.locator("figure.compared").nth(number).bounding_box() for number in (0, 1))
    assert one["y"] + one["height"] <= other["y"]
    page.locator("figure.compared a.skip").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#after-one")).to_be_focused()
