"""What every page of the admin keeps off the database: ids that cannot be one."""

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect


class SearchBox(AutocompleteSelect):
    """A choice found by typing; what was sent and cannot be an id is shown as no choice."""

    def optgroups(self, name, value, attr=None):
        return super().optgroups(name, [each for each in value if str(each).isdecimal()], attr)


class GuardedAdmin(admin.ModelAdmin):
    """An admin whose pages answer whatever is asked of them."""

    def get_object(self, request, object_id, from_field=None):
        """Return the record of an id; an empty name of a field is no name."""
        return super().get_object(request, object_id, from_field or None)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", SearchBox(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
