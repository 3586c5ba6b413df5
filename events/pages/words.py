"""The sentences and labels of the pages, said once: days, counts, holders, standings, kinds of events."""

import calendar
import datetime
from dataclasses import dataclass

from events.control.standing import KINDS

HEADLINES = {
    "captured": "{controller} took it from {opponent}",
    "handed_over": "Handed over to {controller} without a fight",
    "contested": "Fighting for the centre, held by {controller}",
    "relocated": "The administration of {controller} left the centre",
    "held": "{controller} still held it",
    "assessed": "Said to be held by {controller}",
    "assumed": "Assumed to be held by {controller}",
}


@dataclass(frozen=True)
class Piece:
    """A part of a date as shown; `iso` is the day that it stands for."""

    text: str
    iso: str


def day(date):
    """Return a day in words: 21 June 2021."""
    return f"{date.day} {date:%B %Y}"


def days(first, last):
    """Return the pieces of an uncertain day, one where both ends are the same: 9–12 July 2021."""
    if first == last:
        return [Piece(day(first), first.isoformat())]
    if (first.year, first.month) == (last.year, last.month):
        opening = f"{first.day}"
    elif first.year == last.year:
        opening = f"{first.day} {first:%B}"
    else:
        opening = day(first)
    return [Piece(opening, first.isoformat()), Piece(day(last), last.isoformat())]


def days_text(first, last):
    """Return an uncertain day as plain text."""
    return "–".join(piece.text for piece in days(first, last))


def joined(parts):
    """Return parts as a list in a sentence: a, b and c."""
    parts = list(parts)
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def counted(number, one, many=None):
    """Return a number with its noun: 1 district, 2 districts."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def the(actor):
    """Return an actor's name inside a sentence: the Taliban."""
    return f"the {actor.name}"


def upper_first(text):
    """Return a text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def headline(event):
    """Return what an event says, in a few words."""
    sides = {"controller": the(event.controller), "opponent": the(event.opponent)}
    return upper_first(HEADLINES[event.kind].format(**sides))


def beneficiary(event):
    """Return the actor that gains by saying that an event happened; None for an assumed one."""
    return {"controller": event.controller, "opponent": event.opponent}.get(KINDS[event.kind].gains)


def standing_words(standing, event=None):
    """Return a standing as its badge says it; `event`, where known, names who claims it."""
    who = beneficiary(event) if event is not None and standing == "claimed" else None
    return f"claimed by {the(who)}" if who else standing


def about(date, *, certain):
    """Return a day that may not be exact in words: about 21 June 2021."""
    return day(date) if certain else f"about {day(date)}"


def holding(row, actors):
    """Return a row of `with_tenure` as the tooltip of a map says it: Taliban since 21 June 2021, confirmed."""
    if not row["controller"]:
        text = "no accepted report yet"
    else:
        held = about(row["held_since"], certain=row["held_since_certain"])
        contested = f", contested since {about(row['since'], certain=row['since_certain'])}" if row["contested"] else ""
        text = f"{actors[row['controller']].name} since {held}{contested}, {row['standing']}"
    claim = row["open_claim"]
    return f"{text}; claimed by {the(actors[claim['controller']])}" if claim else text


MEASURES = {
    "held": "districts held by {}",
    "government_held": "districts held by {}",
    "influence": "districts under the influence of {}",
    "contested": "districts contested",
    "captured_since_1_may": "districts taken by {} since 1 May",
    "claimed_captured_since_1_may": "districts taken by {} since 1 May, by its own claim",
    "captured_and_still_held": "districts taken by {} and still held",
    "captured_in_period": "districts taken by {} in some days",
    "captured_or_contested": "districts taken by {} or contested",
    "recaptured": "districts taken back by {}",
    "capitals_held": "provincial capitals held by {}",
}


def counts(tally):
    """Return what a tally counts: districts held by the Taliban; its bare measure where that has no words yet."""
    text = MEASURES.get(tally.measure, tally.measure.replace("_", " ") + ", {}")
    return text.format(the(tally.actor) if tally.actor else "somebody")


def shift(date, *, days=0, months=0):
    """Return the day that lies some days and months away; a day that its month lacks becomes its last one.

    The calendar ends with the years 1 and 9999: a day beyond becomes the last one there is.
    """
    year, month = divmod(min(max(date.year * 12 + date.month - 1 + months, 12), 9999 * 12 + 11), 12)
    within = min(date.day, calendar.monthrange(year, month + 1)[1])
    number = datetime.date(year, month + 1, within).toordinal() + days
    return datetime.date.fromordinal(min(max(number, 1), datetime.date.max.toordinal()))
