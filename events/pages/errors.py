"""The pages for what went wrong."""

from django.shortcuts import render

from districts.api.problems import problem


def bad_request(request, exception):
    """Return the page that names the parameter, what was given and what would be right."""
    if request.path_info.startswith("/api/"):
        return problem(request, 400, "The request cannot be read.")
    context = {"problem": exception if hasattr(exception, "expected") else None}
    return render(request, "400.html", context, status=400)
