"""Whether the pages of the reports are still where they were."""

from http import HTTPStatus

from django.db.models import F
from django.utils import timezone

from events.ingest.fetching import FetchError, status_of
from events.models import LinkCheck, Report

SECONDS = 20  # for one page, redirects and all


def due():
    """Return the reports that have an address: those never checked first, then those checked longest ago."""
    return Report.objects.exclude(url="").order_by(F("link_check__checked_at").asc(nulls_first=True), "id")


def check(report, *, ask=status_of) -> LinkCheck:
    """Ask the address of a report, keep the answer in place of the last one, and return it."""
    try:
        found = {"status": ask(report.url, timeout=SECONDS), "problem": ""}
    except FetchError as error:
        found = {"status": None, "problem": str(error)}
    now = timezone.now()
    link = LinkCheck.objects.update_or_create(report=report, defaults=found | {"checked_at": now})[0]
    if not LinkCheck.objects.dead().filter(pk=link.pk).exists():
        link.alive_at = now
        link.save(update_fields=["alive_at"])
    return link


def words(link) -> str:
    """Return what a dead link answered: 404 Not Found, or why nobody answered."""
    if link.status is None:
        return link.problem
    known = {each.value: each.phrase for each in HTTPStatus}
    return f"{link.status} {known.get(link.status, '')}".strip()
