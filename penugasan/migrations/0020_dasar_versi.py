"""A proposed version remembers the one it was made from."""

import django.db.models.deletion
from django.db import migrations, models

from inti.db import tetap_berpemicu


class Migration(migrations.Migration):

    dependencies = [
        ('penugasan', '0019_susunan_lain'),
    ]

    operations = [
        *tetap_berpemicu(
            "penugasan_versiaturan",
            migrations.AddField(
                model_name='versiaturan',
                name='dasar',
                field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='penugasan.versiaturan'),
            ),
        ),
    ]
