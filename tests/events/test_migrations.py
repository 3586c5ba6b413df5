"""The migrations lead back from a database that holds a record, and forward again; who was an analyst stays one."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection

from events.models import ControlPeriod, Perspective
from tests.factories import make_event

pytestmark = pytest.mark.django_db

CHANGES = ["events.change_source", "districts.change_district"]


def tables():
    return {name for name in connection.introspection.table_names() if name.startswith(("events_", "districts_"))}


def migrate(*target):
    call_command("migrate", *target, verbosity=0)


def named_groups():
    return set(Group.objects.values_list("name", flat=True))


# One walk for all that is asked, for each step of it renders every model again.
def test_migrations_lead_back_to_nothing_and_forward_again_and_analysts_become_editors_on_the_way():
    make_event()
    with connection.cursor() as cursor:
        # No check may wait for the end of the transaction, in which all the migrations run here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    before, perspectives = tables(), list(Perspective.objects.values_list("slug", "accepts", "side"))
    assert ControlPeriod.objects.exists()

    migrate("events", "0004")
    old = Group.objects.create(name="Analysts")
    nadia = User.objects.create_user("nadia")
    old.user_set.add(nadia)
    migrate("events", "0005")
    roles, now = named_groups(), list(nadia.groups.values_list("name", flat=True))
    migrate("events", "0004")
    groups_again, may = named_groups(), User.objects.get(pk=nadia.pk).has_perms(CHANGES)
    migrate("districts", "zero")
    gone = tables()
    migrate()
    ContentType.objects.clear_cache()

    assert roles == {"Contributor", "Analyst", "Editor", "Administrator"}
    assert now == ["Editor"]
    assert (groups_again, may) == ({"Analysts"}, True)
    assert gone == set()
    assert tables() == before
    assert list(Perspective.objects.values_list("slug", "accepts", "side")) == perspectives
