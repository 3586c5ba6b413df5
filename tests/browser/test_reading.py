import re

from playwright.sync_api import expect

from tests.browser.accessibility import faults

# Each page in one of the three languages, so that both directions are seen without seeing everything thrice.
PAGES = [
    "/?as_of=2021-07-24",
    "/?as_of=2021-07-24&view=tiles",
    "/fa/?as_of=2021-06-22&perspective=confirmed&reported_by=2021-06-22",
    # All 421 rows are of three or four kinds, which a province has too, in a tenth of the time.
    "/districts/?province=AF19",
    "/fa/districts/?q=Nowhereland",
    "/ps/districts/AF1901/",
    "/fa/provinces/AF19/?as_of=2021-06-25",
    "/ps/changes/?from=2021-06-01&to=2021-06-10",
    "/fa/chart/",
    "/ps/insights/",
    "/events/E0501/",
    "/ps/sources/",
    "/fa/sources/ap/",
    "/ps/methodology/",
    "/data/",
    "/?as_of=yesterday",
    "/fa/nowhere/",
]


def faults_at(page, address):
    """Return what axe finds wrong with the page of an address."""
    page.goto(address)
    return faults(page)


def test_axe_finds_nothing_on_any_page(page, site):
    found = {path: faults_at(page, site + path) for path in PAGES}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_in_the_dark(page, site):
    page.emulate_media(color_scheme="dark")

    found = {path: faults_at(page, site + path) for path in ("/?as_of=2021-07-24", "/districts/AF2711/")}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_a_reader_finds_a_misspelt_district_and_reads_its_timeline(page, site):
    page.goto(site + "/")
    page.get_by_role("link", name="Districts", exact=True).first.click()
    page.get_by_label("Name, in any spelling or script").fill("Emam Saheb, Konduz")
    page.get_by_role("button", name="Find").click()

    page.get_by_role("link", name="Imam Sahib", exact=True).click()

    expect(page).to_have_url(re.compile(r"/districts/AF1905/\?as_of=2021-09-06$"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(
        "Imam Sahib on 6 September 2021, the last day of the record: Taliban, since 21 June 2021; confirmed by"
    )
    fall = page.locator("#E0587")
    expect(fall).to_contain_text("The Taliban took it from the Afghan government")
    expect(fall.locator(".badge").first).to_have_text("confirmed")
    expect(fall.get_by_label("Evidence for E0587")).to_contain_text("police spokesman Rahmani")


def test_a_district_of_the_map_is_reached_by_keyboard_alone(page, site):
    page.goto(site + "/?as_of=2021-07-24")

    skip = page.get_by_text("Skip the 421 districts of the map")
    for _ in range(40):
        page.keyboard.press("Tab")
        if skip.evaluate("each => each === document.activeElement"):
            break
    expect(skip).to_be_focused()
    expect(skip).to_have_css("outline-style", "solid")
    page.locator("a[href*='/districts/AF1905/']").first.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile(r"/districts/AF1905/\?as_of=2021-07-24$"))


def test_nothing_is_wider_than_a_phone_and_nothing_comes_from_elsewhere(chromium, site):
    phone = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=True)
    page, asked = phone.new_page(), []
    page.on("request", lambda request: asked.append(request.url))

    wide = []
    for path in PAGES:
        page.goto(site + path)
        if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
            wide.append(path)
    phone.close()

    assert wide == []
    assert [url for url in asked if not url.startswith(site)] == []
