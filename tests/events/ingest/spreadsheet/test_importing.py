import datetime

import pytest

from events.control.recording import recording
from events.ingest.spreadsheet.importing import RowsRefusedError
from events.models import Citation, ControlEvent, LogEntry, Report, Source, Status
from tests.events.ingest.spreadsheet.sheets import checked, csv_of, effects, imported, places, row, wrongs, xlsx_of
from tests.factories import make_actor, make_citation, make_event, make_report, make_source

pytestmark = pytest.mark.django_db

DAY = datetime.date(2021, 6, 21)


@pytest.fixture(autouse=True)
def ground():
    places()


def test_a_row_becomes_a_draft_with_its_citation_report_and_source(admin_user):
    done = imported(csv_of(row()), user=admin_user)

    [event] = ControlEvent.objects.all()
    assert (event.status, event.author, event.standing, event.date) == (Status.DRAFT, admin_user, "claimed", DAY)
    [citation] = event.citations.all()
    assert (citation.voice.slug, citation.stance, citation.attribution) == ("taliban", "asserts", "spokesman Mujahid")
    report = citation.report
    assert (report.url, report.title, report.published) == (
        row()["report_url"],
        "Imam Sahib falls",
        DAY.replace(day=22),
    )
    assert (report.source.name, report.source.reliability, report.source.slug) == ("Kabul Wire", "F", "kabul-wire")
    assert (report.public, report.source.public) == (False, False)
    assert (done.version, done.events) == (None, [event])
    assert not LogEntry.objects.exists()


def test_a_check_says_what_a_row_would_do_and_writes_nothing(admin_user):
    found = checked(csv_of(row()), user=admin_user)

    assert [(one.row, one.effect, one.what, one.said) for one in found.outcomes] == [
        (
            2,
            "new",
            "Imam Sahib, 21 June 2021: captured, Taliban against Afghan government",
            "Makes a draft; published, it would be claimed.",
        )
    ]
    assert found.said == ["Sources that nobody has graded yet and that are added: “Kabul Wire”."]
    assert [model.objects.count() for model in (ControlEvent, Report, Source)] == [0, 0, 0]


@pytest.mark.parametrize("file", [csv_of, xlsx_of], ids=["csv", "xlsx"])
def test_a_second_import_changes_nothing(admin_user, file):
    rows = row(), row(voice="government", attribution="police chief", external_id="k-1")
    imported(file(*rows), user=admin_user)

    again = imported(file(*rows), user=admin_user)

    assert effects(again) == ["duplicate", "duplicate"]
    assert (ControlEvent.objects.count(), Citation.objects.count(), Report.objects.count()) == (1, 2, 1)


def published(event):
    with recording() as record:
        ControlEvent.objects.filter(pk=event.pk).update(status=Status.PUBLISHED)
        record.touch(event.district_id)


def edited(event):
    event.date = event.date_earliest = event.date_latest = datetime.date(2021, 6, 20)
    event.summary = "Taken in the night."
    event.save()


def recited(event):
    event.citations.update(attribution="somebody else", voice=None)


def merged(event):
    other = make_event(date=datetime.date(2021, 6, 20))
    event.citations.update(event=other)
    event.delete()


def merged_after_publication(event):
    other = make_event(date=datetime.date(2021, 6, 20))
    published(event)
    ControlEvent.objects.filter(pk=event.pk).update(status=Status.RETRACTED, merged_into=other)


def retracted(event):
    published(event)
    ControlEvent.objects.filter(pk=event.pk).update(status=Status.RETRACTED)


def report_moved(event):
    Report.objects.update(url="https://example.org/elsewhere", title="Another", published=DAY)


@pytest.mark.parametrize(
    "change", [published, edited, recited, merged, merged_after_publication, retracted, report_moved]
)
@pytest.mark.parametrize("external_id", ["", "k-1"], ids=["without-id", "with-id"])
def test_a_second_import_changes_nothing_whatever_became_of_the_event(admin_user, change, external_id):
    file = csv_of(row(external_id=external_id))
    [event] = imported(file, user=admin_user).events
    change(event)
    before = list(ControlEvent.objects.values()), list(Citation.objects.values()), list(Report.objects.values())

    again = imported(file, user=admin_user)

    assert effects(again) == ["duplicate"]
    assert before == (
        list(ControlEvent.objects.values()),
        list(Citation.objects.values()),
        list(Report.objects.values()),
    )


def test_a_draft_that_was_discarded_can_be_imported_again(admin_user):
    [event] = imported(csv_of(row(external_id="k-1")), user=admin_user).events
    event.delete()

    again = imported(csv_of(row(external_id="k-1")), user=admin_user)

    assert effects(again) == ["new"]


def test_a_row_that_was_imported_and_says_something_else_now_is_refused(admin_user):
    [event] = imported(csv_of(row(external_id="k-1")), user=admin_user).events

    found = checked(csv_of(row(external_id="k-1", date="2021-06-20")), user=admin_user)

    assert wrongs(found) == [
        (
            2,
            "external_id",
            f"the row as it was imported before, as {event.code}; it says something else now. "
            f"Change {event.code} in the desk, or give the row another id.",
        )
    ]


def test_two_rows_of_one_event_make_one_event_with_two_citations(admin_user):
    rows = row(), row(voice="independent", attribution="residents", summary="Other words for it.")

    done = imported(csv_of(*rows), user=admin_user)

    [event] = ControlEvent.objects.all()
    assert (effects(done), event.citations.count(), event.summary) == (["new", "update"], 2, "Taken.")
    assert Report.objects.count() == 1


def test_two_events_of_a_day_are_told_apart_by_their_time(admin_user):
    rows = row(time="09:00"), row(time="18:00", summary="Taken once more.")

    assert effects(imported(csv_of(*rows), user=admin_user)) == ["new", "new"]


def test_the_same_row_twice_is_imported_once(admin_user):
    done = imported(csv_of(row(), row()), user=admin_user)

    assert [(one.effect, one.said) for one in done.outcomes][1] == ("duplicate", "Row 2 says the same.")
    assert Citation.objects.count() == 1


def test_nobody_settles_an_event_of_his_own_by_an_import(admin_user):
    make_event(summary="Taken.", citations=[{"voice": make_actor("taliban")}])
    ControlEvent.objects.update(author=admin_user)

    found = checked(csv_of(row(voice="government", attribution="police chief")), user=admin_user)

    [(_, column, sentence)] = wrongs(found)
    assert column == ""
    assert "needs a second person: you logged it yourself." in sentence


def test_new_evidence_for_a_published_event_is_one_version_with_its_reason(admin_user):
    event = make_event(summary="Taken.", citations=[{"voice": make_actor("taliban")}])
    file = csv_of(row(voice="government", attribution="police chief"))
    assert checked(file, user=admin_user).updates

    done = imported(file, user=admin_user, reason="New evidence.")

    assert done.outcomes[0].said == f"Adds a citation to {event.code}. It was claimed and becomes confirmed."
    logged = LogEntry.objects.filter(version=done.version).values_list("object_type", "change_kind", "reason")
    assert set(logged) == {
        ("source", "new", "New evidence."),
        ("report", "new", "New evidence."),
        ("event", "change", "New evidence."),
    }


def test_what_an_event_does_not_take_over_is_said(admin_user):
    event = make_event(summary="Taken.")
    file = csv_of(row(voice="government", summary="In other words.", date_earliest="2021-06-20"))

    [outcome] = checked(file, user=admin_user).outcomes

    assert f"Adds a citation to {event.code}. The event keeps its own earliest day and summary." in outcome.said


def test_a_new_citation_of_a_retracted_event_is_refused(admin_user):
    event = make_event(summary="Taken.", status=Status.RETRACTED)

    found = checked(csv_of(row()), user=admin_user)

    assert wrongs(found) == [
        (2, "summary", f"an event that was not retracted; {event.code} was. Log it in the desk if it is true.")
    ]


def test_one_wrong_row_leaves_nothing_behind(admin_user):
    with pytest.raises(RowsRefusedError) as refused:
        imported(csv_of(row(), row(kind="conquered")), user=admin_user)

    assert wrongs(refused.value.checked)[0][:2] == (3, "kind")
    assert [model.objects.count() for model in (ControlEvent, Report, Source)] == [0, 0, 0]


def test_rows_that_would_do_something_else_than_agreed_are_not_imported(admin_user):
    agreed = checked(csv_of(row()), user=admin_user).outcomes
    make_event(summary="Taken.")

    with pytest.raises(RowsRefusedError):
        imported(csv_of(row()), user=admin_user, agreed=agreed)

    assert Report.objects.filter(source__name="Kabul Wire").count() == 0


def test_a_report_is_found_by_any_form_of_its_address_and_its_source_with_it(admin_user):
    report = make_report(url="https://www.example.org/imam-sahib-falls/")
    file = csv_of(row(source="", report_title="", report_url="http://example.org/imam-sahib-falls?utm_source=x"))

    imported(file, user=admin_user)

    assert list(Report.objects.values_list("pk", flat=True)) == [report.pk]
    assert ControlEvent.objects.get().citations.get().report == report


def test_a_report_without_an_address_is_found_by_its_title_and_day(admin_user):
    report = make_report(url="", title="Imam Sahib falls")

    imported(csv_of(row(source="AP", report_url="")), user=admin_user)

    assert ControlEvent.objects.get().citations.get().report == report


@pytest.mark.parametrize("name", ["ap", "AP", " ap "])
def test_a_source_is_found_by_its_name_or_slug(admin_user, name):
    source = make_source()

    imported(csv_of(row(source=name)), user=admin_user)

    assert Report.objects.get().source == source


def test_a_source_is_found_by_the_site_of_the_address(admin_user):
    source = make_source(homepage="https://www.example.org")

    imported(csv_of(row(source="", report_url="https://news.example.org/1")), user=admin_user)

    assert Report.objects.get().source == source


def test_a_new_source_that_resembles_a_known_one_is_pointed_out(admin_user):
    make_source("tolonews", name="TOLOnews")

    found = checked(csv_of(row(source="Tolo News")), user=admin_user)

    assert found.said == [
        "Sources that nobody has graded yet and that are added: “Tolo News” (do you mean “TOLOnews”?)."
    ]


def test_the_number_of_queries_does_not_grow_with_the_rows(admin_user, django_assert_num_queries):
    def file(number):
        rows = (
            row(
                date=f"2021-05-{day:02}",
                published="2021-06-22",
                report_url=f"https://example.org/{day}",
                summary=str(day),
            )
            for day in range(1, number + 1)
        )
        return csv_of(*rows)

    checked(file(1), user=admin_user)
    with django_assert_num_queries(10):
        checked(file(1), user=admin_user)
    with django_assert_num_queries(10):
        checked(file(31), user=admin_user)


def test_a_citation_that_a_draft_of_somebody_has_is_found(admin_user):
    event = make_event(summary="Taken.", status=Status.DRAFT, citations=[])
    make_citation(event, voice=make_actor("taliban"), report=make_report(url=row()["report_url"]))

    assert effects(checked(csv_of(row(source="ap")), user=admin_user)) == ["duplicate"]
