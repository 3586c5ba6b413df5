"""A restricted report: everywhere public it is held by the editors, and nothing more is said of it."""

import datetime

import pytest
from django.core.management import call_command

from events.control.recording import recording
from events.export.package import export_package, package_files
from events.export.tables import snapshot
from events.ingest.package import import_package
from events.models import Citation, ControlEvent, LogEntry, Report, Source
from tests.events.export.test_package import contents, empty_the_database
from tests.events.ingest.package.packages import write_package
from tests.factories import (
    make_citation,
    make_event,
    make_report,
    make_source,
    make_tally,
)

RESTRICTED = "Restricted source, held by the editors"
SECRETS = ["whisper", "Whisper", "secret", "Secret"]
PLACE = "AF1905"


def restrict(report, *, restricted=True):
    """Set or lift the flag as the admin does, in a version of its own."""
    with recording() as record:
        Report.objects.filter(pk=report.pk).update(restricted=restricted)
        report.refresh_from_db()
        record.note(*snapshot(report))
        record.touch_events(ControlEvent.objects.resting_on(reports=[report.pk]))
    return record.version


@pytest.fixture
def whisper(db):
    """Return a report that one event of Imam Sahib and one tally rest on, of a source that has no other report."""
    source = make_source("whisper", name="The Whisper", homepage="https://whisper.example", reliability="C")
    report = make_report(
        source=source,
        url="https://whisper.example/secret",
        title="The secret of Imam Sahib",
        via="a secret copy",
        note="secret note",
        archive_url="https://archive.example/secret",
        published=datetime.date(2021, 6, 22),
    )
    cited = {
        "report": report,
        "attribution": "Secret agent",
        "note": "secret",
        "claimed_date": datetime.date(2021, 6, 20),
    }
    make_event(citations=[cited])
    make_tally(source=source, report=report, url="https://whisper.example/tally")
    with recording() as record:
        record.note(*snapshot(report), created=True)
    return report


PUBLIC = [
    "/",
    "/?as_of=2021-06-21",
    f"/districts/{PLACE}/",
    f"/districts/{PLACE}/?as_of=2021-06-30",
    "/provinces/AF19/",
    "/changes/?from=2021-06-01&to=2021-06-30",
    "/events/{event}/",
    "/sources/",
    "/methodology/",
    "/api/v1/events/",
    "/api/v1/events/?format=csv",
    "/api/v1/events/{event}/",
    "/api/v1/reports/",
    "/api/v1/reports/?format=csv",
    "/api/v1/reports/{report}/",
    "/api/v1/sources/",
    "/api/v1/tallies/",
    "/api/v1/tallies/?format=csv",
    f"/api/v1/districts/{PLACE}/timeline/",
    f"/api/v1/districts/{PLACE}/timeline/?reported_by=2021-06-30",
    f"/api/v1/districts/{PLACE}/timeline/?format=csv",
    "/api/v1/timeline/",
    "/api/v1/control/?as_of=2021-06-21",
    "/api/v1/schema/",
]


@pytest.mark.parametrize("address", PUBLIC)
def test_nothing_public_tells_the_source_or_the_words_of_a_restricted_report(client, whisper, address):
    restrict(whisper)
    event = ControlEvent.objects.get()

    response = client.get(address.format(event=event.code, report=whisper.code))

    assert response.status_code == 200
    assert [word for word in SECRETS if word in response.getvalue().decode()] == []


def test_the_shipped_addresses_would_tell_it_without_the_flag(client, whisper):
    event = ControlEvent.objects.get()

    assert "Secret agent" in client.get(f"/events/{event.code}/").content.decode()
    assert "https://archive.example/secret" in client.get(f"/events/{event.code}/").content.decode()
    assert "whisper" in client.get("/api/v1/events/").content.decode()


def test_the_page_of_an_event_says_that_the_editors_hold_the_source(client, whisper):
    restrict(whisper)

    text = client.get(f"/events/{ControlEvent.objects.get().code}/").content.decode()

    assert f"<b>{RESTRICTED}</b>" in text
    assert "22 June 2021" in text


def test_a_restricted_report_has_its_id_its_day_and_its_language_in_the_api(client, whisper):
    restrict(whisper)

    assert client.get(f"/api/v1/reports/{whisper.code}/").json() == {
        "id": whisper.code,
        "source": None,
        "url": "",
        "title": "",
        "published": "2021-06-22",
        "published_precision": "day",
        "language": "en",
        "origin": None,
        "via": "",
        "note": "",
        "archive_url": "",
        "restricted": True,
    }


def test_a_restricted_citation_has_its_voice_its_stance_and_its_day_in_the_api(client, whisper):
    restrict(whisper)

    assert client.get("/api/v1/events/").json()["results"][0]["citations"] == [
        {
            "report": whisper.code,
            "source": None,
            "published": "2021-06-22",
            "voice": "independent",
            "stance": "asserts",
            "scope": "district",
            "attribution": RESTRICTED,
            "claimed_date": None,
            "note": "",
        }
    ]


def test_a_tally_of_a_restricted_report_keeps_its_count(client, whisper):
    restrict(whisper)

    row = client.get("/api/v1/tallies/").json()["results"][0]

    assert (row["source"], row["url"], row["report"], row["count_low"]) == (None, "", whisper.code, 50)


@pytest.mark.parametrize("address", ["/sources/whisper/", "/api/v1/sources/whisper/"])
def test_a_source_of_restricted_reports_alone_is_not_there(client, whisper, address):
    before = client.get(address).status_code

    restrict(whisper)

    assert (before, client.get(address).status_code) == (200, 404)


def test_a_source_with_another_report_is_listed_with_that_one(client, whisper):
    make_citation(ControlEvent.objects.get(), report=make_report(source=whisper.source, title="An open report"))

    restrict(whisper)
    text = client.get("/sources/whisper/").content.decode()

    assert "has 1 report with 1 statement." in text
    assert whisper.code not in text


@pytest.mark.parametrize("path", ["events/", "reports/", "tallies/"])
def test_a_filter_by_source_does_not_find_what_is_restricted(client, whisper, path):
    make_report(source=whisper.source)
    before = client.get(f"/api/v1/{path}", {"source": "whisper"}).json()["results"]

    restrict(whisper)
    after = client.get(f"/api/v1/{path}", {"source": "whisper"}).json()["results"]

    assert len(after) == len(before) - 1


def test_a_source_that_is_not_listed_is_no_value_of_a_filter(client, whisper):
    restrict(whisper)

    assert client.get("/api/v1/events/", {"source": "whisper"}).status_code == 400


def test_words_and_addresses_of_a_restricted_report_are_not_searched(client, whisper):
    restrict(whisper)

    assert client.get("/api/v1/reports/", {"q": "secret"}).json()["results"] == []


def test_a_copy_of_a_restricted_report_does_not_say_whom_it_repeats(client, whisper):
    copy = make_report(source=make_source("open"), origin=whisper, title="A copy")
    make_citation(ControlEvent.objects.get(), report=copy)

    restrict(whisper)

    for address in ("/sources/open/", f"/events/{ControlEvent.objects.get().code}/"):
        text = client.get(address).getvalue().decode()
        assert f"repeats <span>{RESTRICTED}</span>" in text
        assert "Whisper" not in text
    assert client.get(f"/api/v1/reports/{copy.code}/").json()["origin"] == whisper.code


def test_setting_the_flag_is_a_version_and_hides_the_source_in_the_one_before_too(client, whisper):
    before = LogEntry.objects.current_version()

    after = restrict(whisper)
    address = f"/api/v1/districts/{PLACE}/timeline/"

    assert after == before + 1
    assert [
        client.get(address, {"version": version}).json()["events"][0]["citations"][0]["source"]
        for version in (before, after)
    ] == [None, None]


def test_what_is_logged_from_then_on_says_nothing_of_it(whisper):
    version = restrict(whisper)

    entries = LogEntry.objects.filter(version=version)
    said = {(entry.op, entry.object_type) for entry in entries}
    assert said == {("MOD", "report"), ("MOD", "event")}
    assert [word for entry in entries for word in SECRETS if word in str(entry.snapshot)] == []


def log_source(source):
    with recording() as record:
        record.note(*snapshot(source), created=True)


def test_a_source_that_is_no_longer_listed_is_withdrawn_from_the_log_and_comes_back(whisper):
    log_source(whisper.source)

    gone, back = restrict(whisper), restrict(whisper, restricted=False)

    assert [
        [(entry.op, entry.object_id) for entry in LogEntry.objects.filter(version=version, object_type="source")]
        for version in (gone, back)
    ] == [[("DEL", "whisper")], [("ADD", "whisper")]]


def grade(source, reliability):
    with recording() as record:
        Source.objects.filter(pk=source.pk).update(reliability=reliability)
        source.refresh_from_db()
        record.note(*snapshot(source))
        record.touch_events(ControlEvent.objects.resting_on(sources=[source.pk]))
    return record.version


def test_a_new_grade_of_a_source_that_is_not_listed_is_logged_on_its_reports_alone(whisper):
    restrict(whisper)

    version = grade(whisper.source, "B")

    entries = {entry.object_type: entry for entry in LogEntry.objects.filter(version=version)}
    assert set(entries) == {"report", "event"}
    assert entries["report"].snapshot["reliability"] == "B"
    assert entries["event"].snapshot["standing"] == "confirmed"


def test_a_past_version_judges_a_restricted_report_by_the_grade_that_it_had(client, whisper):
    weak = restrict(whisper)
    strong = grade(whisper.source, "B")

    standings = [
        client.get(f"/api/v1/districts/{PLACE}/timeline/", {"version": version, "reported_by": "2021-06-30"}).json()[
            "events"
        ][0]["standing"]
        for version in (weak, strong)
    ]

    assert standings == ["reported", "confirmed"]


def test_a_restricted_report_is_never_another_source(whisper):
    event = ControlEvent.objects.get()
    with recording() as record:
        make_citation(event, report=make_report(source=make_source("open", reliability="C")))
        record.touch(event.district_id)
    event.refresh_from_db()
    before = event.standing

    restrict(whisper)
    event.refresh_from_db()

    assert (before, event.standing) == ("confirmed", "reported")


@pytest.fixture
def package_of_secrets(tmp_path):
    """Return the folder of an export of a small package with two restricted sources, and the standings here."""
    import_package(folder=write_package(tmp_path / "first"))
    event, ap, mod = ControlEvent.objects.get(pk=1), Source.objects.get(slug="ap"), Source.objects.get(slug="mod")
    weak = Source.objects.create(slug="whisper", name="The Whisper", kind="social", reason="Secret.", reliability="C")
    with recording() as record:
        later = make_report(id=3, source=weak, title="secret two", published=datetime.date(2021, 8, 9))
        copy = make_report(id=4, source=mod, title="secret", origin_id=1, published=datetime.date(2021, 8, 9))
        for report in (later, copy):
            make_citation(event, report=report, attribution="Secret agent", note="secret")
        Report.objects.filter(pk__in=[later.pk, copy.pk]).update(restricted=True)
        make_tally(source=weak, report=later, url="https://whisper.example/")
        record.touch(event.district_id)
    assert ap.reliability == "B"
    export_package(folder=tmp_path / "second")
    return tmp_path / "second", dict(ControlEvent.objects.values_list("pk", "standing"))


@pytest.mark.django_db
def test_a_package_has_a_stand_in_for_each_restricted_source(package_of_secrets):
    folder, _ = package_of_secrets

    sources = (folder / "sources.csv").read_text().splitlines()

    # A copy counts by the grade of what it repeats, here that of AP.
    assert sources[3:] == [
        f'restricted-1,"{RESTRICTED}",other,,,,C,The editors know the source and grade it.',
        f'restricted-2,"{RESTRICTED}",other,,,,B,The editors know the source and grade it.',
    ]
    assert (folder / "reports.csv").read_text().splitlines()[3:] == [
        f'R0003,restricted-1,,"{RESTRICTED}",2021-08-09,day,en,,,,,1',
        f'R0004,restricted-2,,"{RESTRICTED}",2021-08-09,day,en,,,,,1',
    ]
    files = {name: content.decode() for name, content in contents(folder).items()}
    assert [name for name, text in files.items() for word in SECRETS if word in text] == []


@pytest.mark.django_db
def test_the_standings_and_the_bytes_are_the_same_after_a_way_through_an_empty_database(tmp_path, package_of_secrets):
    folder, standings = package_of_secrets

    empty_the_database()
    import_package(folder=folder)
    export_package(folder=tmp_path / "third")

    assert dict(ControlEvent.objects.values_list("pk", "standing")) == standings
    assert contents(tmp_path / "third") == contents(folder)
    assert Report.objects.filter(restricted=True).count() == 2
    assert not Source.objects.listed().filter(slug__startswith="restricted").exists()
    assert import_package(folder=tmp_path / "third").version is None


@pytest.mark.django_db
def test_a_package_that_comes_back_leaves_what_is_restricted_as_the_record_has_it(package_of_secrets):
    folder, _ = package_of_secrets
    before = list(Report.objects.order_by("pk").values()), list(Citation.objects.order_by("pk").values())

    imported = import_package(folder=folder)

    assert imported.version is None
    assert (list(Report.objects.order_by("pk").values()), list(Citation.objects.order_by("pk").values())) == before
    assert not Source.objects.filter(slug__startswith="restricted").exists()


@pytest.mark.django_db
def test_an_older_package_does_not_lift_a_restriction(tmp_path):
    folder = write_package(tmp_path / "first")
    import_package(folder=folder)
    restrict(Report.objects.get(pk=2))

    assert import_package(folder=folder).version is None
    assert Report.objects.get(pk=2).restricted


@pytest.mark.django_db
def test_an_older_package_leaves_the_archive_addresses_that_it_knows_nothing_of(tmp_path):
    folder = write_package(tmp_path / "first")
    import_package(folder=folder)
    Report.objects.filter(pk=1).update(archive_url="https://archive.example/1")

    changed = import_package(folder=write_package(tmp_path / "second", ("reports", 2, "title", "Another title")))

    assert changed.tables["reports"].changed == [1]
    assert Report.objects.get(pk=1).archive_url == "https://archive.example/1"


@pytest.mark.django_db
def test_an_archive_address_is_public_and_goes_with_a_package(client, tmp_path):
    import_package(folder=write_package(tmp_path / "first"))
    Report.objects.filter(pk=1).update(archive_url="https://archive.example/1")
    export_package(folder=tmp_path / "second")

    row = client.get("/api/v1/reports/R0001/").json()
    page = client.get("/sources/ap/").content.decode()
    empty_the_database()
    import_package(folder=tmp_path / "second")

    assert (row["archive_url"], row["restricted"]) == ("https://archive.example/1", False)
    assert 'href="https://archive.example/1" rel="noreferrer"' in page
    assert Report.objects.get(pk=1).archive_url == "https://archive.example/1"


@pytest.mark.usefixtures("record")
@pytest.mark.django_db
def test_nothing_drifts_when_a_report_of_the_record_is_restricted():
    restrict(Report.objects.get(pk=1))

    call_command("rebuild", "--check")

    assert b"restricted-1" in package_files()[0]["sources.csv"]
