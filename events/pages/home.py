"""The map of a day: who held what, and what changed last."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from events.control.state import district_states, totals
from events.pages import course, picture, readings, words
from events.pages.asked import ask
from events.pages.tenure import all_periods, with_tenure


@require_safe
def home(request):
    asked, actors = ask(request), readings.actors_by_slug()
    periods = all_periods(asked.moment)
    rows = with_tenure(district_states(asked.moment), periods, asked.as_of)
    figures, counts = readings.figures(rows, actors), totals(rows)
    context = {
        "asked": asked,
        "rows": rows,
        "totals": counts,
        "figures": figures,
        "sentence": readings.held_sentence(figures, len(rows)),
        "rest": readings.rest_sentence(figures, counts["unknown"]),
        "picture": picture.draw(rows, actors, query=asked.query, label=readings.map_label(asked.as_of)),
        "legend": picture.legend(rows, actors),
        "course": course.draw(asked, actors, periods, len(rows)),
        "changes": readings.latest_changes(asked.moment, actors),
        "tallies": readings.tallies_about(asked.moment),
        "steps": day_steps(asked),
    }
    return render(request, "events/home.html", context)


STEPS = [
    ("A month earlier", {"months": -1}),
    ("A week earlier", {"days": -7}),
    ("A day earlier", {"days": -1}),
    ("A day later", {"days": 1}),
    ("A week later", {"days": 7}),
    ("A month later", {"months": 1}),
]


def day_steps(asked):
    """Return the days near the one shown that lie in the record, each as {label, day, query}."""
    near = min(max(asked.as_of, asked.first_day), asked.last_day)
    days = [(label, words.shift(near, **step)) for label, step in STEPS]
    return [
        {"label": label, "day": day, "query": asked.query_with(as_of=day.isoformat())}
        for label, day in days
        if asked.first_day <= day <= asked.last_day
    ]
