"""Warnings are shown once, with what to do instead, and refuse nothing."""

import datetime

import pytest

from events.admin.entry.writing import RefusalError, write
from events.entry import Line, Said
from events.models import Citation, ControlEvent, LogEntry, Report, Status
from tests.events.admin.entry.filling import PAGE, fall, filled, mistakes
from tests.factories import make_event, make_report
from tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("places")]

EVE = datetime.date(2021, 6, 21)


def seen(response, *, number=0):
    """Return the fields that a tick under a line's warnings would send."""
    return {f"lines-{number}-anyway": "on", f"lines-{number}-warned": response.context["rows"][number]["digest"]}


def rules(response):
    """Return the rules that doubt each line."""
    return [[doubt.rule for doubt in row["doubts"]] for row in response.context["rows"]]


def test_a_doubtful_line_is_shown_once_and_saved_with_a_tick(desk):
    make_event(date=EVE)
    form = filled(fall())

    asked = desk.post(PAGE, form)
    desk.post(PAGE, form | seen(asked))

    assert rules(asked) == [["same_event", "holds_already"]]
    assert ControlEvent.objects.filter(status=Status.DRAFT).count() == 1


def test_a_tick_holds_only_for_the_warnings_that_were_shown(desk):
    make_event(date=EVE)
    form = filled(fall())
    asked = desk.post(PAGE, form)

    response = desk.post(PAGE, form | seen(asked) | {"lines-0-day": "20 June"})

    assert rules(response) == [["same_event"]]
    assert not ControlEvent.objects.filter(status=Status.DRAFT).exists()


def test_a_tick_without_a_warning_shown_counts_for_nothing(desk):
    make_event(date=EVE)

    desk.post(PAGE, filled(fall(anyway="on")))

    assert not ControlEvent.objects.filter(status=Status.DRAFT).exists()


def test_a_line_can_become_a_citation_of_the_event_that_says_the_same(desk):
    event = make_event(date=EVE)

    asked = desk.post(PAGE, filled(fall()))
    response = desk.post(PAGE, filled(fall(cite=event.code)), follow=True)

    assert asked.context["rows"][0]["cites"] == [event.code]
    assert ControlEvent.objects.get() == event
    assert event.citations.count() == 2
    assert [row["event"] for row in response.context["rows"]] == [event]
    update = LogEntry.objects.filter(object_type="event").order_by("seq").last()
    assert (update.change_kind, update.reason) == ("change", f"New evidence in {Report.objects.latest('pk').code}.")


def test_the_analyst_gives_the_reason_that_readers_are_told(desk):
    event = make_event(date=EVE)

    asked = desk.post(PAGE, filled(fall()))
    desk.post(PAGE, filled(fall(cite=event.code), **{"evidence-reason": "The governor confirms it."}))

    assert 'name="evidence-reason"' in asked.content.decode()
    assert LogEntry.objects.filter(object_type="event").order_by("seq").last().reason == "The governor confirms it."


def test_no_reason_is_asked_for_where_only_drafts_may_be_cited(desk):
    make_event(date=EVE, status=Status.DRAFT)

    asked = desk.post(PAGE, filled(fall()))

    assert asked.context["rows"][0]["cites"]
    assert 'name="evidence-reason"' not in asked.content.decode()


def test_a_reason_that_is_refused_is_kept_and_said_in_words(desk):
    event = make_event(date=EVE)

    form = filled(fall(cite=event.code), **{"evidence-reason": "x" * 501})
    response = desk.post(PAGE, form)

    [(where, _)] = mistakes(response)
    assert where == "New evidence, Reason for the new evidence"
    assert "x" * 501 in response.content.decode()
    assert event.citations.count() == 1


def test_a_gap_in_the_chain_is_shown(desk):
    make_event(date=EVE)

    asked = desk.post(PAGE, filled(fall(kind="held", controller="government")))

    assert rules(asked) == [["gap"]]
    assert not ControlEvent.objects.filter(status=Status.DRAFT).exists()


def test_a_report_older_than_the_event_is_saved_as_a_draft_but_not_published(desk):
    form = filled(fall(day="2021-06-25"))

    asked = desk.post(PAGE, form)
    refused = desk.post(PAGE, form | seen(asked) | {"action": "publish"})
    desk.post(PAGE, form | seen(asked))

    assert rules(asked) == [["report_older"]]
    assert mistakes(refused) == [
        ("Line 1", "The report is of 22 June 2021, before the event: it can only be saved as a draft."),
    ]
    assert ControlEvent.objects.get().status == Status.DRAFT


def test_warnings_of_one_line_keep_the_ticks_of_another(desk):
    make_event(date=EVE)
    form = filled(fall(), {"place": "Nowhere"})
    first = desk.post(PAGE, form | {"lines-TOTAL_FORMS": 1})

    response = desk.post(PAGE, form | seen(first))

    assert response.context["rows"][0]["form"]["anyway"].value() is True
    assert [where for where, _ in mistakes(response)] == ["Line 2, District"]


def test_a_citation_that_would_settle_a_published_event_needs_its_role(client):
    analyst = make_person("Analyst")
    client.force_login(analyst)
    claim = make_event(date=EVE, citations=[{"voice": None}])
    own = fall(cite=claim.code)

    response = client.post(PAGE, filled(own))

    assert len(mistakes(response)) == 1
    assert claim.citations.count() == 1


def test_a_citation_of_the_same_voice_twice_is_refused_in_words(desk):
    event = make_event(date=EVE)
    form = filled(fall(cite=event.code))

    desk.post(PAGE, form)
    response = desk.post(PAGE, form)

    assert [sentence for _, sentence in mistakes(response)] == [
        "The independent voice of this report is cited for this event already."
    ]
    assert Citation.objects.count() == 2


def test_an_event_that_went_while_the_line_was_written_is_not_cited(admin_user):
    event = make_event(status=Status.DRAFT)
    line = Line(cite=event, said=(Said(attribution="residents"),))
    ControlEvent.objects.filter(pk=event.pk).delete()

    with pytest.raises(RefusalError) as refused:
        write(report=make_report(), lines=[line], author=admin_user)

    assert refused.value.lines == {0: [f"{event.code} was retracted or discarded meanwhile: log an event of its own."]}


@pytest.mark.parametrize("code", ["E9999", "E0", "R0001", "1 OR 1", "E999999999999"])
def test_a_citation_of_no_event_of_the_district_is_refused(desk, code):
    make_report()

    response = desk.post(PAGE, filled(fall(cite=code[:12])))

    assert mistakes(response) == [("Line 1", f"{code[:12]} is no event of this district: choose again.")]
