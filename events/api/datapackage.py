"""The tables of the API as a Data Package: one address that tells a program of all of them, in one version."""

from django.urls import resolve, reverse
from rest_framework import serializers
from rest_framework.response import Response

from districts.api.columns import table_schema
from districts.api.renderers import JSONRenderer
from districts.models import Country
from events.api.state import ReadingView
from events.export.descriptor import PROFILE
from events.filters import HistoryFilter
from events.models import LogEntry

# Each table by the name of its address; those that refer to others behind them.
TABLES = {
    "provinces": "province-list",
    "districts": "district-list",
    "actors": "actor-list",
    "sources": "source-list",
    "reports": "report-list",
    "events": "event-list",
    "tallies": "tally-list",
    "control_periods": "timeline",
}

DataPackageSerializer = type(
    "DataPackageSerializer",
    (serializers.Serializer,),
    {
        "$schema": serializers.URLField(help_text="The profile that the description follows, Data Package 2.0."),
        "name": serializers.CharField(help_text="Its name."),
        "title": serializers.CharField(help_text="What it is."),
        "version": serializers.CharField(help_text="Version of the record, as build metadata of the data's own."),
        "description": serializers.CharField(help_text="What is in it."),
        "licenses": serializers.ListField(child=serializers.DictField(), help_text="On what terms it may be used."),
        "sources": serializers.ListField(child=serializers.DictField(), help_text="Where it comes from."),
        "resources": serializers.ListField(
            child=serializers.DictField(), help_text="Its tables: the address of each as CSV, and its columns."
        ),
    },
)


class DataPackageView(ReadingView):
    about = (
        "The tables of this API as a Data Package 2.0: their addresses as CSV, at the version asked for, and the "
        "names, types and meanings of their columns. The control periods are those of the perspective `reported`."
    )
    renderer_classes = [JSONRenderer]
    filterset_class = HistoryFilter
    serializer_class = DataPackageSerializer

    def get(self, request):
        version = self.asked(request, LogEntry.objects.all()).form.cleaned_data["version"]
        known = getattr(Country.objects.first(), "descriptor", {})
        told = {name: known.get(name, [] if name in ("licenses", "sources") else "") for name in _TOLD}
        told["version"] = f"{known.get('version', '0.0.0')}+{version}"
        resources = [_resource(request, name, version) for name in TABLES]
        return Response({"$schema": PROFILE, **told, "resources": resources})


_TOLD = ("name", "title", "version", "description", "licenses", "sources")


def _resource(request, name, version):
    address = reverse(f"api:{TABLES[name]}")
    return {
        "name": name,
        "type": "table",
        "path": request.build_absolute_uri(f"{address}?version={version}&format=csv"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": table_schema(_row_class(address)),
    }


def _row_class(address):
    """Return the serializer whose fields are the columns of a list."""
    found = resolve(address).func
    view = found.cls(**found.initkwargs)
    view.action = "list"
    return view.get_row_class()
