"""Errors as problem documents (RFC 9457), whatever was asked for."""

import logging
import sys
from http import HTTPStatus

import orjson
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpResponse
from django.template import loader
from django.views import defaults
from rest_framework import exceptions

from districts.availability import AWAY, RETRY_AFTER, is_away, look_again

MEDIA_TYPE = "application/problem+json"
FAILED = "The server failed to answer; the failure is logged."
_log = logging.getLogger("django.request")


class BadParameters(exceptions.APIException):
    """Parameters that cannot be answered; `faults` is a list of {param, detail}, with `pointer` where one is JSON."""

    status_code = 400

    def __init__(self, faults):
        self.faults = faults
        super().__init__(" ".join(f"{fault['param']}{fault.get('pointer', '')}: {fault['detail']}" for fault in faults))


class Gone(exceptions.APIException):
    """A record that was public and was withdrawn; `more` is added to the document."""

    status_code = 410

    def __init__(self, detail, **more):
        self.more = more
        super().__init__(detail)


class Moved(exceptions.APIException):
    """A record that was merged into another of its collection: `location` is that one's address, `more` is added."""

    status_code = 308

    def __init__(self, request, code, survivor):
        path, _, query = request.get_full_path().partition("?")
        self.location = path.replace(code, survivor) + (f"?{query}" if query else "")
        self.more = {"id": code, "merged_into": survivor}
        super().__init__(f"{code} was merged into {survivor}, which stands for both.")


def problem(request, status, detail, *, errors=(), **more):
    """Return the response that tells a reader what went wrong."""
    document = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(detail),
        "instance": request.get_full_path(),
        "errors": list(errors),
    }
    return HttpResponse(orjson.dumps(document | more), status=status, content_type=MEDIA_TYPE)


def answer(exc, context):
    """Return the problem document for an exception; an unforeseen one is logged and sent to Django's signal."""
    request = context["request"]._request
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        exc = exceptions.PermissionDenied()
    elif isinstance(exc, SuspiciousOperation):
        exc = exceptions.ParseError(str(exc))
    if is_away(exc):
        return unavailable(request)
    if not isinstance(exc, exceptions.APIException):
        _log.error("Internal Server Error: %s", request.path, exc_info=exc)
        got_request_exception.send(sender=None, request=request)
        return problem(request, 500, FAILED)
    errors, more = getattr(exc, "faults", ()), getattr(exc, "more", {})
    response = problem(request, exc.status_code, _detail(exc, context), errors=errors, **more)
    if isinstance(exc, Moved):
        response["Location"] = exc.location
    return response


def unavailable(request):
    """Answer, and log in a line, that the database is away: below /api/ as a problem document, elsewhere as a page."""
    _log.error("The database is away: %s", request.path)
    look_again()
    if request.path_info.startswith("/api/"):
        response = problem(request, 503, AWAY)
    else:
        response = HttpResponse(loader.get_template("503.html").render(), status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    response.is_away = True
    return response


def server_error(request):
    """Answer a failure outside the views: below /api/ as a problem document, elsewhere with Django's page.

    Django calls it while the exception is being handled.
    """
    if is_away(sys.exception()):
        return unavailable(request)
    if request.path_info.startswith("/api/"):
        return problem(request, 500, FAILED)
    return defaults.server_error(request)


def _detail(exc, context):
    if isinstance(exc, exceptions.NotAcceptable):
        media = ", ".join(renderer.media_type for renderer in context["view"].get_renderers())
        return f"This address answers in {media}: ask for one of them in Accept, or with format=."
    if isinstance(exc, exceptions.MethodNotAllowed):
        *methods, last = [method.upper() for method in context["view"].http_method_names]
        return f"The API is read only: use {', '.join(methods)} or {last}."
    if isinstance(exc, exceptions.UnsupportedMediaType):
        media = ", ".join(parser.media_type for parser in context["view"].get_parsers())
        return f"{exc.detail} Send it as {media}."
    return exc.detail
