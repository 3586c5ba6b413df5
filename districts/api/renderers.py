"""JSON and CSV, and how a reader chooses between the formats of an address."""

from functools import cache

import orjson
from django.urls import get_resolver
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.renderers import BaseRenderer

from districts.api import tables
from districts.api.problems import BadParameters

OPTIONS = orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE


class JSONRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None
    render_style = "binary"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        return orjson.dumps(data, option=OPTIONS)


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
