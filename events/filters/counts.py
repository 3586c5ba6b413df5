"""The parameters of counts: our own over time, and the published ones with ours beside them."""

from itertools import islice

from districts.models import Province
from districts.parameters import Choice, Day, InProvince, OnList
from events.control.series import INTERVALS, MOST_POINTS, points
from events.control.state import DEFAULT_LIST
from events.filters.moments import ReadingFilter, ReadingForm
from events.parameters import InActor, InMeasure, InSource

PLACES = ("country", "province")


class SummaryForm(ReadingForm):
    """Settles which days are counted: `days`, at most MOST_POINTS of all provinces that are counted apart."""

    def clean(self):
        asked = super().clean()
        asked["interval"], asked["by"] = asked.get("interval") or INTERVALS[0], asked.get("by") or PLACES[0]
        if self.errors:
            return asked
        apart = asked["by"] == "province" and not asked["province"]
        most = MOST_POINTS // (Province.objects.count() or 1) if apart else MOST_POINTS
        asked["days"] = list(islice(points(asked["from"], asked["to"], asked["interval"]), most + 1))
        if len(asked["days"]) > most:
            provinces = " in each province" if apart else ""
            self.add_error(
                "to", f"That is more than {most} {asked['interval']}s{provinces}: ask for fewer, or longer intervals."
            )
        return asked


class SummaryFilter(ReadingFilter):
    """The parameters of the series of counts."""

    from_ = Day(required=True, help_text="The first day.", example="2021-08-01")
    to = Day(required=True, help_text="The last day, included; always counted.", example="2021-08-15")
    interval = Choice(
        choices=INTERVALS,
        help_text="Count each `day`, or the last day of each `week` (a Sunday) or `month`.",
        example="week",
        default=INTERVALS[0],
    )
    by = Choice(
        choices=PLACES,
        help_text="Count in the whole `country`, or in each `province`.",
        example="province",
        default=PLACES[0],
    )
    list = OnList(help_text="Tag of the counted list of districts.", example=DEFAULT_LIST, default=DEFAULT_LIST)
    province = InProvince(help_text="Code of the only province to count.", example="AF19")

    class Meta:
        form = SummaryForm


class OwnCountFilter(ReadingFilter):
    """How a tally's own count is read."""

    list = OnList(
        help_text="Tag of the list that our own count is of. By default the one that has as many units as the tally "
        f"is out of, or `{DEFAULT_LIST}`.",
        example=DEFAULT_LIST,
    )

    @property
    def counted_list(self):
        return self.form.cleaned_data["list"] if "list" in self.data else None

    def filter_queryset(self, queryset):
        return queryset


class TallyFilter(OwnCountFilter):
    actor = InActor("actor__slug", help_text="Slug of the actor whose districts are counted.", example="taliban")
    measure = InMeasure("measure", help_text="What is counted.", example="held")
    source = InSource(method="published_by", help_text="Slug of its source.", example="lwj")
    from_ = Day("date", lookup_expr="gte", help_text="The first day counted.", example="2021-05-01")
    to = Day("date", lookup_expr="lte", help_text="The last day counted, included.", example="2021-08-15")

    def filter_queryset(self, queryset):
        for name in ("actor", "measure", "source", "from", "to"):
            queryset = self.filters[name].filter(queryset, self.form.cleaned_data[name])
        return queryset

    def published_by(self, queryset, name, source):
        return queryset.filter(source__slug=source).exclude(report__restricted=True)
