import datetime

import pytest

from events.ingest.reading.html import from_html

PAGE = """<!doctype html><html lang="en"><head><title>District falls in the north | The Northern Post</title>
<meta property="og:title" content="District falls in the north">
<meta property="og:site_name" content="The Northern Post">
<meta property="article:published_time" content="2021-06-21T10:00:00+00:00"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>District falls in the north</h1>
<p>The Taliban captured Imam Sahib district of Kunduz province on Monday, a provincial council member said.</p>
<p>Fighting went on at the gates of the city, residents said, and the highway to the north was closed for hours.</p>
</article><footer>All rights reserved. Subscribe to our newsletter.</footer></body></html>"""


def test_a_page_gives_its_article_and_what_it_says_of_itself():
    text, facts = from_html(PAGE.encode())

    assert text.startswith("District falls in the north")
    assert "The Taliban captured Imam Sahib district of Kunduz province on Monday" in text
    assert "newsletter" not in text
    assert facts == {
        "title": "District falls in the north",
        "source": "The Northern Post",
        "published": datetime.date(2021, 6, 21),
    }


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\x00\xff\xfe\x00", id="no-text"),
        pytest.param(b"%PDF-1.7 " + b"\x80" * 400, id="a-pdf"),
        pytest.param(b"<html><body></body></html>", id="an-empty-page"),
        pytest.param(b"<div>" * 5000, id="endless-nesting"),
    ],
)
def test_what_holds_no_article_gives_no_text(content):
    assert from_html(content) == ("", {})
