"""Restoring an event: the same rights and the same second person as for a correction."""

from events.admin.effects import timelines
from events.admin.event_saving import why_not_saved
from events.admin.history import HistoryAdmin
from events.admin.refusals import RefusedError
from events.admin.steps import why_not_reopened
from events.control.merging import survivor_of
from events.models import UNPUBLISHED, Status
from events.roles import why_not


class EventHistory(HistoryAdmin):
    """The history of an event with its citations and casualties."""

    def why_not_restored(self, request, obj):
        return why_not(request.user, "draft" if obj.status in UNPUBLISHED else "correct", obj)

    def refuse_restored(self, request, obj, before):
        if obj.status in UNPUBLISHED:
            return
        reopened = before.status == Status.RETRACTED != obj.status
        sentence = why_not_reopened(request.user, obj) if reopened else why_not_saved(request.user, obj, corrected=True)
        other = survivor_of(before)
        if reopened and other.status == Status.PUBLISHED:
            # It loses the evidence that the merge gave it, be that for or against.
            sentence = sentence or why_not_saved(request.user, other, corrected=True)
        if sentence:
            raise RefusedError(sentence)

    def follow_restored(self, request, obj, before, changed):
        events = {obj.pk: obj} | ({} if obj.merged_into_id else {(other := survivor_of(before)).pk: other})
        places = {before.district_id, *(event.district_id for event in events.values()), obj.district_id}
        request.record.touch(*places)
        was = timelines(places)
        request.afterwards.append(lambda: self.tell(request, list(events), was, places))
