"""The series of counts: how many districts each side held, over time."""

from rest_framework import serializers
from rest_framework.response import Response

from events.api.readings import EnvelopeSerializer
from events.api.state import ReadingView
from events.control.series import INTERVALS, series
from events.filters import PLACES, SummaryFilter

UNKNOWN = "unknown"


class CountSerializer(serializers.Serializer):
    """How many districts one side held on one day."""

    date = serializers.DateField(help_text="The day counted: the last one of its interval.")
    province = serializers.CharField(allow_null=True, help_text="Code of the province; null = the whole list.")
    controller = serializers.CharField(help_text=f"Slug of who held them; `{UNKNOWN}` = nobody is known to.")
    districts = serializers.IntegerField(help_text="How many districts it held that day, contested ones included.")
    contested = serializers.IntegerField(help_text="How many of them were contested.")
    denominator = serializers.IntegerField(help_text="How many districts the list has there.")


class _SummarySerializer(EnvelopeSerializer):
    first = ("from", "to", "interval", "by")

    interval = serializers.ChoiceField(INTERVALS, help_text="Of what the last day is counted.")
    by = serializers.ChoiceField(PLACES, help_text="Whether the whole country is counted, or each province.")
    list = serializers.CharField(help_text="Tag of the counted list.")
    results = CountSerializer(many=True)


# `from` is a word of Python, so the fields of that name are declared in a dictionary.
SummarySerializer = type(
    "SummarySerializer",
    (_SummarySerializer,),
    {
        "from": serializers.DateField(help_text="The first day."),
        "to": serializers.DateField(help_text="The last day, included."),
    },
)


class SummaryView(ReadingView):
    about = (
        "How many districts each side held, over time: a row for each day counted, each place and each side that holds "
        f"any of it on one of these days, and one for `{UNKNOWN}`. Those of a day and a place add up to `denominator`. "
        "Of a week (Monday to Sunday) or a month the last day is counted; of the last one, `to`. At most 5000 days of "
        "all provinces together."
    )
    filterset_class = SummaryFilter
    serializer_class = SummarySerializer
    row_class = CountSerializer
    pagination_class = None

    def get(self, request):
        asked = self.asked(request, self.queryset)
        data = asked.form.cleaned_data
        counts = series(data["days"], asked.moment, by_province=data["by"] == "province", province=data["province"])
        rows = [dict(zip(COLUMNS, count, strict=True)) for count in counts]
        for row in rows:
            row["controller"] = row["controller"] or UNKNOWN
        body = {name: data[name] for name in ("from", "to", "interval", "by")}
        return Response({**body, **self.envelope(), "list": asked.moment.list, "results": rows})


COLUMNS = tuple(CountSerializer().fields)
