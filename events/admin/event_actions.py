"""What is done with several events of the list at once, all or nothing, and what is never deleted."""

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from events.admin.effects import timelines
from events.admin.event_forms import was_published
from events.admin.steps import too_early, why_not_discarded, why_not_published
from events.control.lifecycle import move
from events.models import UNPUBLISHED, Citation, ControlEvent, Status
from events.roles import why_not

KEPT = "{} has been published, so it is kept for those who cited it: retract it instead."


class EventActions(admin.ModelAdmin):
    """The actions on chosen events: each by the same rules as on its own page."""

    actions = ["submit", "publish", "retract"]

    def has_delete_permission(self, request, obj=None):
        allowed = super().has_delete_permission(request, obj)
        return allowed and not (obj and (was_published(obj) or why_not_discarded(request.user, obj)))

    def delete_view(self, request, object_id, extra_context=None):
        event = self.get_object(request, object_id)
        if event and self.has_view_permission(request, event) and was_published(event):
            self.message_user(request, KEPT.format(event.code), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:events_controlevent_change", args=[event.pk]))
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        needed.discard(Citation._meta.verbose_name)  # A draft's citations are part of it.
        kept = [KEPT.format(event.code) for event in objs if was_published(event)]
        kept += [
            f"{event.code}: {sentence}"
            for event in objs
            if not was_published(event) and (sentence := why_not_discarded(request.user, event))
        ]
        return (deleted, counts, set(), kept) if kept else (deleted, counts, needed, protected)

    @admin.action(description="Send selected events to review", permissions=["view"])
    def submit(self, request, queryset):
        """Send the chosen drafts to review, or none of them."""
        chosen = self._chosen(request, queryset, [Status.DRAFT], "None of these events is a draft.")
        self._move(request, chosen, Status.IN_REVIEW, lambda event: why_not(request.user, "submit", event))

    @admin.action(description="Publish selected events", permissions=["view"])
    def publish(self, request, queryset):
        """Publish the chosen drafts, or none of them; a message an event says why."""
        chosen = self._chosen(request, queryset, UNPUBLISHED, "None of these events is a draft or in review.")
        self._move(
            request, chosen, Status.PUBLISHED, lambda event: why_not_published(request.user, event) or too_early(event)
        )

    @admin.action(description="Retract selected events", permissions=["view"])
    def retract(self, request, queryset):
        """Ask for a reason, then retract the chosen published events, or none of them."""
        nothing = "None of these events is published: nothing to retract."
        chosen = self._chosen(request, queryset, [Status.PUBLISHED], nothing)
        if not chosen:
            return None
        if "apply" in request.POST and self.reason_given(request):
            self._move(request, chosen, Status.RETRACTED, lambda event: why_not(request.user, "retract", event))
            return None
        context = {
            **self.admin_site.each_context(request),
            "title": "Retract events",
            "opts": self.opts,
            "events": chosen,
            "missing": "apply" in request.POST,
        }
        return TemplateResponse(request, "admin/events/controlevent/retract.html", context)

    def _chosen(self, request, queryset, statuses, warning):
        events = ControlEvent.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        chosen = list(events.filter(status__in=statuses).select_related("district").order_by("pk"))
        if not chosen:
            self.message_user(request, warning, messages.WARNING)
        return chosen

    def _move(self, request, events, status, refusal_of):
        """Give all events a status; where one is refused none is written, and each refusal is said."""
        refusals = [(event.code, sentence) for event in events if (sentence := refusal_of(event))]
        if refusals:
            for code, sentence in refusals:
                self.message_user(request, f"{code}: {sentence}", messages.ERROR)
            self.message_user(request, "None of the chosen events was changed.", messages.ERROR)
            return
        numbers, places = [event.pk for event in events], {event.district_id for event in events}
        before = timelines(places)
        for event in events:
            move(event=event, status=status, record=request.record)
            self.log_change(request, event, [{"changed": {"fields": ["status"]}}])
        if events:
            request.afterwards.append(lambda: self.tell(request, numbers, before, places))
