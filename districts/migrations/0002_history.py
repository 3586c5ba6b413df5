"""The history of the places."""

import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models

MODELS = ["Province", "District", "PlaceName"]


def begin(apps, schema_editor):
    """Make the first version of each row that was there before the history was kept."""
    for name in MODELS:
        model, versions = apps.get_model("districts", name), apps.get_model("districts", f"{name}Version")
        kept = {field.column for field in versions._meta.fields}
        columns = ", ".join(f'"{field.column}"' for field in model._meta.fields if field.column in kept)
        schema_editor.execute(
            f'INSERT INTO "{versions._meta.db_table}" ({columns}, pgh_created_at, pgh_label, pgh_obj_id) '  # noqa: S608
            f"SELECT {columns}, now(), 'added', id FROM \"{model._meta.db_table}\" ORDER BY id"
        )


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0001_places"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="DistrictVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "code",
                    models.CharField(
                        help_text="Stable code: the OCHA P-code, or AFT and the statistics office's number.",
                        max_length=10,
                    ),
                ),
                ("ocha_pcode", models.CharField(blank=True, max_length=10, null=True, verbose_name="OCHA P-code")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("provincial_centre", "provincial centre"),
                            ("district", "district"),
                            ("temporary_district", "temporary district"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(help_text="English name.", max_length=100)),
                ("name_fa", models.CharField(blank=True, max_length=100, verbose_name="Dari name")),
                ("name_ps", models.CharField(blank=True, max_length=100, verbose_name="Pashto name")),
                ("lat", models.DecimalField(decimal_places=5, max_digits=8, verbose_name="latitude of the seat")),
                ("lon", models.DecimalField(decimal_places=5, max_digits=8, verbose_name="longitude of the seat")),
                ("location_basis", models.CharField(blank=True, help_text="How the seat was found.", max_length=100)),
                (
                    "area_km2",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=9, null=True, verbose_name="area in km²"
                    ),
                ),
                ("area_shared", models.BooleanField(default=False, help_text="The area also covers another unit.")),
                (
                    "population",
                    models.PositiveIntegerField(blank=True, help_text="Official projection, not a count.", null=True),
                ),
                ("iec2019_code", models.CharField(blank=True, max_length=10, verbose_name="election commission 2019")),
                ("nsia1398_code", models.CharField(blank=True, max_length=10, verbose_name="statistics office 1398")),
                ("agcho2012_code", models.CharField(blank=True, max_length=10, verbose_name="geodesy office 2012")),
                (
                    "lists",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        default=list,
                        help_text="Counted lists that hold it: nsia1398, …",
                        size=None,
                    ),
                ),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlaceNameVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=150)),
                (
                    "language",
                    models.CharField(
                        blank=True,
                        choices=[("en", "English"), ("fa", "Dari"), ("ps", "Pashto")],
                        help_text="Empty where no list says it.",
                        max_length=3,
                    ),
                ),
                (
                    "sources",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=60),
                        blank=True,
                        default=list,
                        help_text="Tags of the lists that spell it so.",
                        size=None,
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ProvinceVersion",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("code", models.CharField(help_text="OCHA P-code, for example AF19.", max_length=10)),
                (
                    "iso_3166_2",
                    models.CharField(help_text="For example AF-KDZ.", max_length=10, verbose_name="ISO 3166-2"),
                ),
                ("name", models.CharField(help_text="English name.", max_length=100)),
                ("name_fa", models.CharField(blank=True, max_length=100, verbose_name="Dari name")),
                ("name_ps", models.CharField(blank=True, max_length=100, verbose_name="Pashto name")),
                (
                    "population",
                    models.PositiveIntegerField(blank=True, help_text="Official projection, not a count.", null=True),
                ),
                (
                    "area_km2",
                    models.DecimalField(
                        blank=True, decimal_places=1, max_digits=9, null=True, verbose_name="area in km²"
                    ),
                ),
                (
                    "cell",
                    models.JSONField(
                        blank=True, editable=False, help_text="Union of its districts' cells, GeoJSON.", null=True
                    ),
                ),
                (
                    "boundary",
                    models.JSONField(
                        blank=True,
                        editable=False,
                        help_text="Union of its districts' boundaries once all are loaded, GeoJSON.",
                        null=True,
                    ),
                ),
            ],
            options={
                "ordering": ["pgh_id"],
                "abstract": False,
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="district",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "districts_districtversion" ("agcho2012_code", "area_km2", "area_shared", "code", "id", "iec2019_code", "kind", "lat", "lists", "location_basis", "lon", "name", "name_fa", "name_ps", "note", "nsia1398_code", "ocha_pcode", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "province_id") VALUES (NEW."agcho2012_code", NEW."area_km2", NEW."area_shared", NEW."code", NEW."id", NEW."iec2019_code", NEW."kind", NEW."lat", NEW."lists", NEW."location_basis", NEW."lon", NEW."name", NEW."name_fa", NEW."name_ps", NEW."note", NEW."nsia1398_code", NEW."ocha_pcode", NEW."parent_id", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."population", NEW."province_id"); RETURN NULL;',
                    hash="6e690fbeeeca0d839c5082e47072d415783ed7f9",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_d8962",
                    table="districts_district",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="district",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition='WHEN (OLD."agcho2012_code" IS DISTINCT FROM (NEW."agcho2012_code") OR OLD."area_km2" IS DISTINCT FROM (NEW."area_km2") OR OLD."area_shared" IS DISTINCT FROM (NEW."area_shared") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."iec2019_code" IS DISTINCT FROM (NEW."iec2019_code") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."lat" IS DISTINCT FROM (NEW."lat") OR OLD."lists" IS DISTINCT FROM (NEW."lists") OR OLD."location_basis" IS DISTINCT FROM (NEW."location_basis") OR OLD."lon" IS DISTINCT FROM (NEW."lon") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."name_fa" IS DISTINCT FROM (NEW."name_fa") OR OLD."name_ps" IS DISTINCT FROM (NEW."name_ps") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."nsia1398_code" IS DISTINCT FROM (NEW."nsia1398_code") OR OLD."ocha_pcode" IS DISTINCT FROM (NEW."ocha_pcode") OR OLD."parent_id" IS DISTINCT FROM (NEW."parent_id") OR OLD."population" IS DISTINCT FROM (NEW."population") OR OLD."province_id" IS DISTINCT FROM (NEW."province_id"))',
                    func='INSERT INTO "districts_districtversion" ("agcho2012_code", "area_km2", "area_shared", "code", "id", "iec2019_code", "kind", "lat", "lists", "location_basis", "lon", "name", "name_fa", "name_ps", "note", "nsia1398_code", "ocha_pcode", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "province_id") VALUES (NEW."agcho2012_code", NEW."area_km2", NEW."area_shared", NEW."code", NEW."id", NEW."iec2019_code", NEW."kind", NEW."lat", NEW."lists", NEW."location_basis", NEW."lon", NEW."name", NEW."name_fa", NEW."name_ps", NEW."note", NEW."nsia1398_code", NEW."ocha_pcode", NEW."parent_id", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."population", NEW."province_id"); RETURN NULL;',
                    hash="1d7a1ba4e969f2079b092011ed831f0913987b2e",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_601bc",
                    table="districts_district",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="district",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "districts_districtversion" ("agcho2012_code", "area_km2", "area_shared", "code", "id", "iec2019_code", "kind", "lat", "lists", "location_basis", "lon", "name", "name_fa", "name_ps", "note", "nsia1398_code", "ocha_pcode", "parent_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population", "province_id") VALUES (OLD."agcho2012_code", OLD."area_km2", OLD."area_shared", OLD."code", OLD."id", OLD."iec2019_code", OLD."kind", OLD."lat", OLD."lists", OLD."location_basis", OLD."lon", OLD."name", OLD."name_fa", OLD."name_ps", OLD."note", OLD."nsia1398_code", OLD."ocha_pcode", OLD."parent_id", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."population", OLD."province_id"); RETURN NULL;',
                    hash="8df0d64793ceeb58be6cf836c5d95492b9a8cd0b",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_40c07",
                    table="districts_district",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "districts_placenameversion" ("district_id", "id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "sources") VALUES (NEW."district_id", NEW."id", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."province_id", NEW."sources"); RETURN NULL;',
                    hash="ef40170c93bb017f706d583619683ee85f5f8fa9",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_5c693",
                    table="districts_placename",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "districts_placenameversion" ("district_id", "id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "sources") VALUES (NEW."district_id", NEW."id", NEW."language", NEW."name", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."province_id", NEW."sources"); RETURN NULL;',
                    hash="b0b876a9600d3a297a863d13dbd4da72f72ea359",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_9aefc",
                    table="districts_placename",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placename",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "districts_placenameversion" ("district_id", "id", "language", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "province_id", "sources") VALUES (OLD."district_id", OLD."id", OLD."language", OLD."name", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."province_id", OLD."sources"); RETURN NULL;',
                    hash="3309870a49fbc875dd46407df8b82be8caa823fa",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_04812",
                    table="districts_placename",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="province",
            trigger=pgtrigger.compiler.Trigger(
                name="added_insert",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "districts_provinceversion" ("area_km2", "boundary", "capital_id", "cell", "code", "id", "iso_3166_2", "name", "name_fa", "name_ps", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population") VALUES (NEW."area_km2", NEW."boundary", NEW."capital_id", NEW."cell", NEW."code", NEW."id", NEW."iso_3166_2", NEW."name", NEW."name_fa", NEW."name_ps", _pgh_attach_context(), NOW(), \'added\', NEW."id", NEW."population"); RETURN NULL;',
                    hash="3c91d6aec775af68db04eb9b19f39f505ca485f0",
                    operation="INSERT",
                    pgid="pgtrigger_added_insert_3d8dc",
                    table="districts_province",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="province",
            trigger=pgtrigger.compiler.Trigger(
                name="changed_update",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                    func='INSERT INTO "districts_provinceversion" ("area_km2", "boundary", "capital_id", "cell", "code", "id", "iso_3166_2", "name", "name_fa", "name_ps", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population") VALUES (NEW."area_km2", NEW."boundary", NEW."capital_id", NEW."cell", NEW."code", NEW."id", NEW."iso_3166_2", NEW."name", NEW."name_fa", NEW."name_ps", _pgh_attach_context(), NOW(), \'changed\', NEW."id", NEW."population"); RETURN NULL;',
                    hash="a1c3b02992195fd77214113c67f94449b7178863",
                    operation="UPDATE",
                    pgid="pgtrigger_changed_update_070d6",
                    table="districts_province",
                    when="AFTER",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="province",
            trigger=pgtrigger.compiler.Trigger(
                name="deleted_delete",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func='INSERT INTO "districts_provinceversion" ("area_km2", "boundary", "capital_id", "cell", "code", "id", "iso_3166_2", "name", "name_fa", "name_ps", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "population") VALUES (OLD."area_km2", OLD."boundary", OLD."capital_id", OLD."cell", OLD."code", OLD."id", OLD."iso_3166_2", OLD."name", OLD."name_fa", OLD."name_ps", _pgh_attach_context(), NOW(), \'deleted\', OLD."id", OLD."population"); RETURN NULL;',
                    hash="f658baee1b849aafa16b071f8eb1e7c422a67265",
                    operation="DELETE",
                    pgid="pgtrigger_deleted_delete_b922e",
                    table="districts_province",
                    when="AFTER",
                ),
            ),
        ),
        migrations.AddField(
            model_name="districtversion",
            name="parent",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                help_text="The district that a temporary district was cut from.",
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="districtversion",
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
            model_name="districtversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="districtversion",
            name="province",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="districts.province",
            ),
        ),
        migrations.AddField(
            model_name="placenameversion",
            name="district",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="placenameversion",
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
            model_name="placenameversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="districts.placename",
            ),
        ),
        migrations.AddField(
            model_name="placenameversion",
            name="province",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="districts.province",
            ),
        ),
        migrations.AddField(
            model_name="provinceversion",
            name="capital",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="districts.district",
            ),
        ),
        migrations.AddField(
            model_name="provinceversion",
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
            model_name="provinceversion",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="versions",
                related_query_name="version_row",
                to="districts.province",
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="districtversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="38e46142f6d6c2bcfd68b124e5e7aba438474aaf",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_846ec",
                    table="districts_districtversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="placenameversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="52e2cc84480428fae765778950a53f674c46c0f9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_99ac5",
                    table="districts_placenameversion",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="provinceversion",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                    hash="7fe729e9220b54e2e35f86841f8acd2686039293",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0de1a",
                    table="districts_provinceversion",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunPython(begin, migrations.RunPython.noop),
    ]
