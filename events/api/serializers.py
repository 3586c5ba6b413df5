"""The evidence as the API gives it; the fields are the columns of the CSV, in this order."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from districts.api.tables import CodedField
from events.control.tallies import REASONS
from events.models import Actor, CasualtyClaim, Citation, ControlEvent, Report, Source, Tally
from events.models.numbering import code_of
from events.parameters import INDEPENDENT


class IdField(CodedField):
    """The public id of a numbered row, `E0001`."""

    def __init__(self, letter, digits=4, **kwargs):
        self.letter, self.digits = letter, digits
        super().__init__(**kwargs)

    def of_row(self, value):
        return code_of(value, self.letter, self.digits) or None


@extend_schema_field({"type": "string", "description": "Slug of the actor whose word it is, or `independent`."})
class VoiceField(serializers.SlugRelatedField):
    def __init__(self, **kwargs):
        super().__init__(slug_field="slug", read_only=True, **kwargs)

    def of_row(self, value):
        return value or INDEPENDENT


def by_slug(help_text, **kwargs):
    """Return a field that gives a related row by its slug."""
    return serializers.SlugRelatedField(slug_field="slug", read_only=True, help_text=help_text, **kwargs)


class ActorSerializer(serializers.ModelSerializer):
    allied_with = by_slug("Slug of the party whose side its word counts for.", allow_null=True)

    class Meta:
        model = Actor
        fields = ["slug", "name", "name_fa", "name_ps", "kind", "allied_with", "colour", "is_party"]


class SourceSerializer(serializers.ModelSerializer):
    actor = by_slug("Slug of the party it speaks for.", allow_null=True)

    class Meta:
        model = Source
        fields = ["slug", "name", "kind", "actor", "country", "homepage", "reliability", "reason"]


class ReportSerializer(serializers.ModelSerializer):
    id = IdField("R", help_text="Public id, for example R0001.")
    source = by_slug("Slug of its source; null where the report is restricted.", allow_null=True)
    origin = IdField("R", source="origin_id", allow_null=True, help_text="Id of the report that it repeats.")

    class Meta:
        model = Report
        fields = [
            "id",
            "source",
            "url",
            "title",
            "published",
            "published_precision",
            "language",
            "origin",
            "via",
            "note",
            "archive_url",
            "restricted",
        ]
        extra_kwargs = {
            "restricted": {
                "help_text": "Whether the editors hold it back: then its source, address, title, origin and notes are "
                "left out."
            },
        }


class CitationSerializer(serializers.ModelSerializer):
    in_table = ["report", "source", "published", "voice", "stance"]

    report = serializers.CharField(help_text="Id of the report, for example R0001.")
    source = serializers.CharField(
        allow_null=True, help_text="Slug of the report's source; null where the report is restricted."
    )
    published = serializers.DateField(help_text="Day of the report's publication.")
    voice = serializers.CharField(help_text="Slug of the actor whose word it is, or `independent`.")

    class Meta:
        model = Citation
        fields = [
            "report",
            "source",
            "published",
            "voice",
            "stance",
            "scope",
            "attribution",
            "claimed_date",
            "note",
        ]


class CasualtySerializer(serializers.ModelSerializer):
    in_table = ["voice", "of", "outcome", "low", "high"]

    report = serializers.CharField(help_text="Id of the report, for example R0001.")
    source = serializers.CharField(
        allow_null=True, help_text="Slug of the report's source; null where the report is restricted."
    )
    published = serializers.DateField(help_text="Day of the report's publication.")
    voice = serializers.CharField(help_text="Slug of the actor whose word it is, or `independent`.")
    of = serializers.CharField(
        allow_null=True, help_text="Slug of the actor whose losses they are; null for civilians, or where not said."
    )

    class Meta:
        model = CasualtyClaim
        fields = ["report", "source", "published", "voice", "of", "outcome", "low", "high", "attribution"]


class EventSerializer(serializers.ModelSerializer):
    id = IdField("E", help_text="Public id, for example E0001.")
    district = serializers.CharField(help_text="Code of the district.")
    time = serializers.RegexField(
        r"^[0-9]{2}:[0-9]{2}$", allow_null=True, help_text="Kabul time, only to order several events of one day."
    )
    controller = serializers.CharField(help_text="Slug of who holds the district afterwards.")
    opponent = serializers.CharField(help_text="Slug of the other side.")
    citations = CitationSerializer(many=True, help_text="Who said so and who denied it, in the order of publication.")
    casualties = CasualtySerializer(
        many=True, help_text="What each voice says of losses; claims, never to be added up across voices."
    )

    class Meta:
        model = ControlEvent
        fields = [
            "id",
            "district",
            "date",
            "date_earliest",
            "date_latest",
            "time",
            "kind",
            "controller",
            "opponent",
            "contested",
            "standing",
            "status",
            "summary",
            "citations",
            "casualties",
        ]


class TallySerializer(serializers.ModelSerializer):
    id = IdField("T", digits=3, help_text="Public id, for example T001.")
    voice = VoiceField()
    source = by_slug("Slug of its source; null where its report is restricted.", allow_null=True)
    actor = by_slug("Slug of the actor whose districts are counted.", allow_null=True)
    report = IdField("R", source="report_id", allow_null=True, help_text="Id of the report that it was read in.")

    class Meta:
        model = Tally
        fields = [
            "id",
            "date",
            "voice",
            "source",
            "url",
            "published",
            "actor",
            "measure",
            "count_low",
            "count_high",
            "denominator",
            "definition",
            "report",
        ]


class OwnCountSerializer(serializers.Serializer):
    """This record's own count of what a tally counts."""

    count = serializers.IntegerField(
        allow_null=True, help_text="How many districts; null where this record cannot count the same."
    )
    contested = serializers.IntegerField(allow_null=True, help_text="How many of them were contested.")
    list = serializers.CharField(allow_null=True, help_text="Tag of the list that was counted.")
    denominator = serializers.IntegerField(allow_null=True, help_text="How many units of the record are on it.")
    reason = serializers.ChoiceField(
        REASONS, allow_null=True, help_text="Why there is no count; null where there is one."
    )
    perspective = serializers.CharField(help_text="Whose word counts.")
    reported_by = serializers.DateField(
        allow_null=True, help_text="The last day of publication that counts; null = all reports."
    )
    version = serializers.IntegerField(help_text="The version of this database that was counted.")


class TallyBesideSerializer(TallySerializer):
    """A tally beside our own count."""

    own_count = OwnCountSerializer(help_text="What this record has on the tally's day.")

    class Meta(TallySerializer.Meta):
        fields = [*TallySerializer.Meta.fields, "own_count"]
