"""The History page of a record: its versions with what each changed, and the way back to one of them."""

import hashlib

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from events.admin.recorded import is_public, recorded
from events.admin.refusals import RefusedError, explain
from events.control.history import instant_of, moments_of
from events.control.restoring import restoration, restore
from events.export.tables import snapshot
from events.models import ControlEvent

STALE = "It was changed since you opened this page: look at what restoring it would change now."
UNEXPLAINED = "Say why it is taken back: the log keeps the reason."


class HistoryAdmin:
    """An admin of a tracked model with its history, and a page that restores a version of it."""

    object_history_template = "admin/events/history.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<path:object_id>/history/<int:key>/", view, name=name), *super().get_urls()]

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, object_id)
        moments = moments_of(obj) if obj and self.has_view_or_change_permission(request, obj) else []
        return super().history_view(request, object_id, {"moments": moments, **(extra_context or {})})

    def why_not_restored(self, request, obj):
        """Return why somebody may not restore a record, "" where he may."""
        return "" if self.has_change_permission(request, obj) else "Your role may not change it."

    def refuse_restored(self, request, obj, before):
        """Raise RefusedError where a record may not be what it now is; `before` is what it was."""

    def follow_restored(self, request, obj, before, changed):
        """Note in the recording what follows from a restored record, whose fields `changed` are different."""
        raise NotImplementedError

    def restore_view(self, request, object_id, key):
        """Show what restoring a version would change; a POST with a reason does it."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404("There is no such record.")
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        if request.method != "POST":
            return self._restore_page(request, obj, key)
        try:
            return recorded(request, lambda: self._restore(request, object_id, key), reason=self.given(request))
        except (IntegrityError, RefusedError) as error:
            refusal = explain(error)[1]
        except ValidationError as error:
            refusal = " ".join(error.messages)
        return self._restore_page(request, self.get_object(request, object_id), key, refusal)

    def given(self, request):
        """Return the reason for restoring."""
        return request.POST.get("restore_reason", "").replace("\x00", "").strip()

    def _restore(self, request, object_id, key):
        obj, before = self.get_object(request, object_id), self.get_object(request, object_id)
        plan = restoration(obj, key)
        sentence = self.why_not_restored(request, obj) or plan.problem
        if sentence:
            raise RefusedError(sentence)
        if request.POST.get("seen") != _seen(plan):
            raise RefusedError(STALE)
        if not self.given(request):
            raise RefusedError(UNEXPLAINED)
        changed = restore(obj=obj, plan=plan)
        self.refuse_restored(request, obj, before)
        self.log_change(request, obj, f"Restored as of {instant_of(key):%Y-%m-%d %H:%M} UTC.")
        self.follow_restored(request, obj, before, changed)
        self.message_user(request, "It says again what it said then.", messages.SUCCESS)
        return HttpResponseRedirect(
            reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[obj.pk])
        )

    def _restore_page(self, request, obj, key, refusal=""):
        plan = restoration(obj, key)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Restore {obj}",
            "opts": self.opts,
            "object": obj,
            "at": None if plan.problem.startswith("There is no such") else instant_of(key),
            "plan": plan,
            "seen": _seen(plan),
            "refusal": refusal or self.why_not_restored(request, obj) or plan.problem,
            "possible": not (self.why_not_restored(request, obj) or plan.problem),
            "reason": self.given(request),
            "media": self.media,
        }
        return TemplateResponse(request, "admin/events/restore.html", context)


class NotedHistory(HistoryAdmin):
    """The history of a record that the log keeps a snapshot of; events that rest on it are judged anew."""

    rests = ""

    def follow_restored(self, request, obj, before, changed):
        if is_public(obj):
            request.record.note(*snapshot(obj))
        if self.rests:
            request.record.touch_events(ControlEvent.objects.resting_on(**{self.rests: [obj.pk]}))


def _seen(plan):
    """Return a short text that changes whenever what a restoration would do does."""
    return hashlib.sha256("\n".join(plan.sentences).encode()).hexdigest()[:16]
