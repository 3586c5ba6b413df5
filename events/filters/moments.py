"""The moment of a reading, and the readings of control that are made at one."""

from django import forms

from districts.filters import StrictFilterSet
from districts.parameters import Choice, Day, InDistrict, InProvince, OnList
from events.control.overlap import overlapping
from events.control.present import present
from events.control.reading_sql import CERTAIN, POSSIBLE
from events.control.state import DEFAULT_LIST, DEFAULT_PERSPECTIVE, Moment, today
from events.models import LogEntry
from events.parameters import AtInstant, InActor, InPerspective, InVersion


def instant_of_version(**more):
    """Return the parameter of an instant that stands for a version."""
    told = "An instant; stands for the version that was current then. Not together with `version`."
    return AtInstant(help_text=told, example="2100-01-01T00:00:00Z", **more)


def certainty_of_days(possible, certain):
    """Return the parameter that says which days of an uncertain change `from` and `to` are to match."""
    told = (
        f"Where a day is uncertain: `{POSSIBLE}` finds {possible}, `{CERTAIN}` {certain}. By the day that the record "
        "gives by default, as in `control/`."
    )
    return Choice(choices=(POSSIBLE, CERTAIN), help_text=told, example=CERTAIN)


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
    known_at = instant_of_version()
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

    as_of = Day(help_text="Who held it on this day, local time. Today by default.", example="2021-08-15")
    list = OnList(help_text="Tag of the counted list of districts.", example=DEFAULT_LIST, default=DEFAULT_LIST)
    province = InProvince(help_text="Code of the province.", example="AF19")


class ChangesFilter(ReadingFilter):
    """The parameters of what changed hands."""

    from_ = Day(required=True, help_text="The first day.", example="2021-08-01")
    to = Day(required=True, help_text="The last day, included.", example="2021-08-15")
    certainty = certainty_of_days("changes that can have been on these days", "those that must have been")
    list = OnList(help_text="Tag of the counted list of districts.", example=DEFAULT_LIST, default=DEFAULT_LIST)
    province = InProvince(help_text="Code of the province.", example="AF19")


class PeriodFilter(ReadingFilter):
    """Control periods of one perspective, at one version and state of the evidence."""

    controller = InActor("controller__slug", help_text="Slug of the actor that holds it.", example="taliban")
    from_ = Day(help_text="Only periods that last on this day or later.", example="2021-08-01")
    to = Day(help_text="Only periods that begin on this day or earlier.", example="2021-08-31")
    certainty = certainty_of_days("periods that can have met these days", "those that must have met them")

    def filter_queryset(self, queryset):
        asked = self.form.cleaned_data
        queryset = overlapping(
            queryset.seen(asked["perspective"]).recorded_in(asked["version"]).reported_by(asked["reported_by"]),
            self.moment,
            asked.get("from"),
            asked.get("to"),
            certainty=asked.get("certainty"),
        )
        for name in ("district", "province", "controller"):
            if asked.get(name):
                queryset = self.filters[name].filter(queryset, asked[name])
        return queryset


class TimelineFilter(PeriodFilter):
    """Control periods, of a place as well."""

    district = InDistrict("district__code", help_text="Code of the district.", example="AF1905")
    province = InProvince("district__province__code", help_text="Code of the province.", example="AF19")
    list = OnList(
        help_text="Tag of a list: only periods of the districts on it.", example=DEFAULT_LIST, default=DEFAULT_LIST
    )

    def filter_queryset(self, queryset):
        return super().filter_queryset(queryset).filter(district__lists__contains=[self.moment.list])
