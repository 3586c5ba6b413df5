"""The four roles, as groups with their permissions. The group of earlier installations, Analysts, becomes Editor."""

from django.db import migrations

DEFAULT = ("add", "change", "delete", "view")
PLACES_AND_EVIDENCE = ("districts", "events")
OLD = "Analysts"

# {(app, model): actions}; `view` of every place, event, period, log entry and version comes with each role.
LOGGING = {
    ("events", "controlevent"): DEFAULT,
    ("events", "citation"): DEFAULT,
    ("events", "casualtyclaim"): DEFAULT,
    ("events", "report"): ("add", "change"),
    ("events", "tally"): ("add", "change"),
    ("events", "source"): ("add",),
    ("events", "archivedcopy"): ("add",),
}
CLAIMING = {("events", "controlevent"): ("publish_claim", "update_event", "import_events")}
EDITING = {("events", "controlevent"): ("publish_event", "correct_event", "retract_event", "merge_event")}
KEEPING = {
    ("auth", "user"): ("add", "change", "view"),
    ("auth", "group"): DEFAULT,
    ("axes", "accessattempt"): ("delete", "view"),
    ("axes", "accesslog"): ("view",),
    ("axes", "accessfailurelog"): ("view",),
    ("otp_totp", "totpdevice"): ("delete", "view"),
    ("otp_static", "staticdevice"): ("delete", "view"),
}


def permission(apps, app, model, action):
    """Return a permission, made when there is none: Django makes those of a new table only after all migrations."""
    options = apps.get_model(app, model)._meta
    special = dict(options.permissions)
    codename = action if action in special else f"{action}_{model}"
    name = special.get(action, f"Can {action} {options.verbose_name_raw}")
    kind, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(app_label=app, model=model)
    permissions = apps.get_model("auth", "Permission").objects
    return permissions.get_or_create(content_type=kind, codename=codename, defaults={"name": name})[0]


def permissions(apps, *tables):
    """Return the permissions of tables of the form {(app, model): actions}."""
    pairs = [(place, action) for table in tables for place, actions in table.items() for action in actions]
    return [permission(apps, *place, action) for place, action in pairs]


def seed(apps, schema_editor):
    """Make the roles, each with what the one before it has, and take over the members of the old group."""
    models = [model._meta for model in apps.get_models() if model._meta.app_label in PLACES_AND_EVIDENCE]
    viewing = {(each.app_label, each.model_name): ("view",) for each in models}
    everything = {key: DEFAULT for key in viewing if not key[1].endswith("version")}
    contributor = permissions(apps, viewing, LOGGING)
    analyst = contributor + permissions(apps, CLAIMING)
    editor = analyst + permissions(apps, everything, EDITING)
    administrator = editor + permissions(apps, KEEPING)
    roles = {"Contributor": contributor, "Analyst": analyst, "Editor": editor, "Administrator": administrator}
    groups = apps.get_model("auth", "Group").objects
    for name, granted in roles.items():
        groups.get_or_create(name=name)[0].permissions.set(granted)
    move(apps, OLD, "Editor")


def move(apps, old, new):
    """Move the members of a group to another one, and drop it."""
    groups = apps.get_model("auth", "Group").objects
    gone = groups.filter(name=old).first()
    if gone:
        groups.get(name=new).user_set.add(*gone.user_set.all())
        gone.delete()


def unseed(apps, schema_editor):
    """Give the Editors the old group back, with its permissions, and drop the other roles."""
    groups = apps.get_model("auth", "Group").objects
    editors = groups.filter(name="Editor").first()
    if editors and editors.user_set.exists():
        kept = editors.permissions.filter(content_type__app_label__in=PLACES_AND_EVIDENCE)
        groups.get_or_create(name=OLD)[0].permissions.set(kept)
        move(apps, "Editor", OLD)
    groups.filter(name__in=["Contributor", "Analyst", "Editor", "Administrator"]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("axes", "0010_accessattemptexpiration"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("districts", "0002_history"),
        ("events", "0004_desk"),
        ("otp_static", "0003_add_timestamps"),
        ("otp_totp", "0003_add_timestamps"),
    ]

    operations = [migrations.RunPython(seed, unseed)]
