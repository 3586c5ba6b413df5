"""The sitemap lists every page in every language, with when it changed; robots.txt says where it is."""

import datetime
import io
from xml.etree import ElementTree

import pytest
from PIL import Image

from config import urls
from districts.country import ZONE
from events.control.lifecycle import move
from events.control.recording import recording
from events.models import LogEntry, Source, Status
from tests.factories import make_district, make_event, make_province

pytestmark = pytest.mark.django_db

# What has an address and is not to be found by search engines, or is no page.
NO_PAGES = {"search", "suggest", "feed", "calendar", "embed-map"}
SITE, XHTML = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"


def listed(client, address):
    """Return {address: (day of the last change, {language: address})} of a sitemap."""
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/xml")
    return {
        url.findtext(f"{SITE}loc"): (
            url.findtext(f"{SITE}lastmod"),
            {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")},
        )
        for url in ElementTree.fromstring(answer.content)  # noqa: S314 – our own
    }


@pytest.fixture
def three_events():
    """A published event, a retracted one and a draft in Imam Sahib; nothing in another district."""
    make_district("AF2001", province=make_province("AF20"))
    make_event(id=1)
    retracted = make_event(id=2, date=datetime.date(2021, 6, 20))
    with recording() as record:
        move(event=retracted, status=Status.RETRACTED, record=record)
    make_event(id=3, status=Status.DRAFT)


def test_the_map_of_places_has_each_in_three_languages_that_name_each_other(client, three_events):
    found = listed(client, "/sitemap-places.xml")

    paths = ["provinces/AF19/", "provinces/AF20/", "districts/AF1905/", "districts/AF2001/"]
    assert list(found) == [f"http://testserver/{code}{path}" for path in paths for code in ("", "fa/", "ps/")]
    logged = LogEntry.objects.filter(object_id__in=["E0001", "E0002"], snapshot__isnull=False)
    last = logged.last().at.astimezone(ZONE).date().isoformat()
    assert found["http://testserver/fa/districts/AF1905/"] == (
        last,
        {
            "en": "http://testserver/districts/AF1905/",
            "fa": "http://testserver/fa/districts/AF1905/",
            "ps": "http://testserver/ps/districts/AF1905/",
            "x-default": "http://testserver/districts/AF1905/",
        },
    )
    assert [found[f"http://testserver/{path}"][0] for path in paths] == [last, None, last, None]


def test_the_map_of_events_has_the_published_ones_alone(client, three_events):
    assert list(listed(client, "/sitemap-events.xml")) == [
        f"http://testserver/{code}events/E0001/" for code in ("", "fa/", "ps/")
    ]


def test_the_index_leads_to_every_map_and_every_page_is_there(client, three_events):
    maps = list(listed(client, "/sitemap.xml"))

    assert maps == [f"http://testserver/sitemap-{section}.xml" for section in ("pages", "places", "events", "sources")]
    general, sources = listed(client, "/sitemap-pages.xml"), listed(client, "/sitemap-sources.xml")
    about_all = {page.name for page in urls.pages if "<" not in str(page.pattern)}
    assert len(general) == 3 * len(about_all - NO_PAGES)
    assert len(sources) == 3 * Source.objects.count()
    for path in [*general, *sources]:
        assert client.get(path.removeprefix("http://testserver")).status_code == 200
    assert client.get("/sitemap-nowhere.xml").status_code == 404


def test_a_map_takes_as_many_queries_whatever_it_lists(client, three_events, django_assert_max_num_queries):
    for address in ("/sitemap.xml", "/sitemap-places.xml", "/sitemap-events.xml"):
        client.get(address)
        with django_assert_max_num_queries(10):
            client.get(f"{address}?p=1")


def test_robots_are_told_where_the_sitemap_is(client):
    assert client.get("/robots.txt").content.decode() == (
        "User-agent: *\nDisallow: /oembed\nSitemap: http://testserver/sitemap.xml\n"
    )


def test_the_icon_has_three_sizes_in_the_colours_of_the_mark(client):
    answer = client.get("/favicon.ico")

    assert answer["Content-Type"] == "image/x-icon"
    with Image.open(io.BytesIO(answer.content)) as icon:
        assert icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
        large = icon.convert("RGB").resize((32, 32))
    assert [large.getpixel(at) for at in ((6, 6), (26, 26))] == [(33, 102, 172), (196, 88, 26)]
