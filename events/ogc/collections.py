"""The four collections: which rows are their features, how one is found, where and when they lie."""

import datetime

import orjson
from django.db.models import Max, Min

from districts.api.formats.geojson import feature
from districts.api.rows import read
from districts.api.serializers import DistrictSerializer, ProvinceSerializer
from districts.country import ZONE
from districts.filters import NoFilter
from districts.geometries import geometries
from districts.models import District, Province
from events.api.tombstones import tell_fate
from events.control.state import DEFAULT_PERSPECTIVE
from events.models import ControlEvent, ControlPeriod, LogEntry
from events.models.numbering import code_of, number_of
from events.ogc.filters import ControlItem, ControlItems, DistrictItems, EventItems, ProvinceItems
from events.ogc.rows import ControlPropertiesSerializer, EventPropertiesSerializer


class Collection:
    """Features in the order of `queryset`. `identifies` is the column that a feature's id stands for, `place` the one
    of its place's code; `item_filter` has the parameters of a single feature."""

    id = title = about = example = ""
    queryset = serializer_class = items_filter = None
    item_filter = NoFilter
    identifies, place = "code", "code"

    def features(self, queryset, keys=()):
        """Return [(key, feature)] of a queryset in one query, the shapes being in memory."""
        found = read(self.serializer_class, queryset, (*keys, self.identifies, *self.located_by))
        shapes = self.shapes()
        return [(key[: len(keys)], self.feature(row, *key[len(keys) :], shapes)) for key, row in found]

    @property
    def located_by(self):
        """The columns from which the geometry follows."""
        return (self.place,)

    def shapes(self):
        """Return {code: shape} of the places of the features."""
        return getattr(geometries(), self.items_filter.kind).of

    def feature(self, row, identity, code, shapes):
        """Return one feature of a row, by what identifies and what locates it."""
        return feature(row, code, shapes, self.name(identity))

    def name(self, identity):
        """Return the id of a feature."""
        return identity

    def named(self, queryset, identifier):
        """Return the rows, one at most, whose feature has an id."""
        return queryset.filter(**{self.identifies: identifier})

    def absent(self, request, identifier):
        """Raise what is to be told of a feature that is not there and once was; do nothing where it never was."""

    def bounds(self):
        """Return west, south, east and north of all features, None where nothing is drawn."""
        return getattr(geometries(), self.items_filter.kind).bounds

    def days(self):
        """Return the first and the last day of all features, None = open; None for what has no time."""
        return


class Districts(Collection):
    id, title, example = "districts", "Districts", "AF1905"
    about = "The districts of the country; “geometry_from” says whether a shape is a boundary or a schematic cell."
    queryset, serializer_class, items_filter = District.objects.order_by("code"), DistrictSerializer, DistrictItems


class Provinces(Collection):
    id, title, example = "provinces", "Provinces", "AF19"
    about = "The provinces of the country, each drawn as its districts are."
    queryset, serializer_class, items_filter = Province.objects.order_by("code"), ProvinceSerializer, ProvinceItems


class Numbered(Collection):
    """Features that are named after an event: `E0001`."""

    example = "E0001"

    def name(self, identity):
        return code_of(identity, "E")

    def named(self, queryset, identifier):
        try:
            number = number_of(identifier, "E")
        except ValueError:
            return queryset.none()
        return queryset.filter(**{self.identifies: number}) if self.name(number) == identifier else queryset.none()


class Control(Numbered):
    id, title = "control", "Control"
    about = (
        "Who held each district, from when to when: a feature a period of a perspective, named after the event that "
        "begins it. With a day as “datetime” it is the map of that day; a district that nobody is known to hold then "
        "has no feature. “start” is included, “end” is not, null = still so."
    )
    queryset, serializer_class = ControlPeriod.objects.in_order(), ControlPropertiesSerializer
    items_filter, item_filter = ControlItems, ControlItem
    identifies, place = "event_id", "district__code"

    def days(self):
        periods = ControlPeriod.objects.seen(DEFAULT_PERSPECTIVE).recorded_in(LogEntry.objects.current_version())
        return periods.reported_by().aggregate(first=Min("start"))["first"], None


class Events(Numbered):
    id, title = "events", "Events"
    about = (
        "What was said to have happened: a feature an event, at the seat of its district, whose day lies between "
        "“date_earliest” and “date_latest”. Who says so and who denies it is in the API, /api/v1/events/."
    )
    queryset, serializer_class = ControlEvent.objects.published().order_by("id"), EventPropertiesSerializer
    items_filter, identifies = EventItems, "id"
    located_by = ("district__lon", "district__lat")

    def shapes(self):
        return None

    def feature(self, row, identity, lon, lat, shapes):
        seat = orjson.dumps({"type": "Point", "coordinates": [float(lon), float(lat)]}), "seat"
        return feature(row, "", {"": seat}, self.name(identity))

    def absent(self, request, identifier):
        tell_fate(request, identifier)

    def bounds(self):
        lon, lat = "district__lon", "district__lat"
        seats = self.queryset.aggregate(west=Min(lon), south=Min(lat), east=Max(lon), north=Max(lat)).values()
        return None if None in seats else tuple(map(float, seats))

    def days(self):
        return tuple(self.queryset.aggregate(first=Min("date_earliest"), last=Max("date_latest")).values())


COLLECTIONS = {each.id: each for each in (Districts(), Provinces(), Control(), Events())}


def instants(days):
    """Return [first, last] of two local days as instants: their first and their last second, None = open."""
    times = [datetime.time.min, datetime.time(23, 59, 59)]
    return [
        day and datetime.datetime.combine(day, time, ZONE).astimezone(datetime.UTC)
        for day, time in zip(days, times, strict=True)
    ]
