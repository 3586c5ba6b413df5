from django.contrib import admin
from django.template.response import TemplateResponse

from config.access import keys
from config.access.models import ApiKey, SignIn


@admin.register(ApiKey)
class ApiKeyAdmin(admin.ModelAdmin):
    """A key is shown on the page that answers its making, and nowhere else; it is revoked, never deleted."""

    list_display = ["name", "holder", "prefix", "created", "last_used", "expires", "rate", "revoked"]
    list_filter = ["revoked"]
    search_fields = ["name", "holder", "prefix"]
    fields = ["name", "holder", "expires", "rate", "revoked", "prefix", "created", "last_used"]
    actions = ["revoke"]

    def get_fields(self, request, obj=None):
        return self.fields if obj else self.fields[:4]

    def get_readonly_fields(self, request, obj=None):
        kept = ["prefix", "created", "last_used"]
        return [*kept, "revoked"] if obj and obj.revoked else kept

    def save_model(self, request, obj, form, change):
        if not change:
            # The row of this request carries it to the page; the admin itself serves all threads.
            obj.sent = keys.issue(obj)
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        context = {
            **self.admin_site.each_context(request),
            "title": "A new API key",
            "key": obj,
            "opts": self.opts,
        }
        # No browser keeps the page: the admin says so of each of its pages.
        return TemplateResponse(request, "access/key_issued.html", context)

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description="Revoke selected API keys", permissions=["change"])
    def revoke(self, request, queryset):
        for key in queryset.filter(revoked=False):
            ApiKey.objects.filter(pk=key.pk).update(revoked=True)
            self.log_change(request, key, "Revoked.")
            self.message_user(request, f"{key}: it is revoked, and refused within a minute.")


@admin.register(SignIn)
class SignInAdmin(admin.ModelAdmin):
    """Only read: what it shows is written at the door."""

    list_display = ["at", "account", "outcome"]
    list_filter = ["outcome"]
    search_fields = ["account"]
    date_hierarchy = "at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
