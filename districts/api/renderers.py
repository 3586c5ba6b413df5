"""The formats of an answer, and how a reader chooses between them."""

import tempfile
from functools import cache

import orjson
from django.urls import get_resolver
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from districts.api.columns import columns
from districts.api.formats import copying, csv_text, parquet, xlsx
from districts.api.problems import BadParameters

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE
BLOCK = 64 * 1024  # bytes


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return orjson.dumps(data, option=OPTIONS)


class TableRenderer(BaseRenderer):
    """The rows of an answer, in the columns of the view's `row_class`."""

    charset = None
    render_style = "binary"
    is_table = True
    longest = None

    def render(self, data, accepted_media_type=None, renderer_context=None):
        view = renderer_context["view"]
        return b"".join(self.chunks(view, data.get("results", [data])))

    def whole(self, view, queryset):
        """Return chunks of the table of a whole queryset, however long it is."""
        return self.chunks(view, view.all_rows(queryset))

    def chunks(self, view, rows):
        """Yield the bytes of a table of rows, of dictionaries as JSON has them or of the columns' values."""
        raise NotImplementedError


class CSVRenderer(TableRenderer):
    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"

    def whole(self, view, queryset):
        if not view.copied:
            return super().whole(view, queryset)
        return copying.chunks(view.get_row_class(), queryset, tags=view.has_tags)

    def chunks(self, view, rows):
        return csv_text.chunks(columns(view.get_row_class()), rows, tags=view.has_tags)


class FileRenderer(TableRenderer):
    """A format that `module` writes into a file."""

    module = None

    def chunks(self, view, rows):
        # The file has no name, so that nothing of it is left wherever a reader stops.
        with tempfile.TemporaryFile() as file:
            self.module.write(file, columns(view.get_row_class()), rows)
            file.seek(0)
            yield from iter(lambda: file.read(BLOCK), b"")


class ParquetRenderer(FileRenderer):
    media_type, format, module = parquet.MEDIA_TYPE, "parquet", parquet


class XLSXRenderer(FileRenderer):
    media_type, format, module, longest = xlsx.MEDIA_TYPE, "xlsx", xlsx, xlsx.LONGEST_SHEET


class FormatOrAccept(DefaultContentNegotiation):
    """The parameter decides where it is given, else the header Accept."""

    parameter = "format"

    def select_renderer(self, request, renderers, format_suffix=None):
        wanted = request.query_params.get(self.parameter)
        if wanted is None:
            return super().select_renderer(request, renderers, format_suffix)
        for renderer in renderers:
            if renderer.format == wanted:
                return renderer, renderer.media_type
        formats = ", ".join(dict.fromkeys(renderer.format for renderer in renderers))
        detail = f"“{wanted}” is not one of {formats}.{_elsewhere(wanted)}"
        raise BadParameters([{"param": self.parameter, "detail": detail}])


def _elsewhere(wanted):
    where = [path for path, formats in _offers().items() if wanted in formats]
    return f" It is answered at {', '.join(where)}." if where else ""


@cache
def _offers():
    """Return {path: formats} of every address of the API that has no code in it."""
    prefix, api = get_resolver().namespace_dict["api"]
    found = {}
    for pattern in api.url_patterns:
        path, view = str(pattern.pattern).strip("^$"), pattern.callback
        if "<" not in path:
            renderers = view.cls(**view.initkwargs).get_renderers()
            found[f"/{prefix}{path}"] = {renderer.format for renderer in renderers}
    return found
