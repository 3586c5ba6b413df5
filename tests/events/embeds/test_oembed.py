"""oEmbed: what to put in place of an address, in either format, within the size that is asked for."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

MAP = "http://testserver/?as_of=2021-07-10"
WHOLE = {
    "version": "1.0",
    "type": "rich",
    "provider_name": "Marz",
    "provider_url": "http://testserver/",
    "title": "Who held the districts of Afghanistan on 10 July 2021",
    "cache_age": 3600,
    "html": (
        '<iframe src="http://testserver/embed/map/?as_of=2021-07-10" '
        'title="Who held the districts of Afghanistan on 10 July 2021" width="600" height="810" loading="lazy" '
        'style="border:0;max-width:100%"></iframe>'
    ),
    "width": 600,
    "height": 810,
    "thumbnail_url": "http://testserver/cards/map.png?as_of=2021-07-10",
    "thumbnail_width": 1200,
    "thumbnail_height": 630,
}


NOTHING = (
    "Nothing can be embedded for this url: give the address of the map, a province or a district, "
    "as it stands in the address bar."
)


def ask(client, url, **more):
    return client.get("/oembed", {"url": url, **more})


def test_the_map_of_a_day_is_described_whole(client):
    answer = ask(client, MAP)

    assert answer["Content-Type"] == "application/json"
    assert answer.json() == WHOLE


def test_the_same_is_there_as_xml(client):
    answer = ask(client, MAP, format="xml", maxwidth="400", maxheight="300")

    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.content.decode() == (
        '<?xml version="1.0" encoding="utf-8"?>\n<oembed><version>1.0</version><type>rich</type>'
        "<provider_name>Marz</provider_name><provider_url>http://testserver/</provider_url>"
        "<title>Who held the districts of Afghanistan on 10 July 2021</title><cache_age>3600</cache_age>"
        '<html>&lt;iframe src="http://testserver/embed/map/?as_of=2021-07-10" '
        'title="Who held the districts of Afghanistan on 10 July 2021" width="400" height="300" loading="lazy" '
        'style="border:0;max-width:100%"&gt;&lt;/iframe&gt;</html><width>400</width><height>300</height></oembed>'
    )


@pytest.mark.parametrize(
    ("url", "src", "title"),
    [
        pytest.param(
            "http://testserver/districts/AF1905/?as_of=2021-06-22&perspective=reported",
            "http://testserver/embed/districts/AF1905/?as_of=2021-06-22",
            "Who held Imam Sahib, Kunduz, on 22 June 2021",
            id="district",
        ),
        pytest.param(
            "https://testserver/provinces/AF19/?as_of=2021-06-22#story",
            "http://testserver/embed/map/?province=AF19&amp;as_of=2021-06-22",
            "Who held the districts of Kunduz on 22 June 2021",
            id="province",
        ),
        pytest.param("http://testserver", "http://testserver/embed/map/", "Who held the districts of Afghanistan on "
                     "6 September 2021", id="bare"),
    ],
)  # fmt: skip
def test_a_page_is_embedded_with_its_moment(client, url, src, title):
    told = ask(client, url).json()

    assert told["title"] == title
    assert f'src="{src}"' in told["html"]


def test_a_page_is_embedded_in_its_own_language(client):
    told = ask(client, "http://testserver/fa/districts/AF1905/").json()

    assert 'src="http://testserver/fa/embed/districts/AF1905/"' in told["html"]
    assert "امام صاحب" in told["title"]


@pytest.mark.parametrize(
    ("url", "more", "status", "detail"),
    [
        (MAP, {"format": "yaml"}, 501, "“yaml” is not a format that is given here: ask for json or xml."),
        (MAP, {"maxwidth": "0"}, 400, "maxwidth: “0” is not a number of pixels: write 1 to 999999."),
        (MAP, {"maxheight": "wide"}, 400, "maxheight: “wide” is not a number of pixels: write 1 to 999999."),
        *(
            (url, {}, 404, NOTHING)
            for url in ("", "http://elsewhere.example/", "ftp://testserver/", "http://testserver/sources/", "http://[x",
                        "http://testserver/districts/AF9999/", "http://testserver/?as_of=never", "/districts/AF1905/",
                        "http://testserver/api/v1/districts/AF1905/", "http://testserver/nowhere/", "\0")
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_as_the_specification_says(client, url, more, status, detail):
    answer = ask(client, url, **more)

    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["detail"] == detail


def test_without_an_url_nothing_is_found(client):
    assert client.get("/oembed").status_code == 404
