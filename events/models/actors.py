from django.db import models
from django.db.models import F, Q

from districts.history import tracked


class ActorKind(models.TextChoices):
    STATE = "state", "state"
    ARMED_GROUP = "armed_group", "armed group"
    ALLIANCE = "alliance", "alliance"
    FOREIGN_STATE = "foreign_state", "foreign state"


class ActorQuerySet(models.QuerySet):
    def parties(self):
        """Return the actors that can hold ground."""
        return self.filter(is_party=True)


@tracked("ActorVersion")
class Actor(models.Model):
    """A side of the war, or an ally whose word counts as that side's."""

    slug = models.SlugField(max_length=50, unique=True)
    name = models.CharField(max_length=100, help_text="English name.")
    name_fa = models.CharField("Dari name", max_length=100, blank=True)
    name_ps = models.CharField("Pashto name", max_length=100, blank=True)
    kind = models.CharField(max_length=20, choices=ActorKind)
    allied_with = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="allies",
        help_text="The party whose side this actor's word counts for.",
    )
    colour = models.CharField(max_length=7, blank=True, help_text="Of its ground on maps, for example #2166ac.")
    is_party = models.BooleanField("can hold ground", default=False)

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=ActorKind.values),
                name="actor_kind_is_known",
                violation_error_message="An actor is a state, an armed group, an alliance or a foreign state.",
            ),
            models.CheckConstraint(
                condition=Q(colour="") | Q(colour__regex=r"^#[0-9a-f]{6}$"),
                name="actor_colour_is_hexadecimal",
                violation_error_message="Write the colour as # and six hexadecimal digits in lower case: #2166ac.",
            ),
            models.CheckConstraint(
                condition=Q(allied_with__isnull=True) | ~Q(allied_with=F("id")),
                name="actor_is_not_its_own_ally",
                violation_error_message="An actor is not its own ally: leave the field empty.",
            ),
            models.CheckConstraint(
                condition=Q(is_party=False) | Q(allied_with__isnull=True),
                name="actor_that_holds_ground_speaks_for_itself",
                violation_error_message="A party that can hold ground is a side of its own: leave the ally empty.",
            ),
            models.CheckConstraint(
                condition=Q(is_party=False) | ~Q(colour=""),
                name="actor_that_holds_ground_has_a_colour",
                violation_error_message="A party that can hold ground needs a colour for the map.",
            ),
        ]

    def __str__(self):
        return self.name
