"""How long an answer of the API or a page stays true: its ETag, its date, and what caches may keep."""

import hashlib
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.http import http_date, parse_etags

from districts.api.places import places_version
from events.control.state import today
from events.models import LogEntry

MOMENTARY = "public, max-age=60"
ASK_AGAIN = "public, no-cache"  # a page is shown only after asking whether it is still the present one
SETTLED = "public, max-age=31536000, immutable"

# Only there do answers depend on how names are spelled, which takes longer to look at.
SPELLED = ("/api/v1/districts/", "/api/v1/provinces/", "/api/v1/reconcile/", "/districts/")

API, PRIVATE = "/api/", "/admin/"

LONGEST_HELD = 256 * 1024  # bytes


class Freshness:
    """Middleware: answers a reader who has the present answer with 304, before the view is asked.

    An ETag stands for the address, the media types asked for (a page has but one), the version of the record, the
    places (loaded boundaries take no version), the day in Kabul and the code that answers, and changes with each.
    Under it the answers of the API are held in memory, `LONGEST_HELD` bytes each at most, and given again: a new
    version leaves all of them behind at once.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info.startswith(PRIVATE) or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        last = LogEntry.objects.order_by("-seq").values_list("version", "at").first() or (0, None)
        tag = _tag(request, last[0])
        if tag in [known.removeprefix("W/") for known in parse_etags(request.headers.get("If-None-Match", ""))]:
            response = HttpResponse(status=304)
            del response["Content-Type"]
            _describe(request, response, tag, last[1])
            return response
        return _held(tag) or self._ask(request, tag, last[1])

    def _ask(self, request, tag, at):
        response = self.get_response(request)
        if response.status_code == 200:
            _describe(request, response, tag, at)
            if request.path_info.startswith(API) and not response.streaming and len(response.content) <= LONGEST_HELD:
                caches["answers"].set(tag, (response.content, dict(response.headers)))
        return response


def _held(tag):
    """Return the answer that was given under a tag, None where none is held."""
    found = caches["answers"].get(tag)
    return found and HttpResponse(found[0], headers=found[1])


def _describe(request, response, tag, at):
    of_api = request.path_info.startswith(API)
    response["ETag"] = tag
    response["Cache-Control"] = _kept(response) if of_api else ASK_AGAIN
    if at:
        response["Last-Modified"] = http_date(at.timestamp())
    if response.status_code == 304 and of_api:
        response["Vary"] = "Accept"


def _kept(response):
    return SETTLED if getattr(response, "settled", False) else MOMENTARY


def _tag(request, version):
    spellings = request.path_info.startswith(SPELLED)
    accepted = request.headers.get("Accept", "") if request.path_info.startswith(API) else ""
    parts = (request.build_absolute_uri(), accepted)
    text = "\n".join((*parts, str(version), str(places_version(spellings=spellings)), today().isoformat(), _code()))
    return f'"{version}-{hashlib.blake2b(text.encode(), digest_size=12).hexdigest()}"'


@cache
def _code():
    """Return a digest of the code that answers: a new release changes every ETag."""
    digest = hashlib.blake2b(digest_size=12)
    for pattern in ("districts/**/*.py", "events/**/*.py", "templates/**/*.html"):
        for path in sorted(Path(settings.BASE_DIR).glob(pattern)):
            digest.update(path.read_bytes())
    return digest.hexdigest()
