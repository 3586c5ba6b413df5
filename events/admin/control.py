from django.contrib import admin

from events.admin.badges import badge, state_words
from events.admin.recorded import ReadOnlyAdmin
from events.models import ControlPeriod, LogEntry, Perspective


@admin.register(Perspective)
class PerspectiveAdmin(ReadOnlyAdmin):
    fields = ["name", "slug", "description", "accepts", "side", "position"]
    list_display = ["name", "slug", "description", "side"]
    search_fields = ["name", "slug"]
    ordering = ["position"]


class CurrentFilter(admin.SimpleListFilter):
    title = "version"
    parameter_name = "recorded"

    def lookups(self, request, model_admin):
        return [("all", "all versions")]

    def choices(self, changelist):
        first, *rest = super().choices(changelist)
        return [first | {"display": "as it stands now"}, *rest]

    def queryset(self, request, queryset):
        return queryset if self.value() else queryset.filter(version_to__isnull=True).reported_by()


@admin.register(ControlPeriod)
class ControlPeriodAdmin(ReadOnlyAdmin):
    fields = [
        "district",
        "perspective",
        "controller",
        "contested",
        "start",
        "end",
        "position",
        "event",
        "standing",
        "since_certain",
        "evidence_from",
        "evidence_to",
        "version_from",
        "version_to",
    ]
    list_display = ["district", "perspective", "state", "start", "end", "standing_badge", "event_code"]
    list_filter = [CurrentFilter, "perspective", "controller", "contested", "standing", "district__province"]
    list_select_related = ["district", "perspective", "controller"]
    search_fields = ["district__name", "district__code"]
    date_hierarchy = "start"
    ordering = ["district__code", "perspective__position", "start", "position"]
    show_full_result_count = False

    @admin.display(description="held by", ordering="controller__name")
    def state(self, period):
        return state_words(period.controller.name, period.contested)

    @admin.display(description="standing", ordering="standing")
    def standing_badge(self, period):
        return badge(period.standing, period.get_standing_display())

    @admin.display(description="event", ordering="event")
    def event_code(self, period):
        return f"E{period.event_id:04d}"


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    fields = [
        "seq",
        "version",
        "at",
        "op",
        "change_kind",
        "object_type",
        "object_id",
        "merged_into",
        "reason",
        "snapshot",
    ]
    list_display = ["seq", "version", "at", "op", "change_kind", "object_type", "object_id", "merged_into", "reason"]
    list_filter = ["object_type", "op", "change_kind", "at"]
    search_fields = ["=object_id", "reason"]
    date_hierarchy = "at"
    ordering = ["-seq"]
    show_full_result_count = False
