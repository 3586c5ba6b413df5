"""Events, evidence and places as a version had them: the same address answers the same, whatever is written later."""

import datetime

import pytest

from districts.models import District, Province
from events.control.lifecycle import move
from events.control.merging import merge
from events.control.recording import recording
from events.export.tables import snapshot
from events.ingest.package import import_package
from events.models import Actor, ControlEvent, LogEntry, Report, Source, Status, Tally
from tests.events.api.test_mirror import changed
from tests.events.ingest.package.packages import write_package
from tests.events.test_restricted import restrict, whisper  # noqa: F401 – a fixture
from tests.factories import make_actor, make_citation, make_event, make_report, make_source

LISTS = ["events/", "reports/", "sources/", "actors/", "tallies/", "districts/", "provinces/"]
ONES = ["events/E0001/", "reports/R0001/", "sources/ap/", "actors/taliban/", "tallies/T001/", "districts/AF1901/"]


@pytest.fixture
def imported(db, tmp_path):
    """Return the version of a small package that was imported."""
    return import_package(folder=write_package(tmp_path / "package")).version


def correct_everything():
    for model, key, fields in (
        (Report, 1, {"title": "Another title"}),
        (Source, Source.objects.get(slug="ap").pk, {"reliability": "E"}),
        (Actor, Actor.objects.get(slug="taliban").pk, {"name": "The Taliban"}),
        (Tally, 1, {"count_high": 90}),
        (District, District.objects.get(code="AF1901").pk, {"population": 1}),
        (Province, Province.objects.get().pk, {"name": "Qunduz"}),
    ):
        changed(model, key, **fields)
    with recording(reason="Never so.") as record:
        move(event=ControlEvent.objects.get(pk=1), status=Status.RETRACTED, record=record)
    with recording() as record:
        record.withdraw("tally", "T001")
        Tally.objects.all().delete()


def results(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_a_list_and_a_record_of_the_present_version_are_the_present_ones(imported, get):
    for path in LISTS:
        now, then = get(path).json(), get(path, version=str(imported)).json()
        assert then["results"] == now["results"], path
        assert [list(row) for row in then["results"]] == [list(row) for row in now["results"]], path
        assert then["version"] == imported
        assert get(path, version=str(imported), format="csv").getvalue() == get(path, format="csv").getvalue(), path
    for path in ONES:
        for form in ("json", "csv"):
            then, now = (get(path, format=form, **more) for more in ({"version": str(imported)}, {}))
            assert then.getvalue() == now.getvalue(), (path, form)


def test_an_old_version_answers_the_same_bytes_after_everything_was_corrected(imported, get):
    asked = {"version": str(imported)}
    before = {path: get(path, **asked).getvalue() for path in [*LISTS, *ONES]}

    correct_everything()

    assert {path: get(path, **asked).getvalue() for path in before} == before
    assert get("events/E0001/").status_code == 410
    assert results(get("tallies/")) == []
    assert results(get("events/", version="0")) == []
    assert get("reports/R0001/", version="0").status_code == 404


def test_an_instant_stands_for_its_version_and_the_answer_says_how_to_cite_it(imported, get):
    answer = get("sources/", known_at="2100-01-01T00:00:00Z", limit="1")

    cited = answer["Content-Location"].removeprefix("/api/v1/")
    again = get(cited.split("?")[0], limit="1", version=str(imported))
    assert answer["Content-Location"] == f"/api/v1/sources/?limit=1&version={imported}"
    assert f"version={imported}" in answer.json()["next"]
    assert again.content == answer.content
    assert (answer["Cache-Control"], again["Cache-Control"]) == (
        "public, max-age=60",
        "public, max-age=31536000, immutable",
    )


FILTERS = [
    ("events/", {"district": "AF1904"}),
    ("events/", {"province": "AF19", "kind": "captured"}),
    ("events/", {"controller": "government"}),
    ("events/", {"standing": "claimed"}),
    ("events/", {"voice": "independent"}),
    ("events/", {"voice": "taliban"}),
    ("events/", {"source": "aan"}),
    ("events/", {"from_": "2021-06-20", "to": "2021-06-20"}),
    ("events/", {"from_": "2021-06-21", "certainty": "possible"}),
    ("events/", {"from_": "2021-06-21", "certainty": "certain"}),
    ("events/", {"to": "2021-06-21", "certainty": "certain"}),
    ("events/", {"limit": "3"}),
]


@pytest.mark.parametrize(("path", "asked"), FILTERS)
def test_a_filter_finds_in_a_version_what_it_finds_in_the_present(small_record, get, path, asked):
    now = get(path, **asked).json()
    then = get(path, **asked, version="4").json()

    assert then["results"] == now["results"]
    assert 0 < len(then["results"]) < 4
    assert bool(then["next"]) == bool(now["next"])


LISTED = [
    ("reports/", {"source": "ap"}, ["R0001"]),
    ("reports/", {"language": "fa", "from_": "2021-08-09"}, ["R0002"]),
    ("reports/", {"q": "falls", "to": "2021-08-08"}, ["R0001"]),
    ("sources/", {"kind": "official"}, ["mod"]),
    ("sources/", {"reliability": "B", "q": "PRESS"}, ["ap"]),
    ("tallies/", {"actor": "taliban", "measure": "held", "source": "ap"}, ["T001"]),
    ("tallies/", {"from_": "2021-08-09"}, []),
    ("districts/", {"list": "usfor407"}, ["AFT1909"]),
    ("districts/", {"kind": "provincial_centre", "province": "AF19"}, ["AF1901"]),
    ("districts/", {"q": "Konduz"}, ["AF1901", "AFT1909"]),
    ("provinces/", {"q": "Qunduz"}, ["AF19"]),
]


def test_the_lists_of_evidence_and_places_are_filtered_as_the_version_had_them(imported, get):
    for path, asked, found in LISTED:
        rows, now = results(get(path, **asked, version=str(imported))), results(get(path, **asked))

        assert [next(iter(row.values())) for row in rows] == found, (path, asked)
        assert rows == now


def test_what_was_corrected_is_found_by_what_it_was(imported, get):
    changed(Report, 1, title="Another title", language="ps")

    assert [row["id"] for row in results(get("reports/", language="en", version=str(imported)))] == ["R0001"]
    assert results(get("reports/", language="en")) == []


def test_events_come_in_the_order_of_their_numbers_in_pages_that_keep_the_version(db, client, get):
    report = make_report()
    for number in (9998, 9999, 10000, 10001):
        make_event(id=number, citations=[{"report": report}])
    last = ControlEvent.objects.get(pk=10001)

    page, seen = get("events/", version="4", limit="1"), []
    with recording() as record:
        move(event=last, status=Status.RETRACTED, record=record)
    while page:
        seen += [row["id"] for row in results(page)]
        following = page.json()["next"]
        assert following is None or "version=4" in following
        page = following and client.get(following)

    assert seen == ["E9998", "E9999", "E10000", "E10001"]


def test_an_event_that_was_merged_or_withdrawn_is_as_the_version_had_it(db, get):
    kept, twice = make_event(id=1), make_event(id=2, date=datetime.date(2021, 6, 20))
    with recording() as record:
        merge(duplicate=twice, survivor=kept, record=record)
    with recording(reason="Elsewhere.") as record:
        move(event=kept, status=Status.RETRACTED, record=record)

    answers = [get("events/E0002/", version=str(version)) for version in range(1, 5)]
    survivor = [get("events/E0001/", version=str(version)) for version in range(1, 5)]

    assert [answer.status_code for answer in answers] == [404, 200, 308, 308]
    assert answers[2]["Location"] == "/api/v1/events/E0001/?version=3"
    assert [answer.status_code for answer in survivor] == [200, 200, 200, 410]
    assert survivor[3].json()["reason"] == "Elsewhere."
    assert [row["id"] for row in results(get("events/", version="3"))] == ["E0001"]


@pytest.fixture
def denied(db):
    """Return an event: the Taliban claim it on 22 June, the government denies it on the 24th, KN has it on the 26th."""
    june = {day: datetime.date(2021, 6, day) for day in (22, 24, 26)}
    taliban, government = make_actor("taliban"), make_actor("government")
    event = make_event(id=1, citations=[{"report": make_report(published=june[22]), "voice": taliban}])
    with recording() as record:
        said = make_report(published=june[24])
        make_citation(event, report=said, voice=government, stance="denies")
        make_citation(event, report=make_report(source=make_source("kn"), published=june[26]))
        record.touch(event.district_id)
    return event


EVIDENT = [
    ({"reported_by": "2021-06-21"}, []),
    ({"reported_by": "2021-06-22"}, [("claimed", 1)]),
    ({"reported_by": "2021-06-24"}, [("disputed", 2)]),
    ({"reported_by": "2021-06-26"}, [("confirmed", 3)]),
    ({"reported_by": "2021-06-24", "perspective": "reported"}, []),
    ({"reported_by": "2021-06-24", "perspective": "taliban"}, [("disputed", 2)]),
    ({"reported_by": "2021-06-24", "perspective": "government"}, []),
    ({"perspective": "confirmed"}, [("confirmed", 3)]),
    ({"perspective": "government"}, []),
    ({"perspective": "confirmed", "version": "1"}, []),
    ({"perspective": "claimed", "version": "1"}, [("claimed", 1)]),
    ({"standing": "disputed", "reported_by": "2021-06-24"}, [("disputed", 2)]),
    ({"standing": "confirmed", "reported_by": "2021-06-24"}, []),
]


def test_events_are_those_that_the_evidence_of_a_day_and_a_perspective_leave(denied, get):
    for asked, found in EVIDENT:
        answer = get("events/", **asked)

        assert [(row["standing"], len(row["citations"])) for row in results(answer)] == found, asked
        assert answer.json()["reported_by"] == asked.get("reported_by")
        assert answer.json()["perspective"] == asked.get("perspective")
        assert f"version={asked.get('version', '2')}" in answer["Content-Location"]


def test_an_event_alone_is_read_on_the_evidence_of_a_day_too(denied, get):
    assert get("events/E0001/", reported_by="2021-06-22").json()["standing"] == "claimed"
    assert get("events/E0001/", reported_by="2021-06-21").status_code == 404


def test_an_old_version_judges_by_the_grades_that_it_had(denied, get):
    recorded = {"reported_by": "2021-06-26", "version": str(LogEntry.objects.current_version())}
    with recording() as record:
        for source in Source.objects.all():
            record.note(*snapshot(source), created=True)
    known = {**recorded, "version": str(LogEntry.objects.current_version())}
    changed(Source, Source.objects.get(slug="kn").pk, reliability="E")

    assert [row["standing"] for row in results(get("events/", **known))] == ["confirmed"]
    assert [row["standing"] for row in results(get("events/", reported_by="2021-06-26"))] != ["confirmed"]


def test_nothing_that_is_restricted_now_is_found_or_told_in_an_old_version(get, whisper):  # noqa: F811
    version = str(LogEntry.objects.current_version())
    assert results(get("reports/", version=version, q="secret"))

    restrict(whisper)

    assert results(get("reports/", version=version, q="secret")) == []
    assert results(get("reports/", version=version))[0]["restricted"] is True
    assert "Secret" not in get("events/", version=version).content.decode()


@pytest.mark.parametrize(
    ("path", "asked", "param"),
    [
        ("events/", {"certainty": "maybe", "from_": "2021-06-01"}, "certainty"),
        ("events/", {"version": "1", "known_at": "2021-06-01T00:00:00Z"}, "known_at"),
        ("reports/", {"version": "99"}, "version"),
        ("actors/taliban/", {"version": "x"}, "version"),
        ("events/E0001/", {"perspective": "reported"}, "perspective"),
    ],
)
def test_a_past_that_cannot_be_answered_is_refused(small_record, get, path, asked, param):
    answer = get(path, **asked)

    assert answer.status_code == 400
    assert [fault["param"] for fault in answer.json()["errors"]] == [param]
