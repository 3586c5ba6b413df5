import datetime
import gzip
import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def test_the_map_opens_on_the_last_day_of_the_record_and_says_so(text_of):
    text = text_of("/")

    assert "On 6 September 2021, the last day of the record, the Taliban held 421 of 421 districts." in text
    assert "Schematic cells: each district is drawn as the ground nearest to its seat." in text


def test_a_day_is_summed_up_in_a_sentence_with_its_claims_and_unknowns(text_of):
    text = text_of("/?as_of=2021-07-24")

    assert "On 24 July 2021 the Taliban held 209 of 421 districts and the Afghan government 207." in text
    assert "6 more are claimed for the Taliban and 17 for the Afghan government without being accepted here" in text
    assert "here; 5 are unknown." in text
    assert "193 assumed to be held by the Afghan government" in text


def test_every_district_is_a_link_of_the_map_that_says_who_held_it(client):
    body = client.get("/?as_of=2021-07-24").content.decode()

    titles = dict(re.findall(r'<a href="/districts/(\w+)/[^"]*" class="[^"]*"[^>]*><title>([^<]*)</title>', body))
    assert len(titles) == 421
    assert titles["AF1905"] == "Imam Sahib, Kunduz: Taliban since 21 June 2021, confirmed"


def test_the_perspective_and_the_reports_change_the_answer_and_stay_in_the_links(client, text_of):
    address = "/?as_of=2021-07-24&perspective=taliban&reported_by=2021-07-01"

    body, text = client.get(address).content.decode(), text_of(address)

    assert "Only reports published by 1 July 2021 count here." in text
    assert '/districts/AF1905/?as_of=2021-07-24&amp;perspective=taliban&amp;reported_by=2021-07-01"' in body


def test_counts_of_others_stand_beside_our_own_for_their_day(text_of):
    text = text_of("/?as_of=2021-07-24")

    assert "United States, in Sputnik: districts held by the Taliban" in text
    assert "212–214 of 419 207 of 421" in text


def test_a_day_after_the_record_is_not_passed_off_as_knowledge(text_of):
    text = text_of("/?as_of=2022-01-01")

    assert "The record ends on 6 September 2021." in text


def test_a_day_before_the_record_knows_nobody(text_of):
    text = text_of("/?as_of=2001-01-01")

    assert "On 1 January 2001 nobody is known to have held any of 421 districts." in text
    assert "421 are unknown." in text


@pytest.mark.parametrize(
    "address", ["/?as_of=0001-01-01", "/?as_of=9999-12-31", "/?reported_by=9999-12-31", "/changes/?to=0001-01-01"]
)
def test_the_ends_of_the_calendar_are_days_like_others(client, address):
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("address", "words"),
    [
        pytest.param("/?as_of=2021-13-01", "as_of is 2021-13-01. It should be a day as year, month and day", id="day"),
        pytest.param("/?perspective=mine", "perspective is mine. It should be one of confirmed, reported", id="view"),
        pytest.param("/districts/?holder=usa", "holder is usa. It should be one of", id="holder"),
        pytest.param("/changes/?from=2021-07-02&to=2021-07-01", "from is 2021-07-02. It should be a day no", id="span"),
    ],
)
def test_a_parameter_that_cannot_be_read_is_named_with_what_would_be_right(client, text_of, address, words):
    assert client.get(address).status_code == 400
    assert words in text_of(address)


@pytest.mark.parametrize("address", ["/", "/districts/", "/districts/AF1905/", "/events/E0587/", "/sources/", "/x/"])
def test_a_reader_gets_no_cookie_and_no_script(client, address):
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    # Data for search engines run no more than a picture does, nor does the code that is shown to be copied.
    body = re.sub(rb"<textarea.*?</textarea>", b"", response.content)
    assert not re.search(rb"<script(?! type=(\"module\" src=|\"application/ld\+json\">))", body)
    assert b"style=" not in body


def test_the_map_is_light_to_fetch(client):
    body = client.get("/?as_of=2021-07-24").content

    assert len(gzip.compress(body)) < 60_000


def test_the_map_takes_few_queries_whatever_the_day(client, django_assert_max_num_queries):
    client.get("/")

    for address in ("/", "/?as_of=2021-07-24", f"/?as_of={datetime.date(2016, 1, 1)}"):
        with django_assert_max_num_queries(25):
            client.get(address)


@pytest.mark.parametrize("address", ["/", "/districts/AF1905/", "/events/E0587/", "/changes/"])
def test_pages_are_only_read(address):
    client = Client(enforce_csrf_checks=True)

    assert [client.post(address).status_code, client.delete(address).status_code] == [405, 405]


@pytest.mark.parametrize("folder", ["districts", "provinces", "events", "sources"])
@pytest.mark.parametrize("name", ["%00", "AF1905%00", "a" * 3000, "%F0%9F%98%80", "E" + "9" * 30])
def test_an_address_that_names_nothing_is_not_found(client, folder, name):
    assert client.get(f"/{folder}/{name}/").status_code == 404


@pytest.mark.parametrize(
    "address", ["/?as_of=%00", "/?perspective=%00", "/districts/?q=%00", "/districts/?province=%00"]
)
def test_no_page_repeats_a_character_that_html_cannot_hold(client, address):
    response = client.get(address)

    assert response.status_code in (200, 400)
    assert b"\0" not in response.content
