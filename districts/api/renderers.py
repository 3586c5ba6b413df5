"""JSON and CSV, and how a reader chooses between them."""

import orjson
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from districts.api import tables
from districts.api.problems import BadParameters

_OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return orjson.dumps(data, option=_OPTIONS)


class CSVRenderer(BaseRenderer):
    """The rows of an answer, in the columns of the view's `row_class`."""

    media_type = "text/csv"
    format = "csv"
    charset = "utf-8"
    render_style = "binary"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        rows = data.get("results", [data])
        return tables.write(renderer_context["view"].get_row_class(), rows)


class FormatOrAccept(DefaultContentNegotiation):
    """The parameter `format` decides where it is given, else the header Accept."""

    def select_renderer(self, request, renderers, format_suffix=None):
        wanted = request.query_params.get("format")
        if wanted is None:
            return super().select_renderer(request, renderers, format_suffix)
        for renderer in renderers:
            if renderer.format == wanted:
                return renderer, renderer.media_type
        formats = ", ".join(dict.fromkeys(renderer.format for renderer in renderers))
        raise BadParameters([{"param": "format", "detail": f"“{wanted}” is not one of {formats}."}])
