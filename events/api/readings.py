"""The derived state as the API gives it: the shapes of the answers, which `events.control.state` fills."""

from rest_framework import serializers

from events.api.serializers import EventSerializer, IdField, by_slug
from events.control.reading_sql import CERTAIN, POSSIBLE
from events.models import ControlPeriod, Standing


class EnvelopeSerializer(serializers.Serializer):
    """The point on the axes that an answer is for; `first` names the fields that stand before it."""

    first = ()

    reported_by = serializers.DateField(
        allow_null=True, help_text="The last day of publication that counts; null = all reports."
    )
    version = serializers.IntegerField(help_text="The version of this database that was read.")
    perspective = serializers.CharField(help_text="Whose word counts.")

    def get_fields(self):
        fields = super().get_fields()
        return {name: fields[name] for name in (*self.first, *fields)}


class OpenClaimSerializer(serializers.Serializer):
    controller = serializers.CharField(help_text="Slug of who holds it by the claimed perspective.")
    since = serializers.DateField(help_text="Since when, by that perspective.")
    standing = serializers.ChoiceField(Standing.choices, help_text="Standing of the event.")
    event = serializers.CharField(help_text="Id of the event.")


class ControlRowSerializer(serializers.Serializer):
    hxl = {
        "district": "#adm2+code+v_pcode",
        "district_name": "#adm2+name",
        "province": "#adm1+code+v_pcode",
        "province_name": "#adm1+name",
        "controller": "#org+controller",
        "contested": "#status+contested",
        "since": "#date+start",
        "standing": "#status",
        "event": "#meta+id",
        "open_claim_controller": "#org+controller+claimed",
        "open_claim_since": "#date+start+claimed",
        "open_claim_standing": "#status+claimed",
        "open_claim_event": "#meta+id+claimed",
    }

    district = serializers.CharField(help_text="Code of the district.")
    district_name = serializers.CharField(help_text="Its English name.")
    province = serializers.CharField(help_text="Code of its province.")
    province_name = serializers.CharField(help_text="English name of its province.")
    controller = serializers.CharField(allow_null=True, help_text="Slug of who holds it; null = unknown.")
    contested = serializers.BooleanField(help_text="Whether the holder is being fought for it.")
    since = serializers.DateField(allow_null=True, help_text="The day on which this state began.")
    since_certain = serializers.BooleanField(allow_null=True, help_text="Whether that day is exact.")
    standing = serializers.ChoiceField(Standing.choices, allow_null=True, help_text="Standing of the event.")
    event = serializers.CharField(allow_null=True, help_text="Id of the event that the state rests on.")
    open_claim = OpenClaimSerializer(
        allow_null=True, help_text="What the claimed perspective says where it differs; null where it does not."
    )


class TotalsSerializer(serializers.Serializer):
    held = serializers.DictField(child=serializers.IntegerField(), help_text="Districts held, by actor.")
    contested = serializers.IntegerField(help_text="Districts that are held and contested.")
    unknown = serializers.IntegerField(help_text="Districts that nobody is known to hold.")
    open_claims = serializers.IntegerField(help_text="Districts of which the claimed perspective says otherwise.")


class ControlSerializer(EnvelopeSerializer):
    first = ("as_of",)

    as_of = serializers.DateField(help_text="The day that the answer is for.")
    list = serializers.CharField(help_text="Tag of the counted list.")
    denominator = serializers.IntegerField(help_text="Number of rows: held and unknown together.")
    totals = TotalsSerializer()
    results = ControlRowSerializer(many=True)


class PeriodSerializer(serializers.ModelSerializer):
    hxl = {
        "district": "#adm2+code+v_pcode",
        "controller": "#org+controller",
        "contested": "#status+contested",
        "start": "#date+start",
        "end": "#date+end",
        "event": "#meta+id",
    }

    district = serializers.SlugRelatedField(slug_field="code", read_only=True, help_text="Code of the district.")
    perspective = by_slug("Slug of the perspective.")
    controller = by_slug("Slug of who holds it.")
    event = IdField("E", source="event_id", help_text="Id of the event that begins the period.")

    class Meta:
        model = ControlPeriod
        fields = ["district", "perspective", "controller", "contested", "start", "end", "event"]
        extra_kwargs = {
            "contested": {"help_text": "Whether the holder is being fought for it."},
            "start": {"help_text": "The first day, included."},
            "end": {"help_text": "The day of the next change, excluded; null = still so."},
        }


def said_certainty():
    """Return the field of `certainty` as it was asked for."""
    told = "How `from` and `to` were meant; null = by the day that the record gives."
    return serializers.ChoiceField((POSSIBLE, CERTAIN), allow_null=True, help_text=told)


class TimelineEnvelopeSerializer(EnvelopeSerializer):
    list = serializers.CharField(help_text="Tag of the list that the districts are on.")
    certainty = said_certainty()


class DistrictTimelineSerializer(EnvelopeSerializer):
    first = ("district",)

    district = serializers.CharField(help_text="Code of the district.")
    certainty = said_certainty()
    results = PeriodSerializer(many=True)
    events = EventSerializer(
        many=True, help_text="Every public event of the district, whatever its standing, in order of day and time."
    )


# `from` is a word of Python, so the fields of that name are declared in a dictionary.
FlipSerializer = type(
    "FlipSerializer",
    (serializers.Serializer,),
    {
        "in_table": ["date", "from", "to", "event", "standing"],
        "date": serializers.DateField(help_text="The day of the change."),
        "from": serializers.CharField(help_text="Slug of who lost it."),
        "to": serializers.CharField(help_text="Slug of who took it."),
        "event": serializers.CharField(help_text="Id of the event."),
        "standing": serializers.ChoiceField(Standing.choices, help_text="Standing of the event."),
    },
)


class ChangeSerializer(serializers.Serializer):
    hxl = {
        "district": "#adm2+code+v_pcode",
        "district_name": "#adm2+name",
        "province": "#adm1+code+v_pcode",
        "before": "#org+controller+before",
        "after": "#org+controller+after",
    }

    district = serializers.CharField(help_text="Code of the district.")
    district_name = serializers.CharField(help_text="Its English name.")
    province = serializers.CharField(help_text="Code of its province.")
    before = serializers.CharField(help_text="Slug of who held it before the first change.")
    after = serializers.CharField(help_text="Slug of who held it after the last one.")
    net = serializers.BooleanField(help_text="Whether the two differ.")
    flips = FlipSerializer(many=True, help_text="Each change from one known controller to another, in order.")


class ChangeTotalsSerializer(serializers.Serializer):
    districts = serializers.IntegerField(help_text="Districts with a change.")
    net = serializers.IntegerField(help_text="Districts held by another side in the end.")
    flips = serializers.IntegerField(help_text="Changes, those undone included.")
    gained = serializers.DictField(child=serializers.IntegerField(), help_text="Districts gained net, by actor.")
    lost = serializers.DictField(child=serializers.IntegerField(), help_text="Districts lost net, by actor.")


ChangesSerializer = type(
    "ChangesSerializer",
    (EnvelopeSerializer,),
    {
        "first": ("from", "to", "certainty"),
        "from": serializers.DateField(help_text="The first day."),
        "to": serializers.DateField(help_text="The last day, included."),
        "certainty": said_certainty(),
        "list": serializers.CharField(help_text="Tag of the counted list."),
        "totals": ChangeTotalsSerializer(),
        "results": ChangeSerializer(many=True),
    },
)
