"""What several pages read of the record: the actors, the figures of a day, the latest changes of hands."""

import datetime
from collections import Counter
from dataclasses import dataclass

from events.control import state
from events.control.restriction import conceal_tally
from events.control.tallies import CAPITALS, NATIONAL, Published, own_counts
from events.models import Actor, ControlEvent, ControlPeriod, Tally
from events.models.numbering import number_of
from events.pages import words

TALLY_DAYS = 31


def actors_by_slug():
    """Return {slug: Actor}, the parties with most ground in the war first."""
    order = {"taliban": 0, "government": 1}
    return {actor.slug: actor for actor in sorted(Actor.objects.all(), key=lambda one: order.get(one.slug, 2))}


@dataclass(frozen=True)
class Figure:
    """How many districts an actor held, and how many more are claimed for it."""

    actor: object
    held: int
    claimed: int
    of: int


def figures(rows, actors):
    """Return a Figure for each party that holds or claims a district in rows of `district_states`, largest first."""
    held = Counter(row["controller"] for row in rows)
    claimed = Counter(row["open_claim"]["controller"] for row in rows if row["open_claim"])
    found = [Figure(actor, held[slug], claimed[slug], len(rows)) for slug, actor in actors.items()]
    return sorted((one for one in found if one.held or one.claimed), key=lambda one: -one.held)


def held_sentence(figures_of_day, total, where=""):
    """Return who held how much, as the end of a sentence: the Taliban held 209 of 421 districts and …

    `where` follows the word districts: "of Kunduz".
    """
    districts = f"{words.counted(total, 'district')} {where}".strip()
    parts = [(words.the(one.actor), one.held) for one in figures_of_day if one.held]
    if not parts:
        return f"nobody is known to have held any of {districts}"
    (first, most), *others = parts
    return words.joined([f"{first} held {most} of {districts}", *(f"{name} {number}" for name, number in others)])


def rest_sentence(figures_of_day, unknown):
    """Return what is claimed besides and what is unknown, as a sentence; empty where there is neither."""
    claims = [(one.claimed, words.the(one.actor)) for one in figures_of_day if one.claimed]
    parts = [f"{number} for {who}" for number, who in claims]
    if claims:
        parts[0] = f"{claims[0][0]} more {_are(claims[0][0])} claimed for {claims[0][1]}"
    claimed = words.joined(parts) + " without being accepted here" if parts else ""
    missing = f"{unknown} {_are(unknown)} unknown" if unknown else ""
    text = "; ".join(filter(None, [claimed, missing]))
    return f"{text}." if text else ""


def _are(number):
    return "is" if number == 1 else "are"


def latest_changes(moment, actors, *, province=None, limit=10):
    """Return the last changes of hands up to a moment's day, newest first, with the actors in place of slugs."""
    found = state.changes(datetime.date.min, moment.as_of, moment, province=province)["results"]
    order = {(flip["date"], flip["event"]) for row in found for flip in row["flips"]}
    oldest = min(sorted(order)[-limit:], default=None)
    near = [{**row, "flips": [one for one in row["flips"] if (one["date"], one["event"]) >= oldest]} for row in found]
    return sorted(told_flips(near, actors), key=lambda flip: (flip["date"], flip["event"]), reverse=True)


def told_flips(results, actors):
    """Return the flips of results of `state.changes`, with rows in place of slugs and ids.

    Each has `place` (its result), `loser`, `winner` and `source_event`, the event behind it.
    """
    flips = [(row, flip, number_of(flip["event"], "E")) for row in results for flip in row["flips"]]
    numbers = {number for _, _, number in flips}
    events = ControlEvent.objects.select_related("controller", "opponent").in_bulk(numbers)
    return [
        {
            **flip,
            "place": row,
            "loser": actors[flip["from"]],
            "winner": actors[flip["to"]],
            "source_event": events.get(number),
        }
        for row, flip, number in flips
    ]


def tallies_about(moment, limit=8):
    """Return the published counts about a moment's day, nearest first, each as {tally, own}: its OwnCount."""
    window = [words.shift(moment.as_of, days=days) for days in (-TALLY_DAYS, TALLY_DAYS)]
    tallies = Tally.objects.public().filter(date__range=window).select_related("voice", "source", "actor", "report")
    near = sorted(map(conceal_tally, tallies), key=lambda tally: (abs(tally.date - moment.as_of), tally.date, tally.pk))
    near = [tally for tally in near if _is_national(tally)][:limit]
    owns = own_counts([_published(tally) for tally in near], moment)
    return [{"tally": tally, "own": own} for tally, own in zip(near, owns, strict=True)]


def _is_national(tally):
    return tally.measure == CAPITALS or tally.denominator is None or tally.denominator >= NATIONAL


def _published(tally):
    return Published(tally.date, tally.actor and tally.actor.slug, tally.measure, tally.denominator)


def district_periods(district, moment):
    """Return the control periods of a district in every perspective on a moment's evidence, in order."""
    periods = ControlPeriod.objects.filter(district=district).recorded_in(moment.version)
    return list(periods.reported_by(moment.reported_by).select_related("perspective", "controller", "event").in_order())
