"""Whether Marz lives, is ready, and how it does: /healthz, /readyz and /metrics.

They are answered before everything else, so that a probe needs neither HTTPS nor a host that Marz knows, and
`/healthz` needs no database.
"""

import time
from functools import cache

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_LATEST

from config.observing import measures
from config.replicas.reading import primary
from districts.models import District
from events.control.rebuild import difference

RETRY_AFTER = 5  # seconds
READS_ONLY = "No database takes writes: start the primary, or promote a replica. Readers are answered."


class Probes:
    """Middleware that answers the three probes."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        probe = PROBES.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponse("GET or HEAD.\n", status=405, headers={"Allow": "GET, HEAD"}, content_type="text/plain")
        response = probe(request)
        response["Cache-Control"] = "no-store"
        return response


def healthz(request):
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request):
    found = checks()
    is_ready = all(each == "ok" for each in found.values())
    told = {"ready": is_ready, "checks": found} | ({} if primary() else {"writes": READS_ONLY})
    response = JsonResponse(told, status=200 if is_ready else 503)
    if not is_ready:
        response["Retry-After"] = str(RETRY_AFTER)
        # Another database, where there is one, may be whole.
        response.is_away = found.get("database") != "ok"
    return response


def metrics(request):
    sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not settings.METRICS_TOKEN:
        return HttpResponse("METRICS_TOKEN is not set.\n", status=404, content_type="text/plain")
    if not constant_time_compare(sent, settings.METRICS_TOKEN):
        headers = {"WWW-Authenticate": 'Bearer realm="metrics"'}
        return HttpResponse("Authorization: Bearer …\n", status=401, headers=headers, content_type="text/plain")
    return HttpResponse(measures.written(), content_type=CONTENT_TYPE_LATEST)


PROBES = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


def checks() -> dict[str, str]:
    """Return {check: "ok", or a sentence on what is wrong} for the database, the migrations and drift.

    Drift is looked for in one district a call, another each second; `manage.py doctor` looks at all of them.
    """
    found = {}
    for name, check in (("database", _database), ("migrations", _migrations), ("drift", _drift)):
        try:
            found[name] = check()
        except Error as error:
            found[name] = f"The database does not answer: {type(error).__name__}."
            break
    return found


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


@cache
def _on_disk() -> frozenset:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)


def unapplied() -> list[str]:
    """Return the migrations that the code has and the database has not, as app.name."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in _on_disk() if (app, name) not in applied)


def _migrations() -> str:
    missing = unapplied()
    return f"{len(missing)} migrations are missing, {missing[0]} first: run manage.py migrate." if missing else "ok"


def _drift() -> str:
    codes = list(District.objects.order_by("code").values_list("pk", "code"))
    if not codes:
        return "ok"
    number, code = codes[int(time.time()) % len(codes)]
    return f"{code} has drifted: run manage.py rebuild." if difference([number]) else "ok"
