"""Losses as the desk enters them, beside the citations of an event."""

import pytest

from events.models import CasualtyClaim, ControlEvent
from tests.events.admin.posting import ADD, citation_row, event_form
from tests.factories import make_actor, make_report


def with_losses(*rows, **overrides):
    """Return the form of a new event with rows of losses, each a dictionary of what differs from 50 killed."""
    form = event_form(**overrides)
    form |= {"casualties-TOTAL_FORMS": len(rows), "casualties-INITIAL_FORMS": 0}
    report = make_report()
    for number, row in enumerate(rows):
        values = {"report": report.pk, "outcome": "killed", "low": 50, "attribution": "the ministry"} | row
        form |= {f"casualties-{number}-{name}": value for name, value in values.items()}
    return form


def errors_of_losses(response):
    found = [inline.formset for inline in response.context["inline_admin_formsets"]]
    return next(formset.errors for formset in found if formset.prefix == "casualties")


def test_losses_are_saved_with_their_event(desk):
    desk.post(ADD, with_losses({"voice": make_actor("government").pk, "of": make_actor("taliban").pk, "high": 60}))

    claim = CasualtyClaim.objects.get()
    assert (claim.event, claim.low, claim.high) == (ControlEvent.objects.get(), 50, 60)
    assert (claim.voice.slug, claim.of.slug) == ("government", "taliban")


def test_an_empty_voice_is_independent_and_empty_losses_are_of_civilians_or_not_said(desk):
    text = desk.get(ADD).content.decode()

    assert "independent" in text
    assert "civilians, or not said" in text


@pytest.mark.parametrize(
    ("rows", "errors"),
    [
        pytest.param(
            [{"high": 40}],
            [{"high": ["40 is less than 50: swap them, or leave it empty for “at least 50”."]}],
            id="out-of-order",
        ),
        pytest.param([{"attribution": ""}], [{"attribution": ["This field is required."]}], id="nobody-quoted"),
        pytest.param(
            [{}, {"low": 51}],
            [{}, {"report": ["This voice in this report counts these losses above: give one row to it."]}],
            id="twice",
        ),
    ],
)
def test_a_mistake_in_losses_is_said_on_its_field(desk, rows, errors):
    response = desk.post(ADD, with_losses(*rows))

    assert errors_of_losses(response) == errors
    assert not ControlEvent.objects.exists()


def test_losses_in_a_report_from_before_the_event_are_refused(desk):
    early = make_report(published="2021-06-01")

    response = desk.post(ADD, with_losses({"report": early.pk}, citations=[citation_row()]))

    assert "was published on 1 June 2021, before the first day" in errors_of_losses(response)[0]["report"][0]


def test_a_form_of_an_event_without_a_part_for_losses_is_saved(desk):
    response = desk.post(ADD, event_form())

    assert response.status_code == 302
    assert not CasualtyClaim.objects.exists()
