"""The language of a page: the one that its address begins with, else English. No cookie, no header decides it."""

from django.conf import settings
from django.utils.translation import get_language_from_path, override

from districts.languages import tag


class LanguageOfAddress:
    """Middleware that answers each request in the language of its address and says so."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith("/api/"):
            # The interface for programs knows no language.
            return self.get_response(request)
        code = get_language_from_path(request.path_info) or settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = code
        with override(code):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", tag(code))
        return response
