from rest_framework import exceptions
from rest_framework.response import Response

from districts.api.base import PublicView
from districts.api.formats.geojson import GeoJSONRenderer
from districts.models import District
from districts.parameters import place_hint
from events.api.history import events_of
from events.api.readings import (
    ChangeSerializer,
    ChangesSerializer,
    ControlRowSerializer,
    ControlSerializer,
    DistrictTimelineSerializer,
    PeriodSerializer,
    TimelineEnvelopeSerializer,
)
from events.control.state import changes, district_states, totals
from events.filters import ChangesFilter, ControlFilter, PeriodFilter, TimelineFilter
from events.models import ControlPeriod


class ReadingView(PublicView):
    """An answer at a moment. `settles` names the parameters that decide the moment once they are written out.

    Shapes are loaded without a version, so that what draws places is not settled by one.
    """

    queryset = ControlPeriod.objects.in_order()
    settles = ["version"]

    def for_next(self, request):
        query = request.query_params.copy()
        query.pop("known_at", None)
        for name in self.settles:
            query[name] = str(self.filterset.form.cleaned_data[name])
        return query

    def finalize_response(self, request, response, *args, **kwargs):
        response = super().finalize_response(request, response, *args, **kwargs)
        if response.status_code == 200:
            response["Content-Location"] = f"{request.path}?{self.for_next(request).urlencode()}"
            drawn = request.accepted_renderer.format == GeoJSONRenderer.format
            response.settled = not drawn and all(name in request.query_params for name in self.settles)
        return response

    def envelope(self):
        moment = self.filterset.moment
        return {"reported_by": moment.reported_by, "version": moment.version, "perspective": moment.perspective}


class ControlView(ReadingView):
    about = (
        "Who held each district on a day: one row a district on the list, by province and code, never in pages. "
        "A district without an accepted event is unknown: its controller is null."
    )
    filterset_class = ControlFilter
    serializer_class = ControlSerializer
    row_class = ControlRowSerializer
    pagination_class = None
    feature_kind, feature_key = "district", "district"
    settles = ["as_of", "version"]

    def get(self, request):
        asked = self.asked(request, self.queryset)
        moment = asked.moment
        rows = district_states(moment, province=asked.form.cleaned_data["province"])
        body = {"as_of": moment.as_of, **self.envelope(), "list": moment.list, "denominator": len(rows)}
        return Response({**body, "totals": totals(rows), "results": rows})


class ChangesView(ReadingView):
    about = (
        "The districts that changed hands from one day to another, both included, with every change in between. "
        "A change is from one known controller to another: becoming known is none."
    )
    filterset_class = ChangesFilter
    serializer_class = ChangesSerializer
    row_class = ChangeSerializer
    feature_kind, feature_key = "district", "district"
    pagination_class = None

    def get(self, request):
        asked = self.asked(request, self.queryset)
        data = asked.form.cleaned_data
        certainty = data["certainty"]
        found = changes(data["from"], data["to"], asked.moment, province=data["province"], certainty=certainty)
        span = {"from": data["from"], "to": data["to"], "certainty": certainty}
        return Response({**span, **self.envelope(), "list": asked.moment.list, **found})


class TimelineView(ReadingView):
    about = "Control periods of one perspective, by district and start: start included, end excluded, null = still so."
    filterset_class = TimelineFilter
    serializer_class = PeriodSerializer
    envelope_class = TimelineEnvelopeSerializer
    is_list = True

    def envelope(self):
        asked = self.filterset.form.cleaned_data
        return {**super().envelope(), "list": asked["list"], "certainty": asked["certainty"]}

    def get(self, request):
        return self.listed(self.get_queryset())


class DistrictTimelineView(ReadingView):
    about = (
        "The control periods of one district in one perspective, and all its public events with their citations. "
        "In CSV the periods only: the events are at events/?district=."
    )
    filterset_class = PeriodFilter
    serializer_class = DistrictTimelineSerializer
    row_class = PeriodSerializer
    pagination_class = None
    lookup_field, noun, lookup_example = "code", "district with the code", "AF1905"

    def get(self, request, code):
        periods = self.filter_queryset(self.get_queryset().filter(district__code=code))
        if not District.objects.filter(code=code).exists():
            raise exceptions.NotFound(f"There is no {self.noun} “{code}”. {place_hint(code, 'district')}".rstrip())
        rows = [row for _, row in self.rows(periods)]
        events = events_of(code, self.filterset.moment)
        span = {"certainty": self.filterset.form.cleaned_data["certainty"]}
        return Response({"district": code, **self.envelope(), **span, "results": rows, "events": events})
