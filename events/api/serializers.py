"""The evidence as the API gives it; the fields are the columns of the CSV, in this order."""

from django.db.models import Case, Func, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, Concat, Greatest, Length, LPad
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.control import restriction
from events.control.tallies import REASONS
from events.models import Actor, CasualtyClaim, Citation, ControlEvent, Report, Source, Tally
from events.parameters import INDEPENDENT


class IdField(serializers.CharField):
    """The public id of a numbered row, `E0001`."""

    def __init__(self, letter, digits=4, **kwargs):
        self.letter, self.digits = letter, digits
        super().__init__(**kwargs)

    def of_column(self, path):
        """Return the id for the number in a column, as `code_of` makes it."""
        number = Cast(path, TextField())
        padded = LPad(number, Greatest(Length(number), Value(self.digits)), Value("0"))
        return Case(When(**{f"{path}__isnull": False}, then=Concat(Value(self.letter), padded)))


class ClockField(serializers.RegexField):
    """A time of day, `06:30`."""

    def __init__(self, **kwargs):
        super().__init__(r"^[0-9]{2}:[0-9]{2}$", **kwargs)

    def of_column(self, path):
        """Return the hour and the minute of a time."""
        return Func(path, Value("HH24:MI"), function="to_char", output_field=TextField())


@extend_schema_field({"type": "string", "description": "Slug of the actor whose word it is, or `independent`."})
class VoiceField(serializers.SlugRelatedField):
    def __init__(self, **kwargs):
        super().__init__(slug_field="slug", read_only=True, **kwargs)

    def of_column(self, path):
        """Return the actor's slug, or `independent`."""
        return Coalesce(path, Value(INDEPENDENT))


def by_slug(help_text, **kwargs):
    """Return a field that gives a related row by its slug."""
    return serializers.SlugRelatedField(slug_field="slug", read_only=True, help_text=help_text, **kwargs)


class ActorSerializer(serializers.ModelSerializer):
    hxl = {"slug": "#org+code", "name": "#org+name", "name_fa": "#org+name+i_fa", "name_ps": "#org+name+i_ps"}

    allied_with = by_slug("Slug of the party whose side its word counts for.", allow_null=True)

    class Meta:
        model = Actor
        fields = ["slug", "name", "name_fa", "name_ps", "kind", "allied_with", "colour", "is_party"]


class SourceSerializer(serializers.ModelSerializer):
    hxl = {"slug": "#meta+id", "name": "#meta+source+name", "kind": "#meta+source+type", "homepage": "#meta+url"}

    actor = by_slug("Slug of the party it speaks for.", allow_null=True)

    class Meta:
        model = Source
        fields = ["slug", "name", "kind", "actor", "country", "homepage", "reliability", "reason"]


class ReportSerializer(serializers.ModelSerializer):
    hxl = {"id": "#meta+id", "source": "#meta+source", "url": "#meta+url", "published": "#date+reported"}
    hidden = ("restricted", restriction.REPORT)

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


class StatementSerializer(serializers.ModelSerializer):
    """What stands in a report about an event, in the order of publication."""

    report = IdField("R", source="report_id", help_text="Id of the report, for example R0001.")
    source = by_slug(
        "Slug of the report's source; null where the report is restricted.", source="report.source", allow_null=True
    )
    published = serializers.DateField(source="report.published", help_text="Day of the report's publication.")
    voice = VoiceField(help_text="Slug of the actor whose word it is, or `independent`.")

    def of_parent(self, key):
        """Return the statements about the event with a key."""
        return self.Meta.model.objects.filter(event=key).order_by("report__published", "report_id", "id")


class CitationSerializer(StatementSerializer):
    in_table = ["report", "source", "published", "voice", "stance"]
    hidden = ("report__restricted", restriction.CITATION)

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


class CasualtySerializer(StatementSerializer):
    in_table = ["voice", "of", "outcome", "low", "high"]
    hidden = ("report__restricted", restriction.CASUALTY)

    of = by_slug("Slug of the actor whose losses they are; null for civilians, or where not said.", allow_null=True)

    class Meta:
        model = CasualtyClaim
        fields = ["report", "source", "published", "voice", "of", "outcome", "low", "high", "attribution"]


class EventSerializer(serializers.ModelSerializer):
    hxl = {
        "id": "#meta+id",
        "district": "#adm2+code+v_pcode",
        "date": "#date+start",
        "date_earliest": "#date+start+min",
        "date_latest": "#date+start+max",
        "time": "#date+time",
        "kind": "#event+type",
        "controller": "#org+controller",
        "opponent": "#org+opponent",
        "contested": "#status+contested",
        "standing": "#status",
        "status": "#status+record",
        "summary": "#description",
    }

    id = IdField("E", help_text="Public id, for example E0001.")
    district = serializers.SlugRelatedField(slug_field="code", read_only=True, help_text="Code of the district.")
    time = ClockField(allow_null=True, help_text="Local time, only to order several events of one day.")
    controller = by_slug("Slug of who holds the district afterwards.")
    opponent = by_slug("Slug of the other side.")
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
    hxl = {"id": "#meta+id", "date": "#date+start", "published": "#date+reported", "url": "#meta+url"}
    hidden = ("report__restricted", restriction.TALLY)

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
