from functools import cache

from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from rest_framework.renderers import TemplateHTMLRenderer
from rest_framework.response import Response

from districts.api.base import PublicView
from districts.api.renderers import JSONRenderer
from events.models import LogEntry


@cache
def description():
    """Return the API's description, the same for every reader."""
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
