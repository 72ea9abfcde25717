"""A rule version never changes once approved: the database itself refuses it."""

from django.db import migrations

from inti.db import sql_vendor

TETAP = ("isi", "sidik", "nomor", "paket_id", "instansi_id", "berlaku_mulai", "dibuat_oleh_id")
PESAN = "versi aturan yang sudah disetujui tidak dapat diubah"
BELUM = "('draf', 'ditolak')"
_mundur = f"NEW.status IN {BELUM}"
_ubah_pg = " OR ".join([_mundur, *(f"OLD.{k} IS DISTINCT FROM NEW.{k}" for k in TETAP)])
_ubah_sqlite = " OR ".join([_mundur, *(f"OLD.{k} IS NOT NEW.{k}" for k in TETAP)])


class Migration(migrations.Migration):
    dependencies = [("penugasan", "0005_saringan_berporsi")]

    operations = [
        sql_vendor(
            postgresql=[
                "CREATE FUNCTION tolak_ubah_versi() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{PESAN}'; END $$",
                "CREATE TRIGGER versi_tak_terubah BEFORE UPDATE ON penugasan_versiaturan "
                f"FOR EACH ROW WHEN (OLD.status NOT IN {BELUM} AND ({_ubah_pg})) "
                "EXECUTE FUNCTION tolak_ubah_versi()",
                "CREATE TRIGGER versi_tak_terhapus BEFORE DELETE ON penugasan_versiaturan "
                f"FOR EACH ROW WHEN (OLD.status NOT IN {BELUM}) "
                "EXECUTE FUNCTION tolak_ubah_versi()",
            ],
            sqlite=[
                "CREATE TRIGGER versi_tak_terubah BEFORE UPDATE ON penugasan_versiaturan "
                f"WHEN OLD.status NOT IN {BELUM} AND ({_ubah_sqlite}) "
                f"BEGIN SELECT RAISE(ABORT, '{PESAN}'); END;",
                "CREATE TRIGGER versi_tak_terhapus BEFORE DELETE ON penugasan_versiaturan "
                f"WHEN OLD.status NOT IN {BELUM} BEGIN SELECT RAISE(ABORT, '{PESAN}'); END;",
            ],
            postgresql_balik=[
                "DROP TRIGGER versi_tak_terubah ON penugasan_versiaturan",
                "DROP TRIGGER versi_tak_terhapus ON penugasan_versiaturan",
                "DROP FUNCTION tolak_ubah_versi()",
            ],
            sqlite_balik=["DROP TRIGGER versi_tak_terubah", "DROP TRIGGER versi_tak_terhapus"],
        )
    ]
