import datetime
import re

import pytest

from events.pages import counts
from events.pages.asked import BadParameterError

DAY = datetime.date


@pytest.mark.parametrize(
    ("first", "last", "interval", "expected"),
    [
        pytest.param("2021-05-01", "2021-09-06", "", (129, "week", 20), id="days"),
        pytest.param("2021-05-01", "2021-09-06", "month", (129, "month", 5), id="months-asked-for"),
        pytest.param("2015-06-24", "2021-09-06", "", (325, "week", 325), id="weeks"),
        pytest.param("1990-01-01", "2021-09-06", "week", (381, "month", 381), id="too-many-weeks"),
    ],
)
def test_a_span_is_counted_so_that_neither_chart_nor_table_is_too_long(first, last, interval, expected):
    days, tabled, rows = counts.sampled(DAY.fromisoformat(first), DAY.fromisoformat(last), interval)

    assert (len(days), tabled, len(rows)) == expected


def test_a_span_that_is_too_long_to_draw_is_refused():
    with pytest.raises(BadParameterError, match="from=1900-01-01: a day at most 400 months before 2021-09-06"):
        counts.sampled(DAY(1900, 1, 1), DAY(2021, 9, 6))


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    ("query", "interval"),
    [
        ("from=2021-05-01&to=2021-09-06", "week"),
        ("from=2021-06-05&to=2021-08-20&perspective=confirmed&list=usfor407", "week"),
        ("from=2021-01-01&to=2021-09-06&perspective=taliban&reported_by=2021-08-01", "month"),
    ],
)
def test_every_count_is_that_of_the_api_in_each_perspective(client, query, interval):
    context = client.get(f"/chart/?{query}&interval={interval}").context
    without = "&".join(part for part in query.split("&") if not part.startswith("perspective"))
    told = {}
    for perspective in (context["asked"].perspective.slug, *counts.LADDER):
        url = f"/api/v1/summary/?{without}&perspective={perspective}&interval={interval}"
        for row in client.get(url).json()["results"]:
            told[perspective, row["date"], row["controller"]] = (row["districts"], row["contested"])

    for row in context["table"]:
        day, chosen = row["day"].isoformat(), context["asked"].perspective.slug
        assert row["unknown"] == told[chosen, day, "unknown"][0]
        assert row["contested"] == sum(told.get((chosen, day, one.slug), (0, 0))[1] for one, *_ in row["sides"])
        for actor, held, low, high in row["sides"]:
            ladder = [told.get((perspective, day, actor.slug), (0, 0))[0] for perspective in counts.LADDER]
            assert (held, low, high) == (told.get((chosen, day, actor.slug), (0, 0))[0], min(ladder), max(ladder))
    assert len(context["table"]) == len({day for _, day, _ in told})


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_counts_of_others_are_those_of_the_api_and_drawn_where_they_count_the_same(client, text_of):
    context = client.get("/chart/?from=2021-05-01&to=2021-08-31").context

    own = {row["id"]: row["own_count"] for row in client.get("/api/v1/tallies/?limit=1000").json()["results"]}
    shown = [told for told in context["tallies"] if not told.own.reason]
    assert {told.tally.code: told.own.count for told in shown} == {
        told.tally.code: own[told.tally.code]["count"] for told in shown
    }
    drawn = {told.tally.code for told, _ in context["drawing"]["points"]}
    assert drawn == {told.tally.code for told in context["tallies"] if not told.reason}
    units = {told.tally.denominator for told, _ in context["drawing"]["points"]}
    assert (units, len(drawn) > 3) == ({None, 421}, True)
    assert "It counts out of 407 units, another list." in text_of("/chart/?from=2021-05-01&to=2021-08-31")
    assert all(told.tally.date.isoformat() <= "2021-08-31" for told in context["tallies"])


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_the_chart_says_what_it_found_and_takes_few_queries_and_bytes(client, text_of, django_assert_max_num_queries):
    with django_assert_max_num_queries(13):
        answer = client.get("/ps/chart/?from=2015-01-01", headers={"Accept-Encoding": "gzip"})

    text = text_of("/chart/")
    assert (answer.get("Content-Encoding"), len(answer.content) < 60_000) == ("gzip", True)
    assert "The Taliban held 31 of 421 districts on 1 May 2021 and 421 on 6 September 2021." in text
    assert not re.search(rb"<script(?! type=\"module\" src=)", client.get("/chart/").content)


@pytest.mark.django_db
def test_an_empty_record_has_a_chart_too(text_of):
    assert "Nobody is known to have held a district on these days." in text_of("/chart/")
