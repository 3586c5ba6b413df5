"""The accounts of the people who keep the record."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction


def make_administrator(*, name: str, password: str):
    """Return a new superuser: the first account, which may do everything and makes the others."""
    return get_user_model().objects.create_superuser(name, password=password)


@transaction.atomic
def make_account(*, name: str, password: str, role: str):
    """Return a new staff user in one of `events.roles.ROLES`, whose permissions he has and no others."""
    user = get_user_model().objects.create_user(name, password=password, is_staff=True)
    user.groups.add(Group.objects.get(name=role))
    return user
