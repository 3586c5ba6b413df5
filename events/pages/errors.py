"""The pages for what went wrong."""

from django.shortcuts import render

from districts.api.problems import problem
from events.pages.asked import BadParameterError


def bad_request(request, exception):
    """Return the page for a request that Django refuses."""
    if request.path_info.startswith("/api/"):
        return problem(request, 400, "The request cannot be read.")
    return render(request, "400.html", status=400)


def explain_bad_parameters(get_response):
    """Return the middleware that answers a BadParameterError, which as an error would fill the log with tracebacks."""

    def middleware(request):
        return get_response(request)

    def process_exception(request, exception):
        if not isinstance(exception, BadParameterError):
            return None
        return render(request, "400.html", {"problem": exception}, status=400)

    middleware.process_exception = process_exception
    return middleware
