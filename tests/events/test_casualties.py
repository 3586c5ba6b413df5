"""What voices say of losses: kept as claims, shown one by one, never added up."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from events.control.recording import recording
from events.export.package import export_package
from events.ingest.package import import_package
from events.models import CasualtyClaim, ControlEvent, LogEntry, Report, Status
from tests.events.admin.posting import change_page
from tests.events.export.test_package import contents, empty_the_database
from tests.events.ingest.package.packages import TABLES, refusals, write_package
from tests.factories import build_event, make_actor, make_event, make_report, make_source

HEADER = "event_id,report_id,voice,of,outcome,low,high,attribution\n"
CLAIMED = f"""{HEADER}\
E0001,R0001,independent,,killed,3,,residents
E0001,R0002,government,taliban,killed,40,50,a spokesman
"""


def make_claim(event, **overrides):
    """Return a new count of losses of an event, logged: the government says that about 50 Taliban were killed."""
    values = {
        "report": overrides.pop("report", None) or make_report(),
        "voice": make_actor("government"),
        "of": make_actor("taliban"),
        "outcome": "killed",
        "low": 50,
        "attribution": "the Defence Ministry",
    }
    with recording() as record:
        claim = CasualtyClaim.objects.create(event=event, **values | overrides)
        record.touch(event.district_id)
    return claim


def last_entry():
    return LogEntry.objects.filter(object_type="event").last()


def test_an_event_tells_the_losses_that_each_voice_claims(client, db):
    event = make_event()
    claim = make_claim(event, low=40, high=50)
    make_claim(event, voice=None, of=None, low=3, outcome="wounded", attribution="a doctor", report=claim.report)

    assert client.get(f"/api/v1/events/{event.code}/").json()["casualties"] == [
        {
            "report": claim.report.code,
            "source": "ap",
            "published": "2021-06-22",
            "voice": "government",
            "of": "taliban",
            "outcome": "killed",
            "low": 40,
            "high": 50,
            "attribution": "the Defence Ministry",
        },
        {
            "report": claim.report.code,
            "source": "ap",
            "published": "2021-06-22",
            "voice": "independent",
            "of": None,
            "outcome": "wounded",
            "low": 3,
            "high": None,
            "attribution": "a doctor",
        },
    ]


def test_losses_change_no_standing(db):
    event = make_event()

    make_claim(event)

    assert ControlEvent.objects.get().standing == event.standing


def test_new_losses_are_new_evidence_and_those_mended_or_taken_away_a_correction(db):
    event = make_event()
    claim = make_claim(event)
    kinds = [last_entry().change_kind]

    for change in (lambda: CasualtyClaim.objects.update(low=51), claim.delete):
        with recording() as record:
            change()
            record.touch(event.district_id)
        kinds.append(last_entry().change_kind)

    assert kinds == ["change", "correction", "correction"]


@pytest.fixture
def logged_before(db):
    """Return an event whose log entry is of a time when losses were not public."""
    event = make_event()
    entry = last_entry()
    before = {name: value for name, value in entry.snapshot.items() if name != "casualties"}
    LogEntry(
        version=entry.version + 1, at=entry.at, op="MOD", change_kind="change", object_type="event",
        object_id=event.code, snapshot=before,
    ).save()  # fmt: skip
    return event


def test_an_event_that_was_logged_before_losses_were_public_has_not_changed(logged_before):
    with recording() as record:
        record.touch(logged_before.district_id)

    assert record.version is None


@pytest.mark.parametrize("asked", [{}, {"reported_by": "2021-06-30"}], ids=["all", "by-a-day"])
def test_an_old_version_without_losses_answers_that_there_are_none(client, logged_before, asked):
    address = f"/api/v1/districts/{logged_before.district.code}/timeline/"

    answer = client.get(address, {"version": last_entry().version, **asked}).json()

    assert [event["casualties"] for event in answer["events"]] == [[]]


def test_losses_are_known_from_the_day_of_their_report_and_from_their_version(client, db):
    event = make_event()
    make_claim(event, report=make_report(published=datetime.date(2021, 6, 25)))
    address = f"/api/v1/districts/{event.district.code}/timeline/"

    found = [
        len(client.get(address, asked).json()["events"][0]["casualties"])
        for asked in ({}, {"reported_by": "2021-06-24"}, {"reported_by": "2021-06-25"}, {"version": 1})
    ]

    assert found == [1, 0, 1, 0]


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(50, None, "at least 50"), (50, 50, "50"), (1200, 1500, "1,200–1,500")],
    ids=["at-least", "exact", "range"],
)
def test_the_page_of_an_event_tells_a_count_as_it_was_said(client, db, low, high, words):
    event = make_event()
    make_claim(event, low=low, high=high)

    text = client.get(f"/events/{event.code}/").content.decode()

    assert f'<td class="number nowrap">{words}</td>' in text
    assert "They are never added up" in text


def test_the_page_of_an_event_without_losses_says_nothing_of_them(client, db):
    assert "Losses claimed" not in client.get(f"/events/{make_event().code}/").content.decode()


def test_the_page_of_an_event_leaves_out_losses_that_were_reported_later(client, db):
    event = make_event()
    make_claim(event, report=make_report(published=datetime.date(2021, 6, 25)))

    assert "Losses claimed" in client.get(f"/events/{event.code}/?reported_by=2021-06-25").content.decode()
    assert "Losses claimed" not in client.get(f"/events/{event.code}/?reported_by=2021-06-24").content.decode()


def test_losses_in_a_restricted_report_have_no_source_and_nobody_quoted(client, db):
    event = make_event()
    report = make_report(source=make_source("whisper", name="The Whisper"), restricted=True)
    make_claim(event, report=report, attribution="Secret agent")

    said = client.get("/api/v1/events/").json()["results"][0]["casualties"][0]
    pages = [
        client.get(address).getvalue().decode() for address in (f"/events/{event.code}/", "/api/v1/events/?format=csv")
    ]

    assert (said["source"], said["attribution"], said["voice"], said["low"]) == (
        None,
        "Restricted source, held by the editors",
        "government",
        50,
    )
    assert [word for page in pages for word in ("Whisper", "whisper", "Secret") if word in page] == []


def test_a_report_that_only_losses_rest_on_is_public_from_the_publication_on(db):
    report = make_report(public=False)
    event = build_event(status=Status.DRAFT)
    event.save()
    make_claim(event, report=report)
    before = Report.objects.get(pk=report.pk).public

    with recording() as record:
        event.citations.create(report=make_report(), attribution="AP")
        ControlEvent.objects.update(status=Status.PUBLISHED)
        record.touch(event.district_id)

    assert (before, Report.objects.get(pk=report.pk).public) == (False, True)


@pytest.mark.django_db
def test_losses_go_through_a_package_and_come_back_the_same(tmp_path):
    folder = write_package(tmp_path / "first")
    (folder / "casualties.csv").write_text(CLAIMED)
    descriptor = (folder / "datapackage.json").read_text()
    (folder / "datapackage.json").write_text(
        descriptor.replace('{"path": "tallies.csv"}', '{"path": "tallies.csv"}, {"path": "casualties.csv"}')
    )

    import_package(folder=folder)
    export_package(folder=tmp_path / "second")
    empty_the_database()
    import_package(folder=tmp_path / "second")
    export_package(folder=tmp_path / "third")

    assert (tmp_path / "second" / "casualties.csv").read_text() == CLAIMED
    assert contents(tmp_path / "third") == contents(tmp_path / "second")
    assert import_package(folder=tmp_path / "third").version is None


@pytest.fixture
def with_losses(tmp_path, db):
    """Return a function that writes a package with a table of losses."""

    def write(text, name="package"):
        folder = write_package(tmp_path / name)
        (folder / "casualties.csv").write_text(text)
        descriptor = (folder / "datapackage.json").read_text()
        described = descriptor.replace('{"path": "tallies.csv"}', '{"path": "tallies.csv"}, {"path": "casualties.csv"}')
        (folder / "datapackage.json").write_text(described)
        return folder

    return write


def test_losses_that_a_package_no_longer_has_are_taken_away(with_losses):
    import_package(folder=with_losses(CLAIMED))

    imported = import_package(folder=with_losses(HEADER, "without"))

    assert len(imported.tables["casualties"].removed) == 2
    assert last_entry().snapshot["casualties"] == []


def test_an_older_package_without_the_table_leaves_losses_alone(with_losses, tmp_path):
    import_package(folder=with_losses(CLAIMED))

    assert import_package(folder=write_package(tmp_path / "older")).version is None
    assert CasualtyClaim.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        pytest.param("E0009,R0001,independent,,killed,3,,x", "a key that events.csv has.", id="no-event"),
        pytest.param("E0001,R0009,independent,,killed,3,,x", "a key that reports.csv has.", id="no-report"),
        pytest.param("E0001,R0001,nobody,,killed,3,,x", "a key that actors.csv has.", id="no-voice"),
        pytest.param("E0001,R0001,independent,,eaten,3,,x", "one of killed, wounded", id="outcome"),
        pytest.param("E0001,R0001,independent,,killed,many,,x", "a whole number in digits", id="count"),
        pytest.param("E0001,R0001,independent,,killed,3,2,x", "The higher count is at least the lower", id="order"),
        pytest.param("E0001,R0001,independent,,killed,3,,", "a value: it may not be empty.", id="nobody-quoted"),
        pytest.param(
            "E0001,R0001,independent,,killed,3,,x\nE0001,R0001,independent,,killed,4,,y",
            "a row of its own: row 2 is of the same event_id, report_id, voice, of and outcome.",
            id="twice",
        ),
    ],
)
def test_a_wrong_row_of_losses_refuses_the_whole_package(with_losses, row, problem):
    found = refusals(with_losses(f"{HEADER}{row}\n"))

    assert [problem in each for each in found] == [True]
    assert not Report.objects.exists()


def test_losses_reported_before_the_event_are_refused(with_losses):
    folder = with_losses(f"{HEADER}E0001,R0001,independent,,killed,3,,x\n")
    (folder / "reports.csv").write_text(TABLES["reports"].replace("2021-08-08", "2021-08-01"))

    assert any("casualties.csv" in each and "published a day before E0001" in each for each in refusals(folder))


def test_a_table_of_losses_that_is_described_and_not_there_is_refused(with_losses):
    folder = with_losses(CLAIMED)
    (folder / "casualties.csv").unlink()

    assert refusals(folder) == ["casualties.csv: the file that datapackage.json describes."]


def test_a_table_of_losses_that_is_not_described_is_refused(with_losses, tmp_path):
    folder = write_package(tmp_path / "undescribed")
    (folder / "casualties.csv").write_text(CLAIMED)

    assert refusals(folder) == ["datapackage.json: one of the resources has the path casualties.csv."]


def test_one_voice_counts_the_same_losses_once_a_report(db):
    claim = make_claim(make_event(), voice=None, of=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        CasualtyClaim.objects.create(event=claim.event, report=claim.report, outcome="killed", low=1, attribution="x")


def test_the_admin_of_an_event_has_its_losses(db, admin_client):
    claim = make_claim(make_event())

    text = admin_client.get(change_page(claim.event)).content.decode()

    assert "Losses claimed" in text
    assert "the Defence Ministry" in text
