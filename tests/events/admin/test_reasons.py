"""A change of what is public says why; what is held back changes without a word."""

import pytest
from django.urls import reverse

from events.control.history import moments_of
from events.models import Actor, LogEntry, Report, Source
from tests.events.admin.posting import change_page, errors_of, said
from tests.factories import make_actor, make_district, make_report, make_source, make_tally
from tests.page_forms import posted_by

pytestmark = pytest.mark.django_db
UNEXPLAINED = "Say why: it is public, and the log keeps the reason."


def source_form(source, **overrides):
    return {"name": source.name, "kind": source.kind, "reliability": "B", "reason": source.reason} | overrides


def delete_page(obj):
    return reverse(f"admin:{obj._meta.app_label}_{obj._meta.model_name}_delete", args=[obj.pk])


def test_a_change_of_a_public_source_is_refused_without_a_reason_and_logged_with_it(desk):
    source = make_source()

    refused = desk.post(change_page(source), source_form(source, country="France"))
    desk.post(change_page(source), source_form(source, country="France", log_reason="It moved."))

    assert errors_of(refused) == {"log_reason": [UNEXPLAINED]}
    assert LogEntry.objects.get().reason == "It moved."
    assert moments_of(source)[0].reason == "It moved."


def test_a_held_back_source_changes_without_a_reason_and_is_not_logged(desk):
    source = make_source(public=False)

    page = desk.get(change_page(source)).content.decode()
    desk.post(change_page(source), source_form(source, country="France"))

    assert 'name="log_reason"' not in page
    assert Source.objects.get().country == "France"
    assert not LogEntry.objects.exists()


def test_a_spelling_of_a_place_needs_a_reason_too(desk):
    page = change_page(make_district())
    spelling = {"spellings-TOTAL_FORMS": 1, "spellings-0-name": "Hazrat Imam", "spellings-0-language": "en"}

    refused = desk.post(page, posted_by(desk.get(page)) | spelling)

    assert errors_of(refused) == {"log_reason": [UNEXPLAINED]}
    assert not LogEntry.objects.exists()


@pytest.mark.parametrize("make", [make_tally, make_report, make_source, lambda: make_actor("unheard-of")])
def test_a_public_record_goes_with_a_reason_only(desk, make):
    record = make()
    page = delete_page(record)

    asked = desk.get(page).content.decode()
    refused = desk.post(page, {"post": "yes"}, follow=True)
    kept = type(record).objects.filter(pk=record.pk).exists()
    desk.post(page, {"post": "yes", "log_reason": "Counted twice."})

    assert 'name="log_reason"' in asked
    assert said(refused)[-1] == UNEXPLAINED
    assert kept
    assert LogEntry.objects.values_list("op", "reason").get() == ("DEL", "Counted twice.")


def test_a_held_back_report_goes_without_a_reason_and_leaves_no_trace_in_the_log(desk):
    report = make_report(public=False)

    desk.post(delete_page(report), {"post": "yes"})

    assert not Report.objects.exists()
    assert not LogEntry.objects.exists()


def test_several_are_deleted_with_one_reason(desk):
    actors = [make_actor("unheard-of"), make_actor("unseen")]
    chosen = {"action": "delete_selected", "_selected_action": [actor.pk for actor in actors]}
    address = reverse("admin:events_actor_changelist")

    asked = desk.post(address, chosen).content.decode()
    desk.post(address, chosen | {"post": "yes", "log_reason": "Never seen."})

    assert 'name="log_reason"' in asked
    assert not Actor.objects.exists()
    assert set(LogEntry.objects.values_list("reason", flat=True)) == {"Never seen."}
