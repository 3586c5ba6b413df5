"""The names in ACLED's columns, and whom they mean."""

from datetime import date

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

# The last day of the republic; from the next on, the forces and the offices of the state are the Taliban's.
FALL = date(2021, 8, 15)
AFTER = date(2021, 8, 16)
FORCES = ["Government of Afghanistan", "Military Forces of Afghanistan", "Police Forces of Afghanistan"]
OFFICES = [
    "Afghanistan Ministry of Defense",
    "Afghanistan Ministry of Interior",
    "Bakhtar News Agency",
    "Government of Afghanistan",
    "Ministry of Defense (Afghanistan)",
    "Ministry of Interior (Afghanistan)",
]
BEGINNINGS = {
    "Islamic State (Afghanistan)": "iskp",
    "Islamic State (Khorasan)": "iskp",
    "Islamic State Khorasan Province": "iskp",
    "ISKP": "iskp",
    "National Resistance Front": "nrf",
    "NRF": "nrf",
    "NATO": "united_states",
    "ISAF": "united_states",
    "Military Forces of the United States (2001-2009)": "united_states",
    "Military Forces of the United States (2009-2017)": "united_states",
    "Military Forces of the United States (2017-2021)": "united_states",
    "Military Forces of the United States (2021-)": "united_states",
    "Military Forces of the United States (2021-2025)": "united_states",
    "Pro-Government Militia": "government",
    "Local Uprising Militia": "government",
    "Uprising Militia": "government",
    "Civilians": None,
    "Protesters": None,
    "Unidentified Armed Group": None,
    "Unidentified Military Forces": None,
}
SPEAKERS = {
    "Al Emarah": "taliban",
    "Alemarah": "taliban",
    "Taliban": "taliban",
    "Voice of Jihad": "taliban",
    "Amaq News Agency": "iskp",
    "Islamic State (Afghanistan)": "iskp",
    "National Resistance Front": "nrf",
    "NRF": "nrf",
}


def by_regime(used_for, name, begins):
    """Return the rows of a name that means the republic until its last day, and the Taliban from then on."""
    row = {"used_for": used_for, "name": name, "begins": begins}
    return [row | {"actor_id": "government", "until_day": FALL}, row | {"actor_id": "taliban", "from_day": AFTER}]


def rows():
    """Return the values of every name that the table begins with."""
    yield {"used_for": "side", "name": "Taliban", "actor_id": "taliban"}
    for name in FORCES:
        yield {"used_for": "side", "name": f"{name} (2004-2021)", "begins": True, "actor_id": "government"}
        yield {"used_for": "side", "name": f"{name} (2021-)", "begins": True, "actor_id": "taliban"}
        yield {"used_for": "side", "name": f"{name} (2021-present)", "begins": True, "actor_id": "taliban"}
        yield from by_regime("side", name, begins=True)
    for name, actor in BEGINNINGS.items():
        yield {"used_for": "side", "name": name, "begins": True, "actor_id": actor}
    for name, actor in SPEAKERS.items():
        yield {"used_for": "source", "name": name, "actor_id": actor}
    for name in OFFICES:
        yield from by_regime("source", name, begins=False)


def fill(apps, schema_editor):
    """Add the names; the actors may come later, with the record."""
    aliases = apps.get_model("events", "ActorAlias")
    aliases.objects.bulk_create(aliases(**values) for values in rows())


DEFAULT = ("add", "change", "delete", "view")
GRANTED = {
    "Contributor": {"actoralias": ("view",)},
    "Analyst": {"actoralias": ("view",)},
    "Editor": {"actoralias": DEFAULT},
    "Administrator": {"actoralias": DEFAULT},
}


def grant(apps, schema_editor):
    """Let each role see the names, and Editors keep them."""
    groups = apps.get_model("auth", "Group").objects
    for role, granted in GRANTED.items():
        tables = {"actoraliasversion": ("view",), **granted}
        found = [permission(apps, model, action) for model, actions in tables.items() for action in actions]
        groups.get(name=role).permissions.add(*found)


def permission(apps, model, action):
    """Return a permission, made when there is none: Django makes those of a new table only after all migrations."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="events", model=model)
    name = f"Can {action} {apps.get_model('events', model)._meta.verbose_name_raw}"
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.get_or_create(content_type=kind, codename=f"{action}_{model}", defaults={"name": name})[0]


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("events", "0005_roles"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="ActorAlias",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="As ACLED writes it: “Military Forces of Afghanistan (2004-2021)”. Case is ignored.",
                        max_length=200,
                    ),
                ),
                (
                    "used_for",
                    models.CharField(
                        choices=[("side", "a side (actor1, actor2)"), ("source", "a source (source)")],
                        default="side",
                        max_length=10,
                    ),
                ),
                (
                    "begins",
                    models.BooleanField(
                        default=False,
                        help_text="“Police Forces of Afghanistan (2004-2021) Border Police” too; the longest listed name wins.",
                        verbose_name="also longer names that begin so",
                    ),
                ),
                (
                    "from_day",
                    models.DateField(
                        blank=True, help_text="The first day of an event on which it means this.", null=True
                    ),
                ),
                (
                    "until_day",
                    models.DateField(
                        blank=True, help_text="The last day of an event on which it means this.", null=True
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who it is. Empty: known, and none of the sides; it is passed over.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="aliases",
                        to="events.actor",
                        to_field="slug",
                    ),
                ),
            ],
            options={
                "verbose_name": "name in ACLED",
                "verbose_name_plural": "names in ACLED",
                "ordering": ["used_for", "name", models.OrderBy(models.F("from_day"), nulls_first=True)],
            },
        ),
        migrations.CreateModel(
            name="ActorAliasVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "name",
                    models.CharField(
                        help_text="As ACLED writes it: “Military Forces of Afghanistan (2004-2021)”. Case is ignored.",
                        max_length=200,
                    ),
                ),
                (
                    "used_for",
                    models.CharField(
                        choices=[("side", "a side (actor1, actor2)"), ("source", "a source (source)")],
                        default="side",
                        max_length=10,
                    ),
                ),
                (
                    "begins",
                    models.BooleanField(
                        default=False,
                        help_text="“Police Forces of Afghanistan (2004-2021) Border Police” too; the longest listed name wins.",
                        verbose_name="also longer names that begin so",
                    ),
                ),
                (
                    "from_day",
                    models.DateField(
                        blank=True, help_text="The first day of an event on which it means this.", null=True
                    ),
                ),
                (
                    "until_day",
                    models.DateField(
                        blank=True, help_text="The last day of an event on which it means this.", null=True
                    ),
                ),
                ("note", models.CharField(blank=True, max_length=200)),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        help_text="Who it is. Empty: known, and none of the sides; it is passed over.",
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="events.actor",
                        to_field="slug",
                    ),
                ),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="versions",
                        related_query_name="version_row",
                        to="events.actoralias",
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="actoralias",
            constraint=models.CheckConstraint(
                condition=models.Q(("used_for__in", ["side", "source"])),
                name="alias_use_is_known",
                violation_error_message="A name is that of a side or of a source.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actoralias",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("from_day__isnull", True),
                    ("until_day__isnull", True),
                    ("until_day__gte", models.F("from_day")),
                    _connector="OR",
                ),
                name="alias_days_are_in_order",
                violation_error_message="The last day is the first day or later, or empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="actoralias",
            constraint=models.UniqueConstraint(
                fields=("used_for", "name", "from_day"),
                name="alias_is_listed_once",
                nulls_distinct=False,
                violation_error_message="This name is listed already from this day on: change that row.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actoralias",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_actoraliasversion" ("actor_id", "begins", "from_day", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_day", "used_for") VALUES (NEW."actor_id", NEW."begins", NEW."from_day", NEW."id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."until_day", NEW."used_for"); RETURN NULL;',
                    hash="91a7e7f8b152c8f051d0095a883c0228c7a933f4",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_2a9a1",
                    table="events_actoralias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actoralias",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_actoraliasversion" ("actor_id", "begins", "from_day", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_day", "used_for") VALUES (NEW."actor_id", NEW."begins", NEW."from_day", NEW."id", NEW."name", NEW."note", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."until_day", NEW."used_for"); RETURN NULL;',
                    hash="8d7a73bc44f22c904f6b113d0424867218fcf71a",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_1772c",
                    table="events_actoralias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actoralias",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_actoraliasversion" ("actor_id", "begins", "from_day", "id", "name", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "until_day", "used_for") VALUES (OLD."actor_id", OLD."begins", OLD."from_day", OLD."id", OLD."name", OLD."note", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."until_day", OLD."used_for"); RETURN NULL;',
                    hash="e8663298e3ac155e03f62130bcf55be10e5dfc5d",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_ba51f",
                    table="events_actoralias",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actoraliasversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="0c254feeb2588366580da9cb6ec4b90f6b43af09",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_026ae",
                    table="events_actoraliasversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
