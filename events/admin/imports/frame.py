"""The frame of the pages that take files in: who may open them, and what every one of them shows."""

from functools import wraps

from django.contrib import admin, messages
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from events import roles
from events.admin.imports.uploads import UploadGoneError
from events.models import ControlEvent


def import_page(start: str):
    """Return a decorator of pages for those who may import; a file that is gone leads back to the page `start`."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            refusal = roles.why_not(request.user, "import")
            if refusal:
                return shown(request, "admin/imports/refused.html", "Import", refusal=refusal, status=403)
            try:
                return view(request, *args, **kwargs)
            except UploadGoneError as gone:
                messages.error(request, str(gone))
                return HttpResponseRedirect(reverse(start))

        return guarded

    return decorate


def shown(request, template: str, title: str, *, status: int = 200, **context) -> TemplateResponse:
    """Return a page of the admin."""
    frame = {**admin.site.each_context(request), "title": title, "opts": ControlEvent._meta}
    return TemplateResponse(request, template, {**frame, **context}, status=status)
