"""Every version of a record, however it was written, and the way back to one."""

import datetime

import pytest
from django.db import connection
from django.urls import reverse

from events.control.history import moments_of
from events.control.merging import merge
from events.control.recording import recording
from events.models import Citation, ControlEvent, LogEntry, Report, Source, Status
from tests.events.admin.posting import account, change_page, form_of, step
from tests.factories import make_actor, make_citation, make_district, make_event, make_report, make_source

# A transaction is a moment of the history, so each write of these tests is committed.
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def history_page(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_history", args=[obj.pk])


def told(obj):
    """Return [(who, reason, [what])] of a record's history, the first moment first."""
    return [(each.who, each.reason, [change.what for change in each.changes]) for each in moments_of(obj)[::-1]]


def restored(client, obj, moment, reason="It was right before."):
    """Restore a version as a browser would, from its page."""
    page = f"{history_page(obj)}{moment.key}/"
    seen = client.get(page).context["seen"]
    return client.post(page, {"seen": seen, "restore_reason": reason}, follow=True)


def test_a_change_on_the_desk_is_kept_with_who_when_why_and_what(sign_in):
    event = make_event(summary="Taken.")
    sign_in("Editor").post(change_page(event), form_of(event, summary="Taken at dawn.", reason="So says AP."))

    last = moments_of(event)[0]

    assert (last.who, last.reason) == ("editor", "So says AP.")
    assert [(change.what, change.fields) for change in last.changes] == [
        ("event changed", [("summary", "Taken.", "Taken at dawn.")])
    ]


def test_the_event_and_its_citations_are_told_together(sign_in):
    event = make_event()
    citation = event.citations.get()
    with recording(reason="Two at once.") as record:
        make_citation(event, report=make_report(source=make_source("bbc")), attribution="The BBC")
        citation.delete()
        event.date_earliest = datetime.date(2021, 6, 20)
        event.save()
        record.touch(event.district_id)

    assert told(event)[-1][2] == [
        "event changed",
        "citation “Associated Press” deleted",
        "citation “The BBC” added",
    ]


def test_a_bulk_update_and_bare_sql_cannot_avoid_it():
    event = make_event(summary="Taken.")
    ControlEvent.objects.filter(pk=event.pk).update(summary="Taken in bulk.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE events_controlevent SET controller_id = opponent_id, opponent_id = controller_id")
        cursor.execute("UPDATE events_citation SET attribution = 'Nobody'")

    bulk, sql = moments_of(event)[2], moments_of(event)[:2]

    assert bulk.changes[0].fields == [("summary", "Taken.", "Taken in bulk.")]
    assert {each.who for each in [bulk, *sql]} == {"directly in the database"}
    assert sql[1].changes[0].fields == [
        ("controller", "Taliban", "Afghan government"),
        ("opponent", "Afghan government", "Taliban"),
    ]
    assert sql[0].changes[0].fields == [("attribution", "Associated Press", "Nobody")]


def test_the_page_shows_every_version_with_names_for_numbers(sign_in):
    event = make_event()
    client = sign_in("Editor")
    client.post(change_page(event), form_of(event, kind="handed_over", reason="By the elders."))

    page = client.get(history_page(event)).content.decode()

    assert "<del>captured</del> → <ins>handed over</ins>" in page
    assert "By the elders." in page
    assert "editor" in page
    assert "AF1905 Imam Sahib" in page or "Imam Sahib" in page


def test_an_event_is_restored_with_its_citations_as_a_correction(sign_in):
    event = make_event(summary="Taken.")
    first = moments_of(event)[0]
    with recording(reason="Mistaken.") as record:
        event.citations.get().delete()
        make_citation(event, report=make_report(source=make_source("bbc")), attribution="The BBC")
        event.summary = "Wrong."
        event.save()
        record.touch(event.district_id)

    preview = sign_in("Editor").get(f"{history_page(event)}{first.key}/").content.decode()
    restored(sign_in("Editor"), event, first)

    event.refresh_from_db()
    entry = LogEntry.objects.latest("seq")
    assert "summary: Wrong. → Taken." in preview
    assert "citation “The BBC” is taken away" in preview
    assert "citation “Associated Press” comes back" in preview
    assert (event.summary, event.citations.get().attribution) == ("Taken.", "Associated Press")
    assert (entry.change_kind, entry.reason) == ("correction", "It was right before.")


def test_restoring_asks_for_a_reason_and_shows_nothing_to_do_where_nothing_changes(sign_in):
    event = make_event(summary="Taken.")
    first = moments_of(event)[0]
    ControlEvent.objects.update(summary="Wrong.")
    client = sign_in("Editor")

    missing = restored(client, event, first, reason=" ")
    same = client.get(f"{history_page(event)}{moments_of(event)[0].key}/").content.decode()

    assert "Say why it is taken back" in missing.content.decode()
    assert "Nothing would change" in same
    assert ControlEvent.objects.get().summary == "Wrong."


def test_what_rests_on_something_deleted_since_is_refused_in_words(sign_in):
    event = make_event(citations=[{}, {"report": make_report(title="A lost report")}])
    first = moments_of(event)[0]
    lost = Report.objects.get(title="A lost report")
    with recording(reason="Not about this.") as record:
        Citation.objects.filter(report=lost).delete()
        lost.delete()
        record.touch(event.district_id)

    page = sign_in("Editor").get(f"{history_page(event)}{first.key}/").content.decode()

    assert "A lost report was deleted since: it cannot be referred to again." in page.replace("a lost", "A lost")
    assert '<form method="post" class="steps">' not in page


def test_what_breaks_a_rule_by_now_is_refused_in_words(sign_in):
    event = make_event(summary="Taken.")
    first = moments_of(event)[0]
    ControlEvent.objects.update(summary="Taken at noon.")
    make_event(summary="Taken.")

    response = restored(sign_in("Editor"), event, first)

    assert "This event is logged already: add a citation to it instead." in response.content.decode()
    assert ControlEvent.objects.get(pk=event.pk).summary == "Taken at noon."


def test_a_retracted_event_is_published_again_by_restoring_it(sign_in):
    event, client = make_event(), sign_in("Editor")
    published = moments_of(event)[0]
    step(client, event, "retract", "Another place.")

    restored(client, event, published)

    event.refresh_from_db()
    assert event.status == Status.PUBLISHED


def test_who_may_not_correct_may_look_and_not_restore(sign_in):
    event = make_event(summary="Taken.")
    first = moments_of(event)[0]
    ControlEvent.objects.update(summary="Wrong.")

    response = restored(sign_in("Analyst"), event, first)

    assert "needs the role Editor" in response.content.decode()
    assert ControlEvent.objects.get().summary == "Wrong."


def test_a_second_person_restores_what_settles_an_own_claim(sign_in):
    author = account("Editor")
    event = make_event(author=author)
    confirmed = moments_of(event)[0]
    with recording() as record:
        Citation.objects.update(voice=make_actor("taliban"))
        record.touch(event.district_id)

    own = restored(sign_in("Editor"), event, confirmed)
    restored(sign_in("Editor", "colleague"), event, confirmed)

    event.refresh_from_db()
    assert "needs a second person" in own.content.decode()
    assert event.standing == "confirmed"


def test_a_source_is_restored_and_the_events_on_it_are_judged_anew(sign_in):
    event, source = make_event(), make_source()
    first = moments_of(source)[0]
    with recording(reason="Careless.") as record:
        Source.objects.update(reliability="D", reason="Careless.")
        record.touch(event.district_id)

    restored(sign_in("Editor"), source, first)

    event.refresh_from_db()
    source.refresh_from_db()
    assert (source.reliability, source.reason, event.standing) == ("B", "Careful.", "confirmed")
    assert set(LogEntry.objects.filter(reason="It was right before.").values_list("object_type", flat=True)) == {
        "source",
        "event",
    }


def test_a_place_is_restored(sign_in):
    district = make_district()
    first = moments_of(district)[0]
    type(district).objects.update(name_fa="امام")

    restored(sign_in("Administrator"), district, first)

    district.refresh_from_db()
    assert district.name_fa == ""


@pytest.mark.parametrize("key", ["0", "1", "9" * 30])
def test_a_moment_that_never_was_is_refused_in_words(sign_in, key):
    event = make_event()

    response = sign_in("Editor").get(f"{history_page(event)}{key}/")

    assert response.status_code == 200
    assert "moment" in response.content.decode()


def merged_into(survivor, **overrides):
    """Return an event that was merged into another, and the moment before."""
    duplicate = make_event(**overrides)
    published = moments_of(duplicate)[0]
    with recording(reason="Twice.") as record:
        merge(duplicate=duplicate, survivor=survivor, record=record)
    return duplicate, published


def test_a_merged_event_that_is_restored_takes_its_evidence_back(sign_in):
    survivor = make_event()
    bbc = make_report(source=make_source("bbc"))
    duplicate, published = merged_into(survivor, citations=[{"report": bbc, "attribution": "The BBC"}])
    client = sign_in("Editor")

    page = client.get(f"{history_page(duplicate)}{published.key}/").content.decode()
    restored(client, duplicate, published)

    duplicate.refresh_from_db()
    assert f"citation “The BBC” comes back from {survivor.code}" in page
    assert (duplicate.status, duplicate.merged_into) == (Status.PUBLISHED, None)
    assert Citation.objects.filter(report=bbc).get().event == duplicate
    assert survivor.citations.count() == 1


def test_what_both_had_before_the_merge_both_have_again(sign_in):
    shared = make_report()
    survivor = make_event(citations=[{"report": shared}])
    duplicate, published = merged_into(survivor, citations=[{"report": shared}])

    restored(sign_in("Editor"), duplicate, published)

    assert [duplicate.citations.count(), survivor.citations.count()] == [1, 1]


def test_evidence_comes_back_from_the_last_of_several_merges(sign_in):
    last = make_event()
    middle = make_event(date=datetime.date(2021, 6, 22))
    first, published = merged_into(middle, date=datetime.date(2021, 6, 20))
    with recording(reason="Twice.") as record:
        merge(duplicate=middle, survivor=last, record=record)

    restored(sign_in("Editor"), first, published)

    first.refresh_from_db()
    assert first.status == Status.PUBLISHED
    assert [first.citations.count(), middle.citations.count(), last.citations.count()] == [1, 0, 2]


def test_restoring_a_merged_event_leaves_the_one_that_stayed_a_citation(sign_in):
    survivor = make_event()
    duplicate, published = merged_into(survivor)
    with recording(reason="Mistaken.") as record:
        survivor.citations.order_by("pk").first().delete()
        record.touch(survivor.district_id)

    response = restored(sign_in("Editor"), duplicate, published)

    duplicate.refresh_from_db()
    assert f"{survivor.code} would be left without a citation" in response.content.decode()
    assert duplicate.status == Status.RETRACTED


def test_taking_a_denial_back_from_an_own_event_needs_a_second_person(sign_in):
    own = make_event(author=account("Editor"))
    denial = {"stance": "denies", "report": make_report(source=make_source("bbc"))}
    duplicate, published = merged_into(own, citations=[{"voice": make_actor("taliban")}, denial])

    response = restored(sign_in("Editor"), duplicate, published)

    own.refresh_from_db()
    duplicate.refresh_from_db()
    assert "needs a second person: you logged it yourself. Leave it to another Editor." in response.content.decode()
    assert (duplicate.status, own.standing) == (Status.RETRACTED, "disputed")


def test_an_old_grade_that_proves_an_own_claim_is_restored_by_a_second_person(sign_in):
    event, source = make_event(author=account("Editor")), make_source()
    first = moments_of(source)[0]
    with recording(reason="Careless.") as record:
        Source.objects.update(reliability="E", reason="Careless.")
        record.touch(event.district_id)

    own = restored(sign_in("Editor"), source, first)
    refused = Source.objects.get(pk=source.pk).reliability
    restored(sign_in("Editor", "colleague"), source, first)

    event.refresh_from_db()
    assert f"With this {event.code} would be confirmed, which needs a second person" in own.content.decode()
    assert (refused, event.standing) == ("E", "confirmed")
