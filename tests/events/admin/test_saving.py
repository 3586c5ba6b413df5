import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from events.models import Citation, ControlEvent, ControlPeriod, LogEntry, Status
from tests.events.admin.posting import ADD, change_page, citation_row, event_form, form_of, said
from tests.factories import make_actor, make_district, make_event, make_report, make_source


def holders(day, perspective="reported"):
    """Return the slugs of who holds Imam Sahib on a day, as the record stands."""
    periods = ControlPeriod.objects.filter(version_to__isnull=True).seen(perspective).reported_by().on(day)
    return list(periods.values_list("controller__slug", flat=True))


def test_a_saved_event_changes_the_periods_and_the_log(desk):
    make_event(
        kind="held",
        controller=make_actor("government"),
        opponent=make_actor("taliban"),
        date=datetime.date(2021, 5, 1),
    )

    desk.post(ADD, event_form())

    event = ControlEvent.objects.latest("pk")
    entry = LogEntry.objects.latest("seq")
    assert holders(datetime.date(2021, 6, 20)) == ["government"]
    assert holders(datetime.date(2021, 6, 21)) == ["taliban"]
    assert (entry.op, entry.change_kind, entry.object_id) == ("ADD", "new", event.code)
    assert entry.snapshot["citations"][0]["source"] == "ap"


def test_a_saved_event_says_its_standing_and_what_it_changed(desk):
    government = make_actor("government")
    make_event(kind="held", controller=government, opponent=make_actor("taliban"), date=datetime.date(2021, 5, 1))
    ours = citation_row(voice=make_actor("taliban").pk, attribution="Taliban spokesman")

    response = desk.post(ADD, event_form(citations=[citation_row(), ours]), follow=True)

    event = ControlEvent.objects.latest("pk")
    assert said(response)[1:] == [
        f"{event.code} is confirmed. The losing side asserts it (an admission against its own interest), "
        "or strong neutral reports do: confirmed.",
        "Imam Sahib – Confirmed, Reported, Claimed, The government's version, The Taliban's version, "
        "The National Resistance Front's version: Taliban since 21 June 2021 (was: Afghan government).",
    ]


def test_a_claim_says_whose_it_is_and_changes_only_the_perspectives_that_accept_it(desk):
    taliban = make_actor("taliban")
    claim = citation_row(voice=taliban.pk, attribution="Taliban spokesman")

    response = desk.post(ADD, event_form(citations=[claim]), follow=True)

    event = ControlEvent.objects.get()
    assert said(response)[1:] == [
        f"{event.code} is claimed by the Taliban. Only the side that gains asserts it: disputed if the losing side "
        "denies it, else claimed.",
        "Imam Sahib – Claimed, The Taliban's version: Taliban since 21 June 2021 (was: unknown).",
    ]


def test_a_page_shows_standing_reason_and_the_timeline_around_the_event(desk):
    event = make_event()

    page = desk.get(change_page(event)).content.decode()

    assert '<span class="badge is-confirmed">confirmed</span>' in page
    assert "strong neutral reports do: confirmed. For: independent voices." in page
    assert "<strong>Taliban since 21 June 2021</strong> (by this event)" in page


def test_days_and_the_other_side_are_filled_in(desk):
    make_event(date=datetime.date(2021, 5, 1))

    desk.post(ADD, event_form(opponent="", date_earliest="", date_latest=""))

    event = ControlEvent.objects.latest("pk")
    assert event.date_earliest == event.date_latest == event.date
    assert event.opponent.slug == "government"


@pytest.mark.parametrize("kind", ["contested", "relocated"])
def test_contested_follows_the_kind(desk, kind):
    desk.post(ADD, event_form(kind=kind, controller=make_actor("government").pk, opponent=make_actor("taliban").pk))

    assert ControlEvent.objects.get().contested


def test_a_draft_needs_no_citation_and_counts_nowhere(desk):
    response = desk.post(ADD, event_form(citations=[], _step="draft"), follow=True)

    event = ControlEvent.objects.get()
    assert said(response)[1].startswith(f"{event.code} is a draft and counts nowhere; published, it would be refuted.")
    assert not ControlPeriod.objects.exists()
    assert not LogEntry.objects.exists()


def test_an_event_moved_to_another_district_leaves_the_first_one(desk):
    event = make_event()
    other = make_district("AF1906")

    desk.post(change_page(event), form_of(event, district=other.pk))

    current = ControlPeriod.objects.filter(version_to__isnull=True)
    assert set(current.values_list("district__code", flat=True)) == {"AF1906"}


def test_a_further_citation_is_new_evidence_and_a_mended_day_a_correction(desk):
    event = make_event()
    row = citation_row(report=make_report(source=make_source("bbc")).pk)
    form = form_of(event)
    number = form["citations-TOTAL_FORMS"]
    further = {f"citations-{number}-{name}": value for name, value in row.items()}

    desk.post(change_page(event), form | further | {"citations-TOTAL_FORMS": number + 1, "reason": "A second report."})
    event.refresh_from_db()
    desk.post(change_page(event), form_of(event, date_earliest="2021-06-20", reason="The report says so."))

    kinds = list(LogEntry.objects.order_by("seq").values_list("change_kind", "reason"))
    assert kinds == [("new", ""), ("change", "A second report."), ("correction", "The report says so.")]


def test_the_action_retracts_several_events_once_a_reason_is_given(desk):
    events = [make_event(), make_event(district=make_district("AF1906"))]
    address = reverse("admin:events_controlevent_changelist")
    chosen = {"action": "retract", "_selected_action": [event.pk for event in events]}

    asked = desk.post(address, chosen)
    missing = desk.post(address, chosen | {"apply": "1", "reason": " "})
    desk.post(address, chosen | {"apply": "1", "reason": "The same report, withdrawn."})

    assert "Reason, in a sentence (public)" in asked.content.decode()
    assert "Say why: readers who cited them will look here." in missing.content.decode()
    assert set(ControlEvent.objects.values_list("status", flat=True)) == {Status.RETRACTED}
    withdrawn = LogEntry.objects.filter(op="DEL").values_list("version", "reason")
    assert list(withdrawn) == [(3, "The same report, withdrawn.")] * 2


def test_a_published_event_is_kept_and_a_draft_may_go(desk):
    event, draft = make_event(), make_event(status=Status.DRAFT, district=make_district("AF1906"))
    delete = "admin:events_controlevent_delete"

    response = desk.post(reverse(delete, args=[event.pk]), {"post": "yes"}, follow=True)
    desk.post(reverse(delete, args=[draft.pk]), {"post": "yes"})

    kept = f"{event.code} has been published, so it is kept for those who cited it: retract it instead."
    assert said(response) == [kept]
    assert list(ControlEvent.objects.all()) == [event]
    assert Citation.objects.count() == 1


def test_the_list_deletes_no_published_event_and_says_why(desk):
    event = make_event()
    chosen = {"action": "delete_selected", "_selected_action": [event.pk]}
    address = reverse("admin:events_controlevent_changelist")

    asked = desk.post(address, chosen)
    desk.post(address, chosen | {"post": "yes"})

    assert "has been published, so it is kept for those who cited it" in asked.content.decode()
    assert ControlEvent.objects.filter(pk=event.pk).exists()


def test_drafts_are_deleted_from_the_list_with_their_citations(desk):
    draft = make_event(status=Status.DRAFT)
    chosen = {"action": "delete_selected", "_selected_action": [draft.pk], "post": "yes"}

    desk.post(reverse("admin:events_controlevent_changelist"), chosen)

    assert not ControlEvent.objects.exists()
    assert not Citation.objects.exists()


def test_save_and_add_another_goes_on_where_the_last_event_was(desk):
    report = make_report()
    form = event_form(citations=[citation_row(report=report.pk)], _addanother="1")

    page = desk.post(ADD, form, follow=True)

    form, formset = page.context["adminform"].form, page.context["inline_admin_formsets"][0].formset
    shown = page.content.decode()
    assert (form["date"].value(), form["kind"].value()) == ("2021-06-21", "captured")
    assert int(form["controller"].value()) == make_actor("taliban").pk
    assert formset.forms[0]["report"].value() == report.pk
    assert form["district"].value() is None
    assert 'data-ajax--url="/admin/events/controlevent/choices/?near=AF19"' in shown


def test_a_viewer_sees_an_event_and_cannot_write(client, analyst):
    event = make_event()
    analyst.groups.clear()
    analyst.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(analyst)

    page = client.get(change_page(event))
    refused = client.post(change_page(event), form_of(event, _step="draft"))

    assert page.status_code == 200
    assert refused.status_code == 403


def test_the_log_never_says_who_logged_an_event(desk):
    desk.post(ADD, event_form())

    entry = LogEntry.objects.latest("seq")
    assert "analyst" not in f"{entry.snapshot} {entry.reason}"
    assert not any("user" in field.name for field in LogEntry._meta.get_fields())
