"""Each request has an id, a line in the log and its place in the measures."""

import logging
import re
import time
import uuid
from functools import cache

from django.conf import settings
from django.core.handlers.wsgi import get_path_info, get_script_name
from django.db import connection
from django.utils.encoding import escape_uri_path

from config.observing import measures
from config.observing.logs import current_request

requests_log = logging.getLogger("marz.requests")
statements_log = logging.getLogger("marz.statements")

ID = re.compile(r"[A-Za-z0-9._-]{8,64}", re.ASCII)


class Statements:
    """Counts the statements of a request and their time; one that takes long is logged, without its parameters."""

    def __init__(self):
        self.count, self.seconds = 0, 0.0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            taken = time.perf_counter() - began
            self.count += 1
            self.seconds += taken
            if settings.SLOW_QUERY_MS and taken * 1000 >= settings.SLOW_QUERY_MS:
                facts = {"ms": round(taken * 1000), "sql": " ".join(str(sql).split())[:2000]}
                statements_log.warning("A statement took %d ms: %s", facts["ms"], facts["sql"], extra={"facts": facts})


class Observe:
    """Middleware, the first of all: names the request, measures it and writes its line.

    A proxy's X-Request-Id is kept where it is 8 to 64 plain characters; the answer carries it.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.id = id_of(request.META)
        token = current_request.set(request.id)
        sql, began = Statements(), time.perf_counter()
        try:
            with connection.execute_wrapper(sql):
                response = self.get_response(request)
            _measure(request, response, sql, time.perf_counter() - began)
        finally:
            current_request.reset(token)
        response["X-Request-Id"] = request.id
        return response


def id_of(meta: dict) -> str:
    """Return the id of a request, by its environment: the one that it was sent with, or a new one."""
    sent = meta.get("HTTP_X_REQUEST_ID", "")
    return sent if ID.fullmatch(sent) else uuid.uuid4().hex


def _measure(request, response, sql, taken):
    view, held = _view(request), response.status_code == 200 and request.resolver_match is None
    how = "unchanged" if response.status_code == 304 else "held" if held else "made"
    note(view, _method(request), response.status_code, how if request.path_info.startswith("/api/") else "", sql, taken)
    _log(_method(request), request.path, response.status_code, sql, taken)


def note_held(environ: dict, sql: Statements, taken: float, name: str) -> None:
    """Measure and log, under its id, a request whose held answer was given again before Django was asked."""
    note("none", environ["REQUEST_METHOD"], 200, "held", sql, taken)
    if requests_log.isEnabledFor(logging.INFO):
        token = current_request.set(name)
        _log(environ["REQUEST_METHOD"], f"{get_script_name(environ)}{get_path_info(environ)}", 200, sql, taken)
        current_request.reset(token)


def note(view: str, method: str, status: int, how: str, sql: Statements, taken: float) -> None:
    """Measure a request that took so many seconds; `how` the API answered it, "" for what is none of its answers."""
    count, seconds, database_seconds, statements, answers = _measures(view, method, status, how)
    count.inc()
    seconds.observe(taken)
    database_seconds.observe(sql.seconds)
    statements.inc(sql.count)
    if how:
        answers.inc()


@cache
def _measures(view, method, status, how):
    """Return the measures of requests of a kind; to look each up again takes longer than to count."""
    return (
        measures.requests.labels(view, method, status),
        measures.seconds.labels(view),
        measures.database_seconds.labels(view),
        measures.statements.labels(view),
        how and measures.answers.labels(how),
    )


def _log(method, path, status, sql, taken):
    facts = {
        "method": method,
        "path": escape_uri_path(path),
        "status": status,
        "ms": round(taken * 1000, 1),
        "database_ms": round(sql.seconds * 1000, 1),
        "statements": sql.count,
    }
    requests_log.info("%(method)s %(path)s %(status)s %(ms)s ms", facts, extra={"facts": facts})


def _view(request):
    """Return the name of the view that answered, "none" where something before it did: few names, whatever is sent."""
    return (request.resolver_match and request.resolver_match.view_name) or "none"


def _method(request):
    return request.method if request.method in ("GET", "HEAD", "POST", "OPTIONS") else "other"
