from django.db import models
from django.db.models import F, Q

from districts.history import tracked
from events.models.actors import Actor
from events.models.numbering import code_of
from events.models.sources import EvidenceQuerySet, Report, Source


@tracked("TallyVersion")
class Tally(models.Model):
    """A published count, such as “at least 87 of 421”, kept beside our own count for its day."""

    date = models.DateField(help_text="The day that the count is of.")
    voice = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="voiced_tallies",
        help_text="Whose word it is; empty for an independent one.",
    )
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="tallies")
    url = models.URLField("address", max_length=600, blank=True)
    published = models.DateField()
    actor = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="tallies",
        help_text="Whose districts are counted.",
    )
    measure = models.SlugField(max_length=60, help_text="What is counted: held, contested, …")
    count_low = models.PositiveIntegerField()
    count_high = models.PositiveIntegerField(null=True, blank=True, help_text="Empty means “at least”.")
    denominator = models.PositiveIntegerField(null=True, blank=True, help_text="Of how many units, if it was said.")
    definition = models.TextField(blank=True, help_text="What the count means, in our own words.")
    report = models.ForeignKey(Report, null=True, blank=True, on_delete=models.PROTECT, related_name="tallies")
    public = models.BooleanField(default=True, editable=False, help_text="False until an editor publishes it.")

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name_plural = "tallies"
        constraints = [
            models.CheckConstraint(
                condition=Q(count_high__isnull=True) | Q(count_high__gte=F("count_low")),
                name="tally_counts_are_in_order",
                violation_error_message="The higher count is at least the lower one, or empty for “at least”.",
            ),
            models.CheckConstraint(
                condition=Q(published__gte=F("date")),
                name="tally_is_published_after_its_day",
                violation_error_message="A count is published on its day or later: mend one of the two dates.",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.count_low} {self.measure} on {self.date}"

    @property
    def code(self):
        """The public id, `T001`."""
        return code_of(self.pk, "T", digits=3)
