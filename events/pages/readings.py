"""What several pages read of the record: the actors, the figures of a day, the latest changes of hands."""

from collections import Counter
from dataclasses import dataclass

from django.conf import settings

from districts import languages
from districts.models import District
from events.control.restriction import conceal_tally
from events.control.tallies import CAPITALS, NATIONAL, Published, own_counts
from events.models import Actor, ControlEvent, ControlPeriod, Tally
from events.models.numbering import number_of
from events.pages import words

TALLY_DAYS = 31


def actors_by_slug():
    """Return {slug: Actor}: the sides that have versions of their own first, the latest challenger before the first.

    So the two that fight for most of the ground stand together in charts: {"taliban", "government", "nrf", …}.
    """
    first = {slug: place for place, slug in enumerate([*settings.RECORD.sides[1::-1], *settings.RECORD.sides[2:]])}
    return {actor.slug: actor for actor in sorted(Actor.objects.all(), key=lambda one: first.get(one.slug, len(first)))}


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


def in_language(rows):
    """Return rows of places with `district_name` and, where they have it, `province_name` in the page's language.

    Rows are those of `district_states` or of `changes`; in English they are as they were.
    """
    language = languages.active()
    if language not in ("fa", "ps"):
        return rows
    names = {}
    places = District.objects.filter(code__in={row["district"] for row in rows})
    for code, own, province in places.values_list("code", f"name_{language}", f"province__name_{language}"):
        names[code] = {"district_name": own, "province_name": province}
    return [
        {**row, **{key: own for key, own in names.get(row["district"], {}).items() if own and key in row}}
        for row in rows
    ]


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
    told = ("perspective", "controller", "event__controller", "event__opponent")
    return list(periods.reported_by(moment.reported_by).select_related(*told).in_order())
