import pytest

from events.control import state

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]


def test_what_changed_hands_is_summed_up_and_listed(client, text_of):
    address = "/changes/?from=2021-06-14&to=2021-06-20&province=AF19"

    context, text = client.get(address).context, text_of(address)

    khan_abad = next(row for row in context["rows"] if row["district"] == "AF1904")
    assert [(str(flip["date"]), flip["loser"].slug, flip["winner"].slug) for flip in khan_abad["flips"]] == [
        ("2021-06-14", "government", "taliban"),
        ("2021-06-14", "taliban", "government"),
        ("2021-06-20", "government", "taliban"),
    ]
    assert "From 14 June 2021 to 20 June 2021," in text
    assert "of Kunduz changed hands" in text


def test_a_span_without_a_change_says_so(text_of):
    text = text_of("/changes/?from=2001-01-01&to=2001-12-31")

    assert "From 1 January 2001 to 31 December 2001, no district is known to have changed hands." in text


def test_the_page_opens_on_the_last_month_of_the_record_and_offers_others(client):
    context = client.get("/changes/").context

    assert (str(context["first"]), str(context["last"])) == ("2021-08-06", "2021-09-06")
    assert [preset["label"] for preset in context["presets"]] == [
        "Last 7 days",
        "Last 30 days",
        "May 2021",
        "June 2021",
        "July 2021",
        "August 2021",
        "September 2021",
        "The whole record",
    ]


def test_the_page_says_what_the_readings_say(client):
    context = client.get("/changes/?from=2021-06-01&to=2021-06-30&perspective=confirmed").context

    expected = state.changes(context["first"], context["last"], context["asked"].moment)
    assert context["totals"] == expected["totals"]
    assert sum(row["net"] for row in context["by_province"]) == expected["totals"]["net"]


def test_the_whole_record_takes_few_queries(client, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        client.get("/changes/?from=2015-01-01")
