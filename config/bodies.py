"""What slow senders may hold: half of the threads wait for bodies at most, so that who only reads is answered."""

from collections.abc import Callable, Iterable
from threading import BoundedSemaphore, Lock

import orjson

RETRY_AFTER = 2  # seconds
BUSY = "Too many are sending at once, and slowly. Nothing was changed; send it again in a moment."


class Bodies:
    """A WSGI application around another: a request with a body takes one of so many places until that has arrived.

    A thread that reads a body waits for its sender as long as he likes. Who finds no place is told 503.
    """

    def __init__(self, application: Callable, places: int):
        self._application, self._places = application, BoundedSemaphore(places)

    def __call__(self, environ: dict, start_response: Callable) -> Iterable[bytes]:
        """Return the body of the answer, as WSGI has it."""
        if environ.get("CONTENT_LENGTH", "") in ("", "0") and "HTTP_TRANSFER_ENCODING" not in environ:
            return self._application(environ, start_response)
        if not self._places.acquire(blocking=False):
            return _refuse(environ, start_response)
        body = Body(environ, self._places.release)
        try:
            return self._application(environ | {"wsgi.input": body}, start_response)
        finally:
            body.leave()


class Body:
    """A body that is being read; it leaves its place, once, when all of it has come or nobody reads on."""

    def __init__(self, environ: dict, leave: Callable[[], None]):
        self._source, self._leave, self._lock = environ["wsgi.input"], leave, Lock()
        length = environ.get("CONTENT_LENGTH", "")
        self._left = int(length) if length.isdecimal() else float("inf")

    def read(self, *size: int) -> bytes:
        """Return so many bytes, or all that is left."""
        return self._came(self._source.read(*size))

    def readline(self, *size: int) -> bytes:
        """Return a line, of so many bytes at most."""
        return self._came(self._source.readline(*size))

    def __iter__(self):
        return iter(self.readline, b"")

    def leave(self) -> None:
        """Give the place to another."""
        with self._lock:
            leave, self._leave = self._leave, None
        if leave:
            leave()

    def _came(self, piece):
        self._left -= len(piece)
        if not piece or self._left <= 0:
            self.leave()
        return piece


def _refuse(environ, start_response):
    kind, text = "text/plain; charset=utf-8", f"{BUSY}\n".encode()
    if environ.get("PATH_INFO", "").startswith("/api/"):
        kind = "application/problem+json"
        told = {"type": "about:blank", "title": "Service Unavailable", "status": 503, "detail": BUSY}
        text = orjson.dumps(told)
    headers = {"Content-Type": kind, "Content-Length": str(len(text)), "Retry-After": str(RETRY_AFTER)}
    start_response("503 Service Unavailable", [*headers.items(), ("Cache-Control", "no-store")])
    return [text]
