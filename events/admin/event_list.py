"""The list of events: what it asks of the database, and its columns."""

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from districts.gazetteer import search
from events.admin.badges import badge, standing_badge
from events.models import Citation, Stance, Status
from events.models.numbering import number_of
from events.pages.words import days_text

LIKELY = 20


def _counted(stance):
    """Return the number of an event's citations of a stance, as part of the query of the events."""
    cited = Citation.objects.filter(event=OuterRef("pk"), stance=stance).order_by().values("event")
    return Coalesce(Subquery(cited.annotate(times=Count("pk")).values("times"), output_field=IntegerField()), 0)


def with_evidence(events):
    """Return the events with `times_asserted`, `times_denied` and `voices`, in the same query."""
    cited = Citation.objects.filter(event=OuterRef("pk")).order_by()
    voices = cited.annotate(who=Coalesce("voice__name", Value("independent"))).values("who").distinct()
    return events.annotate(
        times_asserted=_counted(Stance.ASSERTS),
        times_denied=_counted(Stance.DENIES),
        voices=ArraySubquery(voices.order_by("who")),
    )


def found_events(events, text):
    """Return the events of an id, or of the districts that a text may mean; None where it means neither."""
    try:
        return events.filter(pk=number_of(text.strip().upper(), "E"))
    except ValueError:
        places = search(text, limit=LIKELY)
        return events.filter(district__in=places) if places else None


class EventColumns(admin.ModelAdmin):
    """The columns of the list of events; none of them asks the database."""

    @admin.display(description="id", ordering="id")
    def code(self, event):
        return event.code

    @admin.display(description="day", ordering="date")
    def day(self, event):
        return days_text(event.date_earliest, event.date_latest)

    @admin.display(description="province", ordering="district__province__name")
    def province(self, event):
        return event.district.province.name

    @admin.display(description="standing", ordering="standing")
    def standing_badge(self, event):
        return standing_badge(event)

    @admin.display(description="evidence")
    def evidence(self, event):
        against = f" · {event.times_denied} against" if event.times_denied else ""
        return f"{event.times_asserted} for{against}"

    @admin.display(description="voices")
    def voice_names(self, event):
        return ", ".join(event.voices)

    @admin.display(description="status", ordering="status")
    def status_badge(self, event):
        return badge(event.status, event.get_status_display()) if event.status != Status.PUBLISHED else "published"
