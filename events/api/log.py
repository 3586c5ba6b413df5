from itertools import islice

from rest_framework import exceptions
from rest_framework.response import Response

from districts.api.pagination import KeysetPagination
from events.api.changes import states_of
from events.api.logged import (
    EventHistorySerializer,
    LogEntrySerializer,
    LogEnvelopeSerializer,
    RecordedChangeSerializer,
)
from events.api.recorded import public_rows
from events.api.state import ReadingView
from events.filters import HistoryFilter, LogFilter
from events.models import LogEntry

READ_AT_ONCE = 500


class LogPagination(KeysetPagination):
    """Pages that go on after a `seq`, which a reader may also write himself."""

    parameters = {"limit": KeysetPagination.parameters["limit"]}

    def link(self, request, query, key):
        query["after_seq"] = str(key[0])
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


class LogView(ReadingView):
    about = (
        "Every change of the public record, in the order in which it was made: enough to keep a copy of the record. "
        "`object` is the record from then on as its own address gives it; where it is null the record is no longer "
        "there. On the last page `next` is null: ask again with `after_seq` and the `last_seq` of the answer."
    )
    queryset = LogEntry.objects.order_by("seq")
    filterset_class = LogFilter
    serializer_class = LogEntrySerializer
    envelope_class = LogEnvelopeSerializer
    pagination_class = LogPagination
    is_list, copied = True, False

    def get(self, request):
        return self.listed(self.get_queryset())

    def envelope(self):
        version = self.filterset.form.cleaned_data["version"]
        return {"version": version, "last_seq": LogEntry.objects.last_of(version)}

    def rows(self, queryset, keys=()):
        entries = list(queryset)
        return [((row["seq"],), row) for row in _told(entries)]

    def all_rows(self, queryset):
        for entries in batched(queryset.iterator(chunk_size=READ_AT_ONCE), READ_AT_ONCE):
            yield from _told(entries)


def batched(rows, size):
    """Yield the rows of an iterator in lists of a size, the last of which may be shorter."""
    while batch := list(islice(rows, size)):
        yield batch


def _told(entries):
    return [_row(entry, record) for entry, record in zip(entries, public_rows(entries), strict=True)]


def _row(entry, record):
    return {
        "seq": entry.seq,
        "version": entry.version,
        "at": entry.at,
        "op": entry.op,
        "change_kind": entry.change_kind,
        "object_type": entry.kind,
        "object_id": entry.object_id,
        "merged_into": entry.merged_into or None,
        "reason": entry.reason,
        "object": record,
    }


class EventHistoryView(ReadingView):
    about = (
        "What was recorded of an event, in the order of the versions, and what each changed in it. An event that was "
        "withdrawn or merged keeps its history."
    )
    queryset = LogEntry.objects.filter(object_type="event").order_by("seq")
    filterset_class = HistoryFilter
    serializer_class = EventHistorySerializer
    row_class = RecordedChangeSerializer
    pagination_class = None
    copied = False
    lookup_field = lookup_url_kwarg = "id"
    noun, lookup_example = "event with the id", "E0001"

    def get(self, request, id):
        ever = self.get_queryset().filter(object_id=id)
        entries = list(self.filter_queryset(ever))
        if not entries and not ever.exists():
            raise exceptions.NotFound(f"No {self.noun} “{id}” was ever public.")
        version = self.filterset.form.cleaned_data["version"]
        return Response({"id": id, "version": version, "results": states_of(entries)})
