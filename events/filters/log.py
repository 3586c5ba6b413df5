"""Filters of the log and of the history of an event."""

from districts.filters import StrictFilterSet
from districts.parameters import Choice, Parameter
from events.filters.moments import VersionForm, instant_of_version
from events.models import OBJECT_TYPES, ChangeKind, Operation
from events.parameters import InVersion, Whole


class HistoryFilter(StrictFilterSet):
    """The entries of the log up to a version."""

    version = InVersion(
        "version",
        lookup_expr="lte",
        help_text="The log up to that version; up to the current one by default.",
        example=1,
    )
    known_at = instant_of_version(method="settled")

    class Meta:
        form = VersionForm

    def settled(self, queryset, name, instant):
        """The form has made a version of it."""
        return queryset


class LogFilter(HistoryFilter):
    """The entries of the log up to a version, those that a reader has not seen or is looking for."""

    after_seq = Whole("seq", lookup_expr="gt", help_text="Only entries with a greater `seq`.", example=0)
    after_version = Whole("version", lookup_expr="gt", help_text="Only entries of later versions.", example=0)
    object_type = Choice(
        method="of_type", choices=OBJECT_TYPES, help_text="Kind of what was recorded.", example="event"
    )
    object_id = Parameter("object_id", help_text="Public id of what was recorded.", example="E0001")
    op = Choice("op", choices=Operation.values, help_text="What was done with it.", example="MOD")
    change_kind = Choice(
        "change_kind", choices=ChangeKind.values, help_text="What that means for the record.", example="correction"
    )

    def of_type(self, queryset, name, kind):
        return queryset.of_type(kind)
