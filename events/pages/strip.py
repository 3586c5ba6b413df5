"""The last months at a glance: a small map a fortnight, each district a dot of the hexagons' grid."""

import datetime
from collections import defaultdict
from dataclasses import dataclass

from districts import languages, shapes
from events.control.timeline import holders_on
from events.pages.course import recent_day
from events.pages.findings import held
from events.pages.readings import Figure
from events.pages.words import shift

FORTNIGHT = 14
TALL = 2  # units that a row of the grid lies under another one; a column lies as many beside


@dataclass(frozen=True)
class Dots:
    """The districts that one party holds, or nobody is known to, as the dots of one path."""

    actor: object
    d: str


@dataclass(frozen=True)
class Small:
    """The map of one day; `query` opens the page on it."""

    day: datetime.date
    label: str
    title: str
    most: object
    dots: list[Dots]
    query: str
    view_box: str
    is_shown: bool


def draw(timeline, asked, actors):
    """Return a Small for every fortnight of the last months, counted back from the last day, the first one first."""
    places = shapes.tile_places()
    if not places:
        return []
    left, top = (min(place[axis] for place in places.values()) for axis in (0, 1))
    at = {code: (across - left + 1, TALL * (down - top) + 1) for code, (across, down) in places.items()}
    box = f"0 0 {max(x for x, _ in at.values()) + 1} {max(y for _, y in at.values()) + 1}"
    return [_small(day, holders_on(timeline, day), at, asked, actors, box) for day in days(asked)]


def days(asked):
    """Return the days of the small maps: every fourteenth before the last day of the record, with it, in order."""
    first, last = recent_day(asked), asked.last_day
    return [shift(last, days=-back) for back in range(0, (last - first).days + 1, FORTNIGHT)][::-1]


def _small(day, states, at, asked, actors, box):
    codes = defaultdict(list)
    for code, state in states.items():
        if code in at:
            codes[state[0]].append(code)
    figures = [Figure(actor, len(codes[slug]), 0, len(states)) for slug, actor in actors.items() if codes[slug]]
    figures.sort(key=lambda one: -one.held)
    return Small(
        day=day,
        label=languages.short_day(day),
        title=f"{languages.day(day)}: {held(figures, len(states))}",
        most=figures[0] if figures else None,
        dots=[Dots(actors.get(slug), _dots(codes[slug], at)) for slug in [*actors, None] if codes[slug]],
        query=asked.query_with(as_of=day.isoformat()),
        view_box=box,
        is_shown=day == asked.as_of,
    )


def _dots(codes, at):
    """Return a path of lines without length, which round ends make dots."""
    return "".join(f"M{at[code][0]} {at[code][1]}h0" for code in codes)
