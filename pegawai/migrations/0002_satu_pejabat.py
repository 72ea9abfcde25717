"""At most one head acts in a unit at a time."""

from django.db import migrations

from inti.db import tanpa_tumpang_tindih


class Migration(migrations.Migration):
    dependencies = [("pegawai", "0001_initial")]

    operations = [
        tanpa_tumpang_tindih(
            tabel="pegawai_pejabat",
            kunci="opd_id",
            mulai="mulai",
            selesai="selesai",
            nama="pejabat_satu_saat",
            galat="pejabat_satu_saat",
        )
    ]
