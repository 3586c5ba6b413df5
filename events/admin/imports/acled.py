"""Take an export of ACLED's in: handed in, each row judged, then drafted as a whole. Nothing of it is published."""

from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from districts.api.formats.csv_text import guard
from events.admin.imports.frame import import_page, shown
from events.admin.imports.uploads import MEGABYTE, Upload, UploadGoneError, find, keep
from events.ingest.acled.layouts import FileRefusedError
from events.ingest.acled.report import csv_line, plain, rows_left
from events.ingest.acled.survey import survey
from events.ingest.acled.writing import import_acled
from events.models import Status

LARGEST = 200 * MEGABYTE
START = "import-acled"
TITLE = "Import from ACLED"
PART = "acled"


class ExportForm(forms.Form):
    file = forms.FileField(
        label="The export",
        help_text="CSV or XLSX, with the columns as ACLED names them; 200 MB at most.",
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )


@import_page(START)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    form = ExportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = keep(form.cleaned_data["file"], user=request.user, largest=LARGEST)
            _surveyed(upload)
            return redirect("import-acled-preview", token=upload.token)
        except FileRefusedError as refused:
            upload.forget_content()
            form.add_error("file", str(refused))
        except ValidationError as error:
            form.add_error("file", error)
    return shown(request, "admin/imports/acled_start.html", TITLE, form=form)


@import_page(START)
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, token):
    upload = find(token, user=request.user)
    if request.method == "POST":
        return _imported(request, upload)
    try:
        found = upload.recall(PART) or _surveyed(upload)
    except (FileNotFoundError, FileRefusedError):
        raise UploadGoneError("This file is not kept any more: choose it again.") from None
    return shown(request, "admin/imports/acled_preview.html", "What becomes of the rows", upload=upload, found=found)


@import_page(START)
@require_safe
def left(request, token):
    upload = find(token, user=request.user)
    try:
        file = upload.open()
    except FileNotFoundError:
        raise UploadGoneError("This file has been imported, and is not kept any more: choose it again.") from None
    response = StreamingHttpResponse(_lines(file), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="acled-rows-not-taken.csv"'
    return response


def _surveyed(upload: Upload) -> dict:
    """Return what would become of the rows, and keep it beside the file."""
    with upload.open() as stream:
        found = plain(survey(stream))
    upload.remember(PART, found)
    return found


def _imported(request, upload: Upload):
    """Draft what the file tells, once: what is known by now is left, though the preview still offered it."""
    try:
        with upload.open() as stream:
            found = import_acled(stream=stream, author=request.user)
    except FileNotFoundError:
        raise UploadGoneError("This file has been imported already: its drafts are in the list of events.") from None
    except ValidationError as error:
        messages.error(request, f"{' '.join(error.messages)} Nothing was imported.")
        return redirect("import-acled-preview", token=upload.token)
    upload.forget_content()
    drafted = "1 draft" if found.taken == 1 else f"{found.taken:,} drafts"
    messages.success(request, f"{upload.name}: {drafted} made; {found.left:,} of {found.rows:,} rows were not taken.")
    drafts = urlencode({"status__exact": Status.DRAFT})
    return HttpResponseRedirect(f"{reverse('admin:events_controlevent_changelist')}?{drafts}")


def _lines(file):
    """Yield the lines of the report; the mark in front tells spreadsheets that it is UTF-8."""
    yield "\ufeff"
    with file:
        yield from (csv_line([guard(cell) for cell in row]) for row in rows_left(file))
