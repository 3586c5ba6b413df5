from django.db import models
from django.db.models import F, Q

from districts.history import tracked
from districts.spoken import spoken
from events.models.actors import Actor
from events.models.events import ControlEvent
from events.models.sources import Report


class Outcome(models.TextChoices):
    KILLED = "killed", spoken("killed")
    WOUNDED = "wounded", spoken("wounded")
    CAPTURED = "captured", spoken("taken prisoner")
    SURRENDERED = "surrendered", spoken("surrendered")


@tracked("CasualtyClaimVersion")
class CasualtyClaim(models.Model):
    """One voice's count of one side's losses at an event; a claim, never added up across voices."""

    event = models.ForeignKey(ControlEvent, on_delete=models.CASCADE, related_name="casualties")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="casualties")
    voice = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="voiced_casualties",
        help_text="Whose word it is; empty for an independent one.",
    )
    of = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="casualties",
        help_text="Whose losses they are; empty for civilians and where it was not said.",
    )
    outcome = models.CharField(max_length=12, choices=Outcome)
    low = models.PositiveIntegerField(help_text="The count, or the lower one of a range.")
    high = models.PositiveIntegerField(null=True, blank=True, help_text="Empty means “at least”.")
    attribution = models.CharField(max_length=200, help_text="Who is quoted.")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values),
                name="casualties_outcome_is_known",
                violation_error_message="Killed, wounded, taken prisoner or surrendered.",
            ),
            models.CheckConstraint(
                condition=Q(high__isnull=True) | Q(high__gte=F("low")),
                name="casualties_are_in_order",
                violation_error_message="The higher count is at least the lower one, or empty for “at least”.",
            ),
            models.CheckConstraint(
                condition=~Q(attribution=""),
                name="casualties_have_an_attribution",
                violation_error_message="Say who is quoted.",
            ),
            models.UniqueConstraint(
                fields=["event", "report", "voice", "of", "outcome"],
                nulls_distinct=False,
                name="casualties_of_a_voice_are_listed_once",
                violation_error_message="This voice in this report counts these losses already.",
            ),
        ]

    def __str__(self):
        return f"{self.low} {self.outcome}"
