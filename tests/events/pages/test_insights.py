import pytest

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize(
    "query", ["from=2021-06-01&to=2021-07-24", "to=2021-08-10&perspective=claimed&from=2021-07-01"]
)
def test_what_stands_out_is_what_the_api_says(client, query):
    context = client.get(f"/insights/?{query}").context
    changes = client.get(f"/api/v1/changes/?{query}").json()["results"]
    day = context["last"].isoformat()
    control = client.get(f"/api/v1/control/?as_of={day}&perspective=confirmed").json()

    flips = {row["district"]: len(row["flips"]) for row in changes}
    assert [one["row"].flips for one in context["contested"]] == sorted(flips.values(), reverse=True)[:15]
    assert all(flips.get(one["row"].district, 0) == one["row"].flips for one in context["contested"])
    assert sum(still for _, _, _, still in context["claimants"]) == control["totals"]["open_claims"]
    claims = {row["district"]: row["open_claim"]["controller"] for row in control["results"] if row["open_claim"]}
    still = {one["row"].district: one["row"].claimant for one in context["gaps"] if one["row"].open}
    assert still
    assert still.items() <= claims.items()


@pytest.mark.usefixtures("record")
def test_the_lists_are_of_the_months_of_the_outbreak_and_take_few_queries_and_bytes(
    client, text_of, django_assert_max_num_queries
):
    with django_assert_max_num_queries(11):
        answer = client.get("/ps/insights/", headers={"Accept-Encoding": "gzip"})

    text = text_of("/insights/")
    assert len(answer.content) < 60_000
    assert (
        "From 1 May 2021 to 6 September 2021 Khan Abad and 9 other districts changed hands most often: 3 times" in text
    )
    assert "Balkhab Sar-e Pul Afghan government6214 June 202115 August 20215 of 5" in text


def test_an_empty_record_has_nothing_that_stands_out(text_of):
    text = text_of("/insights/")

    assert "No district is known to have changed hands." in text
    assert "In 0 districts the claimed map names another holder" in text
