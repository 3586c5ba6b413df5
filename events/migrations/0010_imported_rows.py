"""Which citation a row of a spreadsheet was made into, by the sheet's own id."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0009_evidence"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportedRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("external_id", models.CharField(max_length=200, unique=True)),
                (
                    "citation_number",
                    models.BigIntegerField(
                        help_text="The citation's key. It may be gone: its versions still say what it was."
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
    ]
