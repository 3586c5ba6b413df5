"""The sentences and labels of the pages, said once: counts, holders, standings, kinds of events, spans of days.

Each answers in the language of the page; days, numbers and names are those of `districts.languages`.
"""

import calendar
import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from districts import languages
from districts.languages import day, days_text, joined, month, name_of, number, short_day
from events.control.standing import KINDS

__all__ = [
    "Piece", "about", "beneficiary", "counted", "counts", "day", "days", "days_text", "headline", "holding",
    "holding_patterns", "instant", "joined", "month", "name_of", "number", "shift", "short_day", "standing_words",
    "tally_count", "the", "upper_first",
]  # fmt: skip

HEADLINES = {
    "captured": _("{controller} took it from {opponent}"),
    "handed_over": _("Handed over to {controller} without a fight"),
    "contested": _("Fighting for the centre, held by {controller}"),
    "relocated": _("The administration of {controller} left the centre"),
    "held": _("{controller} still held it"),
    "assessed": _("Said to be held by {controller}"),
    "assumed": _("Assumed to be held by {controller}"),
}

STANDINGS = {
    "confirmed": _("confirmed"),
    "reported": _("reported"),
    "claimed": _("claimed"),
    "disputed": _("disputed"),
    "refuted": _("refuted"),
    "assumed": _("assumed"),
}


@dataclass(frozen=True)
class Piece:
    """A part of a date as shown; `iso` is the day that it stands for."""

    text: str
    iso: str


def days(first, last):
    """Return the pieces of an uncertain day, one where both ends are the same: 9–12 July 2021."""
    return [Piece(text, stands_for.isoformat()) for text, stands_for in languages.days(first, last)]


def counted(number, one, many=None):
    """Return a number with its English noun, for the desk: 1 district, 2 districts."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def the(actor):
    """Return an actor's name inside a sentence: the Taliban.

    A language that bends names inside a sentence has them so in its catalogue.
    """
    bent = pgettext("inside a sentence", actor.name)
    if bent != actor.name:
        return bent
    return gettext("the %(actor)s") % {"actor": name_of(actor)}


def upper_first(text):
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def headline(event):
    """Return what an event says, in a few words."""
    sides = {"controller": the(event.controller), "opponent": the(event.opponent)}
    return upper_first(str(HEADLINES[event.kind]).format(**sides))


def beneficiary(event):
    """Return the actor that gains by saying that an event happened; None for an assumed one."""
    return {"controller": event.controller, "opponent": event.opponent}.get(KINDS[event.kind].gains)


def standing_words(standing, event=None):
    """Return a standing as its badge says it; `event`, where known, names who claims it."""
    who = beneficiary(event) if event is not None and standing == "claimed" else None
    return gettext("claimed by %(actor)s") % {"actor": the(who)} if who else str(STANDINGS.get(standing, standing))


def about(date, *, certain):
    """Return a day that may not be exact in words: about 21 June 2021."""
    return day(date) if certain else holding_patterns()["about"] % {"day": day(date)}


def holding(row, actors):
    """Return a row of `with_tenure` as the tooltip of a map says it: Taliban since 21 June 2021, confirmed."""
    return _with_claim(_held(row, actors), row["open_claim"], actors)


def holding_patterns():
    """Return the patterns of `holding`, by what they tell."""
    return {
        "about": gettext("about %(day)s"),
        "unknown": gettext("no accepted report yet"),
        "held": gettext("%(actor)s since %(day)s, %(standing)s"),
        "contested": gettext("%(actor)s since %(day)s, contested since %(contested)s, %(standing)s"),
        "claimed": gettext("%(state)s; claimed by %(actor)s"),
    }


def _held(row, actors):
    patterns = holding_patterns()
    if not row["controller"]:
        return patterns["unknown"]
    facts = {
        "actor": name_of(actors[row["controller"]]),
        "day": about(row["held_since"], certain=row["held_since_certain"]),
        "standing": standing_words(row["standing"]),
    }
    if not row["contested"]:
        return patterns["held"] % facts
    facts["contested"] = about(row["since"], certain=row["since_certain"])
    return patterns["contested"] % facts


def _with_claim(text, claim, actors):
    if not claim:
        return text
    return holding_patterns()["claimed"] % {"state": text, "actor": the(actors[claim["controller"]])}


MEASURES = {
    "held": _("districts held by {}"),
    "government_held": _("districts held by {}"),
    "influence": _("districts under the influence of {}"),
    "contested": _("districts contested"),
    "captured_since_1_may": _("districts taken by {} since 1 May"),
    "claimed_captured_since_1_may": _("districts taken by {} since 1 May, by its own claim"),
    "captured_and_still_held": _("districts taken by {} and still held"),
    "captured_in_period": _("districts taken by {} in some days"),
    "captured_or_contested": _("districts taken by {} or contested"),
    "recaptured": _("districts taken back by {}"),
    "capitals_held": _("provincial capitals held by {}"),
}


def counts(tally):
    """Return what a tally counts: districts held by the Taliban; its bare measure where that has no words yet."""
    text = str(MEASURES.get(tally.measure, tally.measure.replace("_", " ") + ", {}"))
    return text.format(the(tally.actor) if tally.actor else gettext("somebody"))


def tally_count(tally):
    """Return a published count as it was said: at least 87 of 421, 40–50."""
    facts = {"low": number(tally.count_low), "high": number(tally.count_high or 0)}
    if tally.count_high is None:
        said = gettext("at least %(low)s") % facts
    else:
        said = facts["low"] if tally.count_low == tally.count_high else gettext("%(low)s–%(high)s") % facts
    if not tally.denominator:
        return said
    return gettext("%(count)s of %(total)s") % {"count": said, "total": number(tally.denominator)}


def instant(at):
    """Return an instant as the day and the local time: 3 June 2021, 14:05."""
    there = timezone.localtime(at)
    return gettext("%(day)s, %(time)s") % {"day": day(there.date()), "time": languages.digits(f"{there:%H:%M}")}


def shift(date, *, days=0, months=0):
    """Return the day that lies some days and months away; a day that its month lacks becomes its last one.

    The calendar ends with the years 1 and 9999: a day beyond becomes the last one there is.
    """
    year, month = divmod(min(max(date.year * 12 + date.month - 1 + months, 12), 9999 * 12 + 11), 12)
    within = min(date.day, calendar.monthrange(year, month + 1)[1])
    number = datetime.date(year, month + 1, within).toordinal() + days
    return datetime.date.fromordinal(min(max(number, 1), datetime.date.max.toordinal()))
