"""SQL of one vendor, in named places: each statement has its twin for the other database."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation


def sql_vendor(
    *,
    postgresql: Sequence[str],
    sqlite: Sequence[str],
    postgresql_balik: Sequence[str] = (),
    sqlite_balik: Sequence[str] = (),
) -> migrations.RunPython:
    """Return a migration operation that runs the statements of the database at hand."""
    maju = {"postgresql": postgresql, "sqlite": sqlite}
    mundur = {"postgresql": postgresql_balik, "sqlite": sqlite_balik}

    def jalankan(pilihan: dict[str, Sequence[str]]) -> Any:
        def operasi(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
            for perintah in pilihan[editor.connection.vendor]:
                editor.execute(perintah, params=None)

        return operasi

    return migrations.RunPython(jalankan(maju), jalankan(mundur))


def tanpa_tumpang_tindih(
    *, tabel: str, kunci: str, mulai: str, selesai: str, nama: str, syarat: str = "", galat: str
) -> migrations.RunPython:
    """Refuse two rows of one ``kunci`` whose days [mulai, selesai] overlap; no end = for ever.

    PostgreSQL: an exclusion constraint over two ranges (needs no extension). SQLite: triggers
    that abort with ``galat``. ``syarat`` is an SQL condition on the columns of one row, written
    without a table name, that says which rows count.
    """
    di_mana = f" WHERE ({syarat})" if syarat else ""
    syarat_baru = _pada_baris_baru(syarat, tabel)
    lain_berlaku = f" AND lain.id IN (SELECT id FROM {tabel} WHERE {syarat})" if syarat else ""  # noqa: S608
    bentrok = (
        f"SELECT RAISE(ABORT, '{galat}') WHERE EXISTS (SELECT 1 FROM {tabel} AS lain "  # noqa: S608
        f"WHERE lain.{kunci} = NEW.{kunci} AND lain.id <> NEW.id "
        f"AND lain.{mulai} <= COALESCE(NEW.{selesai}, '9999-12-31') "
        f"AND NEW.{mulai} <= COALESCE(lain.{selesai}, '9999-12-31')"
        f"{lain_berlaku});"
    )
    pemicu = [
        f"CREATE TRIGGER {nama}_{acara.lower()} AFTER {acara} ON {tabel}{syarat_baru} "
        f"BEGIN {bentrok} END;"
        for acara in ("INSERT", "UPDATE")
    ]
    return sql_vendor(
        postgresql=[
            f"ALTER TABLE {tabel} ADD CONSTRAINT {nama} EXCLUDE USING gist "
            f"(int8range({kunci}, {kunci}, '[]') WITH &&, "
            f"daterange({mulai}, {selesai}, '[]') WITH &&){di_mana}"
        ],
        sqlite=pemicu,
        postgresql_balik=[f"ALTER TABLE {tabel} DROP CONSTRAINT {nama}"],
        sqlite_balik=[f"DROP TRIGGER {nama}_insert", f"DROP TRIGGER {nama}_update"],
    )


def _pada_baris_baru(syarat: str, tabel: str) -> str:
    if not syarat:
        return ""
    return f" WHEN NEW.id IN (SELECT id FROM {tabel} WHERE {syarat})"  # noqa: S608


def tetap_berpemicu(tabel: str, *operasi: Operation) -> list[Operation]:
    """Return the operations so that SQLite keeps the triggers of ``tabel``.

    SQLite changes a table by building it anew, and its triggers go with the old one.
    """
    simpanan: dict[str, str] = {}

    def simpan(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        simpanan.update(_pemicu(editor, tabel))

    def pulihkan(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
        ada = _pemicu(editor, tabel)
        for nama, perintah in simpanan.items():
            if nama not in ada:
                editor.execute(perintah, params=None)

    return [
        migrations.RunPython(simpan, pulihkan),
        *operasi,
        migrations.RunPython(pulihkan, simpan),
    ]


def _pemicu(editor: BaseDatabaseSchemaEditor, tabel: str) -> dict[str, str]:
    if editor.connection.vendor != "sqlite":
        return {}
    with editor.connection.cursor() as kursor:
        kursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [tabel]
        )
        return dict(kursor.fetchall())


@contextmanager
def menunggu_paling_lama(milidetik: int) -> Iterator[None]:
    """Give up after this long when SQLite's one writer is another connection."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as kursor:
        kursor.execute("PRAGMA busy_timeout")
        semula = int(kursor.fetchone()[0])
        kursor.execute(f"PRAGMA busy_timeout = {milidetik:d}")
        try:
            yield
        finally:
            kursor.execute(f"PRAGMA busy_timeout = {semula:d}")


def segarkan_taksiran(*meja: type[models.Model]) -> None:
    """Let PostgreSQL look at tables that just changed a lot.

    Until its own round comes by it plans with the sizes of before, and reads a new run of 100,000
    rows as if it had one. SQLite plans without sizes.
    """
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as kursor:
        for satu in meja:
            kursor.execute(f"ANALYZE {connection.ops.quote_name(satu._meta.db_table)}")


@contextmanager
def potret() -> Iterator[None]:
    """Read everything inside as it stands at one instant, without keeping writers waiting.

    PostgreSQL: repeatable read. SQLite: a deferred transaction reads one version of its log,
    where the portal's usual immediate one would hold the only place of a writer.
    """
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as kursor:
                kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
        return
    semula = connection.transaction_mode  # type: ignore[attr-defined]  # of the SQLite wrapper
    connection.transaction_mode = None  # type: ignore[attr-defined]
    try:
        with transaction.atomic(durable=True):
            yield
    finally:
        connection.transaction_mode = semula  # type: ignore[attr-defined]
