from django.contrib import admin, messages
from django.db.models import Count
from django.urls import path
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from events.admin.archive import ArchivedCopyInline, download
from events.admin.badges import badge
from events.admin.entry.report_form import UNGRADED
from events.admin.event_forms import link_to
from events.admin.evidence_forms import ActorForm, ReportForm, TallyForm
from events.admin.history import NotedHistory
from events.admin.recorded import NotedAdmin, ReadOnlyAdmin
from events.admin.refusals import RefusedError
from events.admin.steps import why_not_lifted
from events.control.disclosure import disclose_evidence, disclose_tallies
from events.export.tables import snapshot
from events.models import Actor, ArchivedCopy, Citation, ControlEvent, LinkCheck, Report, Source, Tally
from events.models.numbering import code_of, number_of
from events.origins import likely_originals
from events.pages.words import counted, day
from events.roles import why_not

NAMED = 10


class WeighedAdmin(NotedHistory, NotedAdmin):
    """Evidence that events rest on: saving it judges them anew and says which changed their standing.

    A new report or source is held back until an event that rests on it is published.

    `weighing` names the fields that decide a standing, `rests` the argument of `resting_on`.
    """

    weighing = ()
    rests = ""

    def save_model(self, request, obj, form, change):
        if not change and hasattr(obj, "public"):
            obj.public = False
        super().save_model(request, obj, form, change)
        if not change or not set(self.weighing) & set(form.changed_data):
            return
        resting = ControlEvent.objects.resting_on(**{self.rests: [obj.pk]})
        before = dict(resting.values_list("pk", "standing"))
        request.record.touch_events(ControlEvent.objects.filter(pk__in=before))
        self._refuse_lift(request, obj)
        request.afterwards.append(lambda: self._tell(request, before))

    def refuse_restored(self, request, obj, before):
        self._refuse_lift(request, obj)

    def _refuse_lift(self, request, obj):
        if sentence := why_not_lifted(request.user, ControlEvent.objects.resting_on(**{self.rests: [obj.pk]})):
            raise RefusedError(sentence)

    def _tell(self, request, before):
        now = dict(ControlEvent.objects.filter(pk__in=before).values_list("pk", "standing"))
        moved = [f"{code_of(pk, 'E')} {before[pk]} → {now[pk]}" for pk in sorted(before) if before[pk] != now[pk]]
        rest = f" and {len(moved) - NAMED} more" if len(moved) > NAMED else ""
        sentence = f"Changed standing: {', '.join(moved[:NAMED])}{rest}." if moved else "None changed its standing."
        self.message_user(request, f"Events that rest on it: {len(before)}. {sentence}", messages.INFO)


class SluggedAdmin(WeighedAdmin):
    """Its slug is its public id: typed once, never changed."""

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["name"]}


@admin.register(Actor)
class ActorAdmin(SluggedAdmin):
    form = ActorForm
    weighing = ("allied_with",)
    rests = "actors"
    fields = ["name", "slug", "name_fa", "name_ps", "kind", "is_party", "colour", "allied_with"]
    list_display = ["name", "slug", "kind", "is_party", "allied_with", "colour"]
    list_filter = ["is_party", "kind"]
    list_select_related = ["allied_with"]
    search_fields = ["name", "slug", "name_fa", "name_ps"]
    autocomplete_fields = ["allied_with"]


@admin.register(Source)
class SourceAdmin(SluggedAdmin):
    weighing = ("reliability",)
    rests = "sources"
    fields = ["name", "slug", "kind", "reliability", "reason", "homepage", "country", "actor"]
    list_display = ["name", "grade", "kind", "country", "actor", "reports_logged"]
    list_filter = ["reliability", "kind", "actor", "country"]
    list_select_related = ["actor"]
    search_fields = ["name", "slug", "homepage"]
    autocomplete_fields = ["actor"]

    def get_readonly_fields(self, request, obj=None):
        """Who may not grade adds a source as it begins: F, until an Editor has looked at it."""
        fixed = ["reliability", "reason"] if why_not(request.user, "grade") else []
        return [*super().get_readonly_fields(request, obj), *fixed]

    def save_model(self, request, obj, form, change):
        obj.reason = obj.reason or UNGRADED
        super().save_model(request, obj, form, change)

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(logged=Count("reports"))

    @admin.display(description="grade", ordering="reliability")
    def grade(self, source):
        return badge("grade", source.reliability)

    @admin.display(description="reports", ordering="logged")
    def reports_logged(self, source):
        return source.logged


class LinkFilter(admin.SimpleListFilter):
    title = "link"
    parameter_name = "link"

    def lookups(self, request, model_admin):
        return [("dead", "dead"), ("alive", "alive"), ("unchecked", "never checked")]

    def queryset(self, request, queryset):
        if self.value() == "unchecked":
            return queryset.filter(link_check__isnull=True).exclude(url="")
        dead = LinkCheck.objects.dead()
        links = {"dead": dead, "alive": LinkCheck.objects.exclude(pk__in=dead.values("pk"))}.get(self.value())
        return queryset if links is None else queryset.filter(pk__in=links.values("report"))


@admin.register(Report)
class ReportAdmin(WeighedAdmin):
    form = ReportForm
    unlogged = (ArchivedCopy,)
    weighing = ("published", "origin", "source", "restricted")
    rests = "reports"
    fieldsets = [
        (None, {"fields": ["url", "title", "source", ("published", "published_precision")]}),
        ("A copy, a translation, a note", {"fields": ["origin", "may_repeat", "language", "via", "note"]}),
        ("Kept safe", {"fields": ["archive_url", "restricted"]}),
    ]
    list_display = ["code", "title", "source", "grade", "published", "language", "cited", "origin_code"]
    list_display_links = ["code", "title"]
    list_filter = [
        "source__reliability",
        "restricted",
        LinkFilter,
        "language",
        "published_precision",
        "published",
        "source",
    ]
    list_select_related = ["source", "origin"]
    search_fields = ["title", "url", "source__name"]
    autocomplete_fields = ["source", "origin"]
    date_hierarchy = "published"
    ordering = ["-id"]

    def get_urls(self):
        view = self.admin_site.admin_view(download)
        return [path("copies/<int:number>/", view, name="events_archivedcopy_download"), *super().get_urls()]

    def get_inlines(self, request, obj):
        return [ArchivedCopyInline] if obj else []

    def get_readonly_fields(self, request, obj=None):
        return [*super().get_readonly_fields(request, obj), "may_repeat"]

    @admin.display(description="it may repeat")
    def may_repeat(self, report):
        if not report.pk:
            return "Save the report first: then those that it may repeat are listed here."
        offers = likely_originals(report)
        rows = ((link_to(each), each.title or each.url, each.source, day(each.published)) for each in offers)
        sentence = "No report of an agency and none of the same title is of this day or the one before."
        return format_html_join(mark_safe("<br>"), "{} {} – {}, {}", rows) or sentence

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(cited_times=Count("citations", distinct=True))

    def get_search_results(self, request, queryset, search_term):
        """Find a report by its id, an address pasted whole, or words of title, address and source."""
        term = search_term.strip()
        if "://" in term:
            return queryset.at(term), False
        try:
            return queryset.filter(pk=number_of(term.upper(), "R")), False
        except ValueError:
            return super().get_search_results(request, queryset, term)

    @admin.display(description="id", ordering="id")
    def code(self, report):
        return report.code

    @admin.display(description="grade", ordering="source__reliability")
    def grade(self, report):
        return badge("grade", report.source.reliability)

    @admin.display(description="cited", ordering="cited_times")
    def cited(self, report):
        return report.cited_times

    @admin.display(description="repeats", ordering="origin")
    def origin_code(self, report):
        return code_of(report.origin_id, "R")


@admin.register(Citation)
class CitationAdmin(ReadOnlyAdmin):
    fields = ["event", "report", "voice", "stance", "scope", "attribution", "claimed_date", "note"]
    list_display = ["attribution", "voice_name", "stance_badge", "scope", "event", "report", "source"]
    list_filter = ["stance", "scope", "voice", "report__source__reliability", "event__district__province"]
    list_select_related = ["event__district", "report__source", "voice"]
    search_fields = ["attribution", "report__title", "report__url", "event__district__name", "note"]
    date_hierarchy = "report__published"
    ordering = ["-id"]

    @admin.display(description="voice", ordering="voice__name")
    def voice_name(self, citation):
        return citation.voice.name if citation.voice else "independent"

    @admin.display(description="stance", ordering="stance")
    def stance_badge(self, citation):
        return badge(citation.stance, citation.get_stance_display())

    @admin.display(description="source", ordering="report__source__name")
    def source(self, citation):
        return citation.report.source


@admin.register(Tally)
class TallyAdmin(NotedHistory, NotedAdmin):
    form = TallyForm
    fieldsets = [
        (None, {"fields": ["date", ("count_low", "count_high", "denominator"), "actor", "measure", "definition"]}),
        ("Who says so", {"fields": ["voice", "source", "published", "url", "report"]}),
    ]
    list_display = ["code", "date", "count", "actor", "measure", "voice_name", "source", "published", "is_public"]
    list_filter = ["public", "actor", "measure", "voice", "source", "date"]
    list_select_related = ["actor", "voice", "source"]
    search_fields = ["definition", "measure", "url", "source__name"]
    autocomplete_fields = ["source", "report"]
    date_hierarchy = "date"
    ordering = ["-date", "-id"]
    actions = ["publish"]

    def save_model(self, request, obj, form, change):
        if not change and why_not(request.user, "publish"):
            obj.public = False
        if obj.public:
            # What a public tally rests on is public; the tally itself is noted with its form.
            for disclosed in disclose_evidence(source=obj.source, report=obj.report):
                request.record.note(*snapshot(disclosed), created=True)
        super().save_model(request, obj, form, change)

    @admin.action(description="Publish selected tallies", permissions=["add"])
    def publish(self, request, queryset):
        if sentence := why_not(request.user, "publish"):
            self.message_user(request, sentence.replace("an event", "a tally"), messages.ERROR)
            return
        chosen = Tally.objects.filter(pk__in=list(queryset.values_list("pk", flat=True)))
        disclosed = disclose_tallies(chosen)
        for row in disclosed:
            request.record.note(*snapshot(row), created=True)
        number = sum(isinstance(row, Tally) for row in disclosed)
        sentence = f"{counted(number, 'tally', 'tallies')} published." if number else "All of them are public already."
        self.message_user(request, sentence, messages.SUCCESS if number else messages.WARNING)

    @admin.display(description="public", boolean=True, ordering="public")
    def is_public(self, tally):
        return tally.public

    @admin.display(description="id", ordering="id")
    def code(self, tally):
        return tally.code

    @admin.display(description="count", ordering="count_low")
    def count(self, tally):
        low, high = tally.count_low, tally.count_high
        count = f"at least {low}" if high is None else str(low) if low == high else f"{low}–{high}"
        return f"{count} of {tally.denominator}" if tally.denominator else count

    @admin.display(description="voice", ordering="voice__name")
    def voice_name(self, tally):
        return tally.voice.name if tally.voice else "independent"
