import pytest
from django.urls import reverse

from events.models import Status
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def doubts_on_review(desk, event):
    """Return the rules that doubt an event on its review page."""
    page = desk.get(reverse("admin:events_controlevent_review", args=[event.pk]))
    return [doubt.rule for doubt in page.context["doubts"]]


def test_what_is_doubtful_about_an_event_is_said_before_it_is_published(desk):
    make_event()
    draft = make_event(status=Status.IN_REVIEW)

    assert doubts_on_review(desk, draft) == ["same_event", "holds_already"]


def test_a_published_event_is_not_doubted_by_what_follows_from_it(desk):
    assert doubts_on_review(desk, make_event()) == []
