"""Floors: the least work that any program must do for the same result."""

import zipfile
from typing import Any

from django.db import connection, transaction

from inti.models import Instansi
from pegawai.models import Opd, Pegawai
from tests.bench.anak import Jam
from tests.bench.bahan import baris_jadi

SEPOTONG = 1 << 20


def baca(*, berkas: str) -> None:
    """Inflate every part of the workbook and do nothing with it."""
    jam = Jam()

    def kerja() -> int:
        jumlah = 0
        with zipfile.ZipFile(berkas) as arsip:
            for nama in arsip.namelist():
                with arsip.open(nama) as bagian:
                    while potong := bagian.read(SEPOTONG):
                        jumlah += len(potong)
        return jumlah

    ukuran = jam.ukur("baca", kerja)
    jam.laporkan(ukuran=ukuran)


def tulis(*, seed: int, orang: int) -> None:
    """Insert ready rows in one transaction: executemany on SQLite, COPY on PostgreSQL."""
    jam = Jam()
    instansi = Instansi.objects.get().pk
    opd = dict(Opd.objects.filter(instansi=instansi).values_list("nama", "pk"))
    semua = baris_jadi(seed=seed, orang=orang, instansi=instansi, opd=opd)
    medan = [m for m in Pegawai._meta.concrete_fields if not m.primary_key]
    kolom = ", ".join(f'"{m.column}"' for m in medan)
    baris = [
        tuple(m.get_db_prep_save(getattr(satu, m.attname), connection) for m in medan)
        for satu in semua
    ]
    connection.ensure_connection()
    kerja = _copy if connection.vendor == "postgresql" else _executemany
    jam.ukur("baru: menulis", lambda: kerja(kolom, baris))
    jam.laporkan(orang=Pegawai.objects.count())


def _executemany(kolom: str, baris: list[tuple[Any, ...]]) -> None:
    tanda = ", ".join("?" * len(baris[0]))
    with transaction.atomic(), connection.cursor():
        connection.connection.executemany(
            f"INSERT INTO pegawai_pegawai ({kolom}) VALUES ({tanda})",  # noqa: S608 - own names
            baris,
        )


def _copy(kolom: str, baris: list[tuple[Any, ...]]) -> None:
    with (
        transaction.atomic(),
        connection.cursor() as kursor,
        kursor.copy(f"COPY pegawai_pegawai ({kolom}) FROM STDIN") as salin,
    ):
        for satu in baris:
            salin.write_row(satu)
