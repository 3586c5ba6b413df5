"""What the slider of a map needs: its days, the file that it reads, and the address of a day that a form sent."""

from collections import Counter
from functools import wraps

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from districts import shapes
from districts.country import name_of_country
from events.control.state import Moment, district_states
from events.control.timeline import timeline, turns
from events.models.numbering import code_of
from events.pages import findings, picture, readings, words
from events.pages.asked import BadParameterError, ask, choice
from events.pages.course import reach

MOST_DAYS = 5_000_000  # more lie in no calendar
LATEST = 10
KINDS = {"boundaries": _("Boundaries"), "cells": _("Cells"), "tiles": _("Equal hexagons")}


def slides(view):
    """Let a page take `day`, the number of a day of the record, as a form without a script sends it.

    The answer leads to the address of that day, which alone is kept and cited.
    """

    @wraps(view)
    def sliding(request, *args, **kwargs):
        if "day" not in request.GET:
            return view(request, *args, **kwargs)
        asked, text = ask(request), request.GET["day"].strip()
        if not (text.isascii() and text.isdigit() and int(text[:9]) < MOST_DAYS):
            raise BadParameterError("day", text, "the number of a day of the record, 0 for the first one")
        return redirect(request.path + asked.query_with(as_of=words.shift(asked.first_day, days=int(text)).isoformat()))

    return sliding


def map_kind(request):
    """Return the kind of map that an address asks for, "" by default; raises BadParameterError for another."""
    return choice(request, "view", shapes.kinds())


def slider(asked):
    """Return the days between which the slider moves: {first, last, day}, and each as its number in the record."""
    first, last = reach(asked)
    days = {"first": first, "last": last, "day": min(max(asked.as_of, first), last)}
    return days | {f"{name}_number": (day - asked.first_day).days for name, day in days.items()}


def timelines(asked, province=None):
    """Return the addresses of the timelines that the page's script reads: {then, now}, now only where it differs."""
    moment, point = asked.moment, {"version": asked.moment.version, "perspective": asked.moment.perspective}
    if province is not None:
        point["province"] = province.code
    now = f"{reverse('timeline')}?{urlencode(point)}"
    if moment.reported_by is None:
        return {"then": now, "now": ""}
    return {"then": f"{now}&{urlencode({'reported_by': moment.reported_by.isoformat()})}", "now": now}


def known_now(asked, province=None):
    """Return the rows of the day by all reports where the page goes by those of a day, else None."""
    if asked.moment.reported_by is None:
        return None
    moment = Moment(asked.as_of, asked.moment.version, None, asked.moment.perspective, asked.moment.list)
    return readings.in_language(district_states(moment, province=province and province.code))


def stage(request, asked, actors, rows, *, title, province=None):
    """Return what a page shows around a map of `rows` (with their tenure) and gives to its script.

    With `line`, the Timeline of the places shown. `title` is a pattern that names the place and the day.
    """
    kind, kinds, code = map_kind(request), shapes.kinds(), province.code if province else None
    line = timeline(asked.moment, province=code)
    places = {row["district"]: row for row in rows}
    of_day = [(places[code], step) for code, step, _ in turns(line) if step.start == asked.as_of and code in places]
    turned = {row["district"] for row, _ in of_day}
    names = {"place": words.name_of(province) if province else name_of_country(), "day": "%(day)s"}
    titled = title % names % {"day": words.day(asked.as_of)}
    drawing = {"query": asked.query, "label": titled, "province": province, "kind": kind, "turned": turned}
    return {
        "line": line,
        "turned": findings.turned([(picture.place_of(row), actors[step.controller]) for row, step in of_day]),
        "turns": latest(line, asked.as_of, places, actors),
        "picture": picture.draw(rows, actors, **drawing),
        "legend": picture.lines_of(rows, actors),
        "kinds": [(one, KINDS[one], one == (kind or kinds[0])) for one in kinds],
        "slider": slider(asked),
        "timelines": timelines(asked, province),
        "title": titled,
        "phrases": findings.phrases(actors, len(rows), province) | {"title": title % names},
        **told(asked, actors, rows, known_now(asked, province), province),
    }


def told(asked, actors, rows, now, province):
    """Return the sentences and the table of a day; with rows of `now`, what is known now stands beside them."""
    figures, unknown = readings.figures(rows, actors), _unknown(rows)
    found = {
        "finding": findings.finding(asked, figures, len(rows), province),
        "rest": findings.rest(figures, unknown),
        "held": table(rows, now or [], actors),
        "unknown": unknown,
    }
    if now is None:
        return found
    then_and_now = ((figures, rows), (readings.figures(now, actors), now))
    pairs = findings.differences(rows, now)
    return found | {
        "unknown_now": _unknown(now),
        "beside": findings.beside(asked, *then_and_now, len(rows), province),
        "differing": [(one, actors.get(one["controller"]), actors.get(other["controller"])) for one, other in pairs],
    }


def _unknown(rows):
    return sum(not row["controller"] for row in rows)


def table(rows, now, actors):
    """Return a line for each party, [{actor, held, claimed, now}], also for one that holds nothing on this day."""
    then, later = (Counter(row["controller"] for row in each) for each in (rows, now))
    claimed = Counter(row["open_claim"]["controller"] for row in rows if row["open_claim"])
    return [
        {"actor": actor, "held": then[slug], "claimed": claimed[slug], "now": later[slug]}
        for slug, actor in actors.items()
        if actor.is_party
    ]


def latest(line, day, places, actors):
    """Return the last changes of hands up to a day, newest first, with rows in place of slugs and codes."""
    found = [turn for turn in turns(line) if turn[1].start <= day and turn[0] in places][-LATEST:]
    return [
        {
            "place": places[code],
            "name": picture.place_of(places[code]),
            "day": words.about(step.start, certain=step.certain),
            "iso": step.start.isoformat(),
            "loser": actors[loser],
            "winner": actors[step.controller],
            "standing": step.standing,
            "event": code_of(step.event, "E"),
        }
        for code, step, loser in reversed(found)
    ]
