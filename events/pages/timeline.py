"""The whole course of a perspective as a small file, which the map reads once to show any day."""

import orjson
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from districts.api.problems import problem
from districts.parameters import InProvince, OnList
from events.control.state import DEFAULT_LIST
from events.control.timeline import columns, timeline
from events.filters.moments import ReadingFilter
from events.models import ControlPeriod


class CourseFilter(ReadingFilter):
    """The axes of a timeline, and of which districts it is."""

    list = OnList(help_text="Tag of the counted list of districts.", example=DEFAULT_LIST, default=DEFAULT_LIST)
    province = InProvince(help_text="Code of the only province to tell of.", example="AF19")


@require_safe
def timeline_file(request):
    asked = CourseFilter(request.GET, queryset=ControlPeriod.objects.all(), request=request)
    faults = asked.faults()
    if faults:
        return problem(request, 400, "The request cannot be read.", errors=faults)
    moment, province = asked.moment, asked.form.cleaned_data["province"]
    point = {name: getattr(moment, name) for name in ("perspective", "list", "reported_by", "version")}
    body = point | {"province": province} | columns(timeline(moment, province=province))
    response = HttpResponse(orjson.dumps(body), content_type="application/json")
    response.settled = "version" in request.GET
    return response
