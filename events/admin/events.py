from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.template.loader import render_to_string
from django.urls import path
from django.utils.html import format_html

from events.admin.badges import standing_badge
from events.admin.casualties import CasualtyInline
from events.admin.choices import Choices, ChoiceSelect, without_links
from events.admin.citations import CitationInline
from events.admin.effects import around, verdict_of
from events.admin.event_actions import EventActions
from events.admin.event_forms import ControlEventForm
from events.admin.event_history import EventHistory
from events.admin.event_list import EventColumns, found_events, with_evidence
from events.admin.event_saving import SavedByStep
from events.admin.merge import MergingAdmin
from events.admin.queue import QueueAdmin
from events.admin.recorded import RecordedAdmin
from events.admin.review import ReviewedAdmin
from events.models import UNPUBLISHED, Actor, ControlEvent, Report
from events.pages.words import joined

PANELS = ["standing_now", "why", "effect"]


@admin.register(ControlEvent)
class ControlEventAdmin(
    EventHistory, SavedByStep, ReviewedAdmin, MergingAdmin, QueueAdmin, EventActions, EventColumns, RecordedAdmin
):
    form = ControlEventForm
    inlines = [CitationInline, CasualtyInline]
    fieldsets = [
        (None, {"fields": ["district", ("date", "time"), "kind", ("controller", "opponent"), "contested", "summary"]}),
        ("Where the day is uncertain", {"fields": [("date_earliest", "date_latest")]}),
    ]
    list_display = ["code", "place", "day", "what", "standing_badge", "evidence"]
    list_display_links = ["code", "place"]
    list_filter = ["status", "standing", "kind", "controller", "contested", "date", "district__province"]
    list_select_related = ["district__province", "controller", "opponent"]
    search_fields = ["summary", "district__name", "district__code"]
    search_help_text = "A district in any spelling, an id such as E0001, or words of the summary."
    autocomplete_fields = ["district"]
    date_hierarchy = "date"
    ordering = ["-id"]
    save_as = True

    def get_urls(self):
        view = self.admin_site.admin_view(Choices.as_view(admin_site=self.admin_site))
        return [path("choices/", view, name="events_choices"), *super().get_urls()]

    def reason_given(self, request):
        return request.POST.get("reason", "").replace("\x00", "").strip()

    def get_queryset(self, request):
        return with_evidence(super().get_queryset(request))

    def get_search_results(self, request, queryset, search_term):
        found, twice = super().get_search_results(request, queryset, search_term)
        if not search_term.strip() or found.exists():
            return found, twice
        meant = found_events(queryset, search_term)
        return (found if meant is None else meant), False

    def get_fieldsets(self, request, obj=None):
        changing = obj and self.has_change_permission(request, obj)
        told = changing and obj.status not in UNPUBLISHED
        (title, first), *rest = super().get_fieldsets(request, obj)
        facts = (title, first | {"fields": [*first["fields"], "seen"]} if changing else first)
        record = [("Record", {"fields": ["reason"]})] if told else []
        panels = [("What it adds up to", {"fields": PANELS})] if obj else []
        return [facts, *rest, *record, *panels]

    def get_readonly_fields(self, request, obj=None):
        return PANELS if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        shown = flatten_fieldsets(self.get_fieldsets(request, obj))
        for name in {"reason", "seen"}.difference(shown):
            form.base_fields.pop(name, None)
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in ("controller", "opponent"):
            empty = {"controller": "Who holds it afterwards?", "opponent": "the usual other side"}
            kwargs |= {"empty_label": empty[db_field.name], "queryset": Actor.objects.parties().order_by("name")}
        if db_field.name == "district":
            kwargs["widget"] = ChoiceSelect(db_field, self.admin_site, near=request.GET.get("near", ""))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        return without_links(super().formfield_for_dbfield(db_field, request, **kwargs))

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        report = request.GET.get("report", "")
        if request.method != "POST" and not obj.pk and report.isdecimal() and len(report) < 10:
            kwargs["initial"] = [{"report": pk} for pk in Report.objects.filter(pk=report).values_list("pk", flat=True)]
        return kwargs

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.status not in UNPUBLISHED else None

    @admin.display(description="standing")
    def standing_now(self, event):
        return standing_badge(event)

    @admin.display(description="why")
    def why(self, event):
        verdict = verdict_of(event)
        names = dict(Actor.objects.values_list("slug", "name"))
        sides = [
            (words, joined(names.get(side, "independent voices") for side in sorted(said)))
            for words, said in (("For", verdict.asserted_by), ("Against", verdict.denied_by))
            if said
        ]
        return format_html("{} {}", verdict.why, " ".join(f"{words}: {who}." for words, who in sides))

    @admin.display(description="effect on the district's periods")
    def effect(self, event):
        rows = around(event, verdict_of(event))
        return render_to_string("admin/events/controlevent/_effect.html", {"event": event, "rows": rows})
