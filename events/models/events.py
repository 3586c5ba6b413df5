from django.conf import settings
from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.contrib.postgres.search import SearchVector
from django.core.exceptions import ValidationError
from django.db import models
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, F, Q
from django.urls import reverse

from districts.history import tracked
from districts.models import District
from districts.spoken import spoken
from events.models.actors import Actor
from events.models.lookups import days_of_event
from events.models.numbering import code_of
from events.models.sources import Report

# The fields whose words are searched.
WORDS = ("summary",)


class EventKind(models.TextChoices):
    CAPTURED = "captured", spoken("captured")
    HANDED_OVER = "handed_over", spoken("handed over")
    CONTESTED = "contested", spoken("contested")
    RELOCATED = "relocated", spoken("relocated")
    HELD = "held", spoken("held")
    ASSESSED = "assessed", spoken("assessed")
    ASSUMED = "assumed", spoken("assumed")


class Status(models.TextChoices):
    DRAFT = "draft", "draft"
    IN_REVIEW = "in_review", "in review"
    PUBLISHED = "published", "published"
    RETRACTED = "retracted", "retracted"


UNPUBLISHED = (Status.DRAFT, Status.IN_REVIEW)


class Standing(models.TextChoices):
    CONFIRMED = "confirmed", "confirmed"
    REPORTED = "reported", "reported"
    CLAIMED = "claimed", "claimed"
    DISPUTED = "disputed", "disputed"
    REFUTED = "refuted", "refuted"
    ASSUMED = "assumed", "assumed"


SHORT = 400  # days whose events are few beside all


class ControlEventQuerySet(models.QuerySet):
    def published(self):
        """Return the events that count: neither drafts nor retracted ones."""
        return self.filter(status=Status.PUBLISHED)

    def unpublished(self):
        """Return the drafts, in review or not: what the public has never seen."""
        return self.filter(status__in=UNPUBLISHED)

    def once_published(self):
        """Return what the public has seen: the published events and the retracted ones."""
        return self.exclude(status__in=UNPUBLISHED)

    def meeting(self, first, last):
        """Return the events that can have been on the days first to last, both included; none where last is before.

        None is an end that is open.
        Those of no more than `SHORT` days are looked for first of all, by the index of days: that numbers mostly follow
        the days PostgreSQL does not know, and for a page of them it would look through all numbers before.
        """
        is_bounded = first and last
        if is_bounded and last < first:
            return self.none()
        met = self.alias(days=days_of_event()).filter(days__overlap=DateRange(first, last, "[]"))
        is_short = is_bounded and (last - first).days < SHORT
        return self.filter(pk__any=ArraySubquery(met.order_by().values("pk"))) if is_short else met

    def usual_opponents(self):
        """Return {slug of a controller: slug of the side that most of these events name against it}; ties by slug."""
        pairs = self.order_by().values_list("controller__slug", "opponent__slug").annotate(times=Count("pk"))
        return {controller: opponent for controller, opponent, _ in pairs.order_by("times", "-opponent__slug")}

    def in_order(self):
        """Return the events in the order in which they set the state: day, time, id."""
        return self.order_by("date", F("time").asc(nulls_first=True), "id")

    def resting_on(self, *, reports=(), sources=(), actors=()):
        """Return the events whose standing may change with these reports, sources or actors."""
        return self.filter(
            Q(citations__report__in=reports)
            | Q(citations__report__origin__in=reports)
            | Q(citations__report__source__in=sources)
            | Q(citations__report__origin__source__in=sources)
            | Q(citations__voice__in=actors)
            | Q(controller__in=actors)
            | Q(opponent__in=actors)
        ).distinct()


@tracked("ControlEventVersion")
class ControlEvent(models.Model):
    """A change or statement of control in one district on one day, with that day's uncertainty."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="events")
    date = models.DateField(help_text="The best day, local time.")
    date_earliest = models.DateField(help_text="The first day it can have been; uncertainty, not duration.")
    date_latest = models.DateField(help_text="The last day it can have been.")
    time = models.TimeField(null=True, blank=True, help_text="Local time, only to order several events of one day.")
    kind = models.CharField(max_length=20, choices=EventKind)
    controller = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="events_as_controller",
        limit_choices_to={"is_party": True},
        help_text="Who holds the district afterwards.",
    )
    opponent = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        related_name="events_as_opponent",
        limit_choices_to={"is_party": True},
        help_text="The other side.",
    )
    contested = models.BooleanField(default=False, help_text="Fighting for the centre goes on.")
    summary = models.TextField(blank=True, help_text="What happened, in our own words, one sentence.")
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    standing = models.CharField(
        max_length=10,
        choices=Standing,
        default=Standing.REFUTED,
        editable=False,
        help_text="What the citations add up to; derived, never typed in.",
    )

    merged_into = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="duplicates",
        help_text="The event that this retracted one was a duplicate of.",
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="events",
        help_text="Who logged it; never public. Empty where it came with a package.",
    )
    review_note = models.TextField(
        blank=True, editable=False, help_text="Why a reviewer returned it to its author; never public."
    )

    objects = ControlEventQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        verbose_name = "event"
        permissions = [
            ("publish_claim", "Can publish an event that is only claimed or disputed"),
            ("publish_event", "Can publish any event"),
            ("update_event", "Can add evidence to a published event"),
            ("correct_event", "Can correct a published event"),
            ("retract_event", "Can retract a published event"),
            ("merge_event", "Can merge duplicate events"),
            ("import_events", "Can import files of events"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(date_earliest__lte=F("date"), date_latest__gte=F("date")),
                name="event_days_are_in_order",
                violation_error_message="The best day lies between the earliest and the latest day.",
            ),
            models.CheckConstraint(
                condition=~Q(controller=F("opponent")),
                name="event_controller_is_not_its_opponent",
                violation_error_message="The controller and the opponent are two different sides.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=EventKind.values),
                name="event_kind_is_known",
                violation_error_message="Choose the kind of event from the list.",
            ),
            models.CheckConstraint(
                condition=Q(status__in=Status.values),
                name="event_status_is_known",
                violation_error_message="An event is a draft, in review, published or retracted.",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=Standing.values),
                name="event_standing_is_known",
                violation_error_message="A standing is confirmed, reported, claimed, disputed, refuted or assumed.",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[EventKind.CONTESTED, EventKind.RELOCATED], contested=True)
                | Q(kind__in=[EventKind.CAPTURED, EventKind.HANDED_OVER])
                | Q(kind__in=[EventKind.HELD, EventKind.ASSESSED, EventKind.ASSUMED], contested=False),
                name="event_contested_follows_its_kind",
                violation_error_message="Contested and relocated events are contested; a fall may be; no other is.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | Q(status=Status.RETRACTED),
                name="merged_event_is_retracted",
                violation_error_message="An event that was merged into another is retracted.",
            ),
            models.CheckConstraint(
                condition=Q(merged_into__isnull=True) | ~Q(merged_into=F("id")),
                name="event_is_not_merged_into_itself",
                violation_error_message="An event is merged into another one, not into itself.",
            ),
            models.UniqueConstraint(
                fields=["district", "date", "kind", "controller", "summary"],
                condition=~Q(status=Status.RETRACTED),
                name="event_is_logged_once",
                violation_error_message="This event is logged already: add a citation to it instead.",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "date", "time", "id"], name="event_in_order"),
            GinIndex(SearchVector(*WORDS, config="simple"), name="event_by_words"),
            # The events of a span of days: of two bounds PostgreSQL cannot tell how few meet both.
            GistIndex(days_of_event(), name="event_by_days"),
        ]

    def __str__(self):
        return f"{self.code} {self.district.name}, {self.date}: {self.get_kind_display()}"

    def get_absolute_url(self):
        return reverse("event", args=[self.code])

    @property
    def code(self):
        """The public id, `E0001`."""
        return code_of(self.pk, "E")

    @property
    def is_certain(self):
        """Whether the day is exact."""
        return self.date_earliest == self.date_latest

    def clean(self):
        """Refuse days out of order and a controller that opposes itself, each on its field."""
        errors = {}
        if self.date and self.date_earliest and self.date_earliest > self.date:
            errors["date_earliest"] = "The earliest day is after the best day: it must be the same day or before."
        if self.date and self.date_latest and self.date_latest < self.date:
            errors["date_latest"] = "The latest day is before the best day: it must be the same day or later."
        if self.controller_id and self.controller_id == self.opponent_id:
            errors["opponent"] = "The opponent is the same side as the controller: choose the other side."
        if errors:
            raise ValidationError(errors)


class Stance(models.TextChoices):
    ASSERTS = "asserts", "asserts"
    DENIES = "denies", "denies"


class Scope(models.TextChoices):
    DISTRICT = "district", "the district"
    PROVINCE = "province", "its province"
    REGION = "region", "its region"
    COUNTRY = "country", "the whole country"


@tracked("CitationVersion")
class Citation(models.Model):
    """One voice in one report asserting or denying one event."""

    event = models.ForeignKey(ControlEvent, on_delete=models.CASCADE, related_name="citations")
    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="citations")
    voice = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="citations",
        help_text="Whose word it is; empty for an independent one: the outlet's own reporting, residents, researchers.",
    )
    stance = models.CharField(max_length=10, choices=Stance, default=Stance.ASSERTS)
    scope = models.CharField(
        max_length=10, choices=Scope, default=Scope.DISTRICT, help_text="What the statement was about."
    )
    attribution = models.CharField(max_length=200, help_text="Who is quoted: “provincial police spokesman Rahmani”.")
    claimed_date = models.DateField(null=True, blank=True, help_text="The day that this voice gave.")
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stance__in=Stance.values),
                name="citation_stance_is_known",
                violation_error_message="A citation asserts or denies.",
            ),
            models.CheckConstraint(
                condition=Q(scope__in=Scope.values),
                name="citation_scope_is_known",
                violation_error_message="A statement is about the district, its province, its region or the country.",
            ),
            models.CheckConstraint(
                condition=~Q(attribution=""),
                name="citation_has_an_attribution",
                violation_error_message="Say who is quoted.",
            ),
            models.UniqueConstraint(
                fields=["event", "report", "voice", "stance"],
                condition=Q(voice__isnull=False),
                name="citation_of_a_voice_is_listed_once",
                violation_error_message="This voice in this report is cited for this event already.",
            ),
            models.UniqueConstraint(
                fields=["event", "report", "stance"],
                condition=Q(voice__isnull=True),
                name="independent_citation_is_listed_once",
                violation_error_message="The independent voice of this report is cited for this event already.",
            ),
        ]

    def __str__(self):
        return f"{self.attribution} {self.stance}"
