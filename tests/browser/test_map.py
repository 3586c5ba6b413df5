"""The map through time in Chromium: scrubbed, played, by keyboard alone, without a script, and what it costs."""

import re

import pytest
from playwright.sync_api import expect

DAYS = ["2021-06-22", "2021-07-24", "2021-08-15"]
PERSPECTIVES = ["reported", "confirmed", "claimed", "government", "taliban"]


def opened(page, address):
    # The first page of a server draws its maps.
    page.goto(address, timeout=60_000)
    page.locator(".play:not([hidden])").wait_for(timeout=60_000)


def scrub(page, day):
    """Move the slider to a day as a hand does, and wait until it is shown."""
    page.evaluate(
        """day => new Promise(done => {
            const range = document.getElementById("day"), { begin } = document.getElementById("map-script").dataset;
            range.value = (Date.parse(day) - Date.parse(begin)) / 86400000;
            range.dispatchEvent(new Event("input", { bubbles: true }));
            requestAnimationFrame(() => requestAnimationFrame(done));
        })""",
        day,
    )


def totals_of(page):
    """Return what the page shows, as the API gives its totals, from the table, the legend and the map."""
    return page.evaluate("""() => {
        const cell = (row, name) => Number(row.querySelector(`[data-count=${name}]`)?.textContent ?? 0);
        const rows = [...document.querySelectorAll(".figures tr[data-actor]")].map(row => [row.dataset.actor, row]);
        const lines = kind => [...document.querySelectorAll(`.legend [data-line^=${kind}]:not([hidden]) b`)]
            .reduce((sum, each) => sum + Number(each.textContent), 0);
        const drawn = {};
        for (const link of document.querySelectorAll(".districts a")) {
            const slug = link.classList[0];
            drawn[slug] = (drawn[slug] ?? 0) + 1;
        }
        const unknown = drawn.unknown ?? 0;
        delete drawn.unknown;
        const held = Object.fromEntries(
            rows.map(([slug, row]) => [slug, cell(row, "held")]).filter(([slug, many]) => many && slug !== "unknown"));
        return {
            totals: {held, contested: lines("contested"), unknown, open_claims: lines("claimed")},
            drawn: {held: drawn, unknown: lines("unknown"),
                contested: document.querySelectorAll('.districts .over[fill="url(#contested)"]').length,
                open_claims: document.querySelectorAll('.districts .over[fill^="url(#claim"]').length},
        };
    }""")


def test_each_day_that_is_scrubbed_to_has_the_totals_of_the_api_and_costs_no_request(page, site):
    asked, wrong = [], []
    page.on("request", lambda request: asked.append(request.url))

    for perspective in PERSPECTIVES:
        opened(page, f"{site}/?perspective={perspective}")
        asked.clear()
        shown = {}
        for day in DAYS:
            scrub(page, day)
            shown[day] = totals_of(page)
        # The browser asks for the page's icon when it likes.
        assert [url for url in asked if not url.endswith("/mark.svg")] == []
        for day in DAYS:
            api = page.request.get(f"{site}/api/v1/control/?perspective={perspective}&as_of={day}").json()["totals"]
            wrong += [(perspective, day, part) for part, told in shown[day].items() if told != api]
        expect(page).to_have_url(f"{site}/?perspective={perspective}&as_of={DAYS[-1]}")
        # What the script tells is, word for word, what the server does.
        told = [page.locator(each).text_content() for each in ("#finding", "#rest", "#turned")]
        page.reload()
        assert [page.locator(each).text_content() for each in ("#finding", "#rest", "#turned")] == told

    assert wrong == []


def test_the_map_is_one_stop_of_the_keyboard_and_nothing_moves_by_itself(page, site):
    page.emulate_media(reduced_motion="reduce")
    opened(page, f"{site}/?as_of=2021-06-20&reported_by=2021-06-24")
    before = page.locator("#finding").text_content()
    assert page.locator(".districts a[tabindex='0']").count() == 1

    page.locator(".districts a[href*='/AF1905/']").focus()
    page.keyboard.press("+")
    page.keyboard.press("ArrowDown")
    south = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#pointed")).to_have_text(re.compile("^Imam Sahib, Kunduz: Afghan government since"))
    assert south != page.locator("#pointed").text_content()
    assert page.locator(".map svg").get_attribute("viewBox") != "0 0 1000 763"
    assert page.locator("#finding").text_content() == before
    expect(page.locator("#told")).to_have_text("The map is shown at 150 per cent of its size.")
    page.keyboard.press("Escape")
    expect(page.locator(".map svg")).to_have_attribute("viewBox", "0 0 1000 763")
    page.keyboard.press("Escape")
    expect(page.locator("#after-map")).to_be_focused()

    page.locator("#day").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#finding")).to_contain_text("On 21 June 2021")
    assert page.locator(".rings circle").count() > 1
    expect(page.locator("#beside")).to_contain_text("By what was published by 24 June 2021")
    assert "21 June 2021" in page.locator("#day").get_attribute("aria-valuetext")
    page.get_by_role("button", name="Play").click()
    page.get_by_role("button", name="Pause").wait_for()
    expect(page.locator("#finding")).not_to_contain_text("On 21 June 2021")
    page.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Play").wait_for()

    page.locator(".districts a[href*='/AF1905/']").press("Enter")
    expect(page).to_have_url(re.compile(r"/districts/AF1905/\?as_of=2021-0\d-\d\d&reported_by=2021-06-24$"))


def box_of(page):
    """Return what the map shows, as its viewBox: [west, north, width, height]."""
    return [float(each) for each in page.locator(".map svg").get_attribute("viewBox").split()]


def touch(session, kind, *points):
    session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]})


def under(page, x, y):
    """Return what place of the map lies under a point of the window."""
    box, (west, north, width, height) = page.locator(".map svg").bounding_box(), box_of(page)
    return west + (x - box["x"]) / box["width"] * width, north + (y - box["y"]) / box["height"] * height


def test_the_map_is_pinched_dragged_and_wheeled_and_what_was_moved_is_not_opened(chromium, site):
    phone = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page = phone.new_page()
    opened(page, f"{site}/fa/?as_of=2021-07-24")
    address, svg = page.url, page.locator(".map svg")
    svg.evaluate("svg => svg.scrollIntoView({block: 'center'})")
    box, session = svg.bounding_box(), phone.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    still, began = under(page, x, y - 20), box_of(page)
    touch(session, "touchStart", (x, y - 20), (x, y + 20))
    for step in range(1, 9):
        touch(session, "touchMove", (x, y - 20), (x, y + 20 + 5 * step))
    touch(session, "touchEnd")
    pinched = box_of(page)
    assert began[2] / pinched[2] == pytest.approx(2, rel=0.05)
    # The finger that rested has the same ground under it, and the page was not scrolled.
    assert under(page, x, y - 20) == pytest.approx(still, abs=2)
    assert svg.bounding_box() == box

    held = under(page, x, y)
    touch(session, "touchStart", (x, y))
    for step in range(1, 9):
        touch(session, "touchMove", (x + 5 * step, y + 2 * step))
    touch(session, "touchEnd")
    assert under(page, x + 40, y + 16) == pytest.approx(held, abs=6)
    assert (box_of(page)[2], page.url) == (pinched[2], address)

    page.mouse.move(x, y)
    page.keyboard.down("Control")
    page.mouse.wheel(0, 400)
    page.keyboard.up("Control")
    expect(svg).to_have_attribute("viewBox", re.compile(r"^0 0 1000 "))
    # Only what was moved is not opened: a tap is.
    page.touchscreen.tap(x, y)
    expect(page).to_have_url(re.compile(r"/fa/districts/AF\d+/\?as_of=2021-07-24$"))
    phone.close()


def test_without_a_script_the_slider_asks_the_server_and_a_first_visit_is_light(chromium, site):
    plain = chromium.new_context(java_script_enabled=False).new_page()
    plain.goto(f"{site}/fa/?view=tiles&as_of=2021-07-24")
    plain.locator("#day").press("ArrowRight")
    plain.locator(".plain-form").click()
    assert plain.url == f"{site}/fa/?view=tiles&as_of=2021-07-25"
    assert plain.locator(".districts a[tabindex]").count() == 0
    plain.context.close()

    visit = chromium.new_context(viewport={"width": 390, "height": 844})
    page, sizes = visit.new_page(), []
    page.on("requestfinished", lambda request: sizes.append(request.sizes()["responseBodySize"]))
    opened(page, f"{site}/?as_of=2021-07-24")
    page.wait_for_load_state("networkidle")
    visit.close()

    assert (sum(sizes) < 150_000, len(sizes) <= 15) == (True, True), sizes
