"""No two assignments of one person overlap in time, whatever code writes them."""

from django.db import migrations

from inti.db import tanpa_tumpang_tindih

MENGISI_WAKTU = (
    "status IN ('DRAF', 'DIMINTA', 'DISETUJUI_OPD', 'DITETAPKAN', 'AKTIF', 'SELESAI', "
    "'DIKEMBALIKAN')"
)


class Migration(migrations.Migration):
    dependencies = [("penugasan", "0001_initial")]

    operations = [
        tanpa_tumpang_tindih(
            tabel="penugasan_penugasan",
            kunci="pegawai_id",
            mulai="mulai",
            selesai="selesai",
            nama="penugasan_tanpa_tumpang_tindih",
            syarat=MENGISI_WAKTU,
            galat="penugasan_tanpa_tumpang_tindih",
        )
    ]
