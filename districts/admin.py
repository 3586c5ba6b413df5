"""Places in the admin: found by any spelling, never deleted."""

from django.contrib import admin
from django.db.models import Case, Q, When

from districts.admin_guard import GuardedAdmin
from districts.cells import draw_cells
from districts.gazetteer import find
from districts.models import Country, District, PlaceName, Province

SHOWN = 30  # candidates of the gazetteer


class PlaceAdmin(GuardedAdmin):
    """An admin of places whose search accepts any spelling, best match first."""

    kind = ""

    def get_search_results(self, request, queryset, search_term):
        listed, may_repeat = super().get_search_results(request, queryset, search_term)
        found = find(search_term, limit=SHOWN).candidates if search_term.strip() else []
        ranked = [each.place.pk for each in found if each.kind == self.kind]
        if not ranked:
            return listed, may_repeat
        # Without the order of a column that was chosen, the likeliest place stands first.
        likely = queryset.filter(Q(pk__in=ranked) | Q(pk__in=listed.order_by().values("pk")))
        if "o" not in request.GET:
            ranks = Case(*(When(pk=pk, then=rank) for rank, pk in enumerate(ranked)), default=len(ranked))
            likely = likely.order_by(ranks, "code")
        return likely, False

    def get_readonly_fields(self, request, obj=None):
        return ["code"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return False


class SpellingInline(admin.TabularInline):
    model = PlaceName
    fields = ["name", "language", "sources"]
    extra = 0


@admin.register(Province)
class ProvinceAdmin(PlaceAdmin):
    kind = "province"
    list_display = ["name", "code", "iso_3166_2", "name_fa", "name_ps", "capital"]
    list_select_related = ["capital"]
    search_fields = ["name", "code", "spellings__name"]
    autocomplete_fields = ["capital"]
    ordering = ["code"]
    inlines = [SpellingInline]


@admin.register(District)
class DistrictAdmin(PlaceAdmin):
    kind = "district"
    list_display = ["name", "code", "province", "kind", "name_fa", "name_ps"]
    list_filter = ["kind", "province"]
    list_select_related = ["province"]
    search_fields = ["name", "code", "spellings__name"]
    autocomplete_fields = ["province", "parent"]
    ordering = ["code"]
    inlines = [SpellingInline]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        moves_cells = {"lat", "lon", "province"}.intersection(form.changed_data)
        if moves_cells and Country.objects.exists():
            draw_cells()


@admin.register(Country)
class CountryAdmin(GuardedAdmin):
    fields = ["name", "descriptor"]
    readonly_fields = ["descriptor"]  # It comes with the package, outline and all.
    list_display = ["name", "boundaries_credit"]
    search_fields = ["name"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
