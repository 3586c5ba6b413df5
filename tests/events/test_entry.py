import datetime

import pytest
from django.core.exceptions import ValidationError

from events.entry import Line, Losses, Said, log_lines
from events.models import CasualtyClaim, Citation, ControlEvent, EventKind, Status
from tests.factories import make_actor, make_district, make_event, make_report

pytestmark = pytest.mark.django_db

DAY = datetime.date(2021, 6, 21)


def facts(**overrides):
    days = {"date": DAY, "date_earliest": DAY, "date_latest": DAY}
    sides = {"controller": make_actor("taliban"), "opponent": make_actor("government")}
    return {"district": make_district(), "kind": EventKind.CAPTURED} | days | sides | overrides


def test_lines_become_drafts_of_their_author_with_their_citations_and_losses(admin_user):
    report, taliban = make_report(), make_actor("taliban")
    said = Said(voice=taliban.pk, attribution="spokesman Mujahid", claimed_date=DAY)
    losses = Losses(voice=make_actor("government").pk, of=taliban.pk, outcome="killed", low=50, attribution="police")

    events = log_lines(report=report, lines=[Line(facts=facts(), said=(said,), losses=(losses,))], author=admin_user)

    [event] = events
    assert (event.status, event.author) == (Status.DRAFT, admin_user)
    assert list(event.citations.values_list("report", "voice", "attribution", "claimed_date")) == [
        (report.pk, taliban.pk, "spokesman Mujahid", DAY)
    ]
    assert list(event.casualties.values_list("of", "outcome", "low", "high")) == [(taliban.pk, "killed", 50, None)]


def test_a_line_can_cite_an_event_that_is_logged_already(admin_user):
    logged, report = make_event(), make_report()

    events = log_lines(
        report=report, lines=[Line(cite=logged, said=(Said(attribution="residents"),))], author=admin_user
    )

    assert events == [logged]
    assert ControlEvent.objects.count() == 1
    assert logged.citations.count() == 2


def test_one_line_that_is_wrong_leaves_nothing_behind(admin_user):
    right = Line(facts=facts(), said=(Said(attribution="residents"),))
    wrong = Line(facts=facts(opponent=make_actor("taliban")), said=(Said(attribution="residents"),))

    with pytest.raises(ValidationError, match="opponent"):
        log_lines(report=make_report(), lines=[right, wrong], author=admin_user)

    assert not ControlEvent.objects.exists()
    assert not Citation.objects.exists()
    assert not CasualtyClaim.objects.exists()


def test_a_voice_that_is_cited_already_is_refused_in_words(admin_user):
    twice = (Said(attribution="residents"), Said(attribution="elders"))

    with pytest.raises(ValidationError, match="independent voice of this report is cited for this event already"):
        log_lines(report=make_report(), lines=[Line(facts=facts(), said=twice)], author=admin_user)

    assert not ControlEvent.objects.exists()


def test_a_side_that_is_no_party_is_refused_on_its_field(admin_user):
    press = make_actor("press", name="Press", is_party=False)

    with pytest.raises(ValidationError) as refused:
        log_lines(report=make_report(), lines=[Line(facts=facts(controller=press))], author=admin_user)

    assert set(refused.value.error_dict) == {"controller"}
