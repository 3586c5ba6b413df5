"""Fetch a page of the public web: http or https, no private host, no cookie, within a size and a time."""

import contextlib
import http.client
import os
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from events.ingest.addresses import PORTS, Address, is_public, resolve

USER_AGENT = "Marz/0.1 (keeps copies of the reports that it cites)"
REDIRECTS = 5
_MOVED = (301, 302, 303, 307, 308)
_NO_HEAD = (403, 404, 405, 501)  # what hosts that do not know HEAD answer it with, though the page is there
_CHUNK = 64 * 1024
_IN_A_PATH = "/%:@!$&'()*+,;=~-._"

Allow = Callable[[Address, int], bool]


class FetchError(Exception):
    """Why an address could not be fetched, in a sentence."""


@dataclass(frozen=True)
class Fetched:
    """What an address gave.

    `address` is the one that answered, after the redirects; `content` is unpacked; `media_type` is in small letters,
    without parameters, and like `charset` empty where the host did not say it.
    """

    address: str
    content: bytes
    media_type: str = ""
    charset: str = ""


def fetch(url: str, *, limit: int, timeout: float, allow: Allow = is_public) -> Fetched:
    """Return what an address gives, of `limit` bytes at most, within `timeout` seconds in all.

    Every host on the way is resolved once, held against `allow`, and spoken to at the very address that was checked.
    Raises FetchError with a sentence for all that can go wrong, an answer other than 200 among it.
    """
    deadline = time.monotonic() + timeout
    with _answered("GET", url, deadline, allow) as (address, response):
        if response.status != 200:
            raise FetchError(f"{address} answered {response.status} {response.reason}".rstrip() + ", not 200.")
        content = _body(response, limit, deadline, address)
        return Fetched(
            address,
            content,
            response.headers.get_content_type().lower() if "Content-Type" in response.headers else "",
            (response.headers.get_content_charset() or "").lower(),
        )


def status_of(url: str, *, timeout: float, allow: Allow = is_public) -> int:
    """Return the HTTP status of an address after its redirects, asked with HEAD, and with GET where that is refused.

    Raises FetchError where no host answers, as `fetch` does.
    """
    deadline = time.monotonic() + timeout
    with _answered("HEAD", url, deadline, allow) as (_, response):
        status = response.status
    if status in _NO_HEAD:
        with _answered("GET", url, deadline, allow) as (_, response):
            status = response.status
    return status


@contextlib.contextmanager
def _answered(method: str, url: str, deadline: float, allow: Allow) -> Iterator[tuple[str, http.client.HTTPResponse]]:
    """Yield the address that answers at the end of the redirects, and its response."""
    address = url
    for _ in range(REDIRECTS + 1):
        with _exchange(method, address, deadline, allow) as response:
            target = response.headers.get("Location")
            if response.status not in _MOVED or not target:
                yield address, response
                return
        # A header is bytes that Python reads as Latin-1; addresses in it are UTF-8.
        address = urljoin(address, target.encode("latin-1", "replace").decode("utf-8", "replace"))
    raise FetchError(f"{url} redirects more than {REDIRECTS} times.")


@contextlib.contextmanager
def _exchange(method: str, url: str, deadline: float, allow: Allow) -> Iterator[http.client.HTTPResponse]:
    parts, host, port = _target(url)
    try:
        connection = _connection(parts.scheme, host, port, url, deadline, allow)
        with contextlib.closing(connection), _cut_at(deadline, connection.sock):
            connection.request(method, _path(parts), headers=_HEADERS)
            with contextlib.closing(connection.getresponse()) as response:
                yield response
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        raise FetchError(_sentence(url, error, deadline)) from error


_HEADERS = {"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "gzip", "Connection": "close"}


def _target(url: str) -> tuple[SplitResult, str, int]:
    """Return the parts of an address, its host in ASCII and its port; raises FetchError for what is not the web's."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port or PORTS.get(parts.scheme)
        host = (parts.hostname or "").encode("idna").decode()
    except ValueError as error:
        raise FetchError(f"“{url}” is not an address of the web ({error}).") from error
    if parts.scheme not in PORTS or not host:
        raise FetchError(f"“{url}” is not an address of the web: one begins with https:// or http:// and a host.")
    if parts.username is not None or parts.password is not None:
        raise FetchError(f"“{host}” is given with a name or a password, which are not sent.")
    return parts, host, port


def _path(parts: SplitResult) -> str:
    path = quote(parts.path, safe=_IN_A_PATH) or "/"
    return f"{path}?{quote(parts.query, safe=_IN_A_PATH + '?')}" if parts.query else path


def _connection(scheme: str, host: str, port: int, url: str, deadline: float, allow: Allow):
    """Return an open connection to a host at an address that is allowed; nothing resolves its name again."""
    addresses = resolve(host, port, seconds=deadline - time.monotonic())
    for address in addresses:
        if not allow(address, port):
            raise FetchError(f"{url} is at {address}, port {port}: only public hosts are asked, on ports 80 and 443.")
    connection = http.client.HTTPConnection(host, port)
    connection.default_port = PORTS[scheme]
    connection.sock = _first_socket(addresses, port, deadline)
    if scheme == "https":
        with _cut_at(deadline, connection.sock):
            connection.sock = _tls().wrap_socket(connection.sock, server_hostname=host)
    return connection


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _first_socket(addresses: list[Address], port: int, deadline: float) -> socket.socket:
    failure = OSError("the host has no address")
    for address in addresses:
        seconds = deadline - time.monotonic()
        if seconds <= 0:
            raise TimeoutError("the time is up")
        try:
            return socket.create_connection((str(address), port), timeout=seconds)
        except OSError as error:
            failure = error
    raise failure


@contextlib.contextmanager
def _cut_at(deadline: float, sock: socket.socket) -> Iterator[None]:
    """Cut a connection at the deadline: a host that sends a byte now and then would outlast any other limit."""
    handle = socket.socket(fileno=os.dup(sock.fileno()))
    timer = threading.Timer(max(deadline - time.monotonic(), 0), _cut, [handle])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        handle.close()


def _cut(handle: socket.socket) -> None:
    with contextlib.suppress(OSError):
        handle.shutdown(socket.SHUT_RDWR)


def _body(response: http.client.HTTPResponse, limit: int, deadline: float, address: str) -> bytes:
    """Return the unpacked body; raises FetchError past the limit, when the time is up, and for half a body."""
    unpack = _unpacker(response.headers.get("Content-Encoding", ""), address)
    content = bytearray()
    while chunk := response.read(_CHUNK):
        for piece in unpack(chunk):
            content += piece
            if len(content) > limit:
                raise FetchError(f"{address} gives more than {limit:,} bytes, which is the limit.")
    if time.monotonic() > deadline:
        raise TimeoutError("the time is up")
    if response.length or not unpack.whole:
        raise http.client.IncompleteRead(bytes(content))
    return bytes(content)


def _unpacker(encoding: str, address: str):
    if encoding.strip().lower() in ("gzip", "x-gzip"):
        return _Gzip()
    if encoding.strip().lower() in ("", "identity"):
        return _Plain()
    raise FetchError(f"{address} packs its answer as {encoding}, which was not asked for.")


class _Plain:
    """Bytes as they come."""

    whole = True

    def __call__(self, chunk: bytes) -> Iterator[bytes]:
        yield chunk


class _Gzip:
    """Bytes out of gzip, a piece at a time, so that a small answer cannot become a large one unseen."""

    def __init__(self):
        self._member, self.whole = _member(), True

    def __call__(self, chunk: bytes) -> Iterator[bytes]:
        while chunk:
            self.whole = False
            yield self._member.decompress(chunk, _CHUNK)
            chunk = self._member.unconsumed_tail
            if self._member.eof:
                chunk, self._member, self.whole = self._member.unused_data, _member(), True


def _member():
    return zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)


def _sentence(url: str, error: Exception, deadline: float) -> str:
    """Return what went wrong in a sentence that names the address."""
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline:
        return f"{url} did not answer in time."
    if isinstance(error, socket.gaierror):
        return f"{url} names a host that does not exist ({error.strerror})."
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"{url} has a certificate that is not its own or not valid ({error.verify_message})."
    if isinstance(error, http.client.IncompleteRead):
        return f"{url} broke off before its end."
    if isinstance(error, zlib.error):
        return f"{url} says that its answer is packed, but it is not ({error})."
    return f"{url} cannot be fetched ({error or type(error).__name__})."
