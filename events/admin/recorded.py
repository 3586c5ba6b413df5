"""Every write of the admin goes through the public record: one lock, one version, one log entry an object."""

from django.contrib import messages
from django.contrib.admin.widgets import AdminURLFieldWidget
from django.db import IntegrityError, models
from django.http import HttpResponseRedirect

from districts.admin_guard import GuardedAdmin
from events.admin.refusals import explain
from events.control.recording import recording
from events.export.tables import snapshot

LOOK = "This is your form as you sent it. Nothing has been saved yet: look it over and save it."


def recorded(request, view, *, reason=""):
    """Run a view; what it writes is published as one version, with this reason, before its messages are written.

    Inside, `request.record` is the recording and `request.afterwards` a list of functions to call once the
    write is published. Only a POST is recorded. IntegrityError undoes everything.
    """
    if request.method != "POST":
        return view()
    request.afterwards = []
    with recording(reason=reason) as request.record:
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
        except IntegrityError as error:
            # The form is shown once more; it refuses with what the database said, so nothing is written.
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
        except IntegrityError as error:
            self.message_user(request, explain(error)[1], messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())


class NotedAdmin(RecordedAdmin):
    """A model that the log keeps a snapshot of, its inlines included but for the models of `unlogged`."""

    unlogged = ()

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        logged = [formset for formset in formsets if formset.model not in self.unlogged]
        if form.has_changed() or any(formset.has_changed() for formset in logged):
            request.record.note(*snapshot(form.instance), created=not change)

    def delete_model(self, request, obj):
        request.record.withdraw(*snapshot(obj)[:2])
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for obj in queryset:
            request.record.withdraw(*snapshot(obj)[:2])
        super().delete_queryset(request, queryset)


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
