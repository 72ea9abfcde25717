"""The audit trail is append-only: the database itself refuses UPDATE and DELETE."""

from django.db import migrations

from inti.db import sql_vendor

GALAT = "jejak audit tidak dapat diubah atau dihapus"


class Migration(migrations.Migration):
    dependencies = [("inti", "0002_initial")]

    operations = [
        sql_vendor(
            postgresql=[
                "CREATE FUNCTION jejak_audit_tolak() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{GALAT}'; END $$",
                "CREATE TRIGGER jejak_audit_tetap BEFORE UPDATE OR DELETE ON inti_jejakaudit "
                "FOR EACH ROW EXECUTE FUNCTION jejak_audit_tolak()",
            ],
            sqlite=[
                "CREATE TRIGGER jejak_audit_tetap_ubah BEFORE UPDATE ON inti_jejakaudit "
                f"BEGIN SELECT RAISE(ABORT, '{GALAT}'); END;",
                "CREATE TRIGGER jejak_audit_tetap_hapus BEFORE DELETE ON inti_jejakaudit "
                f"BEGIN SELECT RAISE(ABORT, '{GALAT}'); END;",
            ],
            postgresql_balik=[
                "DROP TRIGGER jejak_audit_tetap ON inti_jejakaudit",
                "DROP FUNCTION jejak_audit_tolak()",
            ],
            sqlite_balik=[
                "DROP TRIGGER jejak_audit_tetap_ubah",
                "DROP TRIGGER jejak_audit_tetap_hapus",
            ],
        )
    ]
