"""How long an answer of the API stays true: its ETag, its date, and what caches may keep."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import http_date, parse_etags

from districts.api.places import places_version
from events.control.state import today
from events.models import LogEntry

MOMENTARY = "public, max-age=60"
SETTLED = "public, max-age=31536000, immutable"

# Only there do answers depend on how names are spelled, which takes longer to look at.
SPELLED = ("/api/v1/districts/", "/api/v1/provinces/")


class Freshness:
    """Middleware: answers a reader who has the present answer with 304, before the view is asked.

    An ETag stands for the address, the media types asked for, the version of the record, the places (which no version
    covers), the day in Kabul and the code that answers, so that it changes with each of them.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith("/api/") or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        last = LogEntry.objects.order_by("-seq").values_list("version", "at").first() or (0, None)
        tag = _tag(request, last[0])
        if tag in [known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))]:
            response = HttpResponse(status=304)
            del response["Content-Type"]
        else:
            response = self.get_response(request)
        if response.status_code in (200, 304):
            _describe(response, tag, last[1], settled=getattr(response, "settled", False))
        return response


def _describe(response, tag, at, *, settled):
    response["ETag"] = tag
    response["Cache-Control"] = SETTLED if settled else MOMENTARY
    if at:
        response["Last-Modified"] = http_date(at.timestamp())
    if response.status_code == 304:
        response["Vary"] = "Accept"


def _tag(request, version):
    spellings = request.path_info.startswith(SPELLED)
    parts = (request.get_full_path(), request.headers.get("Accept", ""))
    text = "\n".join((*parts, str(version), str(places_version(spellings=spellings)), today().isoformat(), _code()))
    return f'"{version}-{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"'


@cache
def _code():
    """Return a digest of the code that answers: a new release changes every ETag."""
    digest = hashlib.blake2b(digest_size=12)
    for app in ("districts", "events"):
        for path in sorted(Path(settings.BASE_DIR, app).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()
