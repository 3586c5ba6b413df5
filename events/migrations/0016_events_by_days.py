"""Find the events of a span of days by an index: of two bounds PostgreSQL cannot tell how few meet both."""

import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("districts", "0002_history"),
        ("events", "0015_full_text"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="controlevent",
            index=django.contrib.postgres.indexes.GistIndex(
                models.Func(
                    models.F("date_earliest"),
                    models.F("date_latest"),
                    models.Value("[]"),
                    function="daterange",
                    output_field=django.contrib.postgres.fields.ranges.DateRangeField(),
                ),
                name="event_by_days",
            ),
        ),
    ]
