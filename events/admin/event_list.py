"""The list of events: what it asks of the database, and its columns."""

from django.contrib import admin
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.html import format_html

from districts.gazetteer import search
from events.admin.badges import badge, standing_badge, state_words
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

    @admin.display(description="district", ordering="district__name")
    def place(self, event):
        return f"{event.district.name}, {event.district.province.name}"

    @admin.display(description="what", ordering="kind")
    def what(self, event):
        state = state_words(event.controller.name, event.contested)
        return format_html("{}<br>held by {}", event.get_kind_display(), state)

    @admin.display(description="standing", ordering="standing")
    def standing_badge(self, event):
        if event.status == Status.PUBLISHED:
            return standing_badge(event)
        return format_html("{} {}", badge(event.status, event.get_status_display()), standing_badge(event))

    @admin.display(description="evidence")
    def evidence(self, event):
        against = f" · {event.times_denied} against" if event.times_denied else ""
        return format_html("{} for{}<br>{}", event.times_asserted, against, ", ".join(event.voices))
