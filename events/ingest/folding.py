"""When two addresses of the web are one page: what browsers, phones, search engines and archives add. Pure."""

import re
from urllib.parse import parse_qsl, quote, unquote_to_bytes, urlencode, urlsplit

SHORTEST_MARK = 4

_SCHEME = re.compile(r"^(?:https?:/*|[a-z][a-z0-9+.-]*://+)", re.IGNORECASE)
_WRAPPED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(?:web\.|www\.)?archive\.org/web/[0-9*]+(?:[a-z]{2}_)?/(?P<inner>.+)$",
        r"^(?:www\.)?archive\.(?:today|ph|is|li|vn|md|fo)/(?:[0-9.-]+|o/[a-z0-9]+|newest|oldest)/(?P<inner>.+)$",
        r"^(?:www\.)?google\.[a-z.]+/amp/(?:s/)?(?P<inner>.+)$",
        r"^[a-z0-9-]+\.cdn\.ampproject\.org/[a-z]/(?:s/)?(?P<inner>.+)$",
        r"^cdn\.ampproject\.org/[a-z]/(?:s/)?(?P<inner>.+)$",
    )
)
_DOORS = re.compile(r"^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.)")
_MIDDLE_DOOR = re.compile(r"(?:\.(?:m|mobile|amp))+\.(?=[^.]+\.)")
_SAME_HOST = {"twitter.com": "x.com"}
_TRACKING = re.compile(
    r"^(?:utm_.*|at_.*|ns_.*|(?:fb|g|d|tw|tt|y)clid|msclkid|li_fat_id|gbraid|wbraid|igsh(?:id)?|mc_[ce]id|_g[al]"
    r"|ref_(?:src|url)|__twitter_impression|amp(?:_.*)?|outputtype|cmpid?|ocid|smid|spm|xtor|sh|share|feature)$",
    re.IGNORECASE,
)
_SHARED_ON_X = {"s", "t"}
_RUN = re.compile(r"[A-Za-z0-9_-]+")


def fold(url: str) -> str:
    """Return what is the same of an address however it is written: host, path and the parameters that choose the page.

    Scheme, `www.`, mobile and AMP forms, default ports, the last slash, the fragment, tracking parameters, the order
    of parameters and the wrappers of web archives and of Google's cache go. Any text is folded; none is refused.
    """
    text, folded = None, "".join(url.split())
    while folded != text:
        text, folded = folded, _folded(folded)
    return folded


def host_of(url: str) -> str:
    """Return the host of a folded address, without its port."""
    return re.split(r"[/?:]", fold(url), maxsplit=1)[0]


def mark_of(folded: str) -> str:
    """Return the longest run of plain letters of a folded address: each way to write the address holds it.

    It stands in the path or the parameters; where these are short, it is part of the host, always in lower case.
    """
    host, rest = re.match(r"([^/?]*)(.*)", folded, re.DOTALL).groups()
    runs = sorted(_RUN.findall(re.sub(r"%[0-9A-F]{2}", " ", rest)), key=len)
    if runs and len(runs[-1]) >= SHORTEST_MARK:
        return runs[-1]
    return max(_RUN.findall(host), key=len, default="")


def _folded(text):
    text = _unwrapped(text)
    try:
        parts = urlsplit(f"//{text}")
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return text
    gate = "" if port in (None, 80, 443) else f":{port}"
    segments = [quote(unquote_to_bytes(each), safe="~!$&'()*+,;=:@") for each in parts.path.split("/")]
    path = "".join(f"/{each}" for each in _page(segments))
    query = urlencode(sorted(_chosen(parts.query, host)))
    return f"{host}{gate}{path}{f'?{query}' if query else ''}"


def _unwrapped(text):
    text = _SCHEME.sub("", text, count=1)
    while found := next((match for each in _WRAPPED if (match := each.match(text))), None):
        text = _SCHEME.sub("", found["inner"], count=1)
    return text


def _host(host):
    host = _MIDDLE_DOOR.sub(".", _DOORS.sub("", host.strip(" .")))
    return _SAME_HOST.get(host, host)


def _page(segments):
    """Return the segments of a path without those that say “for phones”."""
    kept = [each for each in segments if each and each.lower() != "amp"]
    if kept:
        kept[-1] = re.sub(r"\.amp(?=(\.html?)?$)", "", kept[-1], flags=re.IGNORECASE)
    return [each for each in kept if each]


def _chosen(query, host):
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape", max_num_fields=None)
    shared = _SHARED_ON_X if host == "x.com" else set()
    for name, value in pairs:
        if not _TRACKING.match(name) and name not in shared:
            yield name.encode("utf-8", "surrogateescape"), value.encode("utf-8", "surrogateescape")
