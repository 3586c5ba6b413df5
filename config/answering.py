"""What stands before Django: answers that it gave before are given again without it."""

from collections.abc import Callable, Iterable
from time import perf_counter

from django.db import DatabaseError, connection

from config.access import throttling
from config.observing.requests import Statements, id_of, note_held
from config.replicas.reading import reading
from events.api.freshness import held


class GivenAgain:
    """A WSGI application around Django's: a request whose answer is held is counted and answered at once.

    All else is passed on: a key that may have to be looked up, a client that asks too often, a record that has changed.
    """

    def __init__(self, application: Callable):
        self._application = application

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Return the body of the answer, as WSGI has it."""
        sql, began = Statements(), perf_counter()
        found = _held(environ, sql)
        place = found and throttling.taken(environ)
        if not place or place.is_over:
            return self._application(environ, start_response)
        body, headers = found
        name = id_of(environ)
        note_held(environ, sql, perf_counter() - began, name)
        start_response("200 OK", [*headers.items(), *place.headers.items(), ("X-Request-Id", name)])
        return [body]


def _held(environ, sql):
    if throttling.has_key(environ):
        return None
    try:
        with reading(environ), connection.execute_wrapper(sql):
            return held(environ)
    except DatabaseError:
        # Told to the reader by those that follow.
        return None
