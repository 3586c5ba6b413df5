"""Who failed to sign in too often waits; what counts as one client, and the page that says until when."""

import datetime
import ipaddress

from axes.backends import AxesStandaloneBackend
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_parameters, get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.shortcuts import render
from django.utils import timezone


class LockOut(AxesStandaloneBackend):
    """Refuses whoever failed too often. What asks without a request is a program of our own, no stranger."""

    def authenticate(self, request, **credentials):
        if request is not None:
            super().authenticate(request, **credentials)


def client_address(request) -> str:
    """Return the address of a request's client, as `address_in` does."""
    return address_in(request.META)


def address_in(meta: dict) -> str:
    """Return the address of a client, by the environment of its request.

    Behind the proxy that serves HTTPS it is the last one of X-Forwarded-For, which that proxy wrote; those before
    it are what the client said. Without a proxy the header is worth nothing.
    """
    direct = meta.get("REMOTE_ADDR", "")
    if not settings.HTTPS:
        return direct
    forwarded = meta.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
    try:
        return str(ipaddress.ip_address(forwarded))
    except ValueError:
        return direct


def locked_out(request, response=None, credentials=None):
    """Return the page for who failed too often: until when he waits, with what he typed before kept in it."""
    now = timezone.now()
    until = _last_failure(request, credentials) + settings.AXES_COOLOFF_TIME
    seconds = max(1, int((until - now).total_seconds()) + 1)
    context = {"until": until + datetime.timedelta(minutes=1), "kept": request.POST.get("kept", "")}
    context |= {"failures": settings.AXES_FAILURE_LIMIT, "title": "Locked out"}
    page = render(request, "signin/locked_out.html", context, status=429)
    page["Retry-After"] = str(seconds)
    page["Cache-Control"] = "no-store"
    return page


def _last_failure(request, credentials):
    AxesProxyHandler.update_request(request)
    name = get_client_username(request, credentials)
    clients = get_client_parameters(name, request.axes_ip_address, request.axes_user_agent, request, credentials)
    times = [AccessAttempt.objects.filter(**client).aggregate(last=Max("attempt_time"))["last"] for client in clients]
    return max((time for time in times if time), default=timezone.now())
