"""Many rows at once: COPY on PostgreSQL, ``executemany`` on SQLite. The ORM makes an object
and its parameters for each row, which costs ten times what the database needs.

Values go in as the database takes them: dates as ISO text or ``date``, JSON as text, keys of
related rows under the column's name (``opd_id``). Write inside a transaction.
"""

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db import connection, models

Sel = tuple[Any, ...]


def tambah(model: type[models.Model], kolom: Sequence[str], baris: Iterable[Sel]) -> None:
    """Insert rows; every column without a database default must be named."""
    tambah_ke(model._meta.db_table, kolom, baris)


def tambah_ke(meja: str, kolom: Sequence[str], baris: Iterable[Sel]) -> None:
    """Insert rows into a table by its name, a temporary one too."""
    meja = _kutip(meja)
    if connection.vendor == "postgresql":
        _salin(meja, kolom, baris)
        return
    tempat = ", ".join(["%s"] * len(kolom))
    perintah = f"INSERT INTO {meja} ({_daftar(kolom)}) VALUES ({tempat})"  # noqa: S608
    with connection.cursor() as kursor:
        kursor.executemany(perintah, baris)  # type: ignore[arg-type]


def ubah(model: type[models.Model], kolom: Sequence[str], baris: Iterable[Sel]) -> None:
    """Write these columns of existing rows; each row is its key, then the values in order."""
    meja, kunci = _kutip(model._meta.db_table), str(model._meta.pk.column)
    with connection.cursor() as kursor:
        if connection.vendor != "postgresql":
            isi = ", ".join(f"{_kutip(k)} = %s" for k in kolom)
            perintah = f"UPDATE {meja} SET {isi} WHERE {_kutip(kunci)} = %s"  # noqa: S608
            kursor.executemany(perintah, ((*satu[1:], satu[0]) for satu in baris))  # type: ignore[arg-type]
            return
        semua = [kunci, *kolom]
        kursor.execute(
            f"CREATE TEMPORARY TABLE massal_ubah ON COMMIT DROP AS "  # noqa: S608
            f"SELECT {_daftar(semua)} FROM {meja} WITH NO DATA"
        )
        _salin("massal_ubah", semua, baris)
        isi = ", ".join(f"{_kutip(k)} = b.{_kutip(k)}" for k in kolom)
        sama = f"{meja}.{_kutip(kunci)} = b.{_kutip(kunci)}"
        kursor.execute(f"UPDATE {meja} SET {isi} FROM massal_ubah b WHERE {sama}")  # noqa: S608
        kursor.execute("DROP TABLE massal_ubah")


def tukar(
    kolom: Sequence[str], baris: Sequence[tuple[models.Model, *Sel]], *, bila: Sequence[str]
) -> int:
    """Compare and swap: write these fields of objects of one model where the row still holds, in
    the fields ``bila``, the values that follow the object; returns how many rows did."""
    if not baris:
        return 0
    meta = baris[0][0]._meta
    bernama = {f.name: f for f in meta.concrete_fields}
    isi, syarat = [bernama[k] for k in kolom], [bernama[k] for k in bila]
    baru = ", ".join(f"{_kutip(str(f.column))} = %s" for f in isi)
    lama = " AND ".join(f"{_kutip(str(f.column))} = %s" for f in (meta.pk, *syarat))
    with connection.cursor() as kursor:
        kursor.executemany(
            f"UPDATE {_kutip(meta.db_table)} SET {baru} WHERE {lama}",  # noqa: S608
            [
                (
                    *(_untuk_basis(f, getattr(satu, f.attname)) for f in isi),
                    satu.pk,
                    *(_untuk_basis(f, nilai) for f, nilai in zip(syarat, dulu, strict=True)),
                )
                for satu, *dulu in baris
            ],
        )
        return int(kursor.rowcount)


def _untuk_basis(kolom: Any, nilai: Any) -> Any:
    return kolom.get_db_prep_save(nilai, connection)


class SalahSatu(models.Func):
    """Whether a text column holds one of these values, however many there are.

    They travel as one parameter. PostgreSQL is asked for membership in an array and not in a
    subquery, whose size it would guess and choose a plan that is slow by thousands.
    """

    output_field = models.BooleanField()

    def __init__(self, kolom: str, teks: Collection[str]) -> None:
        super().__init__(models.F(kolom))
        self.teks = list(teks)

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> Any:
        kolom, isi = compiler.compile(self.source_expressions[0])
        if connection.vendor == "postgresql":
            return f"{kolom} = ANY(%s)", [*isi, self.teks]
        dari_json = "SELECT value FROM json_each(%s)"
        return f"{kolom} IN ({dari_json})", [*isi, json.dumps(self.teks)]


def _salin(meja: str, kolom: Sequence[str], baris: Iterable[Sel]) -> None:
    with (
        connection.cursor() as kursor,
        kursor.copy(f"COPY {meja} ({_daftar(kolom)}) FROM STDIN") as salinan,
    ):
        for satu in baris:
            salinan.write_row(satu)


def _daftar(kolom: Sequence[str]) -> str:
    return ", ".join(_kutip(k) for k in kolom)


def _kutip(nama: str) -> str:
    return connection.ops.quote_name(nama)
