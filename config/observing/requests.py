"""Each request has an id, a line in the log and its place in the measures."""

import logging
import re
import time
import uuid

from django.conf import settings
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
        sent = request.headers.get("X-Request-Id", "")
        request.id = sent if ID.fullmatch(sent) else uuid.uuid4().hex
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


def _measure(request, response, sql, taken):
    view = _view(request)
    measures.requests.labels(view, _method(request), response.status_code).inc()
    measures.seconds.labels(view).observe(taken)
    measures.database_seconds.labels(view).observe(sql.seconds)
    measures.statements.labels(view).inc(sql.count)
    if request.path_info.startswith("/api/"):
        held = response.status_code == 200 and request.resolver_match is None
        measures.answers.labels("unchanged" if response.status_code == 304 else "held" if held else "made").inc()
    facts = {
        "method": _method(request),
        "path": escape_uri_path(request.path),
        "status": response.status_code,
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
