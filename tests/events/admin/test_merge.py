"""Two events that are one: which stays, what it takes over, and where the other leads."""

import datetime

import pytest
from django.urls import reverse

from events.control.merging import merge
from events.control.recording import recording
from events.models import CasualtyClaim, ControlEvent, LogEntry, Status
from tests.events.admin.posting import said
from tests.factories import make_actor, make_citation, make_district, make_event, make_report, make_source

pytestmark = pytest.mark.django_db


def merge_page(event):
    return reverse("admin:events_controlevent_merge", args=[event.pk])


def merged(client, duplicate, survivor, reason="The same fall, logged twice."):
    """Merge as a browser would: choose the event that stays, look at both, send the reason."""
    seen = client.get(merge_page(duplicate), {"survivor": survivor.pk}).context["seen"]
    form = {"survivor": survivor.pk, "seen": seen, "reason": reason}
    return client.post(merge_page(duplicate), form, follow=True)


def losses(event, report):
    return CasualtyClaim.objects.create(event=event, report=report, outcome="killed", low=3, attribution="A doctor")


def test_the_one_that_stays_takes_over_evidence_and_what_both_have_is_kept_once(sign_in):
    shared, further = make_report(), make_report(source=make_source("bbc"))
    survivor = make_event(citations=[{"report": shared}])
    duplicate = make_event(citations=[{"report": shared}, {"report": further}])
    losses(survivor, shared), losses(duplicate, shared), losses(duplicate, further)

    merged(sign_in("Editor"), duplicate, survivor)

    duplicate.refresh_from_db()
    assert (duplicate.status, duplicate.merged_into) == (Status.RETRACTED, survivor)
    assert list(survivor.citations.values_list("report", flat=True)) == [shared.pk, further.pk]
    assert list(survivor.casualties.values_list("report", flat=True)) == [shared.pk, further.pk]
    assert not duplicate.citations.exists()


def test_a_merge_is_one_version_that_names_the_survivor_and_the_reason(sign_in):
    survivor, duplicate = make_event(), make_event(date=datetime.date(2021, 6, 22))

    merged(sign_in("Editor"), duplicate, survivor)

    entries = LogEntry.objects.filter(version=LogEntry.objects.current_version())
    assert list(entries.values_list("object_id", "op", "change_kind", "merged_into", "reason")) == [
        (survivor.code, "MOD", "change", "", "The same fall, logged twice."),
        (duplicate.code, "MERGED", "correction", survivor.code, "The same fall, logged twice."),
    ]


def test_a_merge_needs_a_reason(sign_in):
    survivor, duplicate = make_event(), make_event()

    response = merged(sign_in("Editor"), duplicate, survivor, reason=" ")

    assert "Say why the two are one event" in response.content.decode()
    assert ControlEvent.objects.published().count() == 2


def test_a_draft_that_is_a_duplicate_is_deleted_once_its_evidence_is_given(sign_in):
    survivor, draft = make_event(), make_event(status=Status.DRAFT)

    response = merged(sign_in("Editor"), draft, survivor)

    assert list(ControlEvent.objects.all()) == [survivor]
    assert survivor.citations.count() == 2
    assert said(response)[0] == f"E{draft.pk:04d} was merged into {survivor.code}."


def test_both_events_and_the_effect_are_shown_before_anything_is_written(sign_in):
    survivor = make_event()
    duplicate = make_event(date=datetime.date(2021, 6, 19))

    page = sign_in("Editor").get(merge_page(duplicate), {"survivor": survivor.pk}).content.decode()

    assert survivor.summary in page
    assert duplicate.summary in page
    assert "<del>Taliban since 19 June 2021</del>" in page
    assert "<ins>Taliban since 21 June 2021</ins>" in page
    assert ControlEvent.objects.published().count() == 2


@pytest.mark.parametrize(
    ("overrides", "sentence"),
    [
        pytest.param({"status": Status.DRAFT}, "is a draft: the event that stays is a published one.", id="draft"),
        pytest.param({"status": Status.IN_REVIEW}, "is in review: the event that stays is a published", id="in-review"),
        pytest.param({"status": Status.RETRACTED}, "is retracted: the event that stays is a published", id="retracted"),
        pytest.param({"district": "AF1906"}, "choose one of the same district.", id="another-district"),
    ],
)
def test_what_cannot_stay_is_refused_in_words(sign_in, overrides, sentence):
    if "district" in overrides:
        overrides = {"district": make_district(overrides["district"])}
    duplicate, other = make_event(), make_event(**overrides)

    page = sign_in("Editor").get(merge_page(duplicate), {"code": other.code}).content.decode()

    assert sentence in page
    assert "What merging changes" not in page


def test_an_event_is_not_merged_into_itself(sign_in):
    event = make_event()

    page = sign_in("Editor").get(merge_page(event), {"code": event.code.lower()}).content.decode()

    assert "cannot be merged into itself" in page


@pytest.mark.parametrize("query", [{"survivor": "x"}, {"code": "X9"}, {"code": "E9999"}, {"survivor": "\x00"}])
def test_what_is_no_event_is_said_on_the_page(sign_in, query):
    response = sign_in("Editor").get(merge_page(make_event()), query)

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()


def test_who_may_not_merge_is_told_so(sign_in):
    survivor, duplicate = make_event(), make_event()

    response = sign_in("Analyst").get(merge_page(duplicate), {"survivor": survivor.pk})

    assert "needs the role Editor" in response.content.decode()


def test_a_survivor_that_changed_meanwhile_is_looked_at_again(sign_in):
    survivor, duplicate = make_event(), make_event()
    client = sign_in("Editor")
    seen = client.get(merge_page(duplicate), {"survivor": survivor.pk}).context["seen"]
    make_citation(survivor, report=make_report(source=make_source("bbc")))

    response = client.post(merge_page(duplicate), {"survivor": survivor.pk, "seen": seen, "reason": "Twice."})

    assert "was changed since you opened this page" in response.content.decode()
    assert ControlEvent.objects.published().count() == 2


def test_a_merge_that_lifts_an_own_claim_needs_a_second_person(sign_in):
    client = sign_in("Editor")
    author = client.session["_auth_user_id"]
    survivor = make_event(author_id=author, citations=[{"voice": make_actor("taliban")}])
    duplicate = make_event()

    page = client.get(merge_page(duplicate), {"survivor": survivor.pk}).content.decode()

    assert "needs a second person" in page


def test_merging_twice_in_a_row_leads_to_the_last(sign_in):
    first, second, third = make_event(), make_event(), make_event()
    client = sign_in("Editor")
    merged(client, first, second)
    merged(client, second, third)

    page = client.get(f"/events/{first.code}/?perspective=claimed")
    answer = client.get(f"/api/v1/events/{first.code}/?format=json")

    assert (page.status_code, page["Location"]) == (308, f"/events/{third.code}/?perspective=claimed")
    assert (answer.status_code, answer["Location"]) == (308, f"/api/v1/events/{third.code}/?format=json")


def test_what_cannot_be_merged_is_refused_before_anything_is_written():
    duplicate, other = make_event(), make_event(status=Status.RETRACTED)

    with recording() as record, pytest.raises(ValueError, match="is retracted"):
        merge(duplicate=duplicate, survivor=other, record=record)

    assert ControlEvent.objects.published().get() == duplicate
