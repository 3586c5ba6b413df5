"""The record as data: its tables and columns, its formats, its releases and how to cite them."""

from django.shortcuts import render
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from districts.models import Country
from events.export.derived import DERIVED
from events.export.tables import TABLES
from events.models import LogEntry, Release, ReleaseFile
from events.pages.asked import ask

TYPES = {
    "string": _("text"),
    "integer": _("whole number"),
    "number": _("number"),
    "boolean": _("1 or 0"),
    "date": _("day"),
}


@require_safe
def data(request):
    country = Country.objects.defer("outline").first()
    context = {
        "asked": ask(request),
        "tables": [table_shown(table) for table in (*TABLES, *DERIVED)],
        "derived": [table.path for table in DERIVED],
        "releases": releases(),
        "metadata": country.descriptor if country else {},
        "version": LogEntry.objects.current_version(),
        "base": request.build_absolute_uri("/")[:-1],
    }
    return render(request, "events/data.html", context)


def table_shown(table):
    """Return what the page tells of a table: its file, title, key and columns, each with its type in words."""
    return {
        "name": table.name,
        "path": table.path,
        "title": table.title,
        "key": ", ".join(table.key),
        "columns": [(column.name, type_in_words(column), column.description) for column in table.columns],
    }


def type_in_words(column):
    """Return a column's type as a reader says it: its words where it has a few, the table of its keys."""
    kind, schema = column.kind, column.kind.schema
    if hasattr(kind, "words"):
        return format_html("<code>{}</code>", " · ".join(kind.words))
    if hasattr(kind, "table"):
        facts = {"table": kind.table, "word": kind.nobody}
        text = gettext("key of {table}, or {word}") if kind.nobody else gettext("key of {table}")
        named = {name: format_html("<code>{}</code>", value) for name, value in facts.items()}
        return format_html(text, **named)
    return TYPES.get(schema["type"], schema["type"])


def releases():
    """Return the releases, the last one first, each with its files."""
    found = list(Release.objects.newest_first())
    files = {release.pk: [] for release in found}
    for file in ReleaseFile.objects.defer("content"):
        files[file.release_id].append(file)
    return [{"release": release, "files": files[release.pk]} for release in found]
