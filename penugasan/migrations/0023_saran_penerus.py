"""Suggested successors of posts that end soon or were left."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("penugasan", "0022_tahanan_jalur")]

    operations = [
        migrations.CreateModel(
            name="SaranPenerus",
            fields=[
                (
                    "penugasan",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="saran_penerus",
                        serialize=False,
                        to="penugasan.penugasan",
                    ),
                ),
                ("calon", models.JSONField(default=list)),
                ("sebab", models.CharField(blank=True, max_length=300)),
                ("sidik", models.CharField(max_length=64)),
                ("dibuat", models.DateTimeField()),
                (
                    "saringan",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="penugasan.saringan",
                    ),
                ),
            ],
            options={
                "verbose_name": "saran penerus",
                "verbose_name_plural": "saran penerus",
                "ordering": ["penugasan"],
            },
        ),
    ]
