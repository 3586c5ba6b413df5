"""Administrators make keys, and nobody else."""

from django.db import migrations

ACTIONS = ("add", "change", "view")


def grant(apps, schema_editor):
    """Give the role the permissions, made where there are none: Django makes those of a new table after all migrations."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="access", model="apikey")
    permissions = apps.get_model("auth", "Permission").objects
    role, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Administrator")
    for action in ACTIONS:
        permission, _ = permissions.get_or_create(
            content_type=kind, codename=f"{action}_apikey", defaults={"name": f"Can {action} API key"}
        )
        role.permissions.add(permission)


def take(apps, schema_editor):
    """Take the permissions from every role."""
    found = apps.get_model("auth", "Permission").objects.filter(content_type__app_label="access")
    for role in apps.get_model("auth", "Group").objects.all():
        role.permissions.remove(*found)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_keys"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("events", "0005_roles"),
    ]
    operations = [migrations.RunPython(grant, take)]
