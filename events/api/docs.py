from functools import cache
from threading import Lock

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.response import Response

from districts.api.base import PublicView
from districts.api.renderers import JSONRenderer
from events.models import LogEntry

# The generator keeps what it finds out of its own classes on them: two at once would see it half done.
_one_at_a_time = Lock()


def description():
    """Return the API's description, the same for every reader."""
    with _one_at_a_time:
        return _described()


@cache
def _described():
    return SchemaGenerator().get_schema(request=None, public=True)


class SchemaView(PublicView):
    schema = None
    renderer_classes = [JSONRenderer, OpenApiJsonRenderer, OpenApiYamlRenderer]

    def get(self, request):
        self.asked(request, LogEntry.objects.none())
        return Response(description())


class DocsView(PublicView):
    schema = None
    renderer_classes = [TemplateHTMLRenderer]

    def get(self, request):
        self.asked(request, LogEntry.objects.none())
        return Response(template_name="events/api_docs.html")
