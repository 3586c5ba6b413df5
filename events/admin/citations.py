from django.contrib import admin

from events.admin.choices import ChoiceSelect, without_links
from events.admin.citation_forms import CitationForm, CitationFormSet
from events.models import Citation

ROWS = 100  # far more voices than any event has; each row sent costs time while the lock is held


class CitationInline(admin.StackedInline):
    model = Citation
    form = CitationForm
    formset = CitationFormSet
    extra = 1
    fields = [("report", "voice", "stance", "scope"), ("attribution", "claimed_date", "note")]
    autocomplete_fields = ["report"]

    def get_formset(self, request, obj=None, **kwargs):
        return super().get_formset(request, obj, **kwargs | {"max_num": ROWS, "absolute_max": ROWS})

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("report__source", "voice")

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "report":
            kwargs["widget"] = ChoiceSelect(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "note" and field:
            field.widget.attrs["rows"] = 1
        return without_links(field, adding=db_field.name == "report")
