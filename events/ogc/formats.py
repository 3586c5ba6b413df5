"""JSON and HTML of the OGC API, and how a reader chooses: by the parameter `f`, else by the header Accept."""

from django.template.loader import render_to_string
from rest_framework.renderers import BaseRenderer

from districts.api.formats.geojson import MEDIA_TYPE
from districts.api.renderers import FormatOrAccept, JSONRenderer

OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
HTML = "text/html"


class FOrAccept(FormatOrAccept):
    """The parameter `f` decides where it is given, else the header Accept."""

    parameter = "f"


class FeaturesRenderer(JSONRenderer):
    media_type = MEDIA_TYPE


class OpenAPIRenderer(JSONRenderer):
    media_type = OPENAPI


class AnyOpenAPIRenderer(JSONRenderer):
    """The same for who does not name the version."""

    media_type = OPENAPI.split(";")[0]


class PageRenderer(BaseRenderer):
    """A page of the site that shows the answer, by the view's `template`."""

    media_type = HTML
    format = "html"
    charset = "utf-8"

    def render(self, data, accepted_media_type=None, renderer_context=None):
        view, request = renderer_context["view"], renderer_context["request"]
        return render_to_string(view.template, {"answer": data, **view.shown(data)}, request._request)
