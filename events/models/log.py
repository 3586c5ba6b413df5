from django.db import models
from django.db.models import Max, Q
from django.db.models.fields.json import KeyTransform
from django.db.models.functions import Coalesce


class Operation(models.TextChoices):
    ADD = "ADD", "added"
    MOD = "MOD", "changed"
    DEL = "DEL", "withdrawn"
    MERGED = "MERGED", "merged"


class ChangeKind(models.TextChoices):
    NEW = "new", "new"
    CHANGE = "change", "new evidence"
    CORRECTION = "correction", "correction"
    RETRACTION = "retraction", "retraction"


# What the API calls the kinds of objects. The log calls districts and provinces places; “periods” is a derivation.
OBJECT_TYPES = ("event", "report", "source", "actor", "tally", "district", "province", "package", "periods")
PLACE, MARK_OF_A_PROVINCE = "place", "iso_3166_2"


class LogEntryQuerySet(models.QuerySet):
    def of_type(self, kind):
        """Return the entries of one of the API's kinds of objects."""
        if kind not in ("district", "province"):
            return self.filter(object_type=kind)
        is_province = Q(snapshot__has_key=MARK_OF_A_PROVINCE)
        return self.filter(is_province if kind == "province" else ~is_province, object_type=PLACE)

    def current_version(self):
        """Return the number of the last committed version; 0 before the first."""
        return self.aggregate(version=Coalesce(Max("version"), 0))["version"]

    def version_at(self, instant):
        """Return the number of the version that was current at an aware instant; 0 before the first."""
        return self.filter(at__lte=instant).current_version()

    def last_of(self, version):
        """Return the `seq` of the last entry of a version or of the ones before it; 0 where there is none."""
        last = self.filter(version__lte=version).order_by("-version", "-seq").values_list("seq", flat=True)
        return last.first() or 0

    def latest_of(self, object_type, object_ids=None, *, version=None):
        """Return the last entry of each object of a type, in the order of the objects' ids."""
        entries = self.filter(object_type=object_type)
        if object_ids is not None:
            entries = entries.filter(object_id__in=object_ids)
        if version is not None:
            entries = entries.filter(version__lte=version)
        return entries.order_by("object_id", "-seq").distinct("object_id")


class LogEntry(models.Model):
    """One public record added, changed or withdrawn by one version; never changed afterwards.

    Versions are numbered under one lock that is held until the commit, so `seq` and `version` ascend
    in the order of the commits and a reader who follows `seq` misses nothing.
    """

    seq = models.BigAutoField(primary_key=True)
    version = models.PositiveBigIntegerField()
    at = models.DateTimeField("recorded at", help_text="When the version was taken, UTC.")
    op = models.CharField("operation", max_length=6, choices=Operation)
    change_kind = models.CharField(max_length=10, choices=ChangeKind)
    object_type = models.CharField(max_length=20, help_text="event, report, source, actor, tally or place.")
    object_id = models.CharField(max_length=60, help_text="Public id: E0001, R0001, a slug or a code.")
    merged_into = models.CharField(
        max_length=60, blank=True, help_text="Where the operation is MERGED: the public id of what it was merged into."
    )
    reason = models.TextField(blank=True, help_text="Why it was changed.")
    snapshot = models.JSONField(null=True, blank=True, help_text="The public record from this version on.")

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        ordering = ["seq"]
        verbose_name_plural = "log entries"
        constraints = [
            models.CheckConstraint(
                condition=Q(op__in=Operation.values),
                name="log_operation_is_known",
                violation_error_message="An operation is ADD, MOD, DEL or MERGED.",
            ),
            models.CheckConstraint(
                condition=Q(change_kind__in=ChangeKind.values),
                name="log_change_kind_is_known",
                violation_error_message="A change is new, new evidence, a correction or a retraction.",
            ),
            models.CheckConstraint(
                condition=Q(op=Operation.MERGED) ^ Q(merged_into=""),
                name="log_merge_names_the_survivor",
                violation_error_message="A merge, and nothing else, names what was merged into.",
            ),
            models.CheckConstraint(
                condition=Q(version__gte=1),
                name="log_version_is_positive",
                violation_error_message="Versions are numbered from 1.",
            ),
        ]
        indexes = [
            models.Index(fields=["version"], name="log_by_version"),
            models.Index(fields=["at"], name="log_by_instant"),
            models.Index(fields=["object_type", "object_id", "-seq"], name="log_by_object"),
            # The events that a district had in any version.
            models.Index(
                KeyTransform("district", "snapshot"), condition=Q(object_type="event"), name="log_by_district"
            ),
        ]

    def __str__(self):
        return f"{self.seq} {self.op} {self.object_id}"

    @property
    def kind(self):
        """What the API calls the kind of its object; a place is never withdrawn, so a snapshot tells what it is."""
        if self.object_type != PLACE:
            return self.object_type
        return "province" if MARK_OF_A_PROVINCE in (self.snapshot or {}) else "district"
