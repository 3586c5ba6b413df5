from django.db import models
from django.db.models import F, Q

from districts.history import tracked
from events.models.actors import Actor


class AliasOf(models.TextChoices):
    SIDE = "side", "a side (actor1, actor2)"
    SOURCE = "source", "a source (source)"


@tracked("ActorAliasVersion")
class ActorAlias(models.Model):
    """Who is meant by a name in ACLED's columns; both days are included, an empty one sets no bound."""

    name = models.CharField(
        max_length=200, help_text="As ACLED writes it: “Military Forces of Afghanistan (2004-2021)”. Case is ignored."
    )
    used_for = models.CharField(max_length=10, choices=AliasOf, default=AliasOf.SIDE)
    begins = models.BooleanField(
        "also longer names that begin so",
        default=False,
        help_text="“Police Forces of Afghanistan (2004-2021) Border Police” too; the longest listed name wins.",
    )
    # The names ship with the code, the actors with the record, which is loaded later.
    actor = models.ForeignKey(
        Actor,
        to_field="slug",
        db_constraint=False,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="aliases",
        help_text="Who it is. Empty: known, and none of the sides; it is passed over.",
    )
    from_day = models.DateField(null=True, blank=True, help_text="The first day of an event on which it means this.")
    until_day = models.DateField(null=True, blank=True, help_text="The last day of an event on which it means this.")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["used_for", "name", F("from_day").asc(nulls_first=True)]
        verbose_name = "name in ACLED"
        verbose_name_plural = "names in ACLED"
        constraints = [
            models.CheckConstraint(
                condition=Q(used_for__in=AliasOf.values),
                name="alias_use_is_known",
                violation_error_message="A name is that of a side or of a source.",
            ),
            models.CheckConstraint(
                condition=Q(from_day__isnull=True) | Q(until_day__isnull=True) | Q(until_day__gte=F("from_day")),
                name="alias_days_are_in_order",
                violation_error_message="The last day is the first day or later, or empty.",
            ),
            models.UniqueConstraint(
                fields=["used_for", "name", "from_day"],
                nulls_distinct=False,
                name="alias_is_listed_once",
                violation_error_message="This name is listed already from this day on: change that row.",
            ),
        ]

    def __str__(self):
        return self.name
