from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse

from districts.history import tracked
from districts.spoken import spoken
from events.ingest.folding import fold, mark_of
from events.models.actors import Actor
from events.models.numbering import code_of

# The fields whose words are searched.
WORDS_OF_SOURCE = ("name", "country", "reason")
WORDS_OF_REPORT = ("title", "note")


class SourceKind(models.TextChoices):
    NEWS_AGENCY = "news_agency", spoken("news agency")
    NEWSPAPER = "newspaper", spoken("newspaper")
    BROADCASTER = "broadcaster", spoken("broadcaster")
    ONLINE_MEDIA = "online_media", spoken("online media")
    OFFICIAL = "official", spoken("official body")
    ARMED_ACTOR = "armed_actor", spoken("armed actor")
    RESEARCH = "research", spoken("research")
    MONITOR = "monitor", spoken("monitor")
    UN = "un", spoken("United Nations")
    SOCIAL = "social", spoken("social media")
    OTHER = "other", spoken("other")


class Reliability(models.TextChoices):
    """The Admiralty scale's reliability of a source; F means unknown, not worst."""

    A = "A", spoken("A – completely reliable")
    B = "B", spoken("B – usually reliable")
    C = "C", spoken("C – fairly reliable")
    D = "D", spoken("D – not usually reliable")
    E = "E", spoken("E – unreliable")
    F = "F", spoken("F – cannot be judged")


class EvidenceQuerySet(models.QuerySet):
    def public(self):
        """Return what the public sees: all but what is held back until an event that rests on it is published."""
        return self.filter(public=True)


class SourceQuerySet(EvidenceQuerySet):
    def listed(self):
        """Return what the public sees: the public ones, but for those that only restricted reports come from."""
        sources = self.model.objects.filter(pk=OuterRef("pk"))
        counted = Q(tallies__report__isnull=True) | Q(tallies__report__restricted=False)
        hidden = (
            Exists(sources.filter(reports__public=True, reports__restricted=True))
            & ~Exists(sources.filter(reports__public=True, reports__restricted=False))
            & ~Exists(sources.filter(counted, tallies__public=True))
        )
        return self.public().exclude(hidden)


@tracked("SourceVersion")
class Source(models.Model):
    """An outlet or body that publishes reports."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=150)
    kind = models.CharField(max_length=20, choices=SourceKind)
    actor = models.ForeignKey(
        Actor,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="sources",
        help_text="The party it speaks for, if any.",
    )
    country = models.CharField(max_length=60, blank=True)
    homepage = models.URLField(max_length=300, blank=True)
    reliability = models.CharField(max_length=1, choices=Reliability, default=Reliability.F)
    reason = models.TextField(help_text="Why it has this grade, in a sentence.")
    public = models.BooleanField(
        default=True, editable=False, help_text="False until an event that rests on it is published."
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=SourceKind.values),
                name="source_kind_is_known",
                violation_error_message="Choose the kind of source from the list.",
            ),
            models.CheckConstraint(
                condition=Q(reliability__in=Reliability.values),
                name="source_reliability_is_a_grade",
                violation_error_message="A source's reliability is a grade from A to F.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="source_grade_has_a_reason",
                violation_error_message="Say in a sentence why the source has this grade.",
            ),
        ]
        indexes = [GinIndex(SearchVector(*WORDS_OF_SOURCE, config="simple"), name="source_by_words")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("source", args=[self.slug])


class Precision(models.TextChoices):
    DAY = "day", spoken("day")
    INFERRED = "inferred", spoken("inferred or an upper bound")
    MONTH = "month", spoken("last day of the only month known")


class ReportQuerySet(EvidenceQuerySet):
    def with_source(self):
        """Return the reports with their sources in the same query."""
        return self.select_related("source")

    def shown(self):
        """Return the public reports of which the public is told more than that the editors hold them."""
        return self.public().filter(restricted=False)

    def at(self, url):
        """Return the reports whose address is the same page, however either of the two is written; asks at once."""
        folded = fold(url)
        mark = mark_of(folded)
        near = self.filter(url__contains=mark).values_list("pk", "url") if mark else ()
        return self.filter(pk__in=[number for number, address in near if fold(address) == folded])


@tracked("ReportVersion")
class Report(models.Model):
    """One published document of a source."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="reports")
    url = models.URLField("address", max_length=600, blank=True)
    title = models.CharField(max_length=300, blank=True, help_text="Empty where it was not recorded.")
    published = models.DateField(help_text="Day of publication, local time.")
    published_precision = models.CharField(max_length=10, choices=Precision, default=Precision.DAY)
    language = models.CharField(max_length=10, default="en", help_text="BCP 47 code: en, fa, ps, …")
    origin = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="copies",
        help_text="The report that it repeats; both count as one.",
    )
    via = models.CharField(max_length=200, blank=True, help_text="The copy it was read in.")
    note = models.TextField(blank=True)
    archive_url = models.URLField(
        "archived at", max_length=600, blank=True, help_text="The address of its copy in a public web archive."
    )
    restricted = models.BooleanField(
        default=False,
        help_text=(
            "Cited publicly only as “Restricted source, held by the editors”, with its day; it counts by its grade, "
            "never as another source. What was published before stays in earlier versions."
        ),
    )
    public = models.BooleanField(
        default=True, editable=False, help_text="False until an event that rests on it is published."
    )

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(url="") | ~Q(title=""),
                name="report_has_an_address_or_a_title",
                violation_error_message="Give the report's address or its title.",
            ),
            models.CheckConstraint(
                condition=Q(url="") | Q(url__regex=r"^https?://\S+$"),
                name="report_address_is_a_web_address",
                violation_error_message="An address begins with http:// or https:// and has no spaces.",
            ),
            models.CheckConstraint(
                condition=Q(archive_url="") | Q(archive_url__regex=r"^https?://\S+$"),
                name="report_archive_is_a_web_address",
                violation_error_message="The archive's address begins with http:// or https:// and has no spaces.",
            ),
            models.CheckConstraint(
                condition=Q(published_precision__in=Precision.values),
                name="report_precision_is_known",
                violation_error_message="The day is exact, inferred, or known only by its month.",
            ),
            models.CheckConstraint(
                condition=Q(origin__isnull=True) | ~Q(origin=F("id")),
                name="report_does_not_repeat_itself",
                violation_error_message="A report cannot repeat itself: choose the report it was copied from.",
            ),
            models.UniqueConstraint(
                fields=["source", "url"],
                condition=~Q(url=""),
                name="report_address_is_listed_once",
                violation_error_message="This address of this source is listed already: find the report by it.",
            ),
        ]
        indexes = [
            GinIndex(SearchVector(*WORDS_OF_REPORT, config="simple"), name="report_by_words"),
            # Which sources have any is asked of all of them, and few have.
            models.Index(fields=["source"], condition=Q(restricted=True), name="report_restricted"),
        ]

    def __str__(self):
        return f"{self.code} {self.title or self.url}"

    @property
    def code(self):
        """The public id, `R0001`."""
        return code_of(self.pk, "R")
