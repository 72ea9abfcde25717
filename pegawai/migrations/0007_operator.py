"""An operator answers in the head's name, beside him: only heads exclude each other."""

from django.db import migrations, models

from inti.db import tanpa_tumpang_tindih


def _satu(syarat: str) -> migrations.RunPython:
    return tanpa_tumpang_tindih(
        tabel="pegawai_pejabat",
        kunci="opd_id",
        mulai="mulai",
        selesai="selesai",
        nama="pejabat_satu_saat",
        galat="pejabat_satu_saat",
        syarat=syarat,
    )


_lama = _satu("")


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0006_hukuman_disiplin")]

    operations = [
        migrations.AlterField(
            "pejabat",
            "jenis",
            models.CharField(
                choices=[
                    ("definitif", "Kepala"),
                    ("plt", "Plt. Kepala"),
                    ("plh", "Plh. Kepala"),
                    ("operator", "a.n. Kepala"),
                ],
                default="definitif",
                max_length=10,
            ),
        ),
        migrations.RunPython(_lama.reverse_code, _lama.code),
        _satu("jenis <> 'operator'"),
    ]
