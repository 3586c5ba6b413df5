"""Find the events that a district had in any version by an index: the log grows with the record, they do not."""

import django.db.models.fields.json
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0012_releases"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="logentry",
            index=models.Index(
                django.db.models.fields.json.KeyTransform("district", "snapshot"),
                condition=models.Q(("object_type", "event")),
                name="log_by_district",
            ),
        ),
    ]
