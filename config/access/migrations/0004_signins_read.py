"""Administrators read who signed in, and nobody else."""

from django.db import migrations


def grant(apps, schema_editor):
    """Give the role the permission, made where there is none: Django makes those of a new table after all migrations."""
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label="access", model="signin")
    permissions = apps.get_model("auth", "Permission").objects
    role, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Administrator")
    permission, _ = permissions.get_or_create(
        content_type=kind, codename="view_signin", defaults={"name": "Can view sign-in"}
    )
    role.permissions.add(permission)


def take(apps, schema_editor):
    """Take the permission from every role."""
    found = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="access", codename="view_signin"
    )
    for role in apps.get_model("auth", "Group").objects.all():
        role.permissions.remove(*found)


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_signins"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(grant, take)]
