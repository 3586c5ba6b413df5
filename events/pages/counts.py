"""How many districts each side held through time: the chart, its table, and the counts of others beside it."""

from dataclasses import dataclass, replace

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from districts import languages
from events.control.series import INTERVALS, points, series
from events.control.tallies import LISTS
from events.pages import chart, published, readings, spans, words
from events.pages.asked import BadParameterError, ask, choice

MOST_STEPS = 400  # days, weeks or months on the chart, and rows of its table
LADDER = ("confirmed", "reported", "claimed")
UNITS = {tag: units for units, tag in LISTS.items()}


@require_safe
def national_chart(request):
    asked, actors = ask(request), readings.actors_by_slug()
    start = spans.outbreak(asked)
    first, last = spans.span(request, asked, start)
    moment = replace(asked.moment, list=choice(request, "list", UNITS, asked.moment.list))
    days, interval, rows = sampled(first, last, choice(request, "interval", INTERVALS[1:]))
    counts = Counts.read(sorted({*days, *rows}), moment, actors)
    tallies = published.between(first, last, moment)
    context = {
        "asked": asked,
        "first": first,
        "last": last,
        "interval": interval,
        "list": moment.list,
        "units": UNITS.items(),
        "total": counts.total,
        "finding": finding(counts, days),
        "doubt": doubt(counts, days),
        "drawing": drawing(counts, days, (first, last), tallies),
        "sides": counts.sides,
        "table": [counts.row(day) for day in rows],
        "tallies": tallies,
        "presets": spans.presets(asked, start, list=request.GET.get("list")),
        "kept": {"from": first.isoformat(), "to": last.isoformat(), "list": request.GET.get("list")},
    }
    return render(request, "events/chart.html", context)


def sampled(first, last, interval=""):
    """Return the days that the chart counts, the interval of its table, and the days that the table counts.

    Both have at most MOST_STEPS days; raises BadParameterError where not even months are so few.
    """
    fits = [each for each in INTERVALS if (last - first).days / {"day": 1, "week": 7, "month": 30}[each] <= MOST_STEPS]
    if not fits:
        raise BadParameterError("from", first.isoformat(), f"a day at most {MOST_STEPS} months before {last}")
    allowed = [each for each in fits if each != "day"]
    tabled = interval if interval in allowed else allowed[0]
    return list(points(first, last, fits[0])), tabled, list(points(first, last, tabled))


@dataclass(frozen=True)
class Counts:
    """How many districts each side held on the days counted, in the chosen perspective and on each rung of the ladder.

    `held` is {(perspective, day, slug): (districts, contested)}, `sides` the actors that held any, `total` the units.
    """

    held: dict
    sides: list
    total: int
    perspective: str

    @classmethod
    def read(cls, days, moment, actors):
        """Read the counts of days, at most as many as a series has: one query a perspective."""
        held, total = {}, 0
        for perspective in dict.fromkeys((moment.perspective, *LADDER)):
            rows = series(days, replace(moment, perspective=perspective))
            held |= {(perspective, day, slug): (districts, contested) for day, _, slug, districts, contested, _ in rows}
            total = rows[0][-1] if rows else 0
        known = {slug for (_, _, slug), (districts, _) in held.items() if slug and districts}
        return cls(held, [actor for slug, actor in actors.items() if slug in known], total, moment.perspective)

    def of(self, day, slug, perspective=""):
        """Return how many districts a side held on a day; a slug of None stands for nobody."""
        return self.held.get((perspective or self.perspective, day, slug), (0, 0))[0]

    def span(self, day, slug):
        """Return the lowest and the highest count of a side on a day, of those that are confirmed, reported, claimed.

        The claimed one can be the lowest: it also has what others claim to have taken from this side.
        """
        found = [self.of(day, slug, perspective) for perspective in LADDER]
        return min(found), max(found)

    def row(self, day):
        """Return a row of the table: {day, sides: [(actor, held, low, high)], contested, unknown}."""
        return {
            "day": day,
            "sides": [(actor, self.of(day, actor.slug), *self.span(day, actor.slug)) for actor in self.sides],
            "contested": sum(self.held.get((self.perspective, day, one.slug), (0, 0))[1] for one in self.sides),
            "unknown": self.of(day, None),
        }


def finding(counts, days):
    """Return the greatest change of the span as a sentence; what is known where nobody held anything."""
    if not counts.sides:
        return gettext("Nobody is known to have held a district on these days.")
    first, last = days[0], days[-1]
    most = max(counts.sides, key=lambda one: abs(counts.of(last, one.slug) - counts.of(first, one.slug)))
    facts = {
        "actor": words.the(most),
        "before": words.number(counts.of(first, most.slug)),
        "after": words.number(counts.of(last, most.slug)),
        "total": words.number(counts.total),
        "first": words.day(first),
        "last": words.day(last),
    }
    text = gettext("%(actor)s held %(before)s of %(total)s districts on %(first)s and %(after)s on %(last)s.")
    return words.upper_first(text % facts)


def doubt(counts, days):
    """Return as a sentence on which day the counts of a side in the ladder lay farthest apart; "" if never.

    Of several such days the first is taken.
    """
    wide = [
        (high - low, -position, low, high, actor, day)
        for position, day in enumerate(days)
        for actor in counts.sides
        for low, high in [counts.span(day, actor.slug)]
    ]
    width, _, low, high, actor, day = max(wide, key=lambda one: one[:2], default=(0,) * 6)
    if not width:
        return ""
    facts = {"actor": words.the(actor), "day": words.day(day), "low": words.number(low), "high": words.number(high)}
    text = gettext(
        "What is confirmed and what is claimed lie farthest apart on %(day)s: from %(low)s to %(high)s districts "
        "for %(actor)s."
    )
    return text % facts


def drawing(counts, days, span, tallies):
    """Return what the template draws: {frame sizes, sides, points, ticks, rules}, all in units of the drawing."""
    frame = chart.Frame(*span, counts.total)
    drawn = [told for told in tallies if not told.reason]
    return {
        "sides": [_side(frame, counts, days, actor) for actor in counts.sides],
        "points": [
            (told, chart.point(frame, told.tally.date, told.tally.count_low, told.tally.count_high)) for told in drawn
        ],
        "ticks": _ticks(frame),
        "rules": [(number, frame.y(number)) for number in chart.rules(counts.total)],
        "left": chart.LEFT,
        "right": chart.RIGHT,
        "top": chart.TOP,
        "bottom": chart.BOTTOM,
        "width": chart.WIDTH,
        "height": chart.HEIGHT,
    }


def _side(frame, counts, days, actor):
    held = [chart.Count(day, counts.of(day, actor.slug)) for day in days]
    low, high = ([chart.Count(day, counts.span(day, actor.slug)[end]) for day in days] for end in (0, 1))
    return {"actor": actor, "line": chart.line(frame, held), "band": chart.band(frame, low, high)}


def _ticks(frame):
    """Return the labels of the axis of days: [(x, label, anchor)], days without a year or, of a long span, years."""
    days = chart.labelled_days(frame.first, frame.last)
    years = (frame.last - frame.first).days >= chart.LONG
    labels = [languages.digits(day.year) if years else words.short_day(day) for day in days]
    return [(frame.x(day), label, chart.anchor(frame.x(day))) for day, label in zip(days, labels, strict=True)]
