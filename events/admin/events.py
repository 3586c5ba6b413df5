from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.http import HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode

from events.admin.badges import standing_badge
from events.admin.choices import Choices, ChoiceSelect, without_links
from events.admin.citations import CitationInline
from events.admin.effects import around, differences, timelines, verdict_of
from events.admin.event_forms import ControlEventForm, was_published
from events.admin.event_list import EventColumns, found_events, with_evidence
from events.admin.recorded import RecordedAdmin
from events.models import UNPUBLISHED, Actor, Citation, ControlEvent, Report, Standing, Status
from events.pages.words import joined, standing_words

PANELS = ["standing_now", "why", "effect"]
KEPT = "{} has been published, so it is kept for those who cited it: retract it instead."


@admin.register(ControlEvent)
class ControlEventAdmin(EventColumns, RecordedAdmin):
    form = ControlEventForm
    inlines = [CitationInline]
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
    actions = ["retract"]

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
        record = ("Record", {"fields": ["status", "reason", "seen"] if changing else ["status"]})
        panels = [("What it adds up to", {"fields": PANELS})] if obj else []
        return [*super().get_fieldsets(request, obj), record, *panels]

    def get_readonly_fields(self, request, obj=None):
        return PANELS if obj else []

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        if not change:
            for name in ("reason", "seen"):
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

    def get_changeform_initial_data(self, request):
        return {"status": Status.PUBLISHED, **super().get_changeform_initial_data(request)}

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        report = request.GET.get("report", "")
        if request.method != "POST" and not obj.pk and report.isdecimal() and len(report) < 10:
            kwargs["initial"] = [{"report": pk} for pk in Report.objects.filter(pk=report).values_list("pk", flat=True)]
        return kwargs

    def get_view_on_site_url(self, obj=None):
        return super().get_view_on_site_url(obj) if obj and obj.status not in UNPUBLISHED else None

    def response_add(self, request, obj, post_url_continue=None):
        return carried(request, obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        return carried(request, obj, super().response_change(request, obj))

    def save_model(self, request, obj, form, change):
        places = {obj.district_id, form.initial.get("district")} - {None}
        before = timelines(places)
        super().save_model(request, obj, form, change)
        request.record.touch(*places)
        request.afterwards.append(lambda: self._tell(request, [obj.pk], before, places))

    def _tell(self, request, numbers, before, places):
        """Say what each event's standing is and why, and what has changed in the periods of the places."""
        for event in ControlEvent.objects.filter(pk__in=numbers).select_related("controller", "opponent"):
            self.message_user(request, *_said_of(event))
        changes = differences(before, timelines(places)) or ["No perspective's periods have changed."]
        for sentence in changes:
            self.message_user(request, sentence, messages.INFO)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and was_published(obj))

    def delete_view(self, request, object_id, extra_context=None):
        event = self.get_object(request, object_id)
        if event and self.has_change_permission(request, event) and was_published(event):
            self.message_user(request, KEPT.format(event.code), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:events_controlevent_change", args=[event.pk]))
        return super().delete_view(request, object_id, extra_context)

    def get_deleted_objects(self, objs, request):
        deleted, counts, needed, protected = super().get_deleted_objects(objs, request)
        needed.discard(Citation._meta.verbose_name)  # A draft's citations are part of it.
        kept = [KEPT.format(event.code) for event in objs if was_published(event)]
        return (deleted, counts, set(), kept) if kept else (deleted, counts, needed, protected)

    @admin.action(description="Retract selected events", permissions=["change"])
    def retract(self, request, queryset):
        events = ControlEvent.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        chosen = events.filter(status=Status.PUBLISHED).select_related("district")
        if not chosen:
            self.message_user(request, "None of these events is published: nothing to retract.", messages.WARNING)
            return None
        if "apply" in request.POST and self.reason_given(request):
            return self._retract(request, list(chosen))
        context = {
            **self.admin_site.each_context(request),
            "title": "Retract events",
            "opts": self.opts,
            "events": chosen,
            "missing": "apply" in request.POST,
        }
        return TemplateResponse(request, "admin/events/controlevent/retract.html", context)

    def _retract(self, request, events):
        numbers, places = [event.pk for event in events], {event.district_id for event in events}
        before = timelines(places)
        ControlEvent.objects.filter(pk__in=numbers).update(status=Status.RETRACTED)
        for event in events:
            self.log_change(request, event, [{"changed": {"fields": ["status"]}}])
        request.record.touch(*places)
        request.afterwards.append(lambda: self._tell(request, numbers, before, places))

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


def carried(request, event, response):
    """Return the response; “save and add another” goes on with the day, controller, report and province."""
    if "_addanother" not in request.POST or IS_POPUP_VAR in request.POST:
        return response
    last = event.citations.order_by("-pk").values_list("report", flat=True).first()
    kept = {"near": event.district.province.code, "date": event.date.isoformat(), "kind": event.kind}
    kept |= {"controller": event.controller_id, "opponent": event.opponent_id} | ({"report": last} if last else {})
    address = response["Location"]
    return HttpResponseRedirect(f"{address}{'&' if '?' in address else '?'}{urlencode(kept)}")


def _said_of(event):
    """Return a sentence on an event's standing and the level of the message."""
    verdict = verdict_of(event)
    words = standing_words(verdict.standing, event)
    if event.status == Status.RETRACTED:
        return f"{event.code} is retracted: it counts nowhere.", messages.WARNING
    if event.status in UNPUBLISHED:
        sentence = f"{event.code} is a draft and counts nowhere; published, it would be {words}. {verdict.why}"
        return sentence, messages.WARNING
    level = messages.WARNING if verdict.standing == Standing.REFUTED else messages.SUCCESS
    return f"{event.code} is {words}. {verdict.why}", level
