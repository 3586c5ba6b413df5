"""Tell which sources have restricted reports without a look at all reports."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0016_events_by_days"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="report",
            index=models.Index(condition=models.Q(("restricted", True)), fields=["source"], name="report_restricted"),
        ),
    ]
