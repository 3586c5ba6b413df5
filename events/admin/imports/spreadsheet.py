"""Import a spreadsheet: hand it in, say what its columns are, look at what each row would do, import all or nothing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from events.admin.imports import uploads
from events.admin.imports.frame import import_page, shown
from events.admin.imports.preview import PROBLEM, errors_file, preview
from events.admin.imports.spreadsheet_forms import ColumnsForm, ConfirmForm, UploadForm
from events.ingest.outcomes import Effect, counted, outcome_of
from events.ingest.spreadsheet import template
from events.ingest.spreadsheet.columns import COLUMNS
from events.ingest.spreadsheet.importing import Checked, RowsRefusedError, check_sheet, import_sheet
from events.ingest.spreadsheet.reading import read_sheet
from events.ingest.spreadsheet.sheets import LARGEST, Sheet, SheetRefusedError
from events.models import ControlEvent

START = "import-spreadsheet"
page = import_page(START)


def _at(step: str, token: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"{START}-{step}", args=[token]))


def _sheet(upload: uploads.Upload) -> Sheet:
    """Return the sheet that was handed in; raises UploadGoneError where it is not that file any more."""
    if not upload.is_whole():
        raise uploads.UploadGoneError("The file that was kept has changed: choose it again.")
    with upload.open() as file:
        return read_sheet(file.read())


@page
@require_http_methods(["GET", "HEAD", "POST"])
def start(request):
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            upload = uploads.keep(form.cleaned_data["file"], user=request.user, largest=LARGEST)
            upload.remember("sheet", _sheet(upload).headers)
            return _at("columns", upload.token)
        except ValidationError as refused:
            form.add_error("file", refused)
        except SheetRefusedError as refused:
            form.add_error("file", str(refused))
    words = [(column, column.allowed()) for column in COLUMNS]
    return shown(request, "admin/imports/spreadsheet/start.html", "Import a spreadsheet", form=form, columns=words)


@page
@require_safe
def template_file(request, kind):
    files = {
        "csv": (template.csv_template, "text/csv; charset=utf-8"),
        "xlsx": (template.xlsx_template, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    }
    if kind not in files:
        raise Http404(f"There is no template of the kind “{kind}”: choose csv or xlsx.")
    make, media_type = files[kind]
    response = HttpResponse(make(), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="events.{kind}"'
    return response


@page
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, token):
    upload = uploads.find(token, user=request.user)
    form = ColumnsForm(
        request.POST or None, headers=upload.recall("sheet") or [], chosen=upload.recall("chosen"), user=request.user
    )
    if request.method == "POST" and form.is_valid():
        chosen = {"mapping": form.mapping(), "status": form.cleaned_data["status"]}
        upload.remember("chosen", chosen)
        _remember(upload, check_sheet(_sheet(upload), **chosen, user=request.user))
        return _at("preview", token)
    return shown(request, "admin/imports/spreadsheet/columns.html", "Columns", form=form, upload=upload)


def _remember(upload: uploads.Upload, checked: Checked) -> None:
    facts = {"said": checked.said, "updates": checked.updates}
    upload.remember("preview", facts | {"outcomes": [one.plain() for one in checked.outcomes]})


def _recalled(upload: uploads.Upload) -> Checked:
    """Return what was shown of a file; raises UploadGoneError where nothing was."""
    kept = upload.recall("preview")
    if kept is None:
        raise uploads.UploadGoneError("Say first what the columns of the file are: choose it again.")
    return Checked([outcome_of(one) for one in kept["outcomes"]], kept["said"], kept["updates"])


@page
@require_http_methods(["GET", "HEAD", "POST"])
def rows(request, token):
    upload = uploads.find(token, user=request.user)
    if upload.recall("done"):
        return _at("done", token)
    checked = _recalled(upload)
    form = ConfirmForm(request.POST or None, updates=checked.updates)
    if request.method == "POST" and form.is_valid() and not checked.has_errors:
        return _import(request, upload, checked, form.cleaned_data.get("reason", ""))
    effects = counted(checked.outcomes)
    context = preview(checked.outcomes, request.GET) | {
        "form": form,
        "said": checked.said,
        "token": token,
        "upload": upload,
        "errors": effects[Effect.ERROR],
        "changes": effects[Effect.NEW] + effects[Effect.UPDATE],
    }
    return shown(request, "admin/imports/spreadsheet/preview.html", "Preview", **context)


def _import(request, upload: uploads.Upload, agreed: Checked, reason: str):
    """Import the file as it was shown; where a row would do something else by now, show it again."""
    chosen = upload.recall("chosen")
    try:
        done = import_sheet(_sheet(upload), **chosen, user=request.user, reason=reason, agreed=agreed.outcomes)
    except RowsRefusedError as refused:
        _remember(upload, refused.checked)
        messages.warning(request, "The record has changed since this was shown: look at the rows again.")
        return _at("preview", upload.token)
    except SheetRefusedError as refused:
        messages.error(request, str(refused))
        return _at("preview", upload.token)
    effects = counted(done.outcomes)
    upload.remember(
        "done",
        {
            "events": [event.pk for event in done.events],
            "version": done.version,
            "effects": {effect.value: number for effect, number in effects.items() if number},
        },
    )
    upload.forget_content()
    return _at("done", upload.token)


@page
@require_safe
def errors(request, token):
    upload = uploads.find(token, user=request.user)
    outcomes, sheet = _recalled(upload).outcomes, _sheet(upload)
    mapping = upload.recall("chosen")["mapping"]
    cells = {row.number: row.cells for row in sheet.rows}
    lines = (
        [*cells[one.row].values(), one.row, " ".join(_named(each, mapping) for each in one.wrong)]
        for one in outcomes
        if one.effect == Effect.ERROR
    )
    return errors_file("errors.csv", [*sheet.headers, "row", PROBLEM], lines)


def _named(wrong, mapping: dict[str, str]) -> str:
    """Return what is wrong with a cell, its column named as in the file."""
    return f"{mapping.get(wrong.column, wrong.column)}: {wrong.right}" if wrong.column else wrong.right


@page
@require_safe
def done(request, token):
    upload = uploads.find(token, user=request.user)
    facts = upload.recall("done")
    if facts is None:
        return _at("preview", token)
    made = ControlEvent.objects.filter(pk__in=facts["events"])
    context = {
        "effects": facts["effects"],
        "version": facts["version"],
        "events": made.select_related("district__province").defer("district__cell", "district__boundary")[:50],
        "made": len(facts["events"]),
        "upload": upload,
    }
    return shown(request, "admin/imports/spreadsheet/done.html", "Imported", **context)
