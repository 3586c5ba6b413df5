"""A report's archived copies: kept from its page, and handed out to the staff alone, as files and nothing else."""

import hashlib

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.timezone import localtime
from django.views.decorators.http import require_GET

from events.admin.rows import OptionalRows
from events.archiving import CopyDamagedError, media_type_of, read_copy, refusal, stored_name, tidy
from events.models import ArchivedCopy


class CopyForm(forms.ModelForm):
    """An upload: what is kept of it is read from its bytes and its name."""

    upload = forms.FileField(label="a file to keep", max_length=200)

    class Meta:
        model = ArchivedCopy
        fields = []

    def clean_upload(self):
        upload = self.cleaned_data["upload"]
        digest = hashlib.sha256()
        for chunk in upload.chunks():
            digest.update(chunk)
        sentence = refusal(report=self.instance.report, size=upload.size, sha256=digest.hexdigest())
        if sentence:
            raise forms.ValidationError(sentence)
        copy = self.instance
        copy.name, copy.media_type = tidy(upload.name), media_type_of(upload.name)
        copy.size, copy.sha256, copy.saved_at = upload.size, digest.hexdigest(), timezone.now()
        upload.name = stored_name()
        copy.file = upload
        return upload


class CopyFormSet(OptionalRows, forms.BaseInlineFormSet):
    def clean(self):
        super().clean()
        seen = set()
        for form in self.extra_forms:
            if form.instance.sha256 in seen:
                form.add_error("upload", "This very copy is given twice.")
            seen |= {form.instance.sha256} - {""}


class ArchivedCopyInline(admin.TabularInline):
    model = ArchivedCopy
    form = CopyForm
    formset = CopyFormSet
    extra = 1
    fields = ["upload", "kept"]
    readonly_fields = ["kept"]
    verbose_name = "archived copy"
    verbose_name_plural = "archived copies, for the staff alone"

    def has_change_permission(self, request, obj=None):
        return False

    def get_fields(self, request, obj=None):
        return self.fields if self.has_add_permission(request, obj) else self.readonly_fields

    @admin.display(description="a file to keep")
    def upload(self, copy):
        # What stands in this column beside a copy that is kept already.
        return "–"

    @admin.display(description="kept")
    def kept(self, copy):
        if not copy.pk:
            return ""
        return format_html(
            '<a href="{}">{}</a>, {}, {} bytes, saved on {}{}<br>SHA-256 {}',
            reverse("admin:events_archivedcopy_download", args=[copy.pk]),
            copy.name,
            copy.media_type,
            f"{copy.size:,}",
            localtime(copy.saved_at).strftime("%Y-%m-%d %H:%M"),
            f" from {copy.address}" if copy.address else "",
            copy.sha256,
        )


@require_GET
def download(request, number):
    """Hand out a copy to be saved, never to be shown; a damaged one is said on the page of its report."""
    if not request.user.has_perm("events.view_archivedcopy"):
        raise PermissionDenied
    copy = get_object_or_404(ArchivedCopy, pk=number)
    try:
        content = read_copy(copy)
    except CopyDamagedError as error:
        messages.error(request, str(error))
        return HttpResponseRedirect(reverse("admin:events_report_change", args=[copy.report_id]))
    headers = {
        "Content-Disposition": content_disposition_header(True, copy.name),
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "sandbox",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/octet-stream", headers=headers)
