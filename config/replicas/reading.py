"""Each request on the database that is right for it, by whatever way its code asks."""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, connections

from config.replicas.fleet import Wanted
from config.replicas.watching import fleet, watch

READS = ("GET", "HEAD", "OPTIONS")
# What is asked by POST there is only read.
READS_TOO = "/api/v1/reconcile/"
OF_PRIMARY = ("/metrics",)

_TAG = re.compile(r'"(\d{1,12})-[0-9a-f]+"', re.ASCII)
_ASKED = re.compile(r"(?:^|&)(version|after_seq)=(\d{1,12})(?=&|$)", re.ASCII)
_of_thread = threading.local()
_SESSION = f"{settings.SESSION_COOKIE_NAME}="


class ByReplica:
    """Middleware, the first of all: reads of the public come from a replica, all else is the primary's.

    A read that finds its database dead is asked of another one, before its reader learns of it.
    """

    def __init__(self, get_response):
        if not fleet.aliases:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request):
        wanted, alias = wanted_by(request.META), database_of(request.META)
        again = type(request)(request.environ) if request.method in ("GET", "HEAD") else None
        response = self._answer(request, alias)
        if _writes(request.META):
            fleet.wrote()
            watch.look_now()
        # A replica that is read for want of a primary, and is asked to write, is not dead.
        if again is None or not getattr(response, "is_away", False) or (wanted.primary and alias != fleet.primary()):
            return response
        fleet.note(alias, None)
        watch.look_now(alias)
        other = fleet.choose(wanted)
        return response if other == alias else self._answer(again, other)

    def _answer(self, request, alias):
        with connected_to(alias):
            response = self.get_response(request)
        if response.streaming and alias != DEFAULT_DB_ALIAS:
            response.streaming_content = _streamed(response.streaming_content, alias)
        return response


def database_of(meta: dict) -> str:
    """Return the alias of the database for a request, by its environment."""
    if not fleet.aliases:
        return DEFAULT_DB_ALIAS
    watch.start()
    return fleet.choose(wanted_by(meta))


def wanted_by(meta: dict) -> Wanted:
    """Return what a request, by its environment, asks of its database.

    Who is signed in must see what he has written. An ETag or a number of the record that a request sends is proof that
    the record has come so far.
    """
    if _writes(meta) or _SESSION in meta.get("HTTP_COOKIE", "") or meta.get("PATH_INFO", "").startswith(_primarys()):
        return Wanted(primary=True)
    known = {"version": 0, "after_seq": 0}
    for name, number in _ASKED.findall(meta.get("QUERY_STRING", "")):
        known[name] = max(known[name], int(number))
    tags = map(int, _TAG.findall(meta.get("HTTP_IF_NONE_MATCH", "")))
    return Wanted(version=max([known["version"], *tags]), seq=known["after_seq"])


def _primarys():
    return (f"/{settings.ADMIN_PATH}", *OF_PRIMARY)


def _writes(meta):
    return meta["REQUEST_METHOD"] not in READS and not meta.get("PATH_INFO", "").startswith(READS_TOO)


@contextmanager
def connected_to(alias: str) -> Iterator[None]:
    """Let all of this thread's code that asks Django's default database ask another one, for the time of a block.

    That one is called `default` itself where `alias` is, also within such a block.
    """
    before = connections[DEFAULT_DB_ALIAS]
    if before.alias == alias:
        yield
        return
    if before.alias == DEFAULT_DB_ALIAS:
        _of_thread.own = before
    connections[DEFAULT_DB_ALIAS] = _of_thread.own if alias == DEFAULT_DB_ALIAS else connections[alias]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = before


def primary() -> str | None:
    """Return the alias of the database that takes writes; None while none does."""
    return fleet.primary() if fleet.aliases else DEFAULT_DB_ALIAS


def reading(meta: dict):
    """Return the context in which the answer to a request is read from its database."""
    return connected_to(database_of(meta))


def _streamed(parts: Iterable[bytes], alias: str) -> Iterator[bytes]:
    """Yield what is streamed, each part asked of the database that it began with."""
    parts, done = iter(parts), object()
    while True:
        with connected_to(alias):
            part = next(parts, done)
        if part is done:
            return
        yield part
