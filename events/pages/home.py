"""The map of a day: who held what, the course of the war around it, and what changed last."""

from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.control.state import district_states
from events.pages import course, readings, strip, words
from events.pages.asked import ask
from events.pages.sliding import slides, stage
from events.pages.tenure import all_periods, with_tenure


@require_safe
@slides
def home(request):
    asked, actors = ask(request), readings.actors_by_slug()
    periods = all_periods(asked.moment)
    rows = with_tenure(readings.in_language(district_states(asked.moment)), periods, asked.as_of)
    title = gettext("Who held the districts of %(place)s on %(day)s")
    shown = stage(request, asked, actors, rows, title=title)
    context = {
        **shown,
        "asked": asked,
        "rows": rows,
        "course": course.draw(asked, actors, periods, len(rows)),
        "strip": strip.draw(shown["line"], asked, actors),
        "tallies": readings.tallies_about(asked.moment),
        "steps": day_steps(asked),
    }
    return render(request, "events/home.html", context)


STEPS = [
    (_("A month earlier"), {"months": -1}),
    (_("A week earlier"), {"days": -7}),
    (_("A day earlier"), {"days": -1}),
    (_("A day later"), {"days": 1}),
    (_("A week later"), {"days": 7}),
    (_("A month later"), {"months": 1}),
]


def day_steps(asked):
    """Return the steps to days near the one shown, as {label, days, months, day, query}; `day` None leads nowhere."""
    near = min(max(asked.as_of, asked.first_day), asked.last_day)
    return [_step(asked, label, words.shift(near, **step), step) for label, step in STEPS]


def _step(asked, label, day, step):
    day = day if asked.first_day <= day <= asked.last_day else None
    query = asked.query_with(as_of=day.isoformat()) if day else ""
    return {"label": label, "day": day, "query": query, "days": step.get("days", 0), "months": step.get("months", 0)}
