"""People of each role."""

import itertools

from django.contrib.auth.models import User

from events.accounts import make_account

PASSWORD = "a long enough secret"
_numbers = itertools.count(1)


def make_person(role, **overrides):
    """Return a new member of the staff with a role; "superuser" and "" (no role at all) are people too."""
    values = {"name": f"person{next(_numbers)}", "password": PASSWORD} | overrides
    if role == "superuser":
        return User.objects.create_superuser(values["name"], password=values["password"])
    if not role:
        return User.objects.create_user(values["name"], password=values["password"], is_staff=True)
    return make_account(role=role, **values)
