"""Filters of the evidence and the places, as they are and as a version had them."""

from django.db.models import Q

from districts.filters import DistrictFilter, ProvinceFilter, StrictFilterSet
from districts.parameters import Choice, Day, InDistrict, InProvince, Parameter
from events.control.reading_sql import CERTAIN, POSSIBLE
from events.filters.moments import SpanForm, VersionForm, instant_of_version
from events.models import Citation, EventKind, Reliability, SourceKind, Standing
from events.parameters import (
    INDEPENDENT,
    InActor,
    InLanguage,
    InPerspective,
    InSource,
    InVersion,
    InVoice,
)


class PastForm(VersionForm):
    """Settles the version where a past state is asked for; `certainty` says how the days are meant."""

    def needs_version(self, asked):
        return any(asked.get(name) for name in ("known_at", "reported_by", "perspective"))

    def clean(self):
        asked = super().clean()
        if asked.get("certainty") == CERTAIN:
            asked |= {f"surely_{name}": asked.get(name) for name in ("from", "to")}
        return asked


class EventFilter(StrictFilterSet):
    district = InDistrict("district__code", help_text="Code of the district.", example="AF1905")
    province = InProvince("district__province__code", help_text="Code of the province.", example="AF19")
    kind = Choice("kind", choices=EventKind.values, help_text="Kind of event.", example="captured")
    controller = InActor("controller__slug", help_text="Slug of who holds the district afterwards.", example="taliban")
    standing = Choice(
        "standing", choices=Standing.values, help_text="What its citations add up to.", example="confirmed"
    )
    voice = InVoice(
        method="voiced",
        help_text="Slug of an actor that speaks of it, or `independent`.",
        example="government",
    )
    source = InSource(method="published_by", help_text="Slug of a source that it is cited from.", example="ap")
    from_ = Day(
        "date_latest", lookup_expr="gte", help_text="It can have been on this day or later.", example="2021-06-01"
    )
    to = Day(
        "date_earliest",
        lookup_expr="lte",
        help_text="It can have been on this day or earlier.",
        example="2021-06-30",
    )

    class Meta:
        form = SpanForm

    def filter_queryset(self, queryset):
        """Return the events that pass; those of a span are found by an index of the days that they can have been on."""
        found = super().filter_queryset(queryset)
        first, last = (self.form.cleaned_data.get(name) for name in ("from", "to"))
        return found.meeting(first, last) if first and last else found

    def voiced(self, queryset, name, voice):
        said = Q(voice__isnull=True) if voice == INDEPENDENT else Q(voice__slug=voice)
        return self._cited(queryset, said)

    def published_by(self, queryset, name, source):
        return self._cited(queryset, Q(report__source__slug=source, report__restricted=False))

    def _cited(self, queryset, condition):
        return queryset.filter(pk__in=Citation.objects.filter(condition).values("event"))


class PastFilter(StrictFilterSet):
    """The version of a record or a list; the present one where none is asked for."""

    version = InVersion(
        method="settled", help_text="As this database had it in that version; as it is now by default.", example=1
    )
    known_at = instant_of_version(method="settled")

    class Meta:
        form = PastForm

    def settled(self, queryset, name, value):
        """The present rows are not what is asked for: the log has those of a version."""
        return queryset


class PastEvidenceFilter(PastFilter):
    """The version of an event, and the evidence that counts."""

    reported_by = Day(
        method="settled",
        help_text="Without the citations published after this day; the standing follows from the others.",
        example="2021-07-20",
    )


class EventListFilter(PastEvidenceFilter, EventFilter):
    """The parameters of the list of events."""

    perspective = InPerspective(
        method="settled", help_text="Only the events that this perspective accepts.", example="confirmed"
    )
    certainty = Choice(
        method="certainly",
        choices=(POSSIBLE, CERTAIN),
        help_text="How `from` and `to` are meant: `possible` finds what can have been on these days, `certain` what "
        "must have been.",
        example=CERTAIN,
        default=POSSIBLE,
    )

    def certainly(self, queryset, name, certainty):
        asked = self.form.cleaned_data
        bounds = {"date_earliest__gte": asked.get("surely_from"), "date_latest__lte": asked.get("surely_to")}
        return queryset.filter(**{path: day for path, day in bounds.items() if day})


class PastDistrictFilter(PastFilter, DistrictFilter):
    """The parameters of the list of districts."""


class PastProvinceFilter(PastFilter, ProvinceFilter):
    """The parameters of the list of provinces."""


class SourceFilter(PastFilter):
    kind = Choice("kind", choices=SourceKind.values, help_text="Kind of source.", example="news_agency")
    reliability = Choice(
        "reliability", choices=Reliability.values, help_text="Grade of the Admiralty scale.", example="B"
    )
    q = Parameter("name", lookup_expr="icontains", help_text="Part of its name.", example="times")


class ReportFilter(PastFilter):
    source = InSource(method="published_by", help_text="Slug of its source.", example="ap")
    language = InLanguage("language", help_text="Its language, BCP 47.", example="en")
    from_ = Day("published", lookup_expr="gte", help_text="The first day of publication.", example="2021-06-01")
    to = Day("published", lookup_expr="lte", help_text="The last day of publication, included.", example="2021-06-30")
    q = Parameter(method="mentioning", help_text="Part of its title or address.", example="Kunduz")

    class Meta:
        form = PastForm

    def published_by(self, queryset, name, source):
        return queryset.filter(source__slug=source, restricted=False)

    def mentioning(self, queryset, name, text):
        return queryset.filter(Q(title__icontains=text) | Q(url__icontains=text), restricted=False)
