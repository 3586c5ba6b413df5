"""The log and the history of an event as the API gives them; the fields are the columns of the CSV, in this order."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from events.api.serializers import CasualtySerializer, CitationSerializer
from events.models import OBJECT_TYPES, LogEntry

SEVERAL = ["string", "boolean"]


@extend_schema_field({"type": ["object"], "examples": [{"slug": "taliban", "name": "Taliban"}, None]})
class RecordField(serializers.JSONField):
    """A public record of any kind."""


@extend_schema_field({"type": SEVERAL, "examples": ["reported", False, None]})
class ValueField(serializers.JSONField):
    """The value of a field of an event."""


class LogEnvelopeSerializer(serializers.Serializer):
    """Where the log ended when it was read."""

    version = serializers.IntegerField(help_text="The last version that was read.")
    last_seq = serializers.IntegerField(
        help_text="`seq` of the last entry of that version, whether it is on this page or not; 0 where there is none."
    )


class LogEntrySerializer(serializers.ModelSerializer):
    at = serializers.DateTimeField(help_text="When the version was taken, UTC.")
    object_type = serializers.ChoiceField(
        OBJECT_TYPES,
        help_text="Kind of the object; `package` is what describes the record as a whole, `periods` a derivation anew.",
    )
    merged_into = serializers.CharField(
        allow_null=True, help_text="Where the operation is MERGED: id of the event that it was merged into."
    )
    object = RecordField(
        allow_null=True,
        help_text="The record from this version on, as its own address gives it (a district without the name of its "
        "province, a place without its spellings, a tally without our own count); null where it is no longer there.",
    )

    class Meta:
        model = LogEntry
        fields = [
            "seq",
            "version",
            "at",
            "op",
            "change_kind",
            "object_type",
            "object_id",
            "merged_into",
            "reason",
            "object",
        ]
        extra_kwargs = {
            "seq": {"help_text": "Its number: greater than that of every entry before it; some are left out."}
        }


# `from` is a word of Python, so the fields are declared in a dictionary.
FieldChangeSerializer = type(
    "FieldChangeSerializer",
    (serializers.Serializer,),
    {
        "in_table": ["field", "from", "to"],
        "field": serializers.CharField(help_text="Name of the field."),
        "from": ValueField(allow_null=True, help_text="What it was; null for the first state."),
        "to": ValueField(allow_null=True, help_text="What it is from then on."),
    },
)


class RecordedChangeSerializer(serializers.ModelSerializer):
    at = serializers.DateTimeField(help_text="When the version was taken, UTC.")
    merged_into = serializers.CharField(
        allow_null=True, help_text="Where the operation is MERGED: id of the event that it was merged into."
    )
    changes = FieldChangeSerializer(many=True, help_text="The fields that changed, in the order of the event's fields.")
    citations_added = CitationSerializer(many=True, help_text="Citations that are new or were corrected.")
    citations_removed = CitationSerializer(many=True, help_text="Citations that are gone or were corrected.")
    casualties_added = CasualtySerializer(many=True, help_text="Counts of losses that are new or were corrected.")
    casualties_removed = CasualtySerializer(many=True, help_text="Counts of losses that are gone or were corrected.")

    class Meta:
        model = LogEntry
        fields = [
            "version",
            "at",
            "op",
            "change_kind",
            "reason",
            "merged_into",
            "changes",
            "citations_added",
            "citations_removed",
            "casualties_added",
            "casualties_removed",
        ]


class EventHistorySerializer(serializers.Serializer):
    id = serializers.CharField(help_text="Public id of the event.")
    version = serializers.IntegerField(help_text="The last version that was read.")
    results = RecordedChangeSerializer(many=True)
