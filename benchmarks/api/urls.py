"""The addresses of Marz, and one that answers with nothing: what the framework alone takes."""

from django.http import HttpResponse
from django.urls import path

from config.urls import *  # noqa: F403 – the handlers of errors too
from config.urls import urlpatterns as addresses


def empty(request):
    """Answer with nothing."""
    return HttpResponse(b"{}", content_type="application/json")


urlpatterns = [path("empty/", empty), *addresses]
