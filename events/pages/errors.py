"""The pages for what went wrong."""

from django.shortcuts import render


def bad_request(request, exception):
    """Return the page that names the parameter, what was given and what would be right."""
    context = {"problem": exception if hasattr(exception, "expected") else None}
    return render(request, "400.html", context, status=400)
