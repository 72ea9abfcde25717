"""What a version was made from does not change either, once it was approved."""

from django.db import migrations

from inti.db import sql_vendor

LAMA = ("isi", "sidik", "nomor", "paket_id", "instansi_id", "berlaku_mulai", "dibuat_oleh_id")
BARU = (*LAMA, "dasar_id")
PESAN = "versi aturan yang sudah disetujui tidak dapat diubah"
BELUM = "('draf', 'ditolak')"


def _pg(tetap):
    ubah = " OR ".join(f"OLD.{k} IS DISTINCT FROM NEW.{k}" for k in tetap)
    return [
        "DROP TRIGGER versi_tak_terubah ON penugasan_versiaturan",
        "CREATE TRIGGER versi_tak_terubah BEFORE UPDATE ON penugasan_versiaturan FOR EACH ROW "
        f"WHEN (OLD.status NOT IN {BELUM} AND (NEW.status IN {BELUM} OR {ubah})) "
        "EXECUTE FUNCTION tolak_ubah_versi()",
    ]


def _sqlite(tetap):
    ubah = " OR ".join(f"OLD.{k} IS NOT NEW.{k}" for k in tetap)
    return [
        "DROP TRIGGER versi_tak_terubah",
        "CREATE TRIGGER versi_tak_terubah BEFORE UPDATE ON penugasan_versiaturan "
        f"WHEN OLD.status NOT IN {BELUM} AND (NEW.status IN {BELUM} OR {ubah}) "
        f"BEGIN SELECT RAISE(ABORT, '{PESAN}'); END;",
    ]


class Migration(migrations.Migration):
    dependencies = [("penugasan", "0020_dasar_versi")]

    operations = [
        sql_vendor(
            postgresql=_pg(BARU),
            sqlite=_sqlite(BARU),
            postgresql_balik=_pg(LAMA),
            sqlite_balik=_sqlite(LAMA),
        )
    ]
