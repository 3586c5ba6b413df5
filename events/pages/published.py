"""What others counted between two days, beside our own count: which of it counts the same thing as the chart."""

from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.control.restriction import conceal_tally
from events.control.tallies import CAPITALS, CONTESTED, HELD, LISTS, NATIONAL, OwnCount, Published, own_counts
from events.models import Tally
from events.pages import words

REASONS = {
    "other_measure": _("It counts something else than districts held on a day."),
    "part_of_country": _("It is of a part of the country."),
    "no_actor": _("It does not say whose districts it counts."),
    CAPITALS: _("It counts provincial capitals only."),
    CONTESTED: _("It counts contested districts, whoever holds them."),
}


@dataclass(frozen=True)
class Told:
    """A tally, this record's own count of the same, and why it is not on the chart; "" where it is.

    `counts_our_list` is False where it does not say of how many units it counts.
    """

    tally: Tally
    own: OwnCount
    reason: str
    counts_our_list: bool


def between(first, last, moment):
    """Return the Told tallies of the days first to last in order, as a chart of a moment's list can take them."""
    tallies = Tally.objects.public().filter(date__range=(first, last))
    if moment.reported_by:
        tallies = tallies.filter(published__lte=moment.reported_by)
    rows = tallies.select_related("voice", "source", "actor", "report").order_by("date", "id")
    shown = [conceal_tally(tally) for tally in rows]
    owns = own_counts([published(tally) for tally in shown], moment)
    return [_told(tally, own, moment.list) for tally, own in zip(shown, owns, strict=True)]


def published(tally):
    """Return a tally as the comparison of counts takes it."""
    return Published(tally.date, tally.actor and tally.actor.slug, tally.measure, tally.denominator)


def _told(tally, own, listed):
    return Told(tally, own, why_not(tally.measure, tally.denominator, own.reason, listed), bool(tally.denominator))


def why_not(measure, denominator, reason, listed):
    """Return why a count is not on a chart of districts held of the list `listed`; "" where it is.

    `reason` is that of its OwnCount.
    """
    told = reason or (measure if measure not in HELD else None)
    if told:
        return str(REASONS[told])
    if denominator and LISTS.get(denominator) != listed and denominator >= NATIONAL:
        return gettext("It counts out of %(number)s units, another list.") % {"number": words.number(denominator)}
    return ""
