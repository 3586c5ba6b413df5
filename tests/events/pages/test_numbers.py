"""What the pages of districts and provinces say is what the API says of the same moment."""

import datetime
from itertools import pairwise

import pytest
from shapely.geometry import box, mapping

from districts.models import Country
from events.models import ControlEvent
from events.pages.sliding import LATEST
from tests.factories import make_actor, make_district, make_event, make_province

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("made_up")]

DISTRICTS = ("AF1905", "AF1906", "AF1801", "AF1802")
MOMENTS = [
    pytest.param({}, id="present"),
    pytest.param({"as_of": "2021-06-22"}, id="earlier-day"),
    pytest.param({"as_of": "2021-06-30", "perspective": "confirmed"}, id="confirmed"),
    pytest.param({"as_of": "2021-06-30", "perspective": "claimed"}, id="claimed"),
    pytest.param({"as_of": "2021-06-30", "perspective": "taliban"}, id="one-side"),
    pytest.param({"as_of": "2021-07-09", "reported_by": "2021-06-24"}, id="as-reported-by"),
    pytest.param({"as_of": "2020-01-01"}, id="before-the-record"),
]


def june(number):
    return datetime.date(2021, 6, number)


@pytest.fixture
def made_up():
    """Load four districts of two provinces: taken, retaken within a day, contested, claimed only, never reported."""
    Country.objects.create(name="Afghanistan", outline={})
    takhar = make_province("AF18", name="Takhar")
    here, near, far, silent = (
        make_district(code, province=province, cell=mapping(box(west, 36, west + 1, 37)))
        for code, province, west in zip(DISTRICTS, [None, None, takhar, takhar], [67, 68, 69, 71], strict=True)
    )
    government, taliban = make_actor("government"), make_actor("taliban")
    for district in (here, near):
        make_event(district=district, date=june(1), kind="held", controller=government, opponent=taliban)
    make_event(district=here, date=june(12), citations=[{"voice": government}, {}])
    make_event(district=here, date=june(12), kind="captured", controller=government, opponent=taliban)
    make_event(district=here, date=june(21), citations=[{"voice": government}])
    make_event(district=here, date=june(25), kind="contested", controller=taliban, opponent=government)
    make_event(district=near, date=june(23), citations=[{"voice": taliban, "attribution": "spokesman Mujahid"}])
    make_event(district=far, date=june(28), date_latest=june(29), kind="handed_over")
    assert silent.code == DISTRICTS[3]


def page_and_api(client, path, query, api, **parameters):
    given = {name: value for name, value in query.items() if name != "as_of"}
    context = client.get(path, query).context
    return context, client.get(f"/api/v1/{api}", given | parameters).json()


def state(client, query):
    as_of = client.get("/provinces/AF19/", query).context["asked"].as_of.isoformat()
    return client.get("/api/v1/control/", query | {"as_of": as_of}).json()


@pytest.mark.parametrize("query", MOMENTS)
def test_a_district_and_its_neighbours_are_held_as_control_says(client, query):
    rows = {row["district"]: row for row in state(client, query)["results"]}

    for code in DISTRICTS:
        context = client.get(f"/districts/{code}/", query).context
        for row in [context["row"], *context["neighbours"]]:
            said = rows[row["district"]]
            assert (row["controller"], row["contested"], row["standing"], row["event"]) == (
                said["controller"], said["contested"], said["standing"], said["event"],
            )  # fmt: skip
            assert (row["open_claim"] or {}).get("event") == (said["open_claim"] or {}).get("event")


@pytest.mark.parametrize("query", MOMENTS)
def test_history_days_changes_and_last_report_follow_from_the_timeline(client, query):
    for code in DISTRICTS:
        follows_from_the_timeline(client, code, query)


def follows_from_the_timeline(client, code, query):
    """Assert that all that a district's page counts is what its timeline of the API adds up to."""
    context, body = page_and_api(client, f"/districts/{code}/", query, f"districts/{code}/timeline/")
    asked, until = context["asked"], context["until"]
    line = next(line for line in context["band"]["lines"] if line["perspective"] == asked.perspective)

    assert [(str(one.start), one.end and str(one.end), one.event.code) for one in line["periods"]] == [
        (row["start"], row["end"], row["event"]) for row in body["results"]
    ]
    assert {who.slug: share.days for who, share in context["shares"] if who} == days_held(body["results"], until)
    assert sum(share.days for _, share in context["shares"]) == max((until - asked.first_day).days + 1, 0)
    begun = [row["controller"] for row in body["results"] if row["start"] <= asked.as_of.isoformat()]
    assert context["flips"] == sum(one != other for one, other in pairwise(begun))
    told = [event for event in body["events"] if event["date"] <= asked.as_of.isoformat()]
    assert [entry.event.code for entry in context["entries"]] == [event["id"] for event in body["events"]]
    last = max((event["date"] for event in told), default=None)
    assert (context["last"] and context["last"].event.date.isoformat()) == last


def days_held(rows, until):
    """Return {actor: days} of rows of a timeline up to a day and with it."""
    days, first = {}, min(ControlEvent.objects.values_list("date", flat=True))
    for number in range((until - first).days + 1):
        day = (first + datetime.timedelta(days=number)).isoformat()
        for row in rows:
            if row["start"] <= day and (row["end"] is None or day < row["end"]):
                days[row["controller"]] = days.get(row["controller"], 0) + 1
    return days


@pytest.mark.parametrize("code", ["AF18", "AF19"])
@pytest.mark.parametrize("query", MOMENTS)
def test_a_province_counts_as_control_does_and_lists_the_changes_that_the_api_lists(client, code, query):
    context = client.get(f"/provinces/{code}/", query).context
    as_of = context["asked"].as_of.isoformat()
    given = {name: value for name, value in query.items() if name != "as_of"} | {"province": code}
    control = client.get("/api/v1/control/", given | {"as_of": as_of}).json()
    changes = client.get("/api/v1/changes/", given | {"from": "2000-01-01", "to": as_of}).json()

    totals = control["totals"]
    assert context["unknown"] == totals["unknown"]
    assert {row["actor"].slug: row["held"] for row in context["held"] if row["held"]} == totals["held"]
    assert [(row["district"], row["controller"]) for row in context["rows"]] == [
        (row["district"], row["controller"]) for row in control["results"]
    ]
    flips = sorted(((flip["date"], flip["event"]) for row in changes["results"] for flip in row["flips"]), reverse=True)
    assert sorted((turn["iso"], turn["event"]) for turn in context["turns"]) == sorted(flips[: len(context["turns"])])
    assert len(context["turns"]) == min(len(flips), LATEST)


@pytest.mark.parametrize("page", ["/districts/AF1905/", "/provinces/AF19/"])
def test_every_address_of_data_on_a_page_is_answered(client, page):
    query = {"as_of": "2021-06-30", "perspective": "confirmed", "reported_by": "2021-07-01"}
    context = client.get(page, query).context

    addresses = [*context["addresses"].values(), context["cited"].api.removeprefix("http://testserver")]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
    assert context["cited"].page == (
        f"http://testserver{page}?as_of=2021-06-30&perspective=confirmed&reported_by=2021-07-01"
    )


@pytest.mark.parametrize("page", ["/districts/{}/", "/provinces/{}/"])
def test_a_page_takes_as_many_queries_for_more_districts(client, page, django_assert_max_num_queries):
    codes = DISTRICTS if "districts" in page else ("AF18", "AF19")
    for code in codes:
        client.get(page.format(code))

        with django_assert_max_num_queries(20):
            client.get(page.format(code), {"as_of": "2021-06-30"})


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        pytest.param(
            "/districts/AF1905/?as_of=2021-06-22",
            "Last report 1 day before this date: no report is not control.",
            id="one",
        ),
        pytest.param("/districts/AF1905/?as_of=2021-06-21", "The last report speaks of this very day.", id="same-day"),
        pytest.param("/districts/AF1905/?as_of=2022-08-11", "Last report 412 days before this date: no", id="many"),
        pytest.param(
            "/districts/AF1905/?as_of=2020-01-01", "No report of Imam Sahib before 1 January 2020.", id="before"
        ),
        pytest.param("/districts/AF1802/", "No report of District AF1802 is in the record. No report is", id="none"),
        pytest.param("/districts/AF1802/", "No shape of this district touches another one", id="no-neighbour"),
        pytest.param("/districts/AF1905/?as_of=2021-06-30", "It changed hands 3 times up to this day.", id="flips"),
        pytest.param("/districts/AF1905/?as_of=2020-01-01", "The day shown lies before the record", id="shares"),
        pytest.param("/provinces/AF18/?as_of=2020-01-01", "No report decides who holds a district here.", id="sources"),
        pytest.param("/provinces/AF19/?as_of=2021-06-30", "By the reports of: AP (B).", id="named-sources"),
    ],
)
def test_what_is_missing_is_said_as_carefully_as_what_is_known(text_of, address, sentence):
    assert sentence in text_of(address)


def test_the_histories_of_a_province_stand_by_the_day_the_holder_came_or_by_their_seats(client):
    make_district("AF1907", province=make_province("AF19"), lat="38.00000")
    query = {"as_of": "2021-06-30", "perspective": "claimed"}

    orders = [
        [one["row"]["district"] for one in client.get("/provinces/AF19/", query | {"sort": sort}).context["multiples"]]
        for sort in ("change", "seat")
    ]

    assert orders == [["AF1905", "AF1906", "AF1907"], ["AF1907", "AF1905", "AF1906"]]
    assert client.get("/provinces/AF19/", {"sort": "name"}).status_code == 400
