"""Restoring an event: the same rights and the same second person as for a correction."""

from events.admin.effects import timelines
from events.admin.event_saving import why_not_saved
from events.admin.history import HistoryAdmin
from events.admin.refusals import RefusedError
from events.admin.steps import why_not_reopened
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
        if sentence:
            raise RefusedError(sentence)

    def follow_restored(self, request, obj, before, changed):
        places = {before.district_id, obj.district_id}
        request.record.touch(*places)
        was = timelines(places)
        request.afterwards.append(lambda: self.tell(request, [obj.pk], was, places))
