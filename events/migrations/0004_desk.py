"""The history of the evidence, and what the desk needs: authors, merges, casualties, archived copies."""

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

MODELS = ["Actor", "Source", "Report", "ControlEvent", "Citation", "Tally"]


def begin(apps, schema_editor):
    """Make the first version of each row that was there before the history was kept."""
    for name in MODELS:
        model, versions = apps.get_model("events", name), apps.get_model("events", f"{name}Version")
        kept = {field.column for field in versions._meta.fields}
        columns = ", ".join(f'"{field.column}"' for field in model._meta.fields if field.column in kept)
        schema_editor.execute(
            f'INSERT INTO "{versions._meta.db_table}" ({columns}, pgh_created_at, pgh_label, pgh_obj_id) '  # noqa: S608
            f"SELECT {columns}, now(), 'added', id FROM \"{model._meta.db_table}\" ORDER BY id"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0002_history"),
        ("events", "0003_allies"),
        ("pghistory", "0007_auto_20250421_0444"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ActorVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False)),
                ("name", models.CharField(help_text="English name.", max_length=100)),
                ("name_fa", models.CharField(blank=True, max_length=100, verbose_name="Dari name")),
                ("name_ps", models.CharField(blank=True, max_length=100, verbose_name="Pashto name")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("state", "state"),
                            ("armed_group", "armed group"),
                            ("alliance", "alliance"),
                            ("foreign_state", "foreign state"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "colour",
                    models.CharField(blank=True, help_text="Of its ground on maps, for example #2166ac.", max_length=7),
                ),
                ("is_party", models.BooleanField(default=False, verbose_name="can hold ground")),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ArchivedCopy",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(max_length=200, upload_to="%Y/%m/")),
                (
                    "name",
                    models.CharField(help_text="The name of the file as it was given or fetched.", max_length=200),
                ),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField(help_text="In bytes.")),
                ("sha256", models.CharField(help_text="SHA-256 of its bytes, in hexadecimal digits.", max_length=64)),
                ("saved_at", models.DateTimeField(help_text="When it was saved, UTC.")),
                (
                    "address",
                    models.URLField(blank=True, help_text="Where it was fetched; empty for an upload.", max_length=600),
                ),
            ],
            options={
                "verbose_name_plural": "archived copies",
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="ArchivedCopyVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("file", models.FileField(max_length=200, upload_to="%Y/%m/")),
                (
                    "name",
                    models.CharField(help_text="The name of the file as it was given or fetched.", max_length=200),
                ),
                ("media_type", models.CharField(max_length=100)),
                ("size", models.PositiveBigIntegerField(help_text="In bytes.")),
                ("sha256", models.CharField(help_text="SHA-256 of its bytes, in hexadecimal digits.", max_length=64)),
                ("saved_at", models.DateTimeField(help_text="When it was saved, UTC.")),
                (
                    "address",
                    models.URLField(blank=True, help_text="Where it was fetched; empty for an upload.", max_length=600),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CasualtyClaim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("killed", "killed"),
                            ("wounded", "wounded"),
                            ("captured", "taken prisoner"),
                            ("surrendered", "surrendered"),
                        ],
                        max_length=12,
                    ),
                ),
                ("low", models.PositiveIntegerField(help_text="The count, or the lower one of a range.")),
                ("high", models.PositiveIntegerField(blank=True, help_text="Empty means “at least”.", null=True)),
                ("attribution", models.CharField(help_text="Who is quoted.", max_length=200)),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="CasualtyClaimVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("killed", "killed"),
                            ("wounded", "wounded"),
                            ("captured", "taken prisoner"),
                            ("surrendered", "surrendered"),
                        ],
                        max_length=12,
                    ),
                ),
                ("low", models.PositiveIntegerField(help_text="The count, or the lower one of a range.")),
                ("high", models.PositiveIntegerField(blank=True, help_text="Empty means “at least”.", null=True)),
                ("attribution", models.CharField(help_text="Who is quoted.", max_length=200)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CitationVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "stance",
                    models.CharField(
                        choices=[("asserts", "asserts"), ("denies", "denies")], default="asserts", max_length=10
                    ),
                ),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("district", "the district"),
                            ("province", "its province"),
                            ("region", "its region"),
                            ("country", "the whole country"),
                        ],
                        default="district",
                        help_text="What the statement was about.",
                        max_length=10,
                    ),
                ),
                (
                    "attribution",
                    models.CharField(help_text="Who is quoted: “provincial police spokesman Rahmani”.", max_length=200),
                ),
                ("claimed_date", models.DateField(blank=True, help_text="The day that this voice gave.", null=True)),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ControlEventVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("date", models.DateField(help_text="The best day, Kabul time.")),
                (
                    "date_earliest",
                    models.DateField(help_text="The first day it can have been; uncertainty, not duration."),
                ),
                ("date_latest", models.DateField(help_text="The last day it can have been.")),
                (
                    "time",
                    models.TimeField(
                        blank=True, help_text="Kabul time, only to order several events of one day.", null=True
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("captured", "captured"),
                            ("handed_over", "handed over"),
                            ("contested", "contested"),
                            ("relocated", "relocated"),
                            ("held", "held"),
                            ("assessed", "assessed"),
                            ("assumed", "assumed"),
                        ],
                        max_length=20,
                    ),
                ),
                ("contested", models.BooleanField(default=False, help_text="Fighting for the centre goes on.")),
                ("summary", models.TextField(blank=True, help_text="What happened, in our own words, one sentence.")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "draft"),
                            ("in_review", "in review"),
                            ("published", "published"),
                            ("retracted", "retracted"),
                        ],
                        default="draft",
                        max_length=10,
                    ),
                ),
                (
                    "standing",
                    models.CharField(
                        choices=[
                            ("confirmed", "confirmed"),
                            ("reported", "reported"),
                            ("claimed", "claimed"),
                            ("disputed", "disputed"),
                            ("refuted", "refuted"),
                            ("assumed", "assumed"),
                        ],
                        default="refuted",
                        editable=False,
                        help_text="What the citations add up to; derived, never typed in.",
                        max_length=10,
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReportVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("url", models.URLField(blank=True, max_length=600, verbose_name="address")),
                ("title", models.CharField(blank=True, help_text="Empty where it was not recorded.", max_length=300)),
                ("published", models.DateField(help_text="Day of publication, Kabul time.")),
                (
                    "published_precision",
                    models.CharField(
                        choices=[
                            ("day", "day"),
                            ("inferred", "inferred or an upper bound"),
                            ("month", "last day of the only month known"),
                        ],
                        default="day",
                        max_length=10,
                    ),
                ),
                ("language", models.CharField(default="en", help_text="BCP 47 code: en, fa, ps, …", max_length=10)),
                ("via", models.CharField(blank=True, help_text="The copy it was read in.", max_length=200)),
                ("note", models.TextField(blank=True)),
                (
                    "archive_url",
                    models.URLField(
                        blank=True,
                        help_text="The address of its copy in a public web archive.",
                        max_length=600,
                        verbose_name="archived at",
                    ),
                ),
                (
                    "restricted",
                    models.BooleanField(
                        default=False, help_text="Cited publicly only as “restricted source, held by the editors”."
                    ),
                ),
                (
                    "public",
                    models.BooleanField(
                        default=True, editable=False, help_text="False until an event that rests on it is published."
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SourceVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("slug", models.SlugField(db_index=False, max_length=60)),
                ("name", models.CharField(max_length=150)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("news_agency", "news agency"),
                            ("newspaper", "newspaper"),
                            ("broadcaster", "broadcaster"),
                            ("online_media", "online media"),
                            ("official", "official body"),
                            ("armed_actor", "armed actor"),
                            ("research", "research"),
                            ("monitor", "monitor"),
                            ("un", "United Nations"),
                            ("social", "social media"),
                            ("other", "other"),
                        ],
                        max_length=20,
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=60)),
                ("homepage", models.URLField(blank=True, max_length=300)),
                (
                    "reliability",
                    models.CharField(
                        choices=[
                            ("A", "A – completely reliable"),
                            ("B", "B – usually reliable"),
                            ("C", "C – fairly reliable"),
                            ("D", "D – not usually reliable"),
                            ("E", "E – unreliable"),
                            ("F", "F – cannot be judged"),
                        ],
                        default="F",
                        max_length=1,
                    ),
                ),
                ("reason", models.TextField(help_text="Why it has this grade, in a sentence.")),
                (
                    "public",
                    models.BooleanField(
                        default=True, editable=False, help_text="False until an event that rests on it is published."
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TallyVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("date", models.DateField(help_text="The day that the count is of.")),
                ("url", models.URLField(blank=True, max_length=600, verbose_name="address")),
                ("published", models.DateField()),
                (
                    "measure",
                    models.SlugField(db_index=False, help_text="What is counted: held, contested, …", max_length=60),
                ),
                ("count_low", models.PositiveIntegerField()),
                ("count_high", models.PositiveIntegerField(blank=True, help_text="Empty means “at least”.", null=True)),
                (
                    "denominator",
                    models.PositiveIntegerField(blank=True, help_text="Of how many units, if it was said.", null=True),
                ),
                ("definition", models.TextField(blank=True, help_text="What the count means, in our own words.")),
                (
                    "public",
                    models.BooleanField(default=True, editable=False, help_text="False until an editor publishes it."),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.AlterModelOptions(
            name="controlevent",
            options={
                "ordering": ["id"],
                "permissions": [
                    ("publish_claim", "Can publish an event that is only claimed or disputed"),
                    ("publish_event", "Can publish any event"),
                    ("update_event", "Can add evidence to a published event"),
                    ("correct_event", "Can correct a published event"),
                    ("retract_event", "Can retract a published event"),
                    ("merge_event", "Can merge duplicate events"),
                    ("import_events", "Can import files of events"),
                ],
                "verbose_name": "event",
            },
        ),
        migrations.RemoveConstraint(
            model_name="controlevent",
            name="event_status_is_known",
        ),
        migrations.AddField(
            model_name="controlevent",
            name="author",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="Who logged it; never public. Empty where it came with a package.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="controlevent",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="The event that this retracted one was a duplicate of.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="duplicates",
                to="events.controlevent",
            ),
        ),
        migrations.AddField(
            model_name="logentry",
            name="merged_into",
            field=models.CharField(
                blank=True,
                help_text="Where the operation is MERGED: the public id of what it was merged into.",
                max_length=60,
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="archive_url",
            field=models.URLField(
                blank=True,
                help_text="The address of its copy in a public web archive.",
                max_length=600,
                verbose_name="archived at",
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="public",
            field=models.BooleanField(
                default=True, editable=False, help_text="False until an event that rests on it is published."
            ),
        ),
        migrations.AddField(
            model_name="report",
            name="restricted",
            field=models.BooleanField(
                default=False, help_text="Cited publicly only as “restricted source, held by the editors”."
            ),
        ),
        migrations.AddField(
            model_name="source",
            name="public",
            field=models.BooleanField(
                default=True, editable=False, help_text="False until an event that rests on it is published."
            ),
        ),
        migrations.AddField(
            model_name="tally",
            name="public",
            field=models.BooleanField(default=True, editable=False, help_text="False until an editor publishes it."),
        ),
        migrations.AlterField(
            model_name="controlevent",
            name="status",
            field=models.CharField(
                choices=[
                    ("draft", "draft"),
                    ("in_review", "in review"),
                    ("published", "published"),
                    ("retracted", "retracted"),
                ],
                default="draft",
                max_length=10,
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_actorversion" ("allied_with_id", "colour", "id", "is_party", "kind", "name", "name_fa", "name_ps", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."allied_with_id", NEW."colour", NEW."id", NEW."is_party", NEW."kind", NEW."name", NEW."name_fa", NEW."name_ps", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="9787ba1f639eaed5a7ed5d3f3c51874a9fbc503e",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_8449a",
                    table="events_actor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_actorversion" ("allied_with_id", "colour", "id", "is_party", "kind", "name", "name_fa", "name_ps", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (NEW."allied_with_id", NEW."colour", NEW."id", NEW."is_party", NEW."kind", NEW."name", NEW."name_fa", NEW."name_ps", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."slug"); RETURN NULL;',
                    hash="2b3916acce1add4b1bcd27ec567b1d2bb0a30b9e",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_dc768",
                    table="events_actor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actor",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_actorversion" ("allied_with_id", "colour", "id", "is_party", "kind", "name", "name_fa", "name_ps", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "slug") VALUES (OLD."allied_with_id", OLD."colour", OLD."id", OLD."is_party", OLD."kind", OLD."name", OLD."name_fa", OLD."name_ps", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."slug"); RETURN NULL;',
                    hash="e3815676bf29381f6e0f834f0ff34fb882e79e52",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_35834",
                    table="events_actor",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_citationversion" ("attribution", "claimed_date", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "scope", "stance", "voice_id") VALUES (NEW."attribution", NEW."claimed_date", NEW."event_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."report_id", NEW."scope", NEW."stance", NEW."voice_id"); RETURN NULL;',
                    hash="6f0b81df44d637a089a6e0f9d283fa93c2558cc3",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_b1658",
                    table="events_citation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_citationversion" ("attribution", "claimed_date", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "scope", "stance", "voice_id") VALUES (NEW."attribution", NEW."claimed_date", NEW."event_id", NEW."id", NEW."note", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."report_id", NEW."scope", NEW."stance", NEW."voice_id"); RETURN NULL;',
                    hash="f9f7fdcf7a2223d22f2f385e7819a9e0d5d9c7ee",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_fca43",
                    table="events_citation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citation",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_citationversion" ("attribution", "claimed_date", "event_id", "id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "scope", "stance", "voice_id") VALUES (OLD."attribution", OLD."claimed_date", OLD."event_id", OLD."id", OLD."note", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."report_id", OLD."scope", OLD."stance", OLD."voice_id"); RETURN NULL;',
                    hash="4fbf72d1f5f19ee6830db5dcc07426287ea2fbce",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_4e639",
                    table="events_citation",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="controlevent",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_controleventversion" ("author_id", "contested", "controller_id", "date", "date_earliest", "date_latest", "district_id", "id", "kind", "merged_into_id", "opponent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standing", "status", "summary", "time") VALUES (NEW."author_id", NEW."contested", NEW."controller_id", NEW."date", NEW."date_earliest", NEW."date_latest", NEW."district_id", NEW."id", NEW."kind", NEW."merged_into_id", NEW."opponent_id", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."standing", NEW."status", NEW."summary", NEW."time"); RETURN NULL;',
                    hash="8074d2b70fbe99502d39583e9e8467a92f7319bd",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_3f978",
                    table="events_controlevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="controlevent",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_controleventversion" ("author_id", "contested", "controller_id", "date", "date_earliest", "date_latest", "district_id", "id", "kind", "merged_into_id", "opponent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standing", "status", "summary", "time") VALUES (NEW."author_id", NEW."contested", NEW."controller_id", NEW."date", NEW."date_earliest", NEW."date_latest", NEW."district_id", NEW."id", NEW."kind", NEW."merged_into_id", NEW."opponent_id", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."standing", NEW."status", NEW."summary", NEW."time"); RETURN NULL;',
                    hash="f8effdbb93c67efa05531d00cdf3a7fa447ac686",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_0f634",
                    table="events_controlevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="controlevent",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_controleventversion" ("author_id", "contested", "controller_id", "date", "date_earliest", "date_latest", "district_id", "id", "kind", "merged_into_id", "opponent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "standing", "status", "summary", "time") VALUES (OLD."author_id", OLD."contested", OLD."controller_id", OLD."date", OLD."date_earliest", OLD."date_latest", OLD."district_id", OLD."id", OLD."kind", OLD."merged_into_id", OLD."opponent_id", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."standing", OLD."status", OLD."summary", OLD."time"); RETURN NULL;',
                    hash="9a7c4d7b113704af75ea0b5142c8003c9913ea84",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_e47e5",
                    table="events_controlevent",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_reportversion" ("archive_url", "id", "language", "note", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "published", "published_precision", "restricted", "source_id", "title", "url", "via") VALUES (NEW."archive_url", NEW."id", NEW."language", NEW."note", NEW."origin_id", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."public", NEW."published", NEW."published_precision", NEW."restricted", NEW."source_id", NEW."title", NEW."url", NEW."via"); RETURN NULL;',
                    hash="59d398eebd6032f2b0ad5858f645da2c1d2fe1da",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_d0d1e",
                    table="events_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_reportversion" ("archive_url", "id", "language", "note", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "published", "published_precision", "restricted", "source_id", "title", "url", "via") VALUES (NEW."archive_url", NEW."id", NEW."language", NEW."note", NEW."origin_id", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."public", NEW."published", NEW."published_precision", NEW."restricted", NEW."source_id", NEW."title", NEW."url", NEW."via"); RETURN NULL;',
                    hash="69799d7fc3be0112d3638b68eee3d180dde6bfb5",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_518b5",
                    table="events_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="report",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_reportversion" ("archive_url", "id", "language", "note", "origin_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "published", "published_precision", "restricted", "source_id", "title", "url", "via") VALUES (OLD."archive_url", OLD."id", OLD."language", OLD."note", OLD."origin_id", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."public", OLD."published", OLD."published_precision", OLD."restricted", OLD."source_id", OLD."title", OLD."url", OLD."via"); RETURN NULL;',
                    hash="d8ea73cdd6075c472453a17e6ced80f72a43d868",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_1f272",
                    table="events_report",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_sourceversion" ("actor_id", "country", "homepage", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "reason", "reliability", "slug") VALUES (NEW."actor_id", NEW."country", NEW."homepage", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."public", NEW."reason", NEW."reliability", NEW."slug"); RETURN NULL;',
                    hash="e744826d9c51197a692a44b724a4804fea231855",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_5a7dc",
                    table="events_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_sourceversion" ("actor_id", "country", "homepage", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "reason", "reliability", "slug") VALUES (NEW."actor_id", NEW."country", NEW."homepage", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."public", NEW."reason", NEW."reliability", NEW."slug"); RETURN NULL;',
                    hash="bcc7c5b39c352af712697e7d5c0442b10bbe44a7",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_32657",
                    table="events_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="source",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_sourceversion" ("actor_id", "country", "homepage", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "reason", "reliability", "slug") VALUES (OLD."actor_id", OLD."country", OLD."homepage", OLD."id", OLD."kind", OLD."name", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."public", OLD."reason", OLD."reliability", OLD."slug"); RETURN NULL;',
                    hash="d026e6118a5fa1475ac3e1ab6c88b9c2027f4742",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_91c80",
                    table="events_source",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tally",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_tallyversion" ("actor_id", "count_high", "count_low", "date", "definition", "denominator", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "published", "report_id", "source_id", "url", "voice_id") VALUES (NEW."actor_id", NEW."count_high", NEW."count_low", NEW."date", NEW."definition", NEW."denominator", NEW."id", NEW."measure", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."public", NEW."published", NEW."report_id", NEW."source_id", NEW."url", NEW."voice_id"); RETURN NULL;',
                    hash="9617e62053dba2af249bfb2dbc5956ea993d574d",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_6e329",
                    table="events_tally",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tally",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_tallyversion" ("actor_id", "count_high", "count_low", "date", "definition", "denominator", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "published", "report_id", "source_id", "url", "voice_id") VALUES (NEW."actor_id", NEW."count_high", NEW."count_low", NEW."date", NEW."definition", NEW."denominator", NEW."id", NEW."measure", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."public", NEW."published", NEW."report_id", NEW."source_id", NEW."url", NEW."voice_id"); RETURN NULL;',
                    hash="50639613789981b9aa46c082db7f3115132e0dc9",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_8222b",
                    table="events_tally",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tally",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_tallyversion" ("actor_id", "count_high", "count_low", "date", "definition", "denominator", "id", "measure", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "public", "published", "report_id", "source_id", "url", "voice_id") VALUES (OLD."actor_id", OLD."count_high", OLD."count_low", OLD."date", OLD."definition", OLD."denominator", OLD."id", OLD."measure", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."public", OLD."published", OLD."report_id", OLD."source_id", OLD."url", OLD."voice_id"); RETURN NULL;',
                    hash="64b14bfbfd5e43a44fed8a5ce410be78898b3be9",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_80b38",
                    table="events_tally",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="controlevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["draft", "in_review", "published", "retracted"])),
                name="event_status_is_known",
                violation_error_message="An event is a draft, in review, published or retracted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="controlevent",
            constraint=models.CheckConstraint(
                condition=models.Q(("merged_into__isnull", True), ("status", "retracted"), _connector="OR"),
                name="merged_event_is_retracted",
                violation_error_message="An event that was merged into another is retracted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="controlevent",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into__isnull", True),
                    models.Q(("merged_into", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="event_is_not_merged_into_itself",
                violation_error_message="An event is merged into another one, not into itself.",
            ),
        ),
        migrations.AddConstraint(
            model_name="logentry",
            constraint=models.CheckConstraint(
                condition=models.Q(("op", "MERGED"), ("merged_into", ""), _connector="XOR"),
                name="log_merge_names_the_survivor",
                violation_error_message="A merge, and nothing else, names what was merged into.",
            ),
        ),
        migrations.AddConstraint(
            model_name="report",
            constraint=models.CheckConstraint(
                condition=models.Q(("archive_url", ""), ("archive_url__regex", "^https?://\\S+$"), _connector="OR"),
                name="report_archive_is_a_web_address",
                violation_error_message="The archive's address begins with http:// or https:// and has no spaces.",
            ),
        ),
        migrations.AddField(
            model_name="actorversion",
            name="allied_with",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The party whose side this actor's word counts for.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="actorversion",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="actorversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="archivedcopy",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="archived_copies", to="events.report"
            ),
        ),
        migrations.AddField(
            model_name="archivedcopyversion",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="archivedcopyversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="events.archivedcopy",
            ),
        ),
        migrations.AddField(
            model_name="archivedcopyversion",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.report",
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaim",
            name="event",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="casualties", to="events.controlevent"
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaim",
            name="of",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose losses they are; empty for civilians and where it was not said.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="casualties",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaim",
            name="report",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="casualties", to="events.report"
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaim",
            name="voice",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose word it is; empty for an independent one.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="voiced_casualties",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaimversion",
            name="event",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.controlevent",
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaimversion",
            name="of",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Whose losses they are; empty for civilians and where it was not said.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaimversion",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaimversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="events.casualtyclaim",
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaimversion",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.report",
            ),
        ),
        migrations.AddField(
            model_name="casualtyclaimversion",
            name="voice",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Whose word it is; empty for an independent one.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="citationversion",
            name="event",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.controlevent",
            ),
        ),
        migrations.AddField(
            model_name="citationversion",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="citationversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="events.citation",
            ),
        ),
        migrations.AddField(
            model_name="citationversion",
            name="report",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.report",
            ),
        ),
        migrations.AddField(
            model_name="citationversion",
            name="voice",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Whose word it is; empty for an independent one: the outlet's own reporting, residents, researchers.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="controleventversion",
            name="author",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                help_text="Who logged it; never public. Empty where it came with a package.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="controleventversion",
            name="controller",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="Who holds the district afterwards.",
                limit_choices_to={"is_party": True},
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="controleventversion",
            name="district",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="controleventversion",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                editable=False,
                help_text="The event that this retracted one was a duplicate of.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.controlevent",
            ),
        ),
        migrations.AddField(
            model_name="controleventversion",
            name="opponent",
            field=models.ForeignKey(
                db_constraint=False,
                help_text="The other side.",
                limit_choices_to={"is_party": True},
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="controleventversion",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="controleventversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="events.controlevent",
            ),
        ),
        migrations.AddField(
            model_name="reportversion",
            name="origin",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The report that it repeats; both count as one.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.report",
            ),
        ),
        migrations.AddField(
            model_name="reportversion",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="reportversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="events.report",
            ),
        ),
        migrations.AddField(
            model_name="reportversion",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.source",
            ),
        ),
        migrations.AddField(
            model_name="sourceversion",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The party it speaks for, if any.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="sourceversion",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="sourceversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="events.source",
            ),
        ),
        migrations.AddField(
            model_name="tallyversion",
            name="actor",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Whose districts are counted.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        migrations.AddField(
            model_name="tallyversion",
            name="pgh_context",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="pghistory.context",
            ),
        ),
        migrations.AddField(
            model_name="tallyversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="events.tally",
            ),
        ),
        migrations.AddField(
            model_name="tallyversion",
            name="report",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.report",
            ),
        ),
        migrations.AddField(
            model_name="tallyversion",
            name="source",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.source",
            ),
        ),
        migrations.AddField(
            model_name="tallyversion",
            name="voice",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="Whose word it is; empty for an independent one.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="events.actor",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="actorversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="09ae618423560d85764ef71d28e3c550a6b7cec7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0510e",
                    table="events_actorversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="archivedcopy",
            constraint=models.CheckConstraint(
                condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")),
                name="copy_checksum_is_sha256",
                violation_error_message="A checksum is 64 hexadecimal digits.",
            ),
        ),
        migrations.AddConstraint(
            model_name="archivedcopy",
            constraint=models.UniqueConstraint(
                fields=("report", "sha256"),
                name="copy_is_kept_once",
                violation_error_message="This very copy is kept already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="archivedcopy",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_archivedcopyversion" ("address", "file", "id", "media_type", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "saved_at", "sha256", "size") VALUES (NEW."address", NEW."file", NEW."id", NEW."media_type", NEW."name", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."report_id", NEW."saved_at", NEW."sha256", NEW."size"); RETURN NULL;',
                    hash="9673c39f83b82d6cdfd98101c0cada55bb60be13",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_ad33b",
                    table="events_archivedcopy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="archivedcopy",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_archivedcopyversion" ("address", "file", "id", "media_type", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "saved_at", "sha256", "size") VALUES (NEW."address", NEW."file", NEW."id", NEW."media_type", NEW."name", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."report_id", NEW."saved_at", NEW."sha256", NEW."size"); RETURN NULL;',
                    hash="faf929773be1530a7ca8372fd437e90863e7c7b9",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_14498",
                    table="events_archivedcopy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="archivedcopy",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_archivedcopyversion" ("address", "file", "id", "media_type", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "saved_at", "sha256", "size") VALUES (OLD."address", OLD."file", OLD."id", OLD."media_type", OLD."name", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."report_id", OLD."saved_at", OLD."sha256", OLD."size"); RETURN NULL;',
                    hash="868b68030b53a15f3620319397b4b31db6c13b21",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_89c09",
                    table="events_archivedcopy",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="archivedcopyversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="766b324df573a5f8d9afbfd6dcd372355255e232",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_2a5ec",
                    table="events_archivedcopyversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.AddConstraint(
            model_name="casualtyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("outcome__in", ["killed", "wounded", "captured", "surrendered"])),
                name="casualties_outcome_is_known",
                violation_error_message="Killed, wounded, taken prisoner or surrendered.",
            ),
        ),
        migrations.AddConstraint(
            model_name="casualtyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("high__isnull", True), ("high__gte", models.F("low")), _connector="OR"),
                name="casualties_are_in_order",
                violation_error_message="The higher count is at least the lower one, or empty for “at least”.",
            ),
        ),
        migrations.AddConstraint(
            model_name="casualtyclaim",
            constraint=models.CheckConstraint(
                condition=models.Q(("attribution", ""), _negated=True),
                name="casualties_have_an_attribution",
                violation_error_message="Say who is quoted.",
            ),
        ),
        migrations.AddConstraint(
            model_name="casualtyclaim",
            constraint=models.UniqueConstraint(
                fields=("event", "report", "voice", "of", "outcome"),
                name="casualties_of_a_voice_are_listed_once",
                nulls_distinct=False,
                violation_error_message="This voice in this report counts these losses already.",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualtyclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_casualtyclaimversion" ("attribution", "event_id", "high", "id", "low", "of_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "voice_id") VALUES (NEW."attribution", NEW."event_id", NEW."high", NEW."id", NEW."low", NEW."of_id", NEW."outcome", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."report_id", NEW."voice_id"); RETURN NULL;',
                    hash="3baefaaff6f6bc9f86e1d2ea37127cee1b04118a",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_d1049",
                    table="events_casualtyclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualtyclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "events_casualtyclaimversion" ("attribution", "event_id", "high", "id", "low", "of_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "voice_id") VALUES (NEW."attribution", NEW."event_id", NEW."high", NEW."id", NEW."low", NEW."of_id", NEW."outcome", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."report_id", NEW."voice_id"); RETURN NULL;',
                    hash="7141afddd2a6249217c24669ee696db106859d25",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_109b6",
                    table="events_casualtyclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualtyclaim",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "events_casualtyclaimversion" ("attribution", "event_id", "high", "id", "low", "of_id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "report_id", "voice_id") VALUES (OLD."attribution", OLD."event_id", OLD."high", OLD."id", OLD."low", OLD."of_id", OLD."outcome", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."report_id", OLD."voice_id"); RETURN NULL;',
                    hash="732e4e603e4f8930be67b948451f2f2199b0f2db",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_30f9b",
                    table="events_casualtyclaim",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="casualtyclaimversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="f47b2a5410f933fc92015452c1e709e291e8fd07",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_27686",
                    table="events_casualtyclaimversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="citationversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="5c0454123e3fd21fe842a4e841a59dbcec7af950",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_375b9",
                    table="events_citationversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="controleventversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="90e430b983e539f970da3de109d1d400236733de",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_a1f43",
                    table="events_controleventversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="reportversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="ae678d5b7ff78b82a4ddfb224f032ec87d1f58a3",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d3bbf",
                    table="events_reportversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="sourceversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="d6b698cbad1a1665e31b6db859100832bc7c9f46",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_1b5bf",
                    table="events_sourceversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="tallyversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="c2d393f2286bc5a92350a98c87406b6ecd7564d7",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_56bb2",
                    table="events_tallyversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
