"""The migrations lead back from a database that holds a record, and forward again."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from events.models import ControlPeriod, Perspective
from tests.factories import make_event

pytestmark = pytest.mark.django_db


def tables():
    return {name for name in connection.introspection.table_names() if name.startswith(("events_", "districts_"))}


def test_migrations_lead_back_to_nothing_and_forward_again():
    make_event()
    with connection.cursor() as cursor:
        # No check may wait for the end of the transaction, in which all the migrations run here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    before, perspectives = tables(), list(Perspective.objects.values_list("slug", "accepts", "side"))
    assert ControlPeriod.objects.exists()

    call_command("migrate", "events", "zero", verbosity=0)
    call_command("migrate", "districts", "zero", verbosity=0)
    gone = tables()
    call_command("migrate", verbosity=0)
    ContentType.objects.clear_cache()

    assert gone == set()
    assert tables() == before
    assert list(Perspective.objects.values_list("slug", "accepts", "side")) == perspectives


def test_the_analysts_of_an_earlier_installation_become_editors_and_back():
    call_command("migrate", "events", "0004", verbosity=0)
    old = Group.objects.create(name="Analysts")
    nadia = User.objects.create_user("nadia")
    old.user_set.add(nadia)

    call_command("migrate", "events", "0005", verbosity=0)
    roles = set(Group.objects.values_list("name", flat=True))
    now = list(nadia.groups.values_list("name", flat=True))
    call_command("migrate", "events", "0004", verbosity=0)

    assert roles == {"Contributor", "Analyst", "Editor", "Administrator"}
    assert now == ["Editor"]
    assert list(Group.objects.values_list("name", flat=True)) == ["Analysts"]
    assert User.objects.get(pk=nadia.pk).has_perms(["events.change_source", "districts.change_district"])
