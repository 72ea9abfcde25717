"""What the database itself refuses is still there after the last migration."""

import re

import pytest
from django.db import connection

PENJAGA = {
    "jejak_audit_tetap",
    "pejabat_satu_saat",
    "penugasan_tanpa_tumpang_tindih",
    "versi_tak_terhapus",
    "versi_tak_terubah",
}
"""Names as PostgreSQL has them; on SQLite one guard may be a trigger per kind of statement."""
ACARA = re.compile(r"_(?:insert|update|ubah|hapus)$")


@pytest.mark.django_db
def test_every_guard_survived_the_migrations() -> None:
    if connection.vendor == "sqlite":
        tanya = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        tanya = (
            "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal "
            "UNION SELECT conname FROM pg_constraint WHERE contype = 'x'"
        )
    with connection.cursor() as kursor:
        kursor.execute(tanya)
        ada = {ACARA.sub("", nama) for (nama,) in kursor}
    assert ada == PENJAGA
