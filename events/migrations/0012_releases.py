"""Releases: frozen Data Packages, whose rows and bytes nobody changes afterwards."""

import django.db.models.deletion
from django.db import migrations, models

FROZEN = """
CREATE TRIGGER release_is_never_changed
    BEFORE UPDATE OR DELETE ON events_release FOR EACH ROW EXECUTE FUNCTION events_refuse_rewriting();
CREATE TRIGGER release_file_is_never_changed
    BEFORE UPDATE OR DELETE ON events_releasefile FOR EACH ROW EXECUTE FUNCTION events_refuse_rewriting();
CREATE FUNCTION events_refuse_another_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(*) FROM events_releasefile WHERE release_id = NEW.release_id)
       >= (SELECT file_count FROM events_release WHERE id = NEW.release_id) THEN
        RAISE EXCEPTION 'A release has the files with which it was made: make another release.'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'release_has_its_files_and_no_other',
                  TABLE = 'events_releasefile';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER release_has_its_files_and_no_other
    BEFORE INSERT ON events_releasefile FOR EACH ROW EXECUTE FUNCTION events_refuse_another_file();
"""

UNDO = """
DROP TRIGGER release_has_its_files_and_no_other ON events_releasefile;
DROP FUNCTION events_refuse_another_file();
DROP TRIGGER release_file_is_never_changed ON events_releasefile;
DROP TRIGGER release_is_never_changed ON events_release;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0011_read_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="Release",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.SlugField(
                        help_text="Its name in addresses, for example 2026-11.", max_length=40, unique=True
                    ),
                ),
                (
                    "version",
                    models.CharField(
                        help_text="Of the data: major.minor.patch. A changed column raises the first number, more data the second, a correction the third.",
                        max_length=20,
                        unique=True,
                    ),
                ),
                (
                    "record_version",
                    models.PositiveBigIntegerField(help_text="The version of this database that is in it."),
                ),
                ("created", models.DateTimeField(help_text="When it was frozen, UTC.")),
                ("note", models.TextField(blank=True, help_text="What there is to say of it.")),
                ("citation", models.TextField(help_text="How to cite it.")),
                (
                    "additions",
                    models.PositiveIntegerField(help_text="Log entries since the last release that add to the record."),
                ),
                ("corrections", models.PositiveIntegerField(help_text="Log entries since then that correct it.")),
                (
                    "retractions",
                    models.PositiveIntegerField(help_text="Log entries since then that withdraw something."),
                ),
                ("file_count", models.PositiveSmallIntegerField()),
            ],
            options={
                "ordering": ["id"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("version__regex", "^(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)$")),
                        name="release_version_has_three_numbers",
                        violation_error_message="A version of the data is major.minor.patch, for example 1.2.0.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("record_version__gte", 1)),
                        name="release_is_of_a_version",
                        violation_error_message="A release is of a version of the record, which are numbered from 1.",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReleaseFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(help_text="Its place in the list of files.")),
                ("name", models.CharField(max_length=100)),
                ("media_type", models.CharField(max_length=60)),
                ("size", models.PositiveBigIntegerField(help_text="In bytes.")),
                ("sha256", models.CharField(help_text="SHA-256 of its bytes, in hexadecimal digits.", max_length=64)),
                ("content", models.BinaryField()),
                (
                    "release",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="files", to="events.release"
                    ),
                ),
            ],
            options={
                "ordering": ["release", "position"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("release", "name"),
                        name="release_has_a_file_once",
                        violation_error_message="The release has a file of this name.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "sha256",
                                models.Func(
                                    models.Func(
                                        models.F("content"), function="sha256", output_field=models.BinaryField()
                                    ),
                                    models.Value("hex"),
                                    function="encode",
                                    output_field=models.TextField(),
                                ),
                            ),
                            (
                                "size",
                                models.Func(
                                    models.F("content"), function="octet_length", output_field=models.IntegerField()
                                ),
                            ),
                        ),
                        name="release_file_is_what_its_checksum_says",
                        violation_error_message="The checksum and the size are those of the bytes.",
                    ),
                ],
            },
        ),
        migrations.RunSQL(FROZEN, UNDO),
    ]
