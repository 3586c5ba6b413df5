import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import (
    ArrayField,
    BigIntegerRangeField,
    DateRangeField,
    RangeOperators,
)
from django.db import models
from django.db.models import F, Func, Q, Value

from districts.models import District
from events.models.actors import Actor
from events.models.events import ControlEvent, Standing


class Perspective(models.Model):
    """Whose word counts: a rung of the ladder of evidence, or one side's own version."""

    slug = models.SlugField(max_length=30, unique=True)
    name = models.CharField(max_length=60)
    description = models.TextField(help_text="What it accepts, in a sentence.")
    accepts = ArrayField(models.CharField(max_length=10, choices=Standing), help_text="Standings that it accepts.")
    side = models.SlugField(max_length=50, blank=True, help_text="Slug of the party whose version it is.")
    position = models.PositiveSmallIntegerField(help_text="Its place in menus.")

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepts__contained_by=Standing.values),
                name="perspective_accepts_known_standings",
                violation_error_message="A perspective accepts standings: confirmed, reported, claimed, …",
            ),
        ]

    def __str__(self):
        return self.name


def point(field):
    """Return the range that holds one id alone; stands in for `=` where btree_gist is missing."""
    return Func(F(field), F(field), Value("[]"), function="int8range", output_field=BigIntegerRangeField())


class ControlPeriodQuerySet(models.QuerySet):
    def seen(self, perspective):
        """Return the periods of the perspective with this slug."""
        return self.filter(perspective__slug=perspective)

    def recorded_in(self, version):
        """Return the periods as this database had them in a version."""
        return self.filter(recorded__contains=version)

    def reported_by(self, day=None):
        """Return the periods going by the reports published by a day; by all of them when it is None."""
        return self.filter(evidence__contains=day or datetime.date.max)

    def on(self, day):
        """Return the periods that hold on a day: start included, end excluded."""
        return self.filter(period__contains=day)

    def overlapping(self, first=None, last=None):
        """Return the periods that touch the days first to last, both included; those of no length too."""
        periods = self.filter(start__lte=last) if last else self
        if not first:
            return periods
        return periods.filter(Q(end__isnull=True) | Q(end__gt=first) | Q(end=F("start"), start__gte=first))

    def in_order(self):
        """Return the periods by district and in the order in which they followed each other."""
        return self.order_by("district__code", "start", "position")


class ControlPeriod(models.Model):
    """Who held a district, `start` included, `end` excluded, in one perspective, on the evidence of
    `evidence_from` (included) to `evidence_to` (excluded), as recorded from `version_from` (included) to
    `version_to` (excluded). An empty bound is open."""

    # Each is the first column of an index below.
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="periods", db_index=False)
    perspective = models.ForeignKey(Perspective, on_delete=models.PROTECT, related_name="periods", db_index=False)
    controller = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="periods")
    contested = models.BooleanField()
    event = models.ForeignKey(ControlEvent, on_delete=models.PROTECT, related_name="periods")
    standing = models.CharField(max_length=10, choices=Standing, help_text="Of the event, on that evidence.")
    since_certain = models.BooleanField(help_text="Whether the day of the event was exact.")
    start = models.DateField()
    end = models.DateField(null=True, help_text="The day of the next change; empty = still so.")
    position = models.PositiveSmallIntegerField(help_text="Its order among the periods that start that day, from 0.")
    evidence_from = models.DateField(null=True)
    evidence_to = models.DateField(null=True)
    version_from = models.PositiveBigIntegerField()
    version_to = models.PositiveBigIntegerField(null=True)
    period = models.GeneratedField(
        expression=Func(F("start"), F("end"), function="daterange"), output_field=DateRangeField(), db_persist=True
    )
    evidence = models.GeneratedField(
        expression=Func(F("evidence_from"), F("evidence_to"), function="daterange"),
        output_field=DateRangeField(),
        db_persist=True,
    )
    recorded = models.GeneratedField(
        expression=Func(F("version_from"), F("version_to"), function="int8range"),
        output_field=BigIntegerRangeField(),
        db_persist=True,
    )

    objects = ControlPeriodQuerySet.as_manager()

    class Meta:
        ordering = ["district", "start", "position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(evidence_from__isnull=True)
                | Q(evidence_to__isnull=True)
                | Q(evidence_to__gt=F("evidence_from")),
                name="period_evidence_lasts",
                violation_error_message="Evidence stands for a day at least.",
            ),
            models.CheckConstraint(
                condition=Q(version_from__gte=1) & (Q(version_to__isnull=True) | Q(version_to__gt=F("version_from"))),
                name="period_is_recorded_for_a_version",
                violation_error_message="A row is recorded for one version at least.",
            ),
            ExclusionConstraint(
                name="district_has_one_holder_at_a_time",
                expressions=[
                    (point("district"), RangeOperators.OVERLAPS),
                    (point("perspective"), RangeOperators.OVERLAPS),
                    ("period", RangeOperators.OVERLAPS),
                    ("evidence", RangeOperators.OVERLAPS),
                    ("recorded", RangeOperators.OVERLAPS),
                ],
                violation_error_message="A district has one holder at a time in a perspective.",
            ),
        ]
        indexes = [
            models.Index(fields=["district", "start"], name="period_by_district"),
            # The readings of `events.control.reading_sql` rest on this one.
            models.Index(fields=["perspective", "district", "-start", "-position"], name="period_by_start"),
            models.Index(
                fields=["district", "perspective"], condition=Q(version_to__isnull=True), name="period_open_rows"
            ),
        ]

    def __str__(self):
        return f"{self.district_id}: {self.controller_id} from {self.start} to {self.end or 'now'}"
