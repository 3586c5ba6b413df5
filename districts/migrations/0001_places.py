import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Country",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                (
                    "outline",
                    models.JSONField(help_text="The country's outline as a GeoJSON FeatureCollection, WGS 84."),
                ),
                (
                    "descriptor",
                    models.JSONField(
                        blank=True,
                        default=dict,
                        help_text="The Data Package's own metadata: title, version, licences, sources.",
                    ),
                ),
                (
                    "boundaries_credit",
                    models.CharField(
                        blank=True,
                        editable=False,
                        help_text="Whose boundaries are loaded; shown under each map.",
                        max_length=200,
                    ),
                ),
                (
                    "shapes_version",
                    models.PositiveIntegerField(
                        default=1,
                        editable=False,
                        help_text="Grows whenever a cell or a boundary changes; drawn maps are cached by it.",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "countries",
            },
        ),
        migrations.CreateModel(
            name="District",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "code",
                    models.CharField(
                        help_text="Stable code: the OCHA P-code, or AFT and the statistics office's number.",
                        max_length=10,
                        unique=True,
                    ),
                ),
                (
                    "ocha_pcode",
                    models.CharField(blank=True, max_length=10, null=True, unique=True, verbose_name="OCHA P-code"),
                ),
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
                (
                    "cell",
                    models.JSONField(
                        blank=True, editable=False, help_text="Schematic cell, GeoJSON; not a boundary.", null=True
                    ),
                ),
                (
                    "boundary",
                    models.JSONField(
                        blank=True, editable=False, help_text="Real boundary once loaded, GeoJSON.", null=True
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True,
                        help_text="The district that a temporary district was cut from.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="temporary_districts",
                        to="districts.district",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="Province",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(help_text="OCHA P-code, for example AF19.", max_length=10, unique=True)),
                (
                    "iso_3166_2",
                    models.CharField(
                        help_text="For example AF-KDZ.", max_length=10, unique=True, verbose_name="ISO 3166-2"
                    ),
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
                (
                    "capital",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="capital_of",
                        to="districts.district",
                    ),
                ),
            ],
            options={
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="PlaceName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                (
                    "district",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spellings",
                        to="districts.district",
                    ),
                ),
                (
                    "province",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="spellings",
                        to="districts.province",
                    ),
                ),
            ],
            options={
                "verbose_name": "spelling",
                "ordering": ["name"],
            },
        ),
        migrations.AddField(
            model_name="district",
            name="province",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="districts", to="districts.province"
            ),
        ),
        migrations.AddConstraint(
            model_name="province",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Z]{2}[0-9A-Z]{1,8}$")),
                name="province_code_is_a_pcode",
                violation_error_message="A province's code is two capital letters and its number, for example AF19.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placename",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("district__isnull", False), ("province__isnull", True)),
                    models.Q(("district__isnull", True), ("province__isnull", False)),
                    _connector="OR",
                ),
                name="spelling_is_of_one_place",
                violation_error_message="A spelling is of one district or of one province: choose one of them.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placename",
            constraint=models.CheckConstraint(
                condition=models.Q(("language__in", ["", "en", "fa", "ps"])),
                name="spelling_language_is_known",
                violation_error_message="A spelling is English, Dari or Pashto, or its language is left empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placename",
            constraint=models.UniqueConstraint(
                condition=models.Q(("district__isnull", False)),
                fields=("district", "name", "language"),
                name="spelling_of_a_district_is_listed_once",
                violation_error_message="This spelling of this district is listed already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="placename",
            constraint=models.UniqueConstraint(
                condition=models.Q(("province__isnull", False)),
                fields=("province", "name", "language"),
                name="spelling_of_a_province_is_listed_once",
                violation_error_message="This spelling of this province is listed already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.CheckConstraint(
                condition=models.Q(("code__regex", "^[A-Z]{2,3}[0-9]{2,8}$")),
                name="district_code_is_a_code",
                violation_error_message="A district's code is two or three capitals and its number: AF1905, AFT0808.",
            ),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["provincial_centre", "district", "temporary_district"])),
                name="district_kind_is_known",
                violation_error_message="A district is a provincial centre, a district or a temporary district.",
            ),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.CheckConstraint(
                condition=models.Q(("parent__isnull", True), ("kind", "temporary_district"), _connector="OR"),
                name="district_with_parent_is_temporary",
                violation_error_message="Only a temporary district was cut from another one: leave the parent empty.",
            ),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("parent__isnull", True), models.Q(("parent", models.F("id")), _negated=True), _connector="OR"
                ),
                name="district_is_not_its_own_parent",
                violation_error_message="A district cannot be cut from itself: choose another parent.",
            ),
        ),
        migrations.AddConstraint(
            model_name="district",
            constraint=models.CheckConstraint(
                condition=models.Q(("lat__range", (-90, 90)), ("lon__range", (-180, 180))),
                name="district_seat_is_on_earth",
                violation_error_message="The seat's latitude is within ±90 and its longitude within ±180 degrees.",
            ),
        ),
    ]
