import contextlib
import datetime

import pytest
from django import forms
from django.db import connection
from django.urls import reverse

from events.admin import recorded
from events.admin.citation_forms import CitationFormSet
from events.admin.event_forms import ControlEventForm
from events.control.recording import recording
from events.control.state import today
from events.models import ControlEvent, Status
from tests.events.admin.posting import (
    ADD,
    change_page,
    citation_row,
    errors_of,
    event_form,
    form_of,
    row_errors,
)
from tests.factories import make_actor, make_event, make_report, make_source

FUTURE = today() + datetime.timedelta(days=2)


def in_words(day):
    return f"{day.day} {day:%B %Y}"


def test_a_published_event_without_a_citation_is_refused(desk):
    response = desk.post(ADD, event_form(citations=[]))

    formset = response.context["inline_admin_formsets"][0].formset
    assert errors_of(response) == {"__all__": ["A published event needs a citation; a draft does not."]}
    assert formset.non_form_errors() == ["Add a citation: who says so, in which report?"]
    assert not ControlEvent.objects.exists()


def test_the_last_citation_of_a_published_event_cannot_be_removed(desk):
    event = make_event()

    response = desk.post(change_page(event), form_of(event, **{"citations-0-DELETE": "on"}))

    assert errors_of(response) == {"__all__": ["A published event needs a citation; a draft does not."]}
    assert event.citations.count() == 1


@pytest.mark.parametrize(
    ("overrides", "errors"),
    [
        pytest.param(
            {"date": FUTURE},
            {"date": [f"{in_words(FUTURE)} is in the future: there it is {in_words(today())}."]},
            id="future",
        ),
        pytest.param(
            {"date_latest": FUTURE},
            {"date_latest": [f"{in_words(FUTURE)} is in the future: there it is {in_words(today())}."]},
            id="future-latest",
        ),
        pytest.param(
            {"date_earliest": "2021-06-22"},
            {"date_earliest": ["The earliest day is after the best day: it must be the same day or before."]},
            id="earliest-after-best",
        ),
        pytest.param(
            {"date_latest": "2021-06-20"},
            {"date_latest": ["The latest day is before the best day: it must be the same day or later."]},
            id="latest-before-best",
        ),
        pytest.param({"date": "soon"}, {"date": ["Enter a valid date."]}, id="not-a-date"),
        pytest.param({"district": ""}, {"district": ["This field is required."]}, id="no-district"),
        pytest.param(
            {"district": "9" * 30},
            {"district": ["Select a valid choice. That choice is not one of the available choices."]},
            id="no-such-district",
        ),
        pytest.param(
            {"district": "Kunduz"},
            {"district": ["Select a valid choice. That choice is not one of the available choices."]},
            id="district-by-name",
        ),
        pytest.param(
            {"kind": "held", "contested": "on"},
            {
                "contested": [
                    "An event of the kind “held” is not contested: untick this, or choose the kind “contested”."
                ]
            },
            id="contested-hold",
        ),
        pytest.param(
            {"opponent": ""},
            {"opponent": ["Choose the other side: no earlier event of this controller names one."]},
            id="no-usual-opponent",
        ),
    ],
)
def test_a_mistake_is_said_on_its_field(desk, overrides, errors):
    response = desk.post(ADD, event_form(**overrides))

    assert errors_of(response) == errors
    assert not ControlEvent.objects.exists()


def test_today_is_no_mistake(desk):
    report = make_report(published=today())

    desk.post(ADD, event_form(date=today(), citations=[citation_row(report=report.pk)]))

    assert ControlEvent.objects.get().date == today()


def test_a_controller_that_is_its_own_opponent_is_refused(desk):
    response = desk.post(ADD, event_form(opponent=make_actor("taliban").pk))

    assert errors_of(response) == {
        "opponent": ["The opponent is the same side as the controller: choose the other side."]
    }


def test_an_actor_that_holds_no_ground_is_no_controller(desk):
    ally = make_actor("united_states", name="United States", is_party=False, colour="")

    response = desk.post(ADD, event_form(controller=ally.pk))

    sentence = "Only a party that can hold ground is chosen here: government, Taliban, …"
    assert errors_of(response) == {"controller": [sentence]}


def test_an_event_of_a_place_twice_names_the_first_one(desk):
    event = make_event()

    response = desk.post(ADD, event_form())

    assert errors_of(response) == {
        "district": [
            f'<a href="{change_page(event)}">{event.code}</a> says the same already: Imam Sahib, 21 June 2021, '
            "captured by Taliban. Add a citation to it instead; or give a time, if it happened twice that day."
        ]
    }


def test_an_event_of_a_place_twice_is_accepted_with_a_time(desk):
    make_event()

    desk.post(ADD, event_form(time="14:00"))

    assert ControlEvent.objects.count() == 2


def test_an_event_of_a_place_twice_needs_a_summary_of_its_own(desk):
    event = make_event(summary="Taken.")

    response = desk.post(ADD, event_form(time="14:00"))

    sentence = f'<a href="{change_page(event)}">{event.code}</a> of that day has the same summary: '
    assert errors_of(response) == {"summary": [f"{sentence}say in it how the two differ."]}


def test_an_event_is_logged_again_after_its_twin_was_retracted(desk):
    make_event(status=Status.RETRACTED)

    desk.post(ADD, event_form())

    assert ControlEvent.objects.published().count() == 1


def test_one_of_two_events_that_are_alike_can_still_be_edited(desk):
    make_event()
    event = make_event()

    response = desk.post(change_page(event), form_of(event, date_earliest="2021-06-20"))

    event.refresh_from_db()
    assert response.status_code == 302
    assert event.date_earliest == datetime.date(2021, 6, 20)


def test_a_published_event_does_not_become_a_draft_again(desk):
    event = make_event()

    response = desk.post(change_page(event), form_of(event, _step="draft"))

    sentence = "It has been published, so it cannot be a draft again: retract it instead."
    assert errors_of(response) == {"__all__": [sentence]}


def test_the_same_citation_twice_is_refused(desk):
    row = citation_row()

    response = desk.post(ADD, event_form(citations=[row, row]))

    assert row_errors(response) == [
        {},
        {"report": ["This voice in this report is cited above with the same stance."]},
    ]


def test_a_report_from_before_the_event_is_refused(desk):
    report = make_report(published=datetime.date(2021, 6, 19))

    response = desk.post(ADD, event_form(citations=[citation_row(report=report.pk)]))

    assert row_errors(response) == [
        {
            "report": [
                f"{report.code} was published on 19 June 2021, before the first day that the event can have been, "
                "21 June 2021: mend one of the two days or choose another report."
            ]
        }
    ]


def test_a_report_of_the_evening_before_is_accepted(desk):
    report = make_report(published=datetime.date(2021, 6, 20))

    desk.post(ADD, event_form(citations=[citation_row(report=report.pk)]))

    assert ControlEvent.objects.exists()


@pytest.mark.parametrize(
    ("overrides", "errors"),
    [
        pytest.param({"attribution": ""}, {"attribution": ["This field is required."]}, id="nobody-quoted"),
        pytest.param({"report": ""}, {"report": ["This field is required."]}, id="no-report"),
        pytest.param(
            {"report": "R0001"},
            {"report": ["Select a valid choice. That choice is not one of the available choices."]},
            id="report-by-name",
        ),
        pytest.param(
            {"claimed_date": FUTURE},
            {"claimed_date": [f"{in_words(FUTURE)} is in the future: there it is {in_words(today())}."]},
            id="future-claim",
        ),
    ],
)
def test_a_mistake_in_a_citation_is_said_on_its_field(desk, overrides, errors):
    response = desk.post(ADD, event_form(citations=[citation_row() | overrides]))

    assert row_errors(response) == [errors]


def test_what_only_the_database_refuses_is_said_on_the_page(desk, monkeypatch):
    monkeypatch.setattr(CitationFormSet, "clean", forms.BaseInlineFormSet.clean)
    row = citation_row()

    response = desk.post(ADD, event_form(citations=[row, row]))

    sentence = "The independent voice of this report is cited for this event already."
    assert response.context["adminform"].form.non_field_errors() == [sentence]
    assert not ControlEvent.objects.exists()


@contextlib.contextmanager
def recording_until_commit(**kwargs):
    """Record as ever, and let the checks that wait for the commit happen, which a test's transaction never makes."""
    with recording(**kwargs) as record:
        yield record
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_a_trigger_refuses_at_the_end_is_said_on_its_field(desk, monkeypatch):
    monkeypatch.setattr(CitationFormSet, "clean", forms.BaseInlineFormSet.clean)
    monkeypatch.setattr(recorded, "recording", recording_until_commit)

    response = desk.post(ADD, event_form(citations=[]))

    sentence = "A published event needs a citation: who says so, in which report?"
    assert errors_of(response) == {"__all__": [sentence]}
    assert not ControlEvent.objects.exists()


def test_what_a_constraint_of_the_model_refuses_is_said_on_its_field(desk, monkeypatch):
    monkeypatch.setattr(ControlEventForm, "_refuse_twin", lambda form: None)
    make_event(summary="Taken.")

    response = desk.post(ADD, event_form())

    assert errors_of(response) == {"summary": ["This event is logged already: add a citation to it instead."]}


def test_a_source_in_use_is_not_deleted(desk):
    make_event()
    source = make_source()

    page = desk.post(reverse("admin:events_source_delete", args=[source.pk]), {"post": "yes"})

    assert "Deleting the source" in page.content.decode()
    assert "protected related objects" in page.content.decode()
