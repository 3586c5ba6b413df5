"""log/: every change of the public record in order, as the API gives it, and nothing that is hidden now."""

import datetime

import pytest

from events.control.lifecycle import move
from events.control.merging import merge
from events.control.recording import recording
from events.export.tables import snapshot
from events.models import ControlEvent, ControlPeriod, LogEntry, Report, Status, Tally
from tests.events.test_restricted import PLACE, SECRETS, log_source, restrict, whisper  # noqa: F401 – a fixture
from tests.factories import (
    make_actor,
    make_citation,
    make_district,
    make_event,
    make_province,
    make_report,
    make_source,
    make_tally,
)


@pytest.fixture
def logged(db):
    """Return the first entry: a source, an event, its merge into another, its way back, versions 1 to 5."""
    with recording() as record:
        record.note(*snapshot(make_source("ap", name="=AP", country="US")), created=True)
    kept = make_event(id=1, citations=[{"report": make_report(id=1)}])
    twice = make_event(id=2, date=datetime.date(2021, 6, 20), citations=[{"report": make_report(id=2)}])
    with recording(reason="One fall.") as record:
        merge(duplicate=twice, survivor=kept, record=record)
    with recording(reason="Two falls.") as record:
        move(event=twice, status=Status.PUBLISHED, record=record)
        make_citation(twice, report=make_report(id=3, source=make_source("kn")))
    return LogEntry.objects.order_by("seq").first()


def instant(entry):
    return entry.at.isoformat().replace("+00:00", "Z")


def facts(rows):
    return [(row["version"], row["op"], row["change_kind"], row["object_id"], row["merged_into"]) for row in rows]


def test_an_entry_is_what_was_done_and_the_record_as_its_address_gives_it(logged, get):
    answer = get("log/", limit="1")

    assert answer.json() == {
        "version": 5,
        "last_seq": LogEntry.objects.last().seq,
        "next": f"http://testserver/api/v1/log/?limit=1&version=5&after_seq={logged.seq}",
        "results": [
            {
                "seq": logged.seq,
                "version": 1,
                "at": instant(logged),
                "op": "ADD",
                "change_kind": "new",
                "object_type": "source",
                "object_id": "ap",
                "merged_into": None,
                "reason": "",
                "object": get("sources/ap/").json(),
            }
        ],
    }
    assert answer["Link"] == f'<{answer.json()["next"]}>; rel="next"'
    assert answer["Content-Location"] == "/api/v1/log/?limit=1&version=5"


def test_the_entries_are_in_the_order_of_the_versions_whatever_was_done(logged, get):
    rows = get("log/").json()["results"]

    assert facts(rows) == [
        (1, "ADD", "new", "ap", None),
        (2, "ADD", "new", "E0001", None),
        (3, "ADD", "new", "E0002", None),
        (4, "MOD", "change", "E0001", None),
        (4, "MERGED", "correction", "E0002", "E0001"),
        (5, "ADD", "correction", "E0002", None),
    ]
    assert [row["object"] for row in rows[3:]] == [get("events/E0001/").json(), None, get("events/E0002/").json()]
    assert [row["reason"] for row in rows[3:]] == ["One fall.", "One fall.", "Two falls."]


def test_the_log_as_csv_has_a_line_an_entry_and_the_record_as_json(logged, get):
    answer = get("log/", format="csv", object_type="source")

    assert answer.getvalue().decode() == (
        "seq,version,at,op,change_kind,object_type,object_id,merged_into,reason,object\n"
        f"{logged.seq},1,{instant(logged)},ADD,new,source,ap,,,"
        '"{""slug"":""ap"",""name"":""=AP"",""kind"":""news_agency"",""actor"":null,""country"":""US"",'
        '""homepage"":"""",""reliability"":""B"",""reason"":""Careful.""}"\n'
    )


FILTERS = [
    ({"after_version": "3"}, ["E0001", "E0002", "E0002"]),
    ({"after_version": "1", "version": "3"}, ["E0001", "E0002"]),
    ({"version": "0"}, []),
    ({"known_at": "2021-01-01T00:00:00Z"}, []),
    ({"known_at": "2100-01-01T00:00:00Z", "op": "MERGED"}, ["E0002"]),
    ({"object_type": "event", "change_kind": "correction"}, ["E0002", "E0002"]),
    ({"object_type": "event", "change_kind": "change"}, ["E0001"]),
    ({"object_id": "E0001", "op": "ADD"}, ["E0001"]),
]


def test_a_filter_leaves_the_entries_that_are_asked_for(logged, get):
    found = [(asked, [row["object_id"] for row in get("log/", **asked).json()["results"]]) for asked, _ in FILTERS]

    assert found == FILTERS


def test_a_parameter_that_cannot_be_answered_is_refused(logged, get):
    for asked, param, detail in (
        ({"after_seq": "-1"}, "after_seq", "“-1” is not a whole number: write 0 or more, in at most 18 digits."),
        ({"cursor": "WzFd"}, "cursor", "There is no parameter “cursor” here."),
        ({"op": "PUT"}, "op", "“PUT” is not one of ADD, MOD, DEL, MERGED."),
        ({"version": "9"}, "version", "There is no version 9 yet: the current one is 5."),
        ({"limit": "0"}, "limit", "“0” is not a number of rows: write 1 to 1000."),
    ):
        answer = get("log/", **asked)

        assert answer.status_code == 400, asked
        assert answer.json()["errors"][0]["param"] == param
        assert answer.json()["errors"][0]["detail"].startswith(detail)


def test_a_page_of_a_version_may_be_kept_and_the_end_of_the_log_may_not(logged, get):
    assert [get("log/", **asked)["Cache-Control"] for asked in ({}, {"version": "5"})] == [
        "public, max-age=60",
        "public, max-age=31536000, immutable",
    ]


def test_each_kind_of_record_is_as_its_address_gives_it(db, get):
    make_district(area_km2="1590.5", province=make_province(iso_3166_2="AF-KDZ"))
    report = make_report(id=1)
    tally = make_tally(id=1, report=report, voice=make_actor("taliban"))
    with recording() as record:
        for each in (report, tally, tally.actor, make_district(), make_province()):
            record.note(*snapshot(each), created=True)

    rows = {row["object_type"]: row["object"] for row in get("log/").json()["results"]}

    addresses = {
        "report": "reports/R0001/",
        "tally": "tallies/T001/",
        "actor": "actors/taliban/",
        "district": "districts/AF1905/",
        "province": "provinces/AF19/",
    }
    extras = {"spellings", "province_name", "own_count"}
    for kind, address in addresses.items():
        expected = {name: value for name, value in get(address).json().items() if name not in extras}
        assert list(rows[kind].items()) == list(expected.items()), kind
    assert set(rows) == set(addresses)
    assert [len(get("log/", object_type=kind).json()["results"]) for kind in ("district", "province")] == [1, 1]


def test_a_derivation_anew_is_an_entry_without_a_record(db, get):
    event = make_event()
    ControlPeriod.objects.update(version_to=2)
    with recording() as record:
        record.touch(event.district_id)

    row = get("log/", after_version="1").json()["results"][0]

    assert (row["object_type"], row["object_id"], row["op"], row["object"]) == ("periods", "rebuild", "MOD", None)


OLD = [
    "log/",
    "log/?format=csv",
    "log/?version=4",
    f"districts/{PLACE}/timeline/?version=1",
    "events/{event}/history/",
]


def test_what_is_restricted_now_is_masked_in_all_that_was_logged_before(client, whisper):  # noqa: F811
    log_source(whisper.source)
    with recording() as record:
        record.note(*snapshot(Tally.objects.get()), created=True)
    addresses = [f"/api/v1/{path}".format(event=ControlEvent.objects.get().code) for path in OLD]
    before = {address: client.get(address).getvalue().decode() for address in addresses}

    restrict(whisper)
    after = {address: client.get(address).getvalue().decode() for address in addresses}

    for address in addresses:
        # The slug alone stays, where whoever holds a copy must learn that the source is gone.
        told = after[address].replace("source,whisper,", "").replace('"object_id":"whisper"', "")
        assert [word for word in SECRETS if word in before[address]], address
        assert [word for word in SECRETS if word in told] == [], address


def test_a_report_that_was_deleted_while_it_was_restricted_stays_masked(get, whisper):  # noqa: F811
    restrict(whisper)
    ControlEvent.objects.get().citations.update(report=make_report())
    whisper.tallies.all().delete()
    with recording(reason="Not ours.") as record:
        record.withdraw("report", whisper.code)
        Report.objects.filter(pk=whisper.pk).delete()

    assert [word for word in SECRETS if word in get("log/").getvalue().decode()] == []


def test_a_report_that_is_open_again_is_told_whole_in_the_versions_in_which_it_was_open(get, whisper):  # noqa: F811
    restrict(whisper)
    restrict(whisper, restricted=False)

    titles = [row["object"]["title"] for row in get("log/", object_type="report").json()["results"]]

    assert titles == ["The secret of Imam Sahib", "", "The secret of Imam Sahib"]


def test_a_page_takes_as_many_queries_for_many_entries_as_for_one(db, client, django_assert_num_queries):
    make_event()

    with django_assert_num_queries(5):
        client.get("/api/v1/log/")
    for _ in range(5):
        make_event()
    with django_assert_num_queries(5):
        assert len(client.get("/api/v1/log/").json()["results"]) == 6
