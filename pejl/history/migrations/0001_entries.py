"""The lines of the history."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False)),
                ("municipality_id", models.UUIDField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("verb", models.CharField(max_length=20)),
                ("subject_label", models.CharField(max_length=60)),
                ("subject_key", models.CharField(max_length=40)),
                ("subject_title", models.CharField(blank=True, max_length=300)),
                ("scope_key", models.CharField(blank=True, max_length=40)),
                ("person_id", models.UUIDField(null=True)),
                ("person_name", models.CharField(blank=True, max_length=200)),
                ("changes", models.JSONField(default=dict)),
                ("snapshot", models.JSONField(default=dict)),
                ("reason", models.TextField(blank=True, max_length=2000)),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["municipality_id", "-id"], name="history_by_municipality"),
                    models.Index(fields=["scope_key", "at"], name="history_by_whole"),
                    models.Index(
                        fields=["subject_label", "subject_key"], name="history_by_subject"
                    ),
                ],
            },
        ),
    ]
