"""The losses that voices claim of an event, as its page tells them."""

from django.utils.translation import gettext

from events.control.restriction import conceal_statement
from events.models import CasualtyClaim
from events.pages import words


def claimed(event, moment):
    """Return the counts of losses of an event that were published by a moment, in the order of publication.

    They are claims of one voice each, about one side each: nothing adds them up.
    """
    claims = CasualtyClaim.objects.filter(event=event).select_related("voice", "of", "report__source", "report__origin")
    if moment.reported_by:
        claims = claims.filter(report__published__lte=moment.reported_by)
    return [conceal_statement(one) for one in claims.order_by("report__published", "report_id", "id")]


def number(claim):
    """Return a count as it was said: 50, at least 50, 40–50."""
    facts = {"low": words.number(claim.low), "high": words.number(claim.high or 0)}
    if claim.high is None:
        return gettext("at least %(low)s") % facts
    return facts["low"] if claim.low == claim.high else gettext("%(low)s–%(high)s") % facts
