"""What offices call a unit or a kelurahan: never guessed, asked once, remembered for ever.

An app registers who can resolve a kind of name; the import page then lists each unknown name
once, with suggestions, and an officer says what it stands for.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from inti.impor import baris as tabel
from inti.impor.hitungan import Hitungan
from inti.impor.panggung import pembaca_untuk
from inti.impor.pengimpor import ambil
from inti.impor.teks import kunci_nama
from inti.models import BarisImpor, Impor, Instansi, Padanan
from inti.pencari_wilayah import PenyebutWilayah

SARAN_PALING_BANYAK = 3


class Penyebut(Protocol):
    """Knows the names of one kind of thing."""

    def tujuan(self, instansi: Instansi) -> Sequence[tuple[str, str]]:
        """Return (code, name) of everything a name may stand for."""

    def mirip(self, instansi: Instansi, teks: Sequence[str]) -> Mapping[str, Sequence[str]]:
        """Return the codes of what each text resembles, most alike first."""


@dataclass(frozen=True)
class Asing:
    """One unknown name of a file: how often it stands there, and what it may mean."""

    jenis: str
    teks: str
    jumlah: int
    saran: Sequence[tuple[str, str]]


_penyebut: dict[str, Penyebut] = {Padanan.Jenis.WILAYAH: PenyebutWilayah()}


def daftarkan(jenis: str, penyebut: Penyebut) -> None:
    """Register who resolves names of this kind (``Padanan.Jenis``)."""
    _penyebut[jenis] = penyebut


def tujuan(instansi: Instansi, jenis: str) -> Sequence[tuple[str, str]]:
    """Return (code, name) of everything of this kind."""
    return _penyebut[jenis].tujuan(instansi)


def asing(impor: Impor) -> list[Asing]:
    """Return the unknown names of a staged file, the most frequent first."""
    hitung: dict[str, dict[str, int]] = impor.ringkasan.get("asing", {})
    hasil = []
    for jenis, semua in hitung.items():
        nama = dict(tujuan(impor.instansi, jenis))
        mirip = _penyebut[jenis].mirip(impor.instansi, list(semua))
        for teks, jumlah in semua.items():
            saran = [(k, nama[k]) for k in mirip.get(teks, ())[:SARAN_PALING_BANYAK]]
            hasil.append(Asing(jenis, teks, jumlah, saran))
    return sorted(hasil, key=lambda a: -a.jumlah)


def ingat(impor: Impor, jenis: str, teks: str, kode: str, *, akun: Any, saat: dt.datetime) -> None:
    """Remember what a name stands for."""
    Padanan.objects.update_or_create(
        instansi=impor.instansi,
        jenis=jenis,
        teks=kunci_nama(teks)[:200],
        defaults={"tujuan": kode, "akun": akun, "dibuat": saat},
    )


def terapkan(impor: Impor, jenis: str, arti: Mapping[str, str], *, hari_ini: dt.date) -> int:
    """Decide the staged rows that use these names anew; return how many there were.

    ``arti`` maps the text as the file has it to the code it stands for.
    """
    pengimpor = ambil(impor.jenis)
    pembaca = pembaca_untuk(impor, hari_ini=hari_ini)
    hitungan = Hitungan.dari(impor.ringkasan)
    jumlah = 0
    semua = BarisImpor.objects.filter(
        impor=impor, data___asing__jenis=jenis, data___asing__teks__in=list(arti)
    )
    for porsi in tabel.muat(semua, impor):
        for satu in porsi:
            hitungan.kurang(satu)
            satu.lepas(*pengimpor.kode_banding)
            pembaca.padankan(satu, jenis, arti[satu.nilai["_asing"]["teks"]])
            del satu.nilai["_asing"]
        pembaca.bandingkan(porsi)
        tabel.perbarui(porsi)
        for satu in porsi:
            hitungan.tambah(satu)
        jumlah += len(porsi)
    impor.ringkasan = impor.ringkasan | hitungan.sebagai_dict()
    impor.save(update_fields=["ringkasan"])
    return jumlah
