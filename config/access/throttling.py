"""How often one client may ask the API, told on every answer by the fields of draft-ietf-httpapi-ratelimit-headers-10.

A client is a key, or else an address. Requests are counted in windows that begin at whole minutes (hours, days) of UTC,
in Django's cache: by each process for itself as long as that is the memory of a process.
"""

import ipaddress
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings
from django.middleware.security import SecurityMiddleware

from config.access import keys
from config.access.counting import counted
from config.cross_origin import CrossOrigin
from config.environment import Rate
from config.signin.lockout import address_in
from districts.api.problems import problem

API = "/api/"
NOBODY = keys.Known()
_TAKEN = "marz.taken"
WIDE = 64  # bits of an address of IPv6 that are one client's: the rest he chooses himself


class Throttle:
    """Middleware, the first of all: what is held and given again is counted, and no count is held with it.

    OPTIONS is not counted: browsers send it before what a page asks for.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        # What is refused here goes out as every other answer does, though those that see to it come later.
        self.refused = SecurityMiddleware(CrossOrigin(lambda request: request.refusal))

    def __call__(self, request):
        if not request.path_info.startswith(API) or request.method == "OPTIONS":
            return self.get_response(request)
        told = taken(request.META)
        response = self._answer(request, _refusal(request, told))
        for name, value in told.headers.items():
            response[name] = value
        return response

    def _answer(self, request, refusal):
        """Return the refusal where there is one, and what was asked for where there is none."""
        if not refusal:
            return self.get_response(request)
        request.refusal = refusal
        return self.refused(request)


class Taken(NamedTuple):
    """The place that a request took among those of its client; without a `rate` there is none."""

    policy: str
    rate: Rate | None
    count: int
    left: int  # seconds until the window ends
    refusal: str  # why its key is refused

    @property
    def is_over(self) -> bool:
        """Whether it is one too many."""
        return self.rate is not None and self.count > self.rate.limit

    @property
    def headers(self) -> dict[str, str]:
        """What its answer tells of the limit."""
        if self.rate is None:
            return {}
        rest = max(0, self.rate.limit - self.count)
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.rate.limit};w={self.rate.window}',
            "RateLimit": f'"{self.policy}";r={rest};t={self.left}',
        }


def taken(meta: dict) -> Taken:
    """Return the place of a request to the API, by its environment: whoever asks first takes it."""
    if _TAKEN not in meta:
        policy, client, rate, refusal = _client(meta)
        meta[_TAKEN] = Taken(policy, rate, *(counted(client, rate) if rate else (0, 0)), refusal)
    return meta[_TAKEN]


def has_key(meta: dict) -> bool:
    """Return whether a request sends a key."""
    return bool(_key(meta))


def _refusal(request, told):
    if told.is_over:
        return _refuse(request, told.policy, told.rate, told.left)
    return told.refusal and _refuse_key(request, told.refusal)


def _client(meta):
    """Return (policy, client, rate, why its key is refused): who does not have a key that works is an address."""
    sent, address = _key(meta), _network(address_in(meta))
    if sent and keys.remembered(sent) is None and _looks_too_often(address):
        return "address", _lookups(address), settings.API_RATE, ""
    found = keys.known(sent) if sent else NOBODY
    if found.client:
        return "key", found.client, found.rate, ""
    return "address", address, settings.API_RATE, found.refusal


def _looks_too_often(address):
    """Count that the database will be asked for a key; return whether that is more than an address may have asked."""
    rate = settings.API_RATE
    return bool(rate) and counted(_lookups(address), rate)[0] > rate.limit


def _lookups(address):
    # Apart from what the address asks without a key, which keeps nobody with a key from using it.
    return f"keys-{address}"


def _key(meta) -> str:
    """Return the key that a request sends, empty where there is none: other kinds of authorization are no key."""
    scheme, _, sent = meta.get("HTTP_AUTHORIZATION", "").partition(" ")
    return sent.strip() if scheme.lower() == "bearer" else meta.get("HTTP_X_API_KEY", "").strip()


@lru_cache(maxsize=10_000)
def _network(address: str) -> str:
    """Return what of an address is one client's."""
    if ":" not in address:
        return address
    try:
        whole = ipaddress.IPv6Address(address.partition("%")[0])
    except ValueError:
        return address
    # A server that listens for both kinds sees every address of IPv4 within one network of IPv6.
    return str(whole.ipv4_mapped or ipaddress.ip_network((whole, WIDE), strict=False).network_address)


def _refuse(request, policy, rate, left):
    instead = " A key allows more: docs/api.md says how to get one." if policy == "address" else ""
    detail = f"More than {rate.limit} requests in {rate.window} seconds: ask again in {left} seconds.{instead}"
    response = problem(request, 429, detail)
    response["Retry-After"] = str(left)
    response["Cache-Control"] = "no-store"
    return response


def _refuse_key(request, why):
    response = problem(request, 401, why)
    response["WWW-Authenticate"] = 'Bearer realm="Marz", error="invalid_token"'
    response["Cache-Control"] = "no-store"
    return response
