from django.contrib import admin

from events.admin.recorded import RecordedAdmin
from events.admin.refusals import RecordForm
from events.models import ActorAlias


@admin.register(ActorAlias)
class ActorAliasAdmin(RecordedAdmin):
    form = RecordForm
    fieldsets = [
        (None, {"fields": ["name", "used_for", "begins", "actor"]}),
        ("Where it means this only for a time", {"fields": [("from_day", "until_day"), "note"]}),
    ]
    list_display = ["name", "use", "meant", "longer", "from_day", "until_day"]
    list_filter = ["used_for", "begins", "actor"]
    list_select_related = ["actor"]
    search_fields = ["name", "note"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "actor":
            kwargs["empty_label"] = "nobody: pass it over"
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @admin.display(description="of a", ordering="used_for")
    def use(self, alias):
        return alias.used_for

    @admin.display(description="longer too", ordering="begins", boolean=True)
    def longer(self, alias):
        return alias.begins

    @admin.display(description="means", ordering="actor")
    def meant(self, alias):
        return alias.actor_id or "nobody: passed over"
