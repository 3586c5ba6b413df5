"""Filters of the evidence, and the parameters of a reading of the state, as pages and API share them."""

from itertools import islice

from django import forms
from django.db.models import Q

from districts.filters import DistrictFilter, ProvinceFilter, StrictFilterSet
from districts.models import Province
from districts.parameters import Choice, Day, InDistrict, InProvince, OnList, Parameter
from events.control.present import present
from events.control.series import INTERVALS, MOST_POINTS, points
from events.control.state import DEFAULT_LIST, DEFAULT_PERSPECTIVE, Moment, today
from events.models import (
    OBJECT_TYPES,
    ChangeKind,
    Citation,
    EventKind,
    LogEntry,
    Operation,
    Reliability,
    SourceKind,
    Standing,
)
from events.parameters import (
    INDEPENDENT,
    AtInstant,
    InActor,
    InLanguage,
    InMeasure,
    InPerspective,
    InSource,
    InVersion,
    InVoice,
    Whole,
)

PLACES = ("country", "province")
POSSIBLE, CERTAIN = "possible", "certain"


class SpanForm(forms.Form):
    """Refuses a first day after the last one."""

    def clean(self):
        asked = super().clean()
        first, last = asked.get("from"), asked.get("to")
        if first and last and first > last:
            self.add_error("to", f"“{last}” is before the first day, {first}: swap them.")
        return asked


class VersionForm(SpanForm):
    """Settles the version: the current one where none is asked for."""

    def clean(self):
        asked = super().clean()
        if asked.get("version") is not None and asked.get("known_at"):
            self.add_error("known_at", "It stands for a version, and a version is given too: leave one of them out.")
        elif asked.get("version") is None and not self.errors and self.needs_version(asked):
            instant = asked.get("known_at")
            asked["version"] = LogEntry.objects.version_at(instant) if instant else present().version
        return asked

    def needs_version(self, asked):
        return True


class PastForm(VersionForm):
    """Settles the version where a past state is asked for; `certainty` says how the days are meant."""

    def needs_version(self, asked):
        return any(asked.get(name) for name in ("known_at", "reported_by", "perspective"))

    def clean(self):
        asked = super().clean()
        if asked.get("certainty") == CERTAIN:
            asked |= {f"surely_{name}": asked.get(name) for name in ("from", "to")}
        return asked


class ReadingForm(VersionForm):
    """Settles what is taken where nothing is said."""

    def clean(self):
        asked = super().clean()
        asked["perspective"] = asked.get("perspective") or DEFAULT_PERSPECTIVE
        asked["list"] = asked.get("list") or DEFAULT_LIST
        asked["as_of"] = asked.get("as_of") or asked.get("to") or today()
        return asked


class ReadingFilter(StrictFilterSet):
    """The axes on which a state is read; `moment` is the point on them that was asked for."""

    reported_by = Day(
        help_text="Go by the reports published by this day; by all of them by default.", example="2021-07-20"
    )
    version = InVersion(help_text="Answer as this database did in that version. The current one by default.", example=1)
    known_at = AtInstant(
        help_text="An instant; stands for the version that was current then. Not together with `version`.",
        example="2100-01-01T00:00:00Z",
    )
    perspective = InPerspective(
        help_text="Whose word counts: `confirmed`, `reported`, `claimed`, or a party's own version "
        "(`government`, `taliban`, `nrf`).",
        example="confirmed",
        default=DEFAULT_PERSPECTIVE,
    )

    class Meta:
        form = ReadingForm

    @property
    def moment(self):
        asked = self.form.cleaned_data
        return Moment(**{name: asked[name] for name in ("as_of", "reported_by", "version", "perspective", "list")})


class ControlFilter(ReadingFilter):
    """The parameters of the state of a day."""

    as_of = Day(help_text="Who held it on this day, Kabul time. Today by default.", example="2021-08-15")
    list = OnList(help_text="Tag of the counted list of districts.", example=DEFAULT_LIST, default=DEFAULT_LIST)
    province = InProvince(help_text="Code of the province.", example="AF19")


class ChangesFilter(ReadingFilter):
    """The parameters of what changed hands."""

    from_ = Day(required=True, help_text="The first day.", example="2021-08-01")
    to = Day(required=True, help_text="The last day, included.", example="2021-08-15")
    province = InProvince(help_text="Code of the province.", example="AF19")


class SummaryForm(ReadingForm):
    """Settles which days are counted: `days`, at most MOST_POINTS of all provinces that are counted apart."""

    def clean(self):
        asked = super().clean()
        asked["interval"], asked["by"] = asked.get("interval") or INTERVALS[0], asked.get("by") or PLACES[0]
        if self.errors:
            return asked
        apart = asked["by"] == "province" and not asked["province"]
        most = MOST_POINTS // (Province.objects.count() or 1) if apart else MOST_POINTS
        asked["days"] = list(islice(points(asked["from"], asked["to"], asked["interval"]), most + 1))
        if len(asked["days"]) > most:
            provinces = " in each province" if apart else ""
            self.add_error(
                "to", f"That is more than {most} {asked['interval']}s{provinces}: ask for fewer, or longer intervals."
            )
        return asked


class SummaryFilter(ReadingFilter):
    """The parameters of the series of counts."""

    from_ = Day(required=True, help_text="The first day.", example="2021-08-01")
    to = Day(required=True, help_text="The last day, included; always counted.", example="2021-08-15")
    interval = Choice(
        choices=INTERVALS,
        help_text="Count each `day`, or the last day of each `week` (a Sunday) or `month`.",
        example="week",
        default=INTERVALS[0],
    )
    by = Choice(
        choices=PLACES,
        help_text="Count in the whole `country`, or in each `province`.",
        example="province",
        default=PLACES[0],
    )
    list = OnList(help_text="Tag of the counted list of districts.", example=DEFAULT_LIST, default=DEFAULT_LIST)
    province = InProvince(help_text="Code of the only province to count.", example="AF19")

    class Meta:
        form = SummaryForm


class PeriodFilter(ReadingFilter):
    """Control periods of one perspective, at one version and state of the evidence."""

    controller = InActor("controller__slug", help_text="Slug of the actor that holds it.", example="taliban")
    from_ = Day(help_text="Only periods that last on this day or later.", example="2021-08-01")
    to = Day(help_text="Only periods that begin on this day or earlier.", example="2021-08-31")

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        queryset = (
            queryset.seen(asked["perspective"])
            .recorded_in(asked["version"])
            .reported_by(asked["reported_by"])
            .overlapping(asked.get("from"), asked.get("to"))
        )
        for name in ("district", "province", "controller"):
            if asked.get(name):
                queryset = self.filters[name].filter(queryset, asked[name])
        return queryset


class TimelineFilter(PeriodFilter):
    """Control periods, of a place as well."""

    district = InDistrict("district__code", help_text="Code of the district.", example="AF1905")
    province = InProvince("district__province__code", help_text="Code of the province.", example="AF19")


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
    known_at = AtInstant(
        method="settled",
        help_text="An instant; stands for the version that was current then. Not together with `version`.",
        example="2100-01-01T00:00:00Z",
    )

    class Meta:
        form = PastForm

    def settled(self, queryset, name, value):
        """The present rows are not what is asked for: the log has those of a version."""
        return queryset

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        for name in self.filters:
            queryset = self.filters[name].filter(queryset, asked[name])
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


class OwnCountFilter(ReadingFilter):
    """How a tally's own count is read."""

    list = OnList(
        help_text="Tag of the list that our own count is of. By default the one that has as many units as the tally "
        f"is out of, or `{DEFAULT_LIST}`.",
        example=DEFAULT_LIST,
    )

    @property
    def counted_list(self):
        return self.form.cleaned_data["list"] if "list" in self.data else None

    def filter_queryset(self, queryset):
        return queryset


class TallyFilter(OwnCountFilter):
    actor = InActor("actor__slug", help_text="Slug of the actor whose districts are counted.", example="taliban")
    measure = InMeasure("measure", help_text="What is counted.", example="held")
    source = InSource(method="published_by", help_text="Slug of its source.", example="lwj")
    from_ = Day("date", lookup_expr="gte", help_text="The first day counted.", example="2021-05-01")
    to = Day("date", lookup_expr="lte", help_text="The last day counted, included.", example="2021-08-15")

    def filter_queryset(self, queryset):
        for name in ("actor", "measure", "source", "from", "to"):
            queryset = self.filters[name].filter(queryset, self.form.cleaned_data[name])
        return queryset

    def published_by(self, queryset, name, source):
        return queryset.filter(source__slug=source).exclude(report__restricted=True)


class HistoryFilter(StrictFilterSet):
    """The entries of the log up to a version."""

    version = InVersion(
        "version",
        lookup_expr="lte",
        help_text="The log up to that version; up to the current one by default.",
        example=1,
    )
    known_at = AtInstant(
        method="settled",
        help_text="An instant; stands for the version that was current then. Not together with `version`.",
        example="2026-01-31T12:00:00Z",
    )

    class Meta:
        form = VersionForm

    def settled(self, queryset, name, instant):
        """The form has made a version of it."""
        return queryset


class LogFilter(HistoryFilter):
    """The entries of the log up to a version, those that a reader has not seen or is looking for."""

    after_seq = Whole("seq", lookup_expr="gt", help_text="Only entries with a greater `seq`.", example=0)
    after_version = Whole("version", lookup_expr="gt", help_text="Only entries of later versions.", example=0)
    object_type = Choice(
        method="of_type", choices=OBJECT_TYPES, help_text="Kind of what was recorded.", example="event"
    )
    object_id = Parameter("object_id", help_text="Public id of what was recorded.", example="E0001")
    op = Choice("op", choices=Operation.values, help_text="What was done with it.", example="MOD")
    change_kind = Choice(
        "change_kind", choices=ChangeKind.values, help_text="What that means for the record.", example="correction"
    )

    def of_type(self, queryset, name, kind):
        return queryset.of_type(kind)
