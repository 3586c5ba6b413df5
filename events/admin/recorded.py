"""Every write of the admin goes through the public record: one lock, one version, one log entry an object."""

import pghistory
from django.contrib import messages
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import IntegrityError, models
from django.http import HttpResponseRedirect

from districts.admin_guard import GuardedAdmin
from events.admin.refusals import UNEXPLAINED, NotedForm, RefusedError, explain
from events.control.recording import recording
from events.export.tables import snapshot

LOOK = "This is your form as you sent it. Nothing has been saved yet: look it over and save it."


def recorded(request, view, *, reason=""):
    """Run a view; what it writes is published as one version, with this reason, before its messages are written.

    Inside, `request.record` is the recording and `request.afterwards` a list of functions to call once the
    write is published. Only a POST is recorded. IntegrityError and RefusedError undo everything. The history of
    what was written keeps the reason too.
    """
    if request.method != "POST":
        return view()
    request.afterwards = []
    with pghistory.context(reason=reason), recording(reason=reason) as request.record:
        response = view()
    for tell in request.afterwards:
        tell()
    return response


class RecordedAdmin(GuardedAdmin):
    """A model whose writes are recorded.

    A page that is sent `_look` shows the form as it was sent, and saves nothing: `shows_again` says that it can.
    """

    shows_again = True
    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https", "widget": AdminURLFieldWidget}}

    class Media:
        css = {"all": ["events/admin.css"]}

    def reason_given(self, request):
        """Return why the analyst makes this change, for the log; a model whose form does not ask has no reason."""
        return ""

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.refusal = getattr(request, "refusal", None)
        return form

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        view = super().changeform_view
        if "_look" in request.POST:
            request.refusal = ("", LOOK)
        try:
            return recorded(
                request, lambda: view(request, object_id, form_url, extra_context), reason=self.reason_given(request)
            )
        except (IntegrityError, RefusedError) as error:
            # The form is shown once more; it says what was refused, so nothing is written.
            request.refusal = explain(error)
            return view(request, object_id, form_url, extra_context)

    def delete_view(self, request, object_id, extra_context=None):
        view = super().delete_view
        return self._or_message(request, lambda: view(request, object_id, extra_context))

    def changelist_view(self, request, extra_context=None):
        view = super().changelist_view
        return self._or_message(request, lambda: view(request, extra_context))

    def _or_message(self, request, view):
        """Run a view; what the database refuses is said in a message on the page it was asked from."""
        try:
            return recorded(request, view, reason=self.reason_given(request))
        except (IntegrityError, RefusedError) as error:
            self.message_user(request, explain(error)[1], messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class NotedAdmin(RecordedAdmin):
    """A model that the log keeps a snapshot of, its inlines included but for the models of `unlogged`.

    What is held back is logged when it becomes public. A change or a deletion of a public record needs a reason.
    """

    unlogged = ()
    form = NotedForm

    def reason_given(self, request):
        return request.POST.get("log_reason", "").replace("\x00", "").strip()

    def has_change_permission(self, request, obj=None):
        """What is public is corrected, which needs more than to change what one has logged."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or not is_public(obj) or request.user.has_perm("events.correct_event"))

    def get_fieldsets(self, request, obj=None):
        asked = obj and is_public(obj) and self.has_change_permission(request, obj)
        why = [("Why it is changed", {"fields": ["log_reason"]})] if asked else []
        return [*super().get_fieldsets(request, obj), *why]

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if not (obj and is_public(obj)):
            form.base_fields.pop("log_reason", None)
        return form

    def get_fields(self, request, obj=None):
        # Without this, Django would list the reason among a model's own fields.
        return [name for name in super().get_fields(request, obj) if name != "log_reason"]

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        logged = [formset for formset in formsets if formset.model not in self.unlogged]
        changed = form.changes or any(formset.has_changed() for formset in logged)
        if not changed or not is_public(form.instance):
            return
        self._need_reason(request, change)
        request.record.note(*snapshot(form.instance), created=not change)

    def delete_model(self, request, obj):
        self._withdraw(request, [obj])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        self._withdraw(request, queryset)
        super().delete_queryset(request, queryset)

    def _withdraw(self, request, objects):
        for obj in filter(is_public, objects):
            self._need_reason(request, True)
            request.record.withdraw(*snapshot(obj)[:2])

    def _need_reason(self, request, change):
        if change and not self.reason_given(request):
            raise RefusedError(UNEXPLAINED, rule="a_change_has_a_reason")


def is_public(obj):
    """Return whether the public sees a record: it is not held back until an event that rests on it is published."""
    return getattr(obj, "public", True)


class ReadOnlyAdmin(GuardedAdmin):
    """What is derived or written once: to look at, never to change."""

    list_per_page = 50

    class Media:
        css = {"all": ["events/admin.css"]}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
