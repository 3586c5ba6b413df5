"""One province: its map, its counts, its districts and what changed hands last."""

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from districts.models import Province
from events.control.state import district_states, totals
from events.pages import picture, readings, words
from events.pages.asked import ask
from events.pages.districts import told
from events.pages.home import day_steps
from events.pages.tenure import all_periods, with_tenure


@require_safe
def province_detail(request, code):
    province = get_object_or_404(Province.objects.defer("cell", "boundary").select_related("capital"), code=code)
    asked, actors = ask(request), readings.actors_by_slug()
    periods = all_periods(asked.moment, province=code)
    rows = with_tenure(district_states(asked.moment, province=code), periods, asked.as_of)
    figures, counts = readings.figures(rows, actors), totals(rows)
    label = f"{province.name} province on {words.day(asked.as_of)}"
    context = {
        "asked": asked,
        "province": province,
        "rows": told(rows, actors),
        "totals": counts,
        "figures": figures,
        "sentence": readings.held_sentence(figures, len(rows), words.name_of(province)),
        "rest": readings.rest_sentence(figures, counts["unknown"]),
        "picture": picture.draw(rows, actors, query=asked.query, label=label, province=province),
        "legend": picture.legend(rows, actors),
        "changes": readings.latest_changes(asked.moment, actors, province=code),
        "steps": day_steps(asked),
    }
    return render(request, "districts/province_detail.html", context)
