"""Headings that an officer explained: remembered per kind of file, used for every later one."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from inti.impor.kepala import rapikan
from inti.impor.pengimpor import Pengimpor
from inti.models import Impor, Instansi, PetaKolom

ABAIKAN = "-"
"""What the form sends for "leave this column out"."""
TAHUN_PALING_BANYAK = 3


def peta_untuk(instansi: Instansi) -> dict[str, dict[str, str]]:
    """Return what is remembered: per kind, heading in normal form to column ("" = left out)."""
    hasil: dict[str, dict[str, str]] = defaultdict(dict)
    semua = PetaKolom.objects.filter(instansi=instansi)
    for jenis, judul, kolom in semua.values_list("jenis", "judul", "kolom"):
        hasil[jenis][judul] = kolom
    return hasil


def ingat(
    impor: Impor, pengimpor: Pengimpor, pilihan: Mapping[str, str], *, akun: Any, saat: dt.datetime
) -> int:
    """Remember what headings mean (column name, or ABAIKAN); return how many were said."""
    boleh = {kode for kode, _ in pilihan_kolom(pengimpor, impor.dibuat.year)}
    disebut = 0
    for judul, kolom in pilihan.items():
        if kolom != ABAIKAN and kolom not in boleh:
            continue
        disebut += 1
        PetaKolom.objects.update_or_create(
            instansi=impor.instansi,
            jenis=pengimpor.kode,
            judul=rapikan(judul)[:200],
            defaults={"kolom": "" if kolom == ABAIKAN else kolom, "akun": akun, "dibuat": saat},
        )
    return disebut


def pilihan_kolom(pengimpor: Pengimpor, tahun: int) -> Sequence[tuple[str, str]]:
    """Return the columns a heading may stand for; a family is offered member by member.

    Families are yearly (SKP) or numbered (PERAN): the last years up to ``tahun``, or 1 to 3.
    """
    hasil: list[tuple[str, str]] = []
    for kolom in pengimpor.kolom:
        if kolom.pola is None:
            hasil.append((kolom.nama, kolom.kepala))
            continue
        dasar = kolom.judul.split()[0]
        for n in range(TAHUN_PALING_BANYAK):
            for anggota in (str(tahun - n), str(n + 1)):
                if kolom.pola.fullmatch(rapikan(f"{dasar} {anggota}")):
                    hasil.append((f"{kolom.nama}:{anggota}", f"{dasar} {anggota}"))
                    break
    return hasil
