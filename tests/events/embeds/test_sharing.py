"""What the head of a page tells other programs, and that all of it leads somewhere."""

import json
import re

import pytest

from districts.models import District
from events.embeds.linked_data import as_text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

HOME = "http://testserver"


def head_of(client, address):
    return client.get(address).content.decode().partition("</head>")[0]


def linked(head):
    return [json.loads(data) for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)]


def links(head):
    return {
        match["type"]: match["href"].replace("&amp;", "&")
        for match in re.finditer(r'<link rel="alternate" type="(?P<type>[^"]+)" href="(?P<href>[^"]+)"', head)
    }


def metas(head):
    return {
        name: text.replace("&amp;", "&")
        for name, text in re.findall(r'<meta (?:property|name)="([\w:]+)" content="([^"]*)"', head)
    }


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("/", "/"),
        ("/?perspective=reported&as_of=2021-09-06", "/"),
        ("/?perspective=confirmed&as_of=2021-07-10&reported_by=", "/?as_of=2021-07-10&amp;perspective=confirmed"),
        ("/ps/provinces/AF19/", "/ps/provinces/AF19/"),
        ("/changes/?to=2021-08-15&from=2021-08-01&q=", "/changes/?from=2021-08-01&amp;to=2021-08-15"),
    ],
)
def test_a_page_has_one_address(client, address, canonical):
    assert re.findall(r'<link rel="canonical" href="([^"]+)"', head_of(client, address)) == [HOME + canonical]


@pytest.mark.parametrize("address", ["/?as_of=2021-07-10", "/provinces/AF19/", "/fa/districts/AF1905/"])
def test_every_link_of_a_head_leads_to_what_it_says(client, address):
    head = head_of(client, address)

    found = links(head)
    kinds = {
        kind: client.get(path.removeprefix(HOME))["Content-Type"].partition(";")[0] for kind, path in found.items()
    }

    assert kinds == {
        "application/atom+xml": "application/atom+xml",
        "text/calendar": "text/calendar",
        "application/json+oembed": "application/json",
        "text/xml+oembed": "text/xml",
    }
    assert client.get(metas(head)["og:image"].removeprefix(HOME))["Content-Type"] == "image/png"


def test_a_card_says_what_the_page_shows(client):
    told = metas(head_of(client, "/districts/AF1905/?as_of=2021-06-22"))

    assert {name: text for name, text in told.items() if name.startswith(("og:", "twitter:"))} == {
        "og:site_name": "Marz",
        "og:type": "website",
        "og:url": f"{HOME}/districts/AF1905/?as_of=2021-06-22",
        "og:title": "Who held Imam Sahib, Kunduz, on 22 June 2021",
        "og:description": "Who held Imam Sahib district of Kunduz, from when to when, according to whom.",
        "og:image": f"{HOME}/cards/districts/AF1905.png?as_of=2021-06-22",
        "og:image:type": "image/png",
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Who held Imam Sahib, Kunduz, on 22 June 2021",
        "twitter:card": "summary_large_image",
    }


@pytest.mark.parametrize(
    ("address", "title", "alt", "card"),
    [
        pytest.param("/events/E0587/", "E0587: Imam Sahib, 21 June 2021",
                     "Who held Imam Sahib, Kunduz, on 21 June 2021",
                     "districts/AF1905.png?as_of=2021-06-21", id="event"),
        pytest.param("/changes/?from=2021-06-01&to=2021-06-10&perspective=confirmed",
                     "What changed hands, 1 June 2021 to 10 June 2021",
                     "Who held the districts of Afghanistan on 10 June 2021",
                     "map.png?perspective=confirmed&as_of=2021-06-10", id="span"),
        pytest.param("/fa/methodology/", "روش", "ولسوالی‌های افغانستان در ۶ سپتمبر ۲۰۲۱ (۱۵ سنبله ۱۴۰۰) در "
                     "کنترول چه کسی بود", "map.png", id="no-day"),
    ],
)  # fmt: skip
def test_a_page_that_cannot_be_embedded_has_a_card_too(client, address, title, alt, card):
    told = metas(head_of(client, address))

    assert (told["og:title"], told["og:image:alt"]) == (title, alt)
    assert told["og:image"] == f"{HOME}/cards/{card}"
    assert told["og:description"] == told["description"]
    assert client.get(f"/cards/{card}")["Content-Type"] == "image/png"


def test_a_day_that_no_card_is_drawn_for_has_the_card_of_the_last_day(client):
    assert metas(head_of(client, "/?as_of=2024-01-01"))["og:image"] == f"{HOME}/cards/map.png"


@pytest.mark.parametrize("address", ["/nowhere/", "/districts/AF9999/", "/?as_of=never"])
def test_a_page_for_what_went_wrong_has_none_of_it(client, address):
    head = head_of(client, address)

    assert "canonical" not in head
    assert "og:" not in head


def test_the_data_say_what_they_are_where_they_are_and_on_what_terms(client):
    (told,) = linked(head_of(client, "/data/"))

    assert re.fullmatch(r"1\.0\.0\+\d+", told.pop("version"))
    assert told.pop("description").startswith("Afghanistan's 421 districts, dated statements of who held them")
    assert told == {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": f"{HOME}/data/#dataset",
        "name": "Who held Afghanistan's districts, according to whom",
        "url": f"{HOME}/data/",
        "license": ["https://creativecommons.org/licenses/by/4.0/"],
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": "Marz", "url": f"{HOME}/"},
        "temporalCoverage": "2015-06-21/2021-09-06",
        "spatialCoverage": {"@type": "Country", "name": "Afghanistan"},
        "distribution": [
            {"@type": "DataDownload", "name": name, "encodingFormat": "text/csv", "contentUrl": HOME + path}
            for name, path in (
                ("events", "/api/v1/events/?format=csv"),
                ("timeline", "/api/v1/timeline/?format=csv"),
                ("tallies", "/api/v1/tallies/?format=csv"),
            )
        ],
    }
    assert [each["@type"] for each in linked(head_of(client, "/"))] == ["Dataset"]
    assert [each["@id"] for each in linked(head_of(client, "/ps/"))] == [told["@id"]]


def test_a_district_is_a_place_with_its_names_codes_and_seat(client):
    (told,) = linked(head_of(client, "/districts/AF1905/"))
    district = District.objects.get(code="AF1905")

    assert told == {
        "@context": "https://schema.org",
        "@type": "AdministrativeArea",
        "@id": f"{HOME}/districts/AF1905/#place",
        "url": f"{HOME}/districts/AF1905/",
        "name": {"@value": "Imam Sahib", "@language": "en"},
        "alternateName": [
            {"@value": district.name_fa, "@language": "fa-AF"},
            *([{"@value": district.name_ps, "@language": "ps"}] if district.name_ps != district.name_fa else []),
        ],
        "identifier": [
            {"@type": "PropertyValue", "propertyID": "Marz", "value": "AF1905"},
            {"@type": "PropertyValue", "propertyID": "OCHA P-code", "value": "AF1905"},
        ],
        "geo": {"@type": "GeoCoordinates", "latitude": float(district.lat), "longitude": float(district.lon)},
        "containedInPlace": {
            key: value for key, value in linked(head_of(client, "/provinces/AF19/"))[0].items() if key != "@context"
        },
    }
    (in_dari,) = linked(head_of(client, "/fa/districts/AF1905/"))
    assert (in_dari["@id"], in_dari["url"]) == (told["@id"], f"{HOME}/fa/districts/AF1905/")
    assert in_dari["containedInPlace"]["@id"] == told["containedInPlace"]["@id"]
    assert told["containedInPlace"]["containedInPlace"] == {
        "@type": "Country",
        "name": "Afghanistan",
    }


def test_no_text_ends_the_element_that_the_data_stand_in():
    text = as_text({"name": "</script><script>alert(1)</script> & more"})

    assert not set("<>&") & set(text)
    assert json.loads(text) == {"name": "</script><script>alert(1)</script> & more"}
