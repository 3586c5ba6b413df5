import datetime
import gzip
import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from districts import shapes

STATIC = Path(settings.BASE_DIR) / "events" / "static" / "events"
FORTNIGHTS = ["05-03", "05-17", "05-31", "06-14", "06-28", "07-12", "07-26", "08-09", "08-23", "09-06"]

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
def test_a_reader_gets_no_cookie_and_no_script_in_the_page_itself(client, address):
    response = client.get(address)

    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")
    # Data for search engines run no more than a picture does, nor does the code that is shown to be copied.
    body = re.sub(rb"<textarea.*?</textarea>", b"", response.content)
    known = rb"(id=\"phrases\" type=\"application/json\">|type=\"(module\" src=|application/ld\+json\">))"
    assert not re.search(rb"<script(?! " + known + rb")", body)
    assert b"style=" not in body


def test_the_map_with_all_that_it_loads_is_light_to_fetch(client):
    files = sorted(STATIC.glob("map/*.js")) + [STATIC / name for name in ("map.js", "map.css", "site.css", "mark.svg")]

    first_visit = [client.get(address).content for address in ("/?as_of=2021-07-24", "/timeline.json?version=1")]

    assert len(gzip.compress(first_visit[0])) < 60_000
    assert (
        sum(len(gzip.compress(each)) for each in first_visit) + sum(len(file.read_bytes()) for file in files) < 150_000
    )


def test_a_day_that_a_form_without_a_script_sends_has_an_address_of_its_own(client):
    answer = client.get("/provinces/AF19/?day=2225&perspective=confirmed")

    assert (answer.status_code, answer["Location"]) == (302, "/provinces/AF19/?perspective=confirmed&as_of=2021-07-24")
    assert client.get("/?day=-1").status_code == client.get("/?day=%D9%A1").status_code == 400


def test_what_was_known_then_stands_beside_what_is_known_now(client, text_of):
    address = "/?as_of=2021-06-22&reported_by=2021-06-22"

    text, then, now = text_of(address), _totals(client, reported_by="2021-06-22"), _totals(client)

    assert then["held"]["taliban"] != now["held"]["taliban"]
    assert f"By what was published by 22 June 2021, the Afghan government held {then['held']['government']}" in text
    assert f"by all that is known now, the Afghan government held {now['held']['government']} of 421 districts" in text
    body = client.get(address).content.decode()
    for slug, place in (("taliban", "held"), ("government", "held"), ("unknown", "")):
        row = re.search(rf'<tr data-actor="{slug}">(.*?)</tr>', body, re.DOTALL)[1]
        cells = dict(re.findall(r'data-count="(\w+)">(\d+)<', row))
        figures = [(found["held"].get(slug, 0) if place else found["unknown"]) for found in (then, now)]
        assert [int(cells["held"]), int(cells["now"])] == figures


def _totals(client, **more):
    return client.get("/api/v1/control/", {"as_of": "2021-06-22", **more}).json()["totals"]


@pytest.mark.parametrize("path", ["/", "/provinces/AF19/"])
def test_the_map_has_equal_hexagons_where_they_are_asked_for(client, path):
    body = client.get(f"{path}?view=tiles&as_of=2021-06-21").content.decode()

    shapes = re.findall(r'<path class="face" d="M[\d.]+ [\d.]+(l[^"]*)"/></a>', body)
    assert len(set(re.findall(r'<path class="face" d="(M[^"]*)"', body.split('class="provinces"')[0]))) > 6
    assert max(len(each.replace("-", " ").split()) for each in shapes) <= 12
    assert "One hexagon of equal size for each district" in body
    assert client.get(f"{path}?view=globe").status_code == 400


@pytest.mark.parametrize(("path", "arrow"), [("/", "→"), ("/fa/", "←"), ("/ps/", "←")])
def test_the_arrow_from_loser_to_winner_points_the_way_that_is_read(client, path, arrow):
    body = client.get(f"{path}?as_of=2021-07-24").content.decode()

    assert set(re.findall("[→←]", body)) == {arrow}


def test_loaded_boundaries_are_drawn_first_and_a_district_cut_from_one_is_a_dot_in_it(
    client, text_of, tmp_path, monkeypatch
):
    monkeypatch.setattr(shapes, "_drawn", {})
    square = {"type": "Polygon", "coordinates": [[[69.6, 35.2], [70, 35.2], [70, 35.6], [69.6, 35.6], [69.6, 35.2]]]}
    dara = {"type": "Feature", "properties": {"shapeName": "Dara", "ADM2_PCODE": "AF0803"}, "geometry": square}
    path = tmp_path / "boundaries.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [dara]}), encoding="utf-8")
    call_command("load_boundaries", path, credit="a surveyor", stdout=StringIO())

    body = client.get("/fa/?view=boundaries&as_of=2021-07-24").content.decode()
    kinds = re.findall(r'view=(\w+)"( aria-current="true")?>', re.search(r'class="kinds".*?</nav>', body)[0])

    drawn = re.search(r'<a href="/fa/districts/AF0803/[^>]*>.*?class="face" d="([^"]*)"', body)[1]
    assert re.fullmatch(r"M[\d.]+ [\d.]+l([\d.]+) 0 0-[\d.]+-\1 0z", drawn)
    assert re.search(r'<a href="/fa/districts/AFT0808/[^>]*><title>[^<]*</title><circle', body)
    assert kinds == [("boundaries", ' aria-current="true"'), ("cells", ""), ("tiles", "")]
    assert "a surveyor" in text_of("/")


def test_a_small_map_a_fortnight_tells_the_last_months_and_leads_to_its_day(client):
    body = client.get("/?as_of=2021-08-09").content.decode()

    links = re.findall(r'<a href="(/\?as_of=[\d-]+)" data-day="[\d-]+"( aria-current="date")?><svg', body)
    assert [href for href, _ in links] == [f"/?as_of=2021-{day}" for day in FORTNIGHTS]
    assert [href for href, is_shown in links if is_shown] == ["/?as_of=2021-08-09"]
    held = client.get("/api/v1/control/", {"as_of": "2021-07-12"}).json()["totals"]["held"]
    assert f"12 July 2021: the Afghan government held {held['government']} of 421 districts" in body


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
