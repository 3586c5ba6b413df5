"""The migrations lead back from a database that holds a record, and forward again; who was an analyst stays one."""

import pytest
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from events.models import ControlPeriod, Perspective
from tests.factories import make_event

pytestmark = pytest.mark.django_db

CHANGES = ["events.change_source", "districts.change_district"]


def tables():
    return {name for name in connection.introspection.table_names() if name.startswith(("events_", "districts_"))}


def roles():
    return set(Group.objects.values_list("name", flat=True))


def lead_back(seen):
    """Unapply all of ours in one walk, and add to `seen` the groups and what Nadia may once there are no roles."""

    def look(action, migration=None, fake=False):
        if action == "unapply_success" and (migration.app_label, migration.name) == ("events", "0005_roles"):
            seen.append((roles(), User.objects.get(username="nadia").has_perms(CHANGES)))

    MigrationExecutor(connection, look).migrate([("districts", None)])


# One walk each way for all that is asked, for each step of one renders every model again.
def test_migrations_lead_back_to_nothing_and_forward_again_and_analysts_become_editors_on_the_way():
    make_event()
    nadia, seen = User.objects.create_user("nadia"), []
    nadia.groups.add(Group.objects.get(name="Editor"))
    with connection.cursor() as cursor:
        # No check may wait for the end of the transaction, in which all the migrations run here.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    before, perspectives = tables(), list(Perspective.objects.values_list("slug", "accepts", "side"))
    assert ControlPeriod.objects.exists()

    lead_back(seen)
    gone, old = tables(), list(nadia.groups.values_list("name", flat=True))
    call_command("migrate", verbosity=0)
    ContentType.objects.clear_cache()

    assert seen == [({"Analysts"}, True)]
    assert (gone, old) == (set(), ["Analysts"])
    assert tables() == before
    assert roles() == {"Contributor", "Analyst", "Editor", "Administrator"}
    assert list(nadia.groups.values_list("name", flat=True)) == ["Editor"]
    assert list(Perspective.objects.values_list("slug", "accepts", "side")) == perspectives
