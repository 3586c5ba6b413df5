"""What a first visit costs a reader, in bytes and requests: every kind of page in three languages."""

import gzip
import re
from urllib.parse import urljoin

import lxml.html
import pytest

SITE = "http://testserver"
LIGHT, HEAVY = 60_000, 150_000  # bytes as they are sent, all that the page loads included
LANGUAGES = ("", "fa/", "ps/")
# Each kind of page where it shows most: the whole record, the most contested days, a page for what is wrong.
PAGES = {
    "": 15,
    "districts/": 7,
    "districts/AF1901/": 8,
    "provinces/AF11/": 17,
    "changes/?from=2015-01-01": 8,
    "compare/?as_of=2021-05-01&with_as_of=2021-08-15": 8,
    "chart/?from=2015-01-01": 8,
    "insights/": 8,
    "search/?q=Taliban&in=events": 7,
    "events/E0501/": 7,
    "sources/": 8,
    "sources/ap/": 8,
    "methodology/": 7,
    "data/": 7,
    "embed/map/?as_of=2021-07-24": 5,
    "embed/districts/AF1905/": 5,
    "nowhere/": 7,
    "changes/?from=never": 7,
}
LOADED = {"stylesheet", "icon", "preload", "modulepreload"}
IMPORTED = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']+)""")
DATA = {"application/json", "application/ld+json"}


@pytest.fixture
def fetch(client):
    """Return a function that gets an address as a browser does, each once: (answer, body, bytes that were sent)."""
    known = {}

    def get(address):
        if address not in known:
            answer = client.get(address, headers={"Accept-Encoding": "gzip"})
            sent = b"".join(answer)
            body = gzip.decompress(sent) if answer.get("Content-Encoding") == "gzip" else sent
            known[address] = answer, body.decode("utf-8", "replace"), len(sent)
        return known[address]

    return get


def loaded_by(root):
    """Return the addresses of what a page loads without being asked to."""
    links = (each.get("href") for each in root.iter("link") if LOADED & set(each.get("rel", "").split()))
    sources = (each.get("src") for each in root.iter("script", "img", "iframe", "source", "embed", "video", "audio"))
    # What the map's script asks for.
    return {address for address in [*links, *sources, *root.xpath("//@data-then")] if address}


def visit(fetch, address):
    """Return {address: bytes} of a page and all that it loads, scripts that scripts import included."""
    answer, body, sent = fetch(address)
    found, todo = {address: sent}, [urljoin(SITE + address, each) for each in loaded_by(lxml.html.fromstring(body))]
    while todo:
        each = todo.pop()
        if each in found:
            continue
        answer, body, found[each] = fetch(each)
        assert (answer.status_code, each.startswith(SITE)) == (200, True), each
        imported = IMPORTED.findall(body) if answer["Content-Type"].startswith("text/javascript") else ()
        todo += [urljoin(each, name) for name in imported]
    return found


def runs_inline(root):
    """Return what of a page a strict policy would not let run: scripts and styles in the page itself."""
    scripts = [each for each in root.iter("script") if not each.get("src") and each.get("type") not in DATA]
    return [*scripts, *root.iter("style"), *root.xpath("//@style | //@*[starts-with(name(), 'on')]")]


def refused(answer):
    """Return the rules of the policy of a page, each with its values."""
    rules = (part.split() for part in answer["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in rules}


@pytest.mark.django_db
@pytest.mark.usefixtures("record")
def test_a_first_visit_is_light_and_asks_nobody_else_on_every_page_in_three_languages(fetch):
    wrong = {}
    for address, requests in ((f"/{code}{path}", most) for path, most in PAGES.items() for code in LANGUAGES):
        found, (answer, body, _) = visit(fetch, address), fetch(address)
        root, most = lxml.html.fromstring(body), HEAVY if requests == PAGES[""] else LIGHT
        policy = refused(answer)
        fine = {
            "bytes": sum(found.values()) < most,
            "requests": len(found) <= requests,
            "cookies": not answer.cookies and "Cookie" not in answer.get("Vary", ""),
            "inline": not runs_inline(root),
            "policy": policy["default-src"] == ["'self'"] and not re.search("unsafe|script-src|style-src", str(policy)),
        }
        if not all(fine.values()):
            wrong[address] = [name for name, is_fine in fine.items() if not is_fine], found

    assert wrong == {}


@pytest.mark.django_db
def test_a_file_is_compressed_and_not_sent_again_to_who_has_it(client):
    first = client.get("/static/events/site.css", headers={"Accept-Encoding": "gzip", "Range": "bytes=0-9"})
    again = client.get("/static/events/site.css", headers={"Accept-Encoding": "gzip", "If-None-Match": first["ETag"]})
    plain = client.get("/static/events/site.css")

    assert (first.status_code, first["Content-Encoding"], first["ETag"][:2]) == (200, "gzip", "W/")
    assert gzip.decompress(b"".join(first)) == b"".join(plain)
    assert (plain.get("Content-Encoding"), again.status_code, b"".join(again)) == (None, 304, b"")
    assert {answer["Vary"] for answer in (first, plain)} == {"Accept-Encoding"}
