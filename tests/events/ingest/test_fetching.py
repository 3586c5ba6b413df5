"""Fetching from a server of this machine, which the tests alone allow, and refusals before any connection."""

import contextlib
import gzip
import ipaddress
import socket
import ssl
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from events.ingest import fetching
from events.ingest.addresses import is_public
from events.ingest.fetching import Fetched, FetchError, fetch, status_of

CERTIFICATE = Path(__file__).parent / "certificate"


def anything(address, port):
    """Allow every host: the server of a test is on this machine."""
    return True


class Site(BaseHTTPRequestHandler):
    """Answers each path with what `pages` holds for it: (status, headers, body); keeps the requests."""

    pages, asked = {}, []

    def do_GET(self):
        self._answer(with_body=True)

    def do_HEAD(self):
        self._answer(with_body=False)

    def _answer(self, *, with_body):
        self.asked.append((self.command, self.path, dict(self.headers)))
        status, headers, body = self.pages.get(self.path) or (404, {}, b"")
        if callable(status):
            status = status(self.command)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            with contextlib.suppress(OSError):
                for chunk in [body] if isinstance(body, bytes) else body:
                    self.wfile.write(chunk)

    def log_message(self, *args):
        pass


@contextlib.contextmanager
def serving(pages, *, tls=False):
    """Serve pages on this machine; yield the address of the server and the list of what it is asked."""
    site = type("SiteOfATest", (Site,), {"pages": pages, "asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), site)
    server.handle_error = lambda request, client_address: None
    if tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(CERTIFICATE / "certificate.pem", CERTIFICATE / "key.pem")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}", site.asked
    finally:
        server.shutdown()
        server.server_close()


def resolving(monkeypatch, **hosts):
    """Let names resolve to addresses of the test's choice, a number to itself; return the list of what was asked."""
    asked = []

    def getaddrinfo(host, port, *args, **kwargs):
        asked.append(host)
        found = [host] if host[0].isdigit() else hosts.get(host.replace(".", "_"))
        if not found:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, port)) for each in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


def test_a_page_comes_with_its_type_and_the_address_that_gave_it():
    page = (200, {"Content-Type": "Text/HTML; charset=UTF-8"}, "<p>Хаана</p>".encode())

    with serving({"/a?b=c": page}) as (site, asked):
        fetched = fetch(f"{site}/a?b=c#part", limit=1000, timeout=5, allow=anything)

    assert fetched == Fetched(f"{site}/a?b=c#part", "<p>Хаана</p>".encode(), "text/html", "utf-8")
    assert [(method, path) for method, path, _ in asked] == [("GET", "/a?b=c")]


def test_a_request_says_who_asks_and_carries_no_cookie_even_after_one_was_set():
    pages = {
        "/": (302, {"Location": "/next", "Set-Cookie": "who=me"}, b""),
        "/next": (200, {}, b"here"),
    }

    with serving(pages) as (site, asked):
        fetched = fetch(site, limit=1000, timeout=5, allow=anything)

    assert (fetched.content, fetched.media_type, fetched.charset) == (b"here", "", "")
    assert all(headers["User-Agent"].startswith("Marz/") and "Cookie" not in headers for _, _, headers in asked)
    assert len(asked) == 2


def test_no_proxy_of_the_environment_is_used(monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("all_proxy", "http://127.0.0.1:9")

    with serving({"/": (200, {}, b"straight")}) as (site, _):
        assert fetch(site, limit=1000, timeout=5, allow=anything).content == b"straight"


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({"Content-Encoding": "gzip"}, id="gzip"),
        pytest.param({"Content-Encoding": "X-GZip"}, id="its-old-name"),
    ],
)
def test_a_packed_page_is_unpacked(headers):
    packed = gzip.compress(b"first ") + gzip.compress(b"second")

    with serving({"/": (200, headers, packed)}) as (site, _):
        assert fetch(site, limit=1000, timeout=5, allow=anything).content == b"first second"


@pytest.mark.parametrize(
    ("headers", "body", "sentence"),
    [
        pytest.param({}, b"x" * 1001, "{} gives more than 1,000 bytes, which is the limit.", id="too-long"),
        pytest.param(
            {"Content-Encoding": "gzip"},
            gzip.compress(b"x" * 10_000_000),
            "{} gives more than 1,000 bytes, which is the limit.",
            id="too-long-once-unpacked",
        ),
        pytest.param({"Content-Length": "20"}, b"half", "{} broke off before its end.", id="half"),
        pytest.param(
            {"Content-Encoding": "gzip"},
            gzip.compress(b"x" * 99)[:20],
            "{} broke off before its end.",
            id="half-of-a-packed-one",
        ),
        pytest.param(
            {"Content-Encoding": "br"},
            b"?",
            "{} packs its answer as br, which was not asked for.",
            id="packed-otherwise",
        ),
        pytest.param(
            {"Content-Encoding": "gzip"},
            b"plain",
            "{} says that its answer is packed, but it is not (Error -3 while decompressing data: "
            "incorrect header check).",
            id="not-packed",
        ),
    ],
)
def test_an_answer_that_is_too_long_or_not_whole_is_refused(headers, body, sentence):
    with serving({"/": (200, headers, body)}) as (site, _), pytest.raises(FetchError) as refusal:
        fetch(site, limit=1000, timeout=5, allow=anything)

    assert str(refusal.value) == sentence.format(site)


def test_a_page_of_just_the_limit_is_taken():
    with serving({"/": (200, {}, b"x" * 1000)}) as (site, _):
        assert len(fetch(site, limit=1000, timeout=5, allow=anything).content) == 1000


def test_an_answer_other_than_200_is_refused_with_its_number():
    with serving({"/gone": (410, {}, b"")}) as (site, _), pytest.raises(FetchError) as refusal:
        fetch(f"{site}/gone", limit=1000, timeout=5, allow=anything)

    assert str(refusal.value) == f"{site}/gone answered 410 Gone, not 200."


def dripping():
    for _ in range(100):
        yield b"x"
        time.sleep(0.05)


def test_a_host_that_sends_a_byte_now_and_then_is_cut_off_in_time():
    with serving({"/": (200, {}, dripping())}) as (site, _), pytest.raises(FetchError) as refusal:
        fetch(site, limit=1000, timeout=0.3, allow=anything)

    assert str(refusal.value) == f"{site} did not answer in time."


def test_a_host_that_never_begins_to_answer_is_cut_off_in_time():
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(FetchError) as refusal:
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/", limit=9, timeout=0.2, allow=anything)

    assert "did not answer in time." in str(refusal.value)


def test_a_name_that_takes_too_long_to_resolve_is_given_up(monkeypatch):
    done = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: done.wait(5) and [])

    with pytest.raises(FetchError) as refusal:
        fetch("http://slow.example/", limit=9, timeout=0.1)
    done.set()

    assert str(refusal.value) == "http://slow.example/ did not answer in time."


def test_five_redirects_are_followed_and_a_sixth_is_not():
    pages = {f"/{number}": (301, {"Location": f"/{number + 1}"}, b"") for number in range(6)}
    pages |= {"/6": (200, {}, b"end")}

    with serving(pages) as (site, _):
        assert fetch(f"{site}/1", limit=9, timeout=5, allow=anything).content == b"end"
        with pytest.raises(FetchError) as refusal:
            fetch(f"{site}/0", limit=9, timeout=5, allow=anything)

    assert str(refusal.value) == f"{site}/0 redirects more than 5 times."


@pytest.mark.parametrize(
    ("target", "sentence"),
    [
        pytest.param("http://inside.example/", "http://inside.example/ is at 10.0.0.7, port 80:", id="private-host"),
        pytest.param("http://169.254.169.254/latest", "is at 169.254.169.254, port 80:", id="metadata"),
        pytest.param("//outside.example:22/", "http://outside.example:22/ is at 9.9.9.9, port 22:", id="port"),
        pytest.param("file:///etc/passwd", "“file:///etc/passwd” is not an address of the web:", id="file"),
        pytest.param("http://me:secret@outside.example/", "“outside.example” is given with a name", id="password"),
    ],
)
def test_every_redirect_is_held_against_the_same_rules(monkeypatch, target, sentence):
    resolving(monkeypatch, inside_example=["10.0.0.7"], outside_example=["9.9.9.9"])

    with serving({"/": (302, {"Location": target}, b"")}) as (site, _), pytest.raises(FetchError) as refusal:
        fetch(site, limit=9, timeout=5, allow=lambda at, port: f"{at}:{port}" in site or is_public(at, port))

    assert sentence in str(refusal.value)


def test_a_host_is_resolved_once_and_spoken_to_at_the_address_that_was_checked(monkeypatch):
    with serving({"/": (200, {}, b"here")}) as (site, asked):
        port = site.rpartition(":")[2]
        resolved = resolving(monkeypatch, reports_example=["127.0.0.1"])

        fetched = fetch(f"http://reports.example:{port}/", limit=9, timeout=5, allow=anything)

    assert (fetched.content, resolved) == (b"here", ["reports.example", "127.0.0.1"])
    assert asked[0][2]["Host"] == f"reports.example:{port}"


def test_a_host_with_one_private_address_among_public_ones_is_refused(monkeypatch):
    resolving(monkeypatch, both_example=["9.9.9.9", "192.168.0.1"])

    with pytest.raises(FetchError) as refusal:
        fetch("https://both.example/", limit=9, timeout=5)

    assert str(refusal.value) == (
        "https://both.example/ is at 192.168.0.1, port 443: only public hosts are asked, on ports 80 and 443."
    )


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        pytest.param("ftp://reports.example/a", "“ftp://reports.example/a” is not an address of the web", id="scheme"),
        pytest.param("reports.example", "“reports.example” is not an address of the web", id="no-scheme"),
        pytest.param("http:///a", "“http:///a” is not an address of the web", id="no-host"),
        pytest.param("http://[::1", "“http://[::1” is not an address of the web", id="half-an-address"),
        pytest.param("http://a:99999/", "“http://a:99999/” is not an address of the web", id="port-out-of-range"),
        pytest.param(f"http://{'a' * 70}.example/", "is not an address of the web", id="label-too-long"),
        pytest.param("http://nobody.example/", "http://nobody.example/ names a host that does not exist", id="nobody"),
        pytest.param("https://u@reports.example/", "is given with a name or a password", id="user"),
    ],
)
def test_what_is_no_address_of_the_web_is_refused_in_a_sentence(monkeypatch, url, sentence):
    resolving(monkeypatch)

    with pytest.raises(FetchError) as refusal:
        fetch(url, limit=9, timeout=5)

    assert sentence in str(refusal.value)
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "10.1.2.3",
        "100.64.0.1",
        "100.100.100.200",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.31.255.255",
        "192.0.0.192",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.9",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:9.9.9.9",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ],
)
def test_an_address_of_the_servers_own_network_is_not_public(address):
    assert not is_public(ipaddress.ip_address(address), 443)


@pytest.mark.parametrize("address", ["9.9.9.9", "100.128.0.1", "172.32.0.1", "2606:4700::1111", "2a00:1450:4001::1"])
def test_an_address_of_the_public_internet_is_public_on_the_ports_of_the_web(address):
    there = ipaddress.ip_address(address)

    assert [port for port in (22, 80, 443, 5432, 8080) if is_public(there, port)] == [80, 443]


@pytest.fixture
def trusted(monkeypatch):
    """Trust the certificate of the tests, which is for reports.example."""
    context = ssl.create_default_context(cafile=str(CERTIFICATE / "certificate.pem"))
    monkeypatch.setattr(fetching, "_tls", lambda: context)


def test_a_certificate_is_held_against_the_name_of_the_host(monkeypatch, trusted):
    with serving({"/": (200, {}, b"sealed")}, tls=True) as (site, _):
        port = site.rpartition(":")[2]
        resolving(monkeypatch, reports_example=["127.0.0.1"], other_example=["127.0.0.1"])

        fetched = fetch(f"https://reports.example:{port}/", limit=9, timeout=5, allow=anything)
        with pytest.raises(FetchError) as refusal:
            fetch(f"https://other.example:{port}/", limit=9, timeout=5, allow=anything)

    assert fetched.content == b"sealed"
    assert "has a certificate that is not its own or not valid" in str(refusal.value)


def test_a_certificate_that_nobody_vouches_for_is_refused():
    with serving({"/": (200, {}, b"")}, tls=True) as (site, _), pytest.raises(FetchError) as refusal:
        fetch(site, limit=9, timeout=5, allow=anything)

    assert "has a certificate that is not its own or not valid" in str(refusal.value)


@pytest.mark.parametrize(
    ("answer", "status", "methods"),
    [
        pytest.param(200, 200, ["HEAD"], id="alive"),
        pytest.param(410, 410, ["HEAD"], id="gone"),
        pytest.param(404, 404, ["HEAD", "GET"], id="not-found-twice"),
        pytest.param(lambda method: 405 if method == "HEAD" else 200, 200, ["HEAD", "GET"], id="no-head-there"),
    ],
)
def test_a_status_is_asked_with_head_and_with_get_where_that_is_refused(answer, status, methods):
    with serving({"/": (answer, {}, b"")}) as (site, asked):
        assert status_of(site, timeout=5, allow=anything) == status

    assert [method for method, _, _ in asked] == methods
