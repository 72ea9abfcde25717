"""The hold of the line gets a row of its own; one that runs is taken over."""

from django.db import migrations, models


def ambil_alih(apps, schema_editor):
    pesan = apps.get_model("penugasan", "PesanKeluar").objects.using(schema_editor.connection.alias)
    ditahan = pesan.filter(status="DITAHAN", usang=False).order_by("-coba_lagi_pada").first()
    if ditahan is not None:
        tahanan = apps.get_model("penugasan", "TahananJalur")
        tahanan.objects.using(schema_editor.connection.alias).create(
            pk=1, sampai=ditahan.coba_lagi_pada, galat=ditahan.galat
        )


class Migration(migrations.Migration):
    dependencies = [("penugasan", "0021_dasar_tetap")]

    operations = [
        migrations.CreateModel(
            name="TahananJalur",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("sampai", models.DateTimeField()),
                ("galat", models.CharField(max_length=300)),
            ],
            options={
                "verbose_name": "tahanan jalur SIASN",
                "verbose_name_plural": "tahanan jalur SIASN",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("pk", 1)), name="tahanan_jalur_satu"
                    )
                ],
            },
        ),
        migrations.RunPython(ambil_alih, migrations.RunPython.noop),
    ]
