import gzip
import re
from dataclasses import replace

import pytest

from events.pages.compare import counterpart

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

TWO_DAYS = "/compare/?as_of=2021-05-01&with_as_of=2021-08-15&with_perspective=reported"


def control(client, query):
    """Return {code: row} and the totals that the API gives for a moment."""
    answer = client.get(f"/api/v1/control/?{query}").json()
    return {row["district"]: row for row in answer["results"]}, answer["totals"]


def test_two_days_differ_where_the_api_tells_two_holders_for_them(client, text_of):
    (before, counts), (after, later) = (control(client, f"as_of={day}") for day in ("2021-05-01", "2021-08-15"))

    context, text = client.get(TWO_DAYS).context, text_of(TWO_DAYS)

    told = {row["difference"].district for row in context["rows"] if row["difference"].kind != "contested"}
    assert told == {code for code, row in before.items() if row["controller"] != after[code]["controller"]}
    assert (context["one"].totals, context["other"].totals) == (counts, later)
    assert f"“1 May 2021” and “15 August 2021” differ on {len(context['rows'])} of 421 districts:" in text
    assert sum(number for *_, number in context["moves"]) == len(told)


def test_a_difference_is_outlined_on_both_maps_and_listed_with_both_holders(client, text_of):
    address = "/compare/?as_of=2021-06-21&perspective=government&with_perspective=taliban&province=AF19"

    response, text = client.get(address), text_of(address)

    codes = [row["difference"].district for row in response.context["rows"]]
    assert codes
    outlined = re.findall(r'<g class="marks" aria-hidden="true">(.*?)</g>', response.content.decode())
    assert [re.findall(r'href="#(\w+)"', marks) for marks in outlined] == [codes, codes]
    assert re.findall(r'<tr><th scope="row"><a href="/districts/(\w+)/', response.content.decode()) == codes
    assert "Both are of 21 June 2021." in text
    assert "of Kunduz:" in text


def test_what_was_known_by_a_day_stands_beside_what_is_known_now(client, text_of):
    address = "/compare/?as_of=2021-06-21&reported_by=2021-06-21&with_as_of=2021-06-21"
    known, now = (control(client, f"as_of=2021-06-21{more}")[0] for more in ("&reported_by=2021-06-21", ""))

    context = client.get(address).context

    assert (context["one"].title, context["other"].title) == ("Known by 21 June 2021", "Known now")
    told = {row["difference"].district for row in context["rows"] if row["difference"].kind != "contested"}
    assert told == {code for code, row in known.items() if row["controller"] != now[code]["controller"]}
    assert "Whose word counts in both: Reported." in text_of(address)


def test_the_bare_page_shows_two_versions_on_the_day_that_they_contradict_each_other_most(client):
    context = client.get("/compare/").context

    one, other = context["one"], context["other"]
    assert [preset["current"] for preset in context["presets"]] == [True, False, False, False, False]
    assert (one.perspective.side, other.perspective.side) == ("government", "taliban")
    most = sum(row["difference"].kind == "holder" for row in context["rows"])
    assert one.moment.as_of == other.moment.as_of
    for near in ("2021-07-15", "2021-08-08"):
        query = f"/compare/?as_of={near}&perspective=government&with_perspective=taliban"
        assert sum(row["difference"].kind == "holder" for row in client.get(query).context["rows"]) <= most


def test_a_page_that_is_left_for_the_comparison_is_compared_with_what_tells_most_against_it(client):
    asked = client.get("/sources/").context["asked"]

    sides = {one.slug: counterpart(replace(asked, perspective=one)).slug for one in asked.perspectives}

    assert sides == {
        "confirmed": "claimed",
        "reported": "claimed",
        "claimed": "confirmed",
        "government": "taliban",
        "taliban": "nrf",
        "nrf": "government",
    }


def test_the_same_state_twice_agrees_and_says_so(text_of):
    text = text_of("/compare/?as_of=2021-07-01&with_as_of=2021-07-01")

    assert "“Reported” and “Reported” agree on all 421 districts." in text
    assert "The districts that differ" not in text


@pytest.mark.parametrize(
    ("query", "words"),
    [
        pytest.param("with_as_of=1%20May", "with_as_of is 1 May. It should be a day as year, month and day", id="day"),
        pytest.param("with_perspective=mine", "with_perspective is mine. It should be one of confirmed,", id="view"),
        pytest.param(
            "with_reported_by=2021-13-01", "with_reported_by is 2021-13-01. It should be a day", id="evidence"
        ),
        pytest.param("reported_by=then", "reported_by is then. It should be a day", id="the-first-side"),
        pytest.param("province=AF99", "province is AF99. It should be one of AF01,", id="province"),
    ],
)
def test_what_cannot_be_read_is_named_with_what_would_be_right(client, text_of, query, words):
    assert client.get(f"/compare/?{query}").status_code == 400
    assert words in text_of(f"/compare/?{query}")


def test_every_preset_leads_to_the_comparison_that_it_names_and_the_two_can_be_swapped(client):
    context = client.get("/compare/?province=AF19").context
    assert len(context["presets"]) == 5

    for preset in context["presets"]:
        shown = client.get(f"/compare/{preset['query']}").context
        assert [one["label"] for one in shown["presets"] if one["current"]] == [preset["label"]]
        assert shown["province"].code == "AF19"

    turned = client.get(f"/compare/{shown['turned']}").context
    assert (turned["one"].moment, turned["other"].moment) == (shown["other"].moment, shown["one"].moment)


def test_it_takes_few_queries_and_few_bytes_even_where_most_districts_differ(client, django_assert_max_num_queries):
    client.get(TWO_DAYS)

    with django_assert_max_num_queries(18):
        body = client.get(TWO_DAYS).content

    assert len(gzip.compress(body)) < 54_000
    assert not re.search(rb"<script(?! type=\"module\" src=)", body)
    assert b"style=" not in body


def test_names_days_and_digits_are_those_of_the_language(text_of):
    text = text_of("/fa/compare/?as_of=2021-06-20&with_as_of=2021-06-21&province=AF19")

    assert "امام صاحب" in text
    assert "۲۱ جون ۲۰۲۱" in text
    assert "Imam Sahib" not in text
