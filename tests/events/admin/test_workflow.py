"""The steps of an event's life, each by its button, its right and its reason."""

import datetime

import pytest

from events.control.state import today
from events.models import Citation, ControlEvent, ControlPeriod, LogEntry, Report, Status
from tests.events.admin.posting import (
    ADD,
    account,
    change_page,
    citation_row,
    errors_of,
    event_form,
    form_of,
    review_page,
    said,
    step,
)
from tests.factories import make_actor, make_district, make_event, make_report, make_source

LIST = "/admin/events/controlevent/"


pytestmark = pytest.mark.django_db


def claim():
    return citation_row(voice=make_actor("taliban").pk, attribution="Taliban spokesman")


def draft_of(role, **overrides):
    """Return a draft of a member of a role, confirmed by its citation."""
    return make_event(**{"status": Status.DRAFT, "author": account(role)} | overrides)


def test_a_contributor_saves_a_draft_and_sends_it_to_review(sign_in):
    client = sign_in("Contributor")

    client.post(ADD, event_form(_step="draft"))
    event = ControlEvent.objects.get()
    client.post(change_page(event), form_of(event, _step="submit"))

    event.refresh_from_db()
    assert (event.status, event.author.username) == (Status.IN_REVIEW, "contributor")
    assert not LogEntry.objects.filter(object_type="event").exists()


def test_the_first_button_of_a_new_event_is_what_the_role_may_do(sign_in):
    offered = {role: [one.name for one in sign_in(role).get(ADD).context["steps"] if not one.refusal]
               for role in ("Contributor", "Analyst", "Editor")}  # fmt: skip

    assert offered == {
        "Contributor": ["submit", "draft"],
        "Analyst": ["publish", "submit", "draft"],
        "Editor": ["publish", "submit", "draft"],
    }


def test_a_missing_button_says_why(sign_in):
    page = sign_in("Contributor").get(ADD).content.decode()

    assert "Publishing an event needs the role Analyst. Submit it for review." in page
    assert 'value="publish"' not in page


def test_an_analyst_publishes_his_own_claim(sign_in):
    sign_in("Analyst").post(ADD, event_form(citations=[claim()]))

    event = ControlEvent.objects.get()
    assert (event.status, event.standing) == (Status.PUBLISHED, "claimed")


def test_the_standing_of_that_moment_decides_who_publishes_and_the_form_is_kept(sign_in):
    response = sign_in("Analyst").post(ADD, event_form(summary="Taken at dawn."))

    form = response.context["adminform"].form
    assert "that is confirmed needs the role Editor" in str(form.non_field_errors())
    assert form["summary"].value() == "Taken at dawn."
    assert not ControlEvent.objects.exists()


def test_what_is_more_than_a_claim_needs_a_second_person(sign_in):
    refused = sign_in("Editor").post(ADD, event_form())
    draft = draft_of("Editor", summary="Another.")
    own = step(sign_in("Editor"), draft, "publish")
    step(sign_in("Editor", "colleague"), draft, "publish")

    draft.refresh_from_db()
    assert "needs a second person" in str(errors_of(refused))
    assert "needs a second person" in own.content.decode()
    assert draft.status == Status.PUBLISHED


def test_evidence_that_lifts_an_own_claim_needs_a_second_person(sign_in):
    client = sign_in("Editor")
    client.post(ADD, event_form(citations=[claim()]))
    event = ControlEvent.objects.get()
    form = form_of(event, reason="The agency saw it.")
    further = {f"citations-1-{name}": value for name, value in citation_row().items()} | {"citations-TOTAL_FORMS": 2}

    refused = client.post(change_page(event), form | further)
    accepted = sign_in("Editor", "colleague").post(change_page(event), form | further)

    assert "that would be confirmed needs a second person" in str(errors_of(refused))
    assert accepted.status_code == 302
    event.refresh_from_db()
    assert event.standing == "confirmed"


def test_the_author_stays_who_logged_it_and_is_never_public(sign_in):
    sign_in("Contributor").post(ADD, event_form(_step="draft"))
    event = ControlEvent.objects.get()

    client = sign_in("Editor")
    client.post(change_page(event), form_of(event, _step="publish", summary="Taken at noon."))

    event.refresh_from_db()
    entry = LogEntry.objects.get(object_type="event")
    assert (event.author.username, event.status) == ("contributor", Status.PUBLISHED)
    assert "contributor" not in f"{entry.snapshot}{entry.reason}"
    assert "contributor" not in client.get(f"/api/v1/events/{event.code}/").content.decode()
    assert "contributor" not in client.get(f"/events/{event.code}/").content.decode()


def test_an_event_in_review_is_returned_with_a_note_for_its_author(sign_in):
    event = draft_of("Contributor", status=Status.IN_REVIEW)

    missing = step(sign_in("Editor"), event, "return")
    step(sign_in("Editor"), event, "return", "Which village?")

    event.refresh_from_db()
    queue = sign_in("Contributor").get("/admin/events/controlevent/queue/?queue=returned").content.decode()
    assert "the note goes to its author" in missing.content.decode()
    assert (event.status, event.review_note) == (Status.DRAFT, "Which village?")
    assert "Which village?" in queue


def test_a_note_goes_with_the_next_submission(sign_in):
    event = draft_of("Contributor", review_note="Which village?")

    step(sign_in("Contributor"), event, "submit")

    event.refresh_from_db()
    assert (event.status, event.review_note) == (Status.IN_REVIEW, "")


def test_a_draft_is_discarded_by_its_author_or_with_a_reason(sign_in):
    own, other = draft_of("Contributor"), draft_of("Contributor", district=make_district("AF1906"))

    step(sign_in("Contributor"), own, "discard")
    missing = step(sign_in("Editor"), other, "discard")
    step(sign_in("Editor"), other, "discard", "A different war.")

    assert "Say why it is discarded" in missing.content.decode()
    assert not ControlEvent.objects.exists()
    assert not Citation.objects.exists()


def test_a_change_of_a_published_event_says_which_kind_it_is_and_needs_a_reason(sign_in):
    client, event = sign_in("Editor"), make_event()
    form = form_of(event, reason="")
    further = {f"citations-1-{name}": value for name, value in citation_row().items()} | {"citations-TOTAL_FORMS": 2}

    corrected = client.post(change_page(event), form | {"date_earliest": "2021-06-20", "summary": "At dawn."})
    updated = client.post(change_page(event), form | further)
    dropped = client.post(change_page(event), form | {"citations-0-note": "A note."})

    assert errors_of(corrected)["reason"] == [
        "This is a correction: it changes summary and date earliest. Say why: readers who cited it will look here."
    ]
    assert errors_of(updated)["reason"] == ["This is an update: it adds evidence. Say why, in a sentence."]
    assert errors_of(dropped)["reason"] == [
        "This is a correction: it changes its evidence. Say why: readers who cited it will look here."
    ]
    assert LogEntry.objects.count() == 1


def test_an_analyst_adds_evidence_that_settles_nothing_and_corrects_nothing(sign_in):
    event = make_event(citations=[{"voice": make_actor("taliban")}])
    client, form = sign_in("Analyst"), form_of(event)
    again = claim() | {"report": make_report(source=make_source("bbc")).pk}
    further = {f"citations-1-{name}": value for name, value in again.items()} | {"citations-TOTAL_FORMS": 2}

    corrected = client.post(change_page(event), form | {"summary": "At dawn."})
    updated = client.post(change_page(event), form | further)

    assert "needs the role Editor" in str(errors_of(corrected))
    assert updated.status_code == 302
    assert event.citations.count() == 2


def test_a_retraction_needs_a_reason_and_takes_the_event_out(sign_in):
    client, event = sign_in("Editor"), make_event()

    missing = step(client, event, "retract")
    step(client, event, "retract", "Another place.")

    entry = LogEntry.objects.latest("seq")
    assert "Say why it is retracted: readers who cited it will look here." in missing.content.decode()
    assert (entry.op, entry.change_kind, entry.reason) == ("DEL", "retraction", "Another place.")
    assert not ControlPeriod.objects.filter(version_to__isnull=True).exists()


def test_a_retracted_event_is_published_again_with_a_reason(sign_in):
    client, event = sign_in("Editor"), make_event()
    step(client, event, "retract", "Another place.")

    step(client, event, "publish", "It was this place after all.")

    event.refresh_from_db()
    entry = LogEntry.objects.latest("seq")
    assert event.status == Status.PUBLISHED
    assert (entry.op, entry.change_kind, entry.reason) == ("ADD", "correction", "It was this place after all.")


def test_a_page_that_was_open_meanwhile_is_refused(sign_in):
    client, event = sign_in("Editor"), draft_of("Contributor")
    seen = client.get(review_page(event)).context["seen"]
    ControlEvent.objects.update(summary="Something else.")

    response = client.post(review_page(event), {"_step": "publish", "seen": seen})

    assert "was changed since you opened this page" in response.content.decode()
    assert ControlEvent.objects.get().status == Status.DRAFT


def test_publishing_twice_is_publishing_once(sign_in):
    client, event = sign_in("Editor"), draft_of("Contributor")
    form = {"_step": "publish", "seen": client.get(review_page(event)).context["seen"]}

    client.post(review_page(event), form)
    again = client.post(review_page(event), form, follow=True)

    assert said(again)[-1] == "That was done already."
    assert LogEntry.objects.filter(object_type="event").count() == 1


def test_a_step_that_does_not_fit_is_refused_in_words(sign_in):
    response = step(sign_in("Editor"), make_event(), "discard", "Away with it.")

    assert "is published: choose one of the steps below." in response.content.decode()


def test_several_events_are_published_at_once_or_none_of_them(sign_in):
    own, other = draft_of("Editor"), draft_of("Contributor", district=make_district("AF1906"))
    chosen = {"action": "publish", "_selected_action": [own.pk, other.pk]}

    refused = sign_in("Editor").post(LIST, chosen, follow=True)
    untouched = set(ControlEvent.objects.values_list("status", flat=True))
    sign_in("Editor", "colleague").post(LIST, chosen)

    assert said(refused)[0].startswith(f"{own.code}: Publishing {own.code} that would be confirmed needs a second")
    assert said(refused)[-1] == "None of the chosen events was changed."
    assert untouched == {Status.DRAFT}
    assert set(ControlEvent.objects.values_list("status", flat=True)) == {Status.PUBLISHED}
    assert LogEntry.objects.filter(object_type="event", version=1).count() == 2


def test_several_drafts_are_sent_to_review_at_once(sign_in):
    events = [draft_of("Contributor"), draft_of("Contributor", district=make_district("AF1906"))]

    chosen = {"action": "submit", "_selected_action": [event.pk for event in events]}
    sign_in("Contributor").post(LIST, chosen)

    assert set(ControlEvent.objects.values_list("status", flat=True)) == {Status.IN_REVIEW}


def test_a_correction_is_no_change_of_hands_on_the_day_it_is_made(sign_in):
    government = make_actor("government")
    make_event(kind="held", controller=government, opponent=make_actor("taliban"), date=datetime.date(2021, 6, 1))
    event = make_event()
    client = sign_in("Editor")

    client.post(change_page(event), form_of(event, date="2021-06-22", date_earliest="2021-06-22",
                                            date_latest="2021-06-22"))  # fmt: skip

    flips = client.get("/api/v1/changes/?from=2021-06-01&to=2021-12-31").json()["results"]
    since = client.get(f"/api/v1/changes/?from=2021-07-01&to={today()}").json()["results"]
    assert [flip["date"] for flip in flips[0]["flips"]] == ["2021-06-22"]
    assert since == []


@pytest.mark.parametrize("how", ["controller", "retract"])
def test_a_correction_or_retraction_takes_a_false_change_of_hands_back(sign_in, how):
    government, taliban = make_actor("government"), make_actor("taliban")
    make_event(kind="held", controller=government, opponent=taliban, date=datetime.date(2021, 6, 1))
    event, client = make_event(), sign_in("Editor")

    if how == "retract":
        step(client, event, "retract", "Another place.")
    else:
        sides = {"controller": government.pk, "opponent": taliban.pk, "kind": "held"}
        client.post(change_page(event), form_of(event, **sides))

    changes = client.get("/api/v1/changes/?from=2021-06-01&to=2021-12-31").json()["results"]
    page = client.get("/changes/?from=2021-06-01&to=2021-12-31").content.decode()
    assert changes == []
    assert event.code not in page


def test_a_draft_discloses_nothing_until_it_is_published(sign_in):
    report = make_report(public=False)
    event = draft_of("Contributor", citations=[{"report": report}])

    hidden = sign_in("Editor").get(f"/api/v1/reports/{report.code}/").status_code
    step(sign_in("Editor"), event, "publish")

    assert (hidden, Report.objects.get().public) == (404, True)
