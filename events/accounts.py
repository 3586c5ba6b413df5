"""The accounts of the people who keep the record."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.db import transaction


@transaction.atomic
def make_analyst(*, name: str, password: str):
    """Return a new staff user who may see and change every place and every piece of evidence, and no account."""
    analysts, _ = Group.objects.get_or_create(name="Analysts")
    analysts.permissions.set(Permission.objects.filter(content_type__app_label__in=["districts", "events"]))
    analyst = get_user_model().objects.create_user(name, password=password, is_staff=True)
    analyst.groups.add(analysts)
    return analyst
