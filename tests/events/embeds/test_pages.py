"""Embeds: framable by anyone, light, saying source, day and perspective; no other page may be framed."""

import gzip
import html
import re
from pathlib import Path

import pytest
from django.conf import settings

from districts.models import District

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

EMBEDS = [
    "/embed/map/",
    "/embed/map/?as_of=2021-07-10&perspective=confirmed&province=AF19",
    "/embed/districts/AF1905/",
    "/fa/embed/map/",
    "/ps/embed/districts/AF1905/",
]
OTHERS = [
    *("/", "/fa/", "/districts/AF1905/", "/provinces/AF19/", "/data/", "/feeds/", "/cards/map.png", "/embed/"),
    *("/oembed?url=x", "/embed/map/?as_of=never", "/embed/districts/AF9999/", "/admin/login/", "/sitemap.xml"),
]


def frame_rules(answer):
    policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
    return answer.get("X-Frame-Options"), policy["frame-ancestors"], policy["default-src"]


def test_anyone_may_frame_an_embed_and_nothing_else(client):
    assert {address: frame_rules(client.get(address)) for address in EMBEDS} == dict.fromkeys(
        EMBEDS, (None, "*", "'self'")
    )
    assert {address: frame_rules(client.get(address)) for address in OTHERS} == dict.fromkeys(
        OTHERS, ("DENY", "'none'", "'self'")
    )


@pytest.mark.parametrize("address", EMBEDS)
def test_an_embed_is_light_sets_no_cookie_runs_no_script_and_opens_its_links_outside(client, address):
    answer = client.get(address)
    body = answer.content.decode()
    sheets = [Path(settings.BASE_DIR) / "events/static/events" / name for name in ("site.css", "embed.css")]

    links = re.findall(r"<a [^>]+>", body)
    assert len(gzip.compress(answer.content)) + sum(len(gzip.compress(sheet.read_bytes())) for sheet in sheets) < 60_000
    assert not answer.cookies
    assert "<script" not in body
    assert "style=" not in body
    assert len(links) >= 8
    assert [link for link in links if 'target="_blank"' not in link or 'rel="noopener"' not in link] == []


def test_the_map_says_its_source_its_day_and_its_perspective(client, text_of):
    text = text_of("/embed/map/?as_of=2021-07-10&perspective=confirmed&reported_by=2021-07-20")

    assert "On 10 July 2021 the Afghan government held" in text
    assert "Source: Marz, with the evidence for each district. Whose word counts: Confirmed." in text
    assert "Only reports published by 20 July 2021 count here." in text
    assert "Schematic cells" in text


def test_the_map_of_a_province_shows_its_districts_alone(client):
    body = client.get("/embed/map/?as_of=2021-06-22&province=AF19").content.decode()

    shown = set(re.findall(r"/districts/(\w+)/\?", body))
    assert shown == set(District.objects.of_province("AF19").values_list("code", flat=True))
    assert len(shown) == 10
    assert '<link rel="canonical" href="http://testserver/provinces/AF19/?as_of=2021-06-22">' in body
    assert client.get("/embed/map/?province=AF99").status_code == 400


def test_the_card_of_a_district_says_who_holds_it_since_when_and_how_sure(text_of):
    text = text_of("/embed/districts/AF1905/?as_of=2021-06-22")

    assert "Imam Sahib, Kunduz 22 June 2021 Taliban since 21 June 2021, confirmed" in text
    assert "Source: Marz, with the evidence for and against. Whose word counts: Reported." in text


def test_an_embed_leads_to_the_page_in_the_language_of_its_address(client):
    body = client.get("/fa/embed/districts/AF1905/?as_of=2021-06-22").content.decode()

    assert '<html lang="fa-AF" dir="rtl">' in body
    assert 'href="http://testserver/fa/districts/AF1905/?as_of=2021-06-22"' in body


def test_the_page_gives_the_code_that_embeds_what_it_shows(client):
    body = client.get("/provinces/AF19/?as_of=2021-06-22&perspective=confirmed").content.decode()

    code = html.unescape(re.search(r"<textarea[^>]*>(.*?)</textarea>", body, re.DOTALL)[1])

    assert code == (
        '<iframe src="http://testserver/embed/map/?province=AF19&amp;as_of=2021-06-22&amp;perspective=confirmed" '
        'title="Who held the districts of Kunduz on 22 June 2021" width="600" height="810" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>'
    )
    assert "<textarea" not in client.get("/sources/").content.decode()


@pytest.mark.parametrize("address", ["/embed/map/", "/embed/districts/AF1905/"])
def test_an_embed_takes_few_queries(client, address, django_assert_max_num_queries):
    client.get(address)
    with django_assert_max_num_queries(14):
        client.get(f"{address}?as_of=2021-07-11")
