from playwright.sync_api import expect


def test_the_api_is_tried_in_its_description_without_asking_elsewhere(page, site):
    asked, complaints = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))

    page.goto(f"{site}/api/v1/docs/")
    operation = page.locator("#operations-control-control_retrieve")
    operation.locator(".opblock-summary").click()
    operation.get_by_role("button", name="Try it out").click()
    operation.locator("tr[data-param-name=as_of] input").fill("2021-08-15")
    operation.get_by_role("button", name="Execute").click()

    expect(operation.locator(".live-responses-table .response .response-col_description")).to_contain_text(
        '"taliban": 413'
    )
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []
    assert complaints == []
