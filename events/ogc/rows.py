"""The properties of the features, flat, as the tables of a geographic information system are."""

from rest_framework import serializers

from events.api.readings import PeriodSerializer
from events.api.serializers import ClockField, IdField, by_slug
from events.models import ControlEvent

PLACE = {
    "district_name": lambda: serializers.CharField(source="district.name", help_text="Its English name."),
    "province": lambda: serializers.CharField(source="district.province.code", help_text="Code of its province."),
    "province_name": lambda: serializers.CharField(
        source="district.province.name", help_text="English name of its province."
    ),
}


class ControlPropertiesSerializer(PeriodSerializer):
    district_name = PLACE["district_name"]()
    province = PLACE["province"]()
    province_name = PLACE["province_name"]()

    class Meta(PeriodSerializer.Meta):
        fields = [
            "district",
            "district_name",
            "province",
            "province_name",
            "perspective",
            "controller",
            "contested",
            "start",
            "end",
            "since_certain",
            "standing",
            "event",
        ]


class EventPropertiesSerializer(serializers.ModelSerializer):
    event = IdField("E", source="id", help_text="Public id, for example E0001.")
    district = serializers.CharField(source="district.code", help_text="Code of the district.")
    district_name = PLACE["district_name"]()
    province = PLACE["province"]()
    province_name = PLACE["province_name"]()
    time = ClockField(allow_null=True, help_text="Local time of the day.")
    controller = by_slug("Slug of who holds the district afterwards.")
    opponent = by_slug("Slug of the other side.")

    class Meta:
        model = ControlEvent
        fields = [
            "event",
            "district",
            "district_name",
            "province",
            "province_name",
            "date",
            "date_earliest",
            "date_latest",
            "time",
            "kind",
            "controller",
            "opponent",
            "contested",
            "standing",
            "summary",
        ]
