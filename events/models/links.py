from django.db import models
from django.db.models import F, Q

from events.models.sources import Report

# 404 and 410 say that the page is gone, 5xx that nobody answers for it; other refusals come from a host that is there.
GONE = (404, 410)


class LinkCheckQuerySet(models.QuerySet):
    def dead(self):
        """Return the checks that found no page: no host, no answer in time, not found, gone, or a broken server."""
        return self.filter(Q(status__isnull=True) | Q(status__in=GONE) | Q(status__gte=500))


class LinkCheck(models.Model):
    """What a report's address last answered; for the desk only."""

    report = models.OneToOneField(Report, on_delete=models.CASCADE, related_name="link_check")
    checked_at = models.DateTimeField(help_text="When it was asked last, UTC.")
    status = models.PositiveSmallIntegerField(null=True, help_text="The HTTP status; empty where no host answered.")
    problem = models.TextField(blank=True, help_text="Why no host answered, in a sentence.")
    alive_at = models.DateTimeField(null=True, help_text="When a check last found the page; empty for never.")

    objects = LinkCheckQuerySet.as_manager()

    class Meta:
        ordering = ["report"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status__isnull=False) | ~Q(problem=""),
                name="link_check_has_a_status_or_a_problem",
                violation_error_message="A check has a status, or says why there is none.",
            ),
            models.CheckConstraint(
                condition=Q(alive_at__isnull=True) | Q(alive_at__lte=F("checked_at")),
                name="link_is_alive_no_later_than_checked",
                violation_error_message="A page is last found no later than it is last asked for.",
            ),
        ]

    def __str__(self):
        return f"{self.status or self.problem}"
