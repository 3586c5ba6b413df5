"""What a map of a day says in words: its finding, what is claimed besides, what changed hands, and what was known then.

The same patterns go to the page's script (`phrases`), so that a day that it shows is told in the same words.
"""

from django.utils.translation import gettext, ngettext, pgettext

from districts import languages
from districts.languages import joined, name_of, number
from events.pages import words

NAMED = 5  # changes of a day that are told by name


def finding(asked, figures, total, place=None):
    """Return who held how much on the day asked for: On 24 July 2021 the Taliban held 209 of 421 districts and …"""
    pattern = _day_patterns()["last" if asked.is_last_day else "day"]
    return pattern % {"day": languages.day(asked.as_of), "held": held(figures, total, place)}


def _day_patterns():
    return {
        "day": gettext("On %(day)s %(held)s."),
        "last": gettext("On %(day)s, the last day of the record, %(held)s."),
    }


def held(figures, total, place=None):
    """Return who held how much of `total` districts, of those of a place where one is given."""
    patterns = _held_patterns(total, place)
    most, *others = [one for one in sorted(figures, key=lambda one: -one.held) if one.held] or [None]
    if most is None:
        return patterns["nobody"]
    parts = [patterns["most"] % {"actor": words.the(most.actor), "number": number(most.held)}]
    return joined(parts + [patterns["other"] % _counted(one.actor, one.held) for one in others])


def _counted(actor, count):
    return {"actor": words.the(actor), "number": number(count)}


def _held_patterns(total, place):
    """Return the patterns of `held`, the number of districts and the place filled in."""
    of = {"actor": "%(actor)s", "number": "%(number)s", "total": number(total)}
    if place is None:
        most = ngettext(
            "%(actor)s held %(number)s of %(total)s district", "%(actor)s held %(number)s of %(total)s districts", total
        )
        nobody = ngettext(
            "nobody is known to have held the %(total)s district",
            "nobody is known to have held any of %(total)s districts",
            total,
        )
    else:
        of["place"] = name_of(place)
        most = ngettext(
            "%(actor)s held %(number)s of %(total)s district of %(place)s",
            "%(actor)s held %(number)s of %(total)s districts of %(place)s",
            total,
        )
        nobody = ngettext(
            "nobody is known to have held the %(total)s district of %(place)s",
            "nobody is known to have held any of %(total)s districts of %(place)s",
            total,
        )
    return {"most": most % of, "other": _other(), "nobody": nobody % of}


def _other():
    return pgettext("after who held most", "%(actor)s %(number)s")


def _claimed_too():
    return pgettext("after what is claimed for another", "%(number)s for %(actor)s")


def rest(figures, unknown):
    """Return what is claimed besides and what is unknown, as a sentence; empty where there is neither."""
    claims = [one for one in sorted(figures, key=lambda one: -one.held) if one.claimed]
    parts = [_plural("claims", one.claimed, _counted(one.actor, one.claimed)) for one in claims[:1]]
    parts += [_claimed_too() % _counted(one.actor, one.claimed) for one in claims[1:]]
    told = {"claims": joined(parts) if parts else "", "unknown": number(unknown)}
    if claims and not unknown:
        return _only_claims() % told
    return _plural("both" if claims else "unknown", unknown, told) if unknown else ""


def _only_claims():
    return gettext("%(claims)s without being accepted here.")


def _forms(count):
    """Return the patterns that depend on a number, as a number asks for them."""
    return {
        "claims": ngettext(
            "%(number)s more is claimed for %(actor)s", "%(number)s more are claimed for %(actor)s", count
        ),
        "unknown": ngettext("%(unknown)s is unknown.", "%(unknown)s are unknown.", count),
        "both": ngettext(
            "%(claims)s without being accepted here; %(unknown)s is unknown.",
            "%(claims)s without being accepted here; %(unknown)s are unknown.",
            count,
        ),
        "turned": ngettext(
            "%(number)s district changed hands that day: %(places)s.",
            "Districts that changed hands that day, %(number)s: %(places)s.",
            count,
        ),
        "differ": ngettext(
            "By what was published by %(published)s, %(then)s on %(day)s; by all that is known now, %(now)s. "
            "The two differ in %(number)s district.",
            "By what was published by %(published)s, %(then)s on %(day)s; by all that is known now, %(now)s. "
            "The two differ in %(number)s districts.",
            count,
        ),
    }


def _plural(name, count, values):
    return _forms(count)[name] % values


def turned(turns):
    """Return which districts changed hands on a day, in a sentence; `turns` are pairs (name of a place, winner)."""
    if not turns:
        return gettext("No district changed hands that day.")
    parts = [gettext("%(place)s to %(actor)s") % {"place": place, "actor": words.the(who)} for place, who in turns]
    left = len(parts) - NAMED
    if left > 0:
        parts = [*parts[:NAMED], gettext("%(number)s more") % {"number": number(left)}]
    return _plural("turned", len(turns), {"number": number(len(turns)), "places": _between().join(parts)})


def _between():
    return pgettext("between changes of hands", "; ")


def beside(asked, then, now, total, place=None):
    """Return what was known by the reports of a day beside what is known now, in a sentence.

    `then` and `now` are (figures, rows of `district_states`).
    """
    differing = differences(then[1], now[1])
    values = {
        "published": languages.day(asked.moment.reported_by),
        "day": languages.day(asked.as_of),
        "then": held(then[0], total, place),
        "now": held(now[0], total, place),
        "number": number(len(differing)),
    }
    return _plural("differ", len(differing), values)


def differences(then, now):
    """Return the pairs of rows of two readings, in the same order, whose holder or contest is not the same."""
    return [
        (one, other)
        for one, other in zip(then, now, strict=True)
        if (one["controller"], one["contested"]) != (other["controller"], other["contested"])
    ]


def phrases(actors, total, place=None):
    """Return all that the page's script says with: patterns as gettext has them, names, months and digits."""
    return {
        "actors": {slug: {"name": name_of(one), "the": words.the(one)} for slug, one in actors.items()},
        "standings": {name: str(text) for name, text in words.STANDINGS.items()},
        "unknown": gettext("unknown"),
        "days": _day_patterns(),
        "held": _held_patterns(total, place),
        "claimed": {"other": _claimed_too(), "only": _only_claims()},
        "one": _forms(1),
        "many": _forms(2),
        "still": gettext("No district changed hands that day."),
        "turn": gettext("%(place)s to %(actor)s"),
        "more": gettext("%(number)s more"),
        "between": _between(),
        "named": NAMED,
        "place": gettext("%(district)s, %(province)s"),
        "spot": gettext("%(place)s: %(state)s"),
        "holding": words.holding_patterns(),
        "play": gettext("Play"),
        "pause": gettext("Pause"),
        "scaled": gettext("The map is shown at %(percent)s per cent of its size."),
        "gone": gettext("The days cannot be loaded just now: choose a day and press Show."),
        "calendar": languages.calendar(),
    }
