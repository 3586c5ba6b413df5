"""The losses that voices claim of an event, as its page tells them."""

from events.control.restriction import conceal_statement
from events.models import CasualtyClaim


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
    if claim.high is None:
        return f"at least {claim.low:,}"
    return f"{claim.low:,}" if claim.low == claim.high else f"{claim.low:,}–{claim.high:,}"
