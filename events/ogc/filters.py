"""What narrows the features of each collection: bbox, datetime, and the filters that the API has for the same rows."""

from django.db.models import Q

from districts.filters import DistrictFilter, ProvinceFilter, StrictFilterSet
from districts.geometries import geometries
from events.filters import EventFilter, PeriodFilter, TimelineFilter
from events.ogc.parameters import InBox, InSpan


class ItemsFilter(StrictFilterSet):
    """The parameters of every collection. `kind` says of which places the features are, `place` where their code is."""

    kind, place = "district", "code"

    bbox = InBox(
        method="within",
        help_text="Only features that meet this box: west, south, east, north in degrees (WGS 84); with heights six "
        "numbers. A box whose west is greater than its east crosses the antimeridian. Every box has what has no shape.",
        example=[68, 36, 70, 38],
    )
    datetime_ = InSpan(
        method="during",
        help_text="Only features of this time: a day, an instant, or an interval, open with `..`. What has no time is "
        "of every time.",
        example="2021-06-01/2021-06-30",
    )

    def within(self, queryset, name, boxes):
        return queryset.filter(**{f"{self.place}__in": getattr(geometries(), self.kind).within(boxes)})

    def during(self, queryset, name, span):
        return queryset


class DistrictItems(ItemsFilter, DistrictFilter):
    """The parameters of the districts, which have no time."""


class ProvinceItems(ItemsFilter, ProvinceFilter):
    """The parameters of the provinces, which have no time."""

    kind = "province"


class ControlItems(ItemsFilter, TimelineFilter):
    """The parameters of the control periods. An instant has the holder of its day, an interval all that it touches."""

    place = "district__code"
    from_ = to = certainty = None

    def filter_queryset(self, queryset):
        queryset = super().filter_queryset(queryset)
        for name in ("bbox", "datetime"):
            if self.form.cleaned_data[name]:
                queryset = self.filters[name].filter(queryset, self.form.cleaned_data[name])
        return queryset

    def during(self, queryset, name, span):
        return queryset.on(span.first) if span.instant else queryset.overlapping(span.first, span.last)


class ControlItem(PeriodFilter):
    """The parameters of one control period."""

    controller = from_ = to = certainty = None


class EventItems(ItemsFilter, EventFilter):
    """The parameters of the events, which lie at the seat of their district."""

    from_ = to = None

    def within(self, queryset, name, boxes):
        met = Q()
        for west, south, east, north in boxes:
            met |= Q(district__lon__range=(west, east), district__lat__range=(south, north))
        return queryset.filter(met)

    def during(self, queryset, name, span):
        return queryset.meeting(span.first, span.last)
