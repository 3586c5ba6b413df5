"""control/, timeline/, changes/ and districts/{code}/timeline/: whole bodies on the small record."""

import datetime

from django.utils import timezone

from events.control.recording import recording
from events.export.tables import snapshot
from events.models import LogEntry
from tests.factories import make_district, make_event, make_report, make_source

IMAM_SAHIB = [
    {
        "district": "AF1905",
        "perspective": "reported",
        "controller": "government",
        "contested": False,
        "start": "2021-05-01",
        "end": "2021-06-21",
        "event": "E0002",
    },
    {
        "district": "AF1905",
        "perspective": "reported",
        "controller": "taliban",
        "contested": False,
        "start": "2021-06-21",
        "end": None,
        "event": "E0003",
    },
]
KHAN_ABAD = {
    "district": "AF1904",
    "perspective": "reported",
    "controller": "government",
    "contested": False,
    "start": "2021-05-01",
    "end": None,
    "event": "E0001",
}
FALL = {
    "id": "E0003",
    "district": "AF1905",
    "date": "2021-06-21",
    "date_earliest": "2021-06-20",
    "date_latest": "2021-06-21",
    "time": "04:30",
    "kind": "captured",
    "controller": "taliban",
    "opponent": "government",
    "contested": False,
    "standing": "confirmed",
    "status": "published",
    "summary": "The Taliban took the centre.",
    "citations": [
        {
            "report": "R0002",
            "source": "ap",
            "published": "2021-06-22",
            "voice": "government",
            "stance": "asserts",
            "scope": "district",
            "attribution": "provincial police",
            "claimed_date": None,
            "note": "",
        }
    ],
    "casualties": [],
}


def test_control_says_who_held_each_district_and_what_is_claimed_besides(small_record, get):
    answer = get("control/", as_of="2021-07-01")

    assert answer.json() == {
        "as_of": "2021-07-01",
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "list": "nsia1398",
        "denominator": 3,
        "totals": {"held": {"government": 1, "taliban": 1}, "contested": 0, "unknown": 1, "open_claims": 1},
        "results": [
            {
                "district": "AF1901",
                "district_name": "Kunduz",
                "province": "AF19",
                "province_name": "Kunduz",
                "controller": None,
                "contested": False,
                "since": None,
                "since_certain": None,
                "standing": None,
                "event": None,
                "open_claim": None,
            },
            {
                "district": "AF1904",
                "district_name": "Khan Abad",
                "province": "AF19",
                "province_name": "Kunduz",
                "controller": "government",
                "contested": False,
                "since": "2021-05-01",
                "since_certain": True,
                "standing": "assumed",
                "event": "E0001",
                "open_claim": {
                    "controller": "taliban",
                    "since": "2021-06-22",
                    "standing": "claimed",
                    "event": "E0004",
                },
            },
            {
                "district": "AF1905",
                "district_name": "Imam Sahib",
                "province": "AF19",
                "province_name": "Kunduz",
                "controller": "taliban",
                "contested": False,
                "since": "2021-06-21",
                "since_certain": False,
                "standing": "confirmed",
                "event": "E0003",
                "open_claim": None,
            },
        ],
    }


def test_control_as_csv_has_a_line_a_district_and_the_open_claim_in_columns(small_record, get):
    answer = get("control/", as_of="2021-07-01", format="csv")

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.getvalue().decode() == (
        "district,district_name,province,province_name,controller,contested,since,since_certain,standing,event,"
        "open_claim_controller,open_claim_since,open_claim_standing,open_claim_event\n"
        "AF1901,Kunduz,AF19,Kunduz,,false,,,,,,,,\n"
        "AF1904,Khan Abad,AF19,Kunduz,government,false,2021-05-01,true,assumed,E0001,"
        "taliban,2021-06-22,claimed,E0004\n"
        "AF1905,Imam Sahib,AF19,Kunduz,taliban,false,2021-06-21,false,confirmed,E0003,,,,\n"
    )


def test_control_is_of_today_in_kabul_by_default(small_record, get):
    today = timezone.now().astimezone(datetime.timezone(datetime.timedelta(hours=4, minutes=30))).date()

    assert get("control/").json()["as_of"] == today.isoformat()


def test_control_answers_a_future_day_with_the_last_known_state(small_record, get):
    assert get("control/", as_of="2199-01-01").json()["totals"]["held"] == {"government": 1, "taliban": 1}


def held(answer):
    body = answer.json()
    return body["version"], body["totals"]["held"], body["totals"]["unknown"]


def test_control_follows_perspective_evidence_version_list_and_province(small_record, get):
    day = "2021-07-01"

    assert held(get("control/", as_of=day, perspective="claimed")) == (4, {"taliban": 2}, 1)
    assert held(get("control/", as_of=day, reported_by="2021-06-21")) == (4, {"government": 2}, 1)
    assert held(get("control/", as_of=day, version="2")) == (2, {"government": 2}, 1)
    assert held(get("control/", as_of=day, version="0")) == (0, {}, 3)
    assert held(get("control/", as_of=day, list="nsia1398")) == (4, {"government": 1, "taliban": 1}, 1)
    assert held(get("control/", as_of=day, province="AF19")) == (4, {"government": 1, "taliban": 1}, 1)
    assert held(get("control/", as_of="2021-06-20")) == (4, {"government": 2}, 1)


def test_known_at_stands_for_the_version_that_was_current_then(small_record, get):
    instant = LogEntry.objects.filter(version=2).latest("seq").at

    answer = get("control/", as_of="2021-07-01", known_at=instant.isoformat())

    assert held(answer) == (2, {"government": 2}, 1)
    assert answer["Content-Location"] == "/api/v1/control/?as_of=2021-07-01&version=2"


def test_known_at_before_the_first_version_is_version_0(small_record, get):
    assert held(get("control/", as_of="2021-07-01", known_at="2001-01-01T00:00:00+04:30")) == (0, {}, 3)


def test_an_answer_names_the_address_that_gives_it_again(small_record, get):
    answer = get("control/", as_of="2021-07-01", perspective="claimed")

    again = get(answer["Content-Location"].removeprefix("/api/v1/"))

    assert answer["Content-Location"] == "/api/v1/control/?as_of=2021-07-01&perspective=claimed&version=4"
    assert again.content == answer.content


def test_the_timeline_is_ordered_by_district_and_start(small_record, get):
    assert get("timeline/").json() == {
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "list": "nsia1398",
        "certainty": None,
        "next": None,
        "results": [KHAN_ABAD, *IMAM_SAHIB],
    }


def test_the_timeline_is_read_in_pages_of_one_version(small_record, get):
    first = get("timeline/", limit="2")
    second = get(first.json()["next"].removeprefix("http://testserver/api/v1/"))

    assert first.json()["results"] == [KHAN_ABAD, IMAM_SAHIB[0]]
    assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'
    assert "version=4" in first["Link"]
    assert second.json()["results"] == [IMAM_SAHIB[1]]
    assert second.json()["next"] is None
    assert "Link" not in second


def starts(answer):
    return [(row["district"], row["start"]) for row in answer.json()["results"]]


def test_the_timeline_follows_each_of_its_parameters(small_record, get):
    last = ("AF1905", "2021-06-21")
    kept, both = ("AF1904", "2021-05-01"), [("AF1905", "2021-05-01"), last]

    assert starts(get("timeline/", district="AF1905")) == both
    assert starts(get("timeline/", province="AF19")) == [kept, *both]
    assert starts(get("timeline/", controller="taliban")) == [last]
    assert starts(get("timeline/", perspective="claimed", controller="taliban")) == [("AF1904", "2021-06-22"), last]
    assert starts(get("timeline/", reported_by="2021-06-21")) == [kept, both[0]]
    assert starts(get("timeline/", version="1")) == [kept]


def test_the_timeline_overlaps_both_days_asked_for(small_record, get):
    kept, both = ("AF1904", "2021-05-01"), [("AF1905", "2021-05-01"), ("AF1905", "2021-06-21")]

    assert starts(get("timeline/", from_="2021-06-20")) == [kept, *both]
    assert starts(get("timeline/", from_="2021-06-21")) == [kept, both[1]]
    assert starts(get("timeline/", to="2021-06-20")) == [kept, both[0]]
    assert starts(get("timeline/", to="2021-06-21")) == [kept, *both]
    assert starts(get("timeline/", to="2021-04-30")) == []


def test_the_timeline_as_csv(small_record, get):
    assert get("timeline/", format="csv", district="AF1905").getvalue().decode() == (
        "district,perspective,controller,contested,start,end,event\n"
        "AF1905,reported,government,false,2021-05-01,2021-06-21,E0002\n"
        "AF1905,reported,taliban,false,2021-06-21,,E0003\n"
    )


def test_a_districts_timeline_has_its_events_with_their_citations(small_record, get):
    body = get("districts/AF1905/timeline/", version="3").json()

    assert [event["id"] for event in body["events"]] == ["E0002", "E0003"]
    assert body | {"events": body["events"][1:]} == {
        "district": "AF1905",
        "reported_by": None,
        "version": 3,
        "perspective": "reported",
        "certainty": None,
        "results": IMAM_SAHIB,
        "events": [FALL],
    }
    assert list(body["events"][1]) == list(FALL)


def test_a_districts_timeline_shows_what_was_recorded_and_published_by_then(small_record, get):
    before = get("districts/AF1905/timeline/", version="2").json()
    unpublished = get("districts/AF1905/timeline/", reported_by="2021-06-21").json()
    published = get("districts/AF1905/timeline/", reported_by="2021-06-22").json()

    assert [event["id"] for event in before["events"]] == ["E0002"]
    assert [(event["id"], event["citations"]) for event in unpublished["events"]] == [("E0002", [])]
    assert published["events"][1] == FALL


def test_a_districts_timeline_judges_by_the_grades_of_its_version(small_record, get):
    gandhara = make_source("gandhara")
    with recording() as record:
        record.note(*snapshot(gandhara), created=True)
    cited = [{"report": make_report(source=gandhara), "attribution": "residents"}]
    make_event(id=5, district=make_district("AF1901"), citations=cited)
    asked = {"path": "districts/AF1901/timeline/", "reported_by": "2021-06-30"}
    before = get(**asked, version="6").json()

    gandhara.reliability = "A"
    gandhara.save()
    with recording() as record:
        record.touch(make_district("AF1901").pk)
        record.note(*snapshot(gandhara))

    assert [event["standing"] for event in before["events"]] == ["reported"]
    assert get(**asked, version="6").json() == before
    assert [event["standing"] for event in get(**asked).json()["events"]] == ["confirmed"]


def test_a_districts_timeline_as_csv_has_its_periods(small_record, get):
    assert get("districts/AF1904/timeline/", format="csv").getvalue().decode() == (
        "district,perspective,controller,contested,start,end,event\n"
        "AF1904,reported,government,false,2021-05-01,,E0001\n"
    )


def test_changes_has_totals_and_every_flip(small_record, get):
    answer = get("changes/", from_="2021-06-01", to="2021-06-21")

    assert answer.json() == {
        "from": "2021-06-01",
        "to": "2021-06-21",
        "certainty": None,
        "reported_by": None,
        "version": 4,
        "perspective": "reported",
        "list": "nsia1398",
        "totals": {"districts": 1, "net": 1, "flips": 1, "gained": {"taliban": 1}, "lost": {"government": 1}},
        "results": [
            {
                "district": "AF1905",
                "district_name": "Imam Sahib",
                "province": "AF19",
                "before": "government",
                "after": "taliban",
                "net": True,
                "flips": [
                    {
                        "date": "2021-06-21",
                        "from": "government",
                        "to": "taliban",
                        "event": "E0003",
                        "standing": "confirmed",
                    }
                ],
            }
        ],
    }


def test_changes_follows_each_of_its_parameters(small_record, get):
    june = {"from_": "2021-06-01", "to": "2021-06-30"}
    make_district("AF1909", lists=["aims398"])

    def count(**parameters):
        return get("changes/", **june | parameters).json()["totals"]["flips"]

    assert count() == 1
    assert count(perspective="claimed") == 2
    assert count(province="AF19") == 1
    assert count(list="aims398") == 0
    assert count(reported_by="2021-06-21") == 0
    assert count(version="2") == 0
    assert count(from_="2021-06-22") == 0
    assert count(to="2021-06-20") == 0
    assert count(to="2021-06-21") == 1


def test_changes_as_csv_joins_the_flips(small_record, get):
    assert get("changes/", from_="2021-06-01", to="2021-06-30", format="csv").getvalue().decode() == (
        "district,district_name,province,before,after,net,"
        "flips,flips_date,flips_from,flips_to,flips_event,flips_standing\n"
        "AF1905,Imam Sahib,AF19,government,taliban,true,1,2021-06-21,government,taliban,E0003,confirmed\n"
    )
