"""How long an answer of the API or a page stays true: its ETag, its date, and what caches may keep."""

import hashlib
import threading
from functools import cache, lru_cache
from io import BytesIO
from itertools import repeat
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import DisallowedHost
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.middleware.gzip import re_accepts_gzip
from django.utils.http import http_date, parse_etags

from districts.languages import without_language
from events.control.present import present, still_present
from events.control.state import today

MOMENTARY = "public, max-age=60"
ASK_AGAIN = "public, no-cache"  # a page is shown only after asking whether it is still the present one
SETTLED = "public, max-age=31536000, immutable"

# Only there do answers depend on how names are spelled.
SPELLED = (
    "/api/v1/districts/",
    "/api/v1/provinces/",
    "/api/v1/reconcile/",
    "/api/ogc/collections/districts/",
    "/api/ogc/collections/provinces/",
    "/districts/",
    "/search/",
)

# A release is none of the record's versions, so what lists them depends on the last one.
RELEASED = ("/api/v1/releases/", "/data/")

API, PRIVATE = "/api/", f"/{settings.ADMIN_PATH}"

# What a field asks while somebody types.
SUGGESTING = "/search/suggest/"

# The files that decide how the record is told.
ANSWERING = (
    *(f"{app}/**/*.py" for app in ("config", "districts", "events")),
    "events/**/*.json",
    "locale/**/*.mo",
    "requirements.lock",
    "templates/**/*.html",
)

LONGEST_HELD = 256 * 1024  # bytes

_of_thread = threading.local()


class Answers:
    """Middleware, the first of those that may answer: gives an answer of the API once more, whole, as it was sent.

    What is held is held under what its ETag stands for, and under what else decides how it is sent: whether it is
    compressed, and whether a page elsewhere asked. So a new version, a changed place and a new day leave all of it
    behind at once. Answers longer than `LONGEST_HELD` bytes, and those that are streamed, are not held.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(API) or not _lasts(request):
            return self.get_response(request)
        try:
            tag = _fresh(request)[0]
        except DisallowedHost:
            # Told to the reader by those that follow.
            return self.get_response(request)
        if _has(request, tag):
            return self.get_response(request)
        key = _key(request.META, tag)
        found = _answers().get(key)
        return HttpResponse(found[0], headers=found[1]) if found else self._ask(request, tag, key)

    def _ask(self, request, tag, key):
        response = self.get_response(request)
        # One that `Freshness` has not described is an error, a file that never changes, or no answer of ours.
        described = response.get("ETag", "").removeprefix("W/") == tag
        lasts = response.status_code == 200 and described and not response.streaming and not response.cookies
        if lasts and len(response.content) <= LONGEST_HELD:
            _answers().set(key, (response.content, dict(response.headers)))
        return response


class Freshness:
    """Middleware: answers a reader who has the present answer with 304, before the view is asked.

    An ETag stands for the address, the media types asked for (a page has but one), the version of the record, the
    places (loaded boundaries take no version), the local day and the code that answers, and changes with each.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not _lasts(request):
            return self.get_response(request)
        tag, at = _fresh(request)
        if _has(request, tag):
            response = HttpResponse(status=304)
            del response["Content-Type"]
        else:
            response = self.get_response(request)
        # A file that never changes says so itself.
        if response.status_code in (200, 304) and "ETag" not in response:
            _describe(request, response, tag, at)
        return response


def _lasts(request):
    return request.method in ("GET", "HEAD") and not request.path_info.startswith(PRIVATE)


def held(meta: dict) -> tuple[bytes, dict] | None:
    """Return body and headers of an answer of the API that `Answers` holds for a request, by its environment.

    None: there is none, or what it would be must be asked for, of the database or of Django's middleware.
    """
    path = meta.get("PATH_INFO", "")
    asked = meta["REQUEST_METHOD"] in ("GET", "HEAD") and path.startswith(API) and "HTTP_IF_NONE_MATCH" not in meta
    now = still_present() if asked else None
    address = now and _address(*map(meta.get, _ADDRESSED, repeat("")))
    return _answers().get(_key(meta, _tag(address, path, meta, now))) if address else None


# All that an address is made of.
_ADDRESSED = (
    *("wsgi.url_scheme", "HTTP_X_FORWARDED_PROTO", "HTTP_HOST", "SERVER_NAME", "SERVER_PORT"),
    *("SCRIPT_URL", "REDIRECT_URL", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING"),
)


@lru_cache(maxsize=1000)
def _address(*parts):
    """Return the whole address of a request as Django makes it, empty where it refuses the name of the server."""
    meta = dict(zip(_ADDRESSED, parts, strict=True)) | {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()}
    if not meta["HTTP_HOST"]:
        del meta["HTTP_HOST"]
    try:
        return WSGIRequest(meta).build_absolute_uri()
    except DisallowedHost:
        return ""


def _answers():
    """Return the cache as this thread has it; looking it up among all of them costs as much as looking into it."""
    try:
        return _of_thread.answers
    except AttributeError:
        _of_thread.answers = caches["answers"]
        return _of_thread.answers


def _key(meta, tag):
    """Return what an answer is held under."""
    compressed = bool(re_accepts_gzip.search(meta.get("HTTP_ACCEPT_ENCODING", "")))
    return f"{tag}{compressed:d}{'HTTP_ORIGIN' in meta:d}"


def _has(request, tag):
    """Return whether the reader says that he has the answer of a tag."""
    known = request.headers.get("If-None-Match")
    return bool(known) and tag in [each.removeprefix("W/") for each in parse_etags(known)]


def _describe(request, response, tag, at):
    of_api = request.path_info.startswith(API)
    response["ETag"] = tag
    response["Cache-Control"] = _kept(response, of_api or without_language(request.path_info) == SUGGESTING)
    if at:
        response["Last-Modified"] = http_date(at.timestamp())
    if response.status_code == 304 and of_api:
        response["Vary"] = "Accept"


def _kept(response, is_data):
    if getattr(response, "settled", False):
        return SETTLED
    return MOMENTARY if is_data else ASK_AGAIN


def _fresh(request):
    """Return the ETag of a request's answer and the instant of the last version, looked up once a request."""
    if not hasattr(request, "fresh"):
        now = present()
        request.fresh = _tag(request.build_absolute_uri(), request.path_info, request.META, now), now.at
    return request.fresh


def _tag(address, path, meta, now):
    path = path if path.startswith(API) else without_language(path)
    spellings = now.spellings if path.startswith(SPELLED) else ""
    released = str(now.released) if path.startswith(RELEASED) else ""
    accepted = meta.get("HTTP_ACCEPT", "") if path.startswith(API) else ""
    # As it was sent too: letters sent bare look in the address like others that are written out.
    sent = meta.get("QUERY_STRING", "")
    # With its instant, a version that was lost and is numbered anew (a restored backup, a late standby) is another.
    version = f"{now.version} {now.at}"
    parts = (address, sent, accepted, version, now.places, spellings, released, today().isoformat(), _code())
    digest = hashlib.blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()
    return f'"{now.version}-{digest}"'


@cache
def _code():
    """Return a digest of what answers: a new release, other packages and other words change every ETag."""
    digest = hashlib.blake2b(digest_size=12)
    for path in answering(Path(settings.BASE_DIR)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def answering(folder):
    """Return the files that decide how the Marz in a folder answers, in order."""
    return sorted(path for pattern in ANSWERING for path in folder.glob(pattern))
