from collections import Counter

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def test_what_changed_hands_is_summed_up_and_listed_with_what_was_taken_back(client, text_of):
    address = "/changes/?from=2021-06-14&to=2021-06-20&province=AF19"

    context, text = client.get(address).context, text_of(address)

    khan_abad = next(row for row in context["rows"] if row["district"] == "AF1904")
    assert [
        (str(flip["date"]), flip["loser"].slug, flip["winner"].slug, flip["back"]) for flip in khan_abad["flips"]
    ] == [
        ("2021-06-14", "government", "taliban", False),
        ("2021-06-14", "taliban", "government", True),
        ("2021-06-20", "government", "taliban", True),
    ]
    assert (
        "From 14 June 2021 to 20 June 2021 3 districts of Kunduz changed hands. In the end the Taliban had gained 3."
        in text
    )
    assert (
        "Khan Abad: Afghan government → Taliban 14 June 2021 → Afghan government 14 June 2021 · taken back "
        "→ Taliban 20 June 2021 · taken back"
    ) in text


def test_a_span_without_a_change_says_so(text_of):
    text = text_of("/changes/?from=2001-01-01&to=2001-12-31")

    assert "From 1 January 2001 to 31 December 2001 No district is known to have changed hands." in text


def test_the_page_opens_on_the_last_month_of_the_record_and_offers_spans_of_its_own_days(client):
    context = client.get("/changes/").context

    assert (str(context["first"]), str(context["last"])) == ("2021-08-06", "2021-09-06")
    assert [(one["label"], str(one["first"]), str(one["last"])) for one in context["presets"]] == [
        ("Last 7 days", "2021-08-31", "2021-09-06"),
        ("Last 30 days", "2021-08-08", "2021-09-06"),
        ("September 2021", "2021-09-01", "2021-09-06"),
        ("May 2021", "2021-05-01", "2021-05-31"),
        ("June 2021", "2021-06-01", "2021-06-30"),
        ("July 2021", "2021-07-01", "2021-07-31"),
        ("August 2021", "2021-08-01", "2021-08-31"),
        ("Since 1 May 2021", "2021-05-01", "2021-09-06"),
        ("The whole record", "2015-06-21", "2021-09-06"),
    ]


@pytest.mark.parametrize(
    "query",
    [
        "from=2021-05-01&to=2021-09-06",
        "from=2021-06-01&to=2021-06-30&perspective=confirmed",
        "from=2021-08-14&to=2021-08-31&perspective=claimed&reported_by=2021-08-20",
        "from=2021-05-01&to=2021-09-06&perspective=government&province=AF19",
    ],
)
def test_every_number_is_that_of_the_api(client, query):
    context, told = client.get(f"/changes/?{query}").context, client.get(f"/api/v1/changes/?{query}").json()

    balances = {actor.slug: one for actor, one in context["balances"]}
    flips = [flip for row in told["results"] for flip in row["flips"]]
    assert context["totals"] == told["totals"]
    assert {slug: one.gained for slug, one in balances.items() if one.gained} == told["totals"]["gained"]
    assert {slug: one.lost for slug, one in balances.items() if one.lost} == told["totals"]["lost"]
    assert Counter({slug: one.taken for slug, one in balances.items()}) == Counter(flip["to"] for flip in flips)
    assert Counter({slug: one.given for slug, one in balances.items()}) == Counter(flip["from"] for flip in flips)
    assert [row["district"] for row in context["rows"]] == [row["district"] for row in told["results"]]
    assert {row["province"].code: (row["net"], row["flips"]) for row in context["by_province"]} == {
        code: (
            sum(row["net"] for row in told["results"] if row["province"] == code),
            sum(len(row["flips"]) for row in told["results"] if row["province"] == code),
        )
        for code in {row["province"] for row in told["results"]}
    }
    marks = {mark.shape.code: (mark.winner.slug, mark.net) for mark in context["map"].marks}
    assert marks == {row["district"]: (row["after"], row["net"]) for row in told["results"]}


def test_the_whole_record_takes_few_queries_and_few_bytes(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        answer = client.get("/fa/changes/?from=2015-01-01", headers={"Accept-Encoding": "gzip"})

    assert (answer.get("Content-Encoding"), len(answer.content) < 60_000) == ("gzip", True)
