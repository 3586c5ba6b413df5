"""The accounts of the desk: made, given a role and closed by Administrators, who cannot make themselves superusers."""

from django.contrib import admin, messages
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.forms import UserChangeForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.db.models import Q
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from events.roles import ADMINISTRATOR, ROLES

# Whoever sees these sees the secrets of others.
for secret in (TOTPDevice, StaticDevice):
    if admin.site.is_registered(secret):
        admin.site.unregister(secret)
admin.site.unregister([User, Group])

SUPERUSERS_ONLY = ["is_superuser", "user_permissions"]
LAST = "This is the last account that can manage the others: give another one the role Administrator first."


def administrators():
    """Return the accounts that can manage the others."""
    can = Q(is_superuser=True) | Q(groups__name=ADMINISTRATOR)
    return User.objects.filter(can, is_active=True, is_staff=True).distinct()


class AccountForm(UserChangeForm):
    def clean(self):
        super().clean()
        was = administrators().filter(pk=self.instance.pk).exists()
        if was and not self._stays() and not administrators().exclude(pk=self.instance.pk).exists():
            raise ValidationError(LAST)
        return self.cleaned_data

    def _stays(self):
        """Return whether the account can manage the others after this change."""
        now = {name: self._now(name) for name in ("is_active", "is_staff", "is_superuser")}
        groups = self.cleaned_data.get("groups", self.instance.groups.all())
        leads = now["is_superuser"] or any(group.name == ADMINISTRATOR for group in groups)
        return now["is_active"] and now["is_staff"] and leads

    def _now(self, name):
        return self.cleaned_data.get(name, getattr(self.instance, name))


@admin.register(User)
class AccountAdmin(UserAdmin):
    """An account is closed by unticking “active”, never deleted: what it did stays signed."""

    form = AccountForm
    list_display = ["username", "first_name", "last_name", "roles", "is_active", "has_second_factor", "last_login"]
    list_filter = ["is_active", "is_superuser", "groups"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("Who it is", {"fields": ["first_name", "last_name", "email"]}),
        ("What it may do", {"fields": ["is_active", "is_staff", "groups", *SUPERUSERS_ONLY]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]
    add_fieldsets = [
        (None, {"classes": ["wide"], "fields": ["username", "password1", "password2"]}),
        ("What it may do", {"classes": ["wide"], "fields": ["is_staff", "groups"]}),
    ]
    actions = ["remove_second_factor"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups", "totpdevice_set")

    def get_readonly_fields(self, request, obj=None):
        dates = ["last_login", "date_joined"]
        return dates if request.user.is_superuser else [*dates, *SUPERUSERS_ONLY]

    def get_changeform_initial_data(self, request):
        return {"is_staff": True, **super().get_changeform_initial_data(request)}

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field and db_field.name == "groups":
            field.help_text = "Its role: Contributor, Analyst, Editor or Administrator. One is enough."
        return field

    def has_change_permission(self, request, obj=None):
        above = obj is not None and obj.is_superuser and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not above

    def has_delete_permission(self, request, obj=None):
        return False

    @admin.action(description="Remove the second factor of selected accounts", permissions=["change"])
    def remove_second_factor(self, request, queryset):
        for user in queryset:
            self._remove_second_factor(request, user)

    def _remove_second_factor(self, request, user):
        if not self.has_change_permission(request, user):
            self.message_user(request, f"{user}: only a superuser changes a superuser.", messages.ERROR)
            return
        devices = [*user.totpdevice_set.all(), *user.staticdevice_set.all()]
        for device in devices:
            device.delete()
        if devices:
            self.log_change(request, user, "Removed the second factor.")
        sentence = "its second factor is removed." if devices else "it had no second factor."
        self.message_user(request, f"{user}: {sentence}")

    @admin.display(description="role")
    def roles(self, user):
        names = ["superuser"] if user.is_superuser else []
        return ", ".join([*names, *sorted(group.name for group in user.groups.all())]) or "none"

    @admin.display(description="second factor", boolean=True)
    def has_second_factor(self, user):
        return any(device.confirmed for device in user.totpdevice_set.all())


@admin.register(Group)
class RoleAdmin(GroupAdmin):
    """The four roles are what the code says; groups beside them can be made."""

    def get_readonly_fields(self, request, obj=None):
        return ["name"] if obj and obj.name in ROLES else []

    def has_change_permission(self, request, obj=None):
        fixed = obj is not None and obj.name in ROLES and not request.user.is_superuser
        return super().has_change_permission(request, obj) and not fixed

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj is not None and obj.name in ROLES)
