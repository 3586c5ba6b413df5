"""What no analyst means to send, and what two of them send at once."""

import datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from districts.models import Country, District
from events.models import ControlEvent, LogEntry, Status
from tests.events.admin.posting import ADD, change_page, errors_of, event_form
from tests.factories import make_district, make_event, make_source
from tests.page_forms import posted_by

CHOICES = "/admin/events/controlevent/choices/"


def opened(desk, event):
    """Return the form of an event's page as a browser holds it once it is open."""
    return {name: value for name, value in posted_by(desk.get(change_page(event))).items() if name != "_save"}


def test_a_page_that_was_open_while_the_event_changed_is_refused(desk):
    event = make_event(summary="Taken.")
    first, second = opened(desk, event), opened(desk, event)

    desk.post(change_page(event), first | {"summary": "Taken at dawn.", "reason": "Said so."})
    response = desk.post(change_page(event), second | {"date_earliest": "2021-06-20"})

    sentence = "was changed since you opened this page: open it again and make your change to what it says now."
    assert errors_of(response) == {"__all__": [f'<a href="{change_page(event)}">{event.code}</a> {sentence}']}
    event.refresh_from_db()
    assert (event.summary, event.date_earliest) == ("Taken at dawn.", datetime.date(2021, 6, 21))


def test_an_event_saved_as_it_was_takes_no_version(desk):
    event = make_event()
    versions = LogEntry.objects.count()

    response = desk.post(change_page(event), opened(desk, event))

    assert response.status_code == 302
    assert LogEntry.objects.count() == versions


@pytest.mark.parametrize("field", ["date", "date_earliest"])
@pytest.mark.parametrize("date", ["0021-06-21", "0001-01-01"])
def test_a_year_with_lost_digits_is_said_on_its_field(desk, field, date):
    response = desk.post(ADD, event_form(**{field: date}))

    assert errors_of(response)[field] == [f"The year {date[:4]} is before 1900: look at its digits again."]
    assert not ControlEvent.objects.exists()


def test_a_null_byte_in_the_reason_of_a_retraction_is_left_out(desk):
    event = make_event()
    chosen = {"action": "retract", "_selected_action": [event.pk], "apply": "1", "reason": "Another\x00 place."}

    desk.post(reverse("admin:events_controlevent_changelist"), chosen)

    assert LogEntry.objects.latest("seq").reason == "Another place."
    assert ControlEvent.objects.get().status == Status.RETRACTED


def test_the_reason_of_a_grade_is_not_the_reason_of_the_change(desk):
    source = make_source(reason="Careful.")
    page = change_page(source)
    form = {"name": "The Associated Press", "kind": source.kind, "reliability": "B", "reason": "Careful."}
    form |= {"log_reason": "Its full name."}

    desk.post(page, form)

    entry = LogEntry.objects.get()
    assert (entry.snapshot["name"], entry.snapshot["reason"], entry.reason) == (
        "The Associated Press",
        "Careful.",
        "Its full name.",
    )


@pytest.mark.parametrize("value", ["\x00", "abc", "-1", "9" * 40, "\u0663\u0663"])
@pytest.mark.parametrize(
    ("model", "field"),
    [("report", "source"), ("report", "origin"), ("source", "actor"), ("actor", "allied_with"), ("tally", "report")],
)
def test_what_cannot_be_an_id_is_no_choice(desk, model, field, value):
    address = reverse(f"admin:events_{model}_add")

    posted = desk.post(address, {field: value})
    opened = desk.get(address, {field: value})

    assert (posted.status_code, opened.status_code) == (200, 200)
    assert field in errors_of(posted)


@pytest.mark.parametrize("near", ["\x00", "AF\x0019", "x" * 3000])
def test_a_province_that_cannot_be_is_near_nothing(desk, near):
    make_district()
    query = {"app_label": "events", "model_name": "controlevent", "field_name": "district", "term": "", "near": near}

    assert len(desk.get(CHOICES, query).json()["results"]) == 1


@pytest.mark.parametrize(
    "overrides",
    [
        pytest.param({"citations-0-id": "-1", "citations-INITIAL_FORMS": 1}, id="negative-id"),
        pytest.param({"citations-0-id": "9" * 40, "citations-INITIAL_FORMS": 1}, id="huge-id"),
        pytest.param({"citations-TOTAL_FORMS": "abc"}, id="no-count"),
        pytest.param({"citations-TOTAL_FORMS": "-1"}, id="negative-count"),
        pytest.param({"citations-INITIAL_FORMS": "5"}, id="more-saved-than-there-are"),
        pytest.param({"citations-0-report": "\x00"}, id="null-byte-in-an-id"),
        pytest.param({"citations-0-attribution": "x" * 100_000}, id="endless-attribution"),
        pytest.param({"summary": "a\x00b"}, id="null-byte-in-a-text"),
        pytest.param({"date": "2021-02-31"}, id="no-such-day"),
        pytest.param({"date": "99999-01-01"}, id="endless-year"),
        pytest.param({"time": "25:00"}, id="no-such-hour"),
        pytest.param({"kind": "liberated"}, id="no-such-kind"),
        pytest.param({"controller": "-1"}, id="no-such-actor"),
    ],
)
def test_garbage_is_refused_on_the_page(desk, overrides):
    response = desk.post(ADD, event_form(**overrides))

    assert response.status_code == 200
    assert errors_of(response) or response.context["errors"]
    assert not ControlEvent.objects.exists()


def test_a_form_without_its_count_of_citations_is_refused(desk):
    form = {name: value for name, value in event_form().items() if not name.endswith("_FORMS")}

    response = desk.post(ADD, form)

    formset = response.context["inline_admin_formsets"][0].formset
    assert formset.non_form_errors() == ["Add a citation: who says so, in which report?"]
    assert not ControlEvent.objects.exists()


def test_an_empty_name_of_a_field_is_no_name(desk):
    event = make_event()

    assert desk.get(change_page(event), {"_to_field": ""}).status_code == 200


def test_a_new_spelling_twice_in_one_form_is_said_on_the_page(desk):
    page = change_page(make_district())
    rows = {f"spellings-{row}-{name}": value for row in (0, 1) for name, value in (("name", "Hazrat"), ("sources", ""))}

    response = desk.post(page, posted_by(desk.get(page)) | rows | {"spellings-TOTAL_FORMS": 2})

    assert "This spelling of this district is listed already." in response.content.decode()
    assert not District.objects.get().spellings.exists()
    assert not LogEntry.objects.exists()


def test_the_package_of_a_country_is_shown_and_not_typed(desk):
    country = Country.objects.create(name="Afghanistan", outline={}, descriptor={"title": "Marz"})

    response = desk.post(change_page(country), {"name": "Afghanistan", "descriptor": "NaN"})

    country.refresh_from_db()
    assert response.status_code == 302
    assert country.descriptor == {"title": "Marz"}


def test_a_draft_has_no_public_page_to_view(desk):
    draft, event = make_event(status=Status.DRAFT), make_event(district=make_district("AF1906"))

    assert "View on site" not in desk.get(change_page(draft)).content.decode()
    assert "View on site" in desk.get(change_page(event)).content.decode()


def test_who_may_add_events_but_no_citations_can_only_draft(client, analyst):
    analyst.groups.clear()
    analyst.user_permissions.set(
        Permission.objects.filter(codename__in=["add_controlevent", "view_controlevent", "view_district"])
    )
    client.force_login(analyst)
    form = {name: value for name, value in event_form().items() if not name.startswith("citations")}

    client.post(ADD, form | {"_step": "draft"})

    assert ControlEvent.objects.get().status == Status.DRAFT


def test_no_more_rows_of_citations_are_read_than_an_event_can_have(desk):
    response = desk.post(ADD, event_form(**{"date": "soon", "citations-TOTAL_FORMS": "1000000"}))

    assert len(response.context["inline_admin_formsets"][0].formset.forms) == 100
