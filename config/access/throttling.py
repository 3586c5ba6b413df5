"""How often one client may ask the API, told on every answer by the fields of draft-ietf-httpapi-ratelimit-headers-10.

A client is a key, or else an address. Requests are counted in windows that begin at whole minutes (hours, days) of UTC,
in Django's cache: by each process for itself as long as that is the memory of a process.
"""

import ipaddress
from functools import lru_cache

from django.conf import settings

from config.access import keys
from config.access.counting import counted
from config.signin.lockout import client_address
from districts.api.problems import problem

API = "/api/"
WIDE = 64  # bits of an address of IPv6 that are one client's: the rest he chooses himself


class Throttle:
    """Middleware, outside of the answer cache: what is given again is counted, and no count is kept with an answer."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not request.path_info.startswith(API):
            return self.get_response(request)
        sent = _key(request)
        found = keys.known(sent) if sent else None
        if found is None or found.refusal:
            policy, client, rate = "address", _network(client_address(request)), settings.API_RATE
        else:
            policy, client, rate = "key", found.client, found.rate
        if rate is None:
            return _refuse_key(request, found) if found and found.refusal else self.get_response(request)
        count, left = counted(client, rate)
        if count > rate.limit:
            response = _refuse(request, policy, rate, left)
        elif found and found.refusal:
            response = _refuse_key(request, found)
        else:
            response = self.get_response(request)
        response["RateLimit-Policy"] = f'"{policy}";q={rate.limit};w={rate.window}'
        response["RateLimit"] = f'"{policy}";r={max(0, rate.limit - count)};t={left}'
        return response


def _key(request) -> str:
    """Return the key that a request sends, empty where there is none: other kinds of authorization are no key."""
    scheme, _, sent = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    return sent.strip() if scheme.lower() == "bearer" else request.META.get("HTTP_X_API_KEY", "").strip()


@lru_cache(maxsize=10_000)
def _network(address: str) -> str:
    """Return what of an address is one client's."""
    if ":" not in address:
        return address
    try:
        return str(ipaddress.ip_network((address.partition("%")[0], WIDE), strict=False).network_address)
    except ValueError:
        return address


def _refuse(request, policy, rate, left):
    instead = " A key allows more: docs/api.md says how to get one." if policy == "address" else ""
    detail = f"More than {rate.limit} requests in {rate.window} seconds: ask again in {left} seconds.{instead}"
    response = problem(request, 429, detail)
    response["Retry-After"] = str(left)
    response["Cache-Control"] = "no-store"
    return response


def _refuse_key(request, found):
    response = problem(request, 401, found.refusal)
    response["WWW-Authenticate"] = 'Bearer realm="Marz", error="invalid_token"'
    response["Cache-Control"] = "no-store"
    return response
