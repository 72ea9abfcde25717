"""Undoing a file about people: its people go, its facts are restored, later edits stay."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.db.models import Model

from inti.impor.pakai import dipakai
from inti.impor.pengimpor import Status, Urungan
from inti.models import BarisImpor, Impor, RiwayatFakta, Sumber
from pegawai.imports import rekam
from pegawai.models import (
    BuktiKomputer,
    HukumanDisiplin,
    Kontrak,
    Pegawai,
    PredikatKinerja,
    RiwayatNip,
)

PORSI = 2_000
BUKTI: tuple[type[Model], ...] = (BuktiKomputer, PredikatKinerja, Kontrak, HukumanDisiplin)
Label = Callable[[str], str]
Kata = Callable[[str, Any], str]


def urungkan_pegawai(impor: Impor, sumber: Sumber, *, label: Label, kata: Kata) -> Urungan:
    """Undo everything one file wrote about people, within the caller's transaction."""
    hasil = Urungan()
    for bukti in BUKTI:
        hasil.dihapus += bukti._default_manager.filter(sumber=sumber).delete()[0]
    _pulihkan_fakta(sumber, hasil, label, kata)
    _hapus_orang(impor, sumber, hasil)
    return hasil


def _pulihkan_fakta(sumber: Sumber, hasil: Urungan, label: Label, kata: Kata) -> None:
    """Restore each changed fact that still is what the file made it."""
    riwayat = RiwayatFakta.objects.filter(sumber=sumber, objek_jenis=rekam.OBJEK).order_by("pk")
    for porsi in _porsi(riwayat.values_list("objek_id", "isi").iterator(PORSI)):
        orang = {
            o["pk"]: o for o in rekam.cari(sumber.instansi, pk=[objek_id for objek_id, _ in porsi])
        }
        nip_terpakai = _nip_terpakai(sumber, [isi for _, isi in porsi])
        balik = []
        for objek_id, isi in porsi:
            ini = orang.get(objek_id)
            if ini is None:
                continue
            baru, asal = {}, {}
            for kolom, (lama, menjadi, sumber_lama) in isi.items():
                if ini[kolom] != menjadi or rekam.asal(ini).get(_kunci_sumber(kolom)) not in (
                    sumber.pk,
                    None,
                ):
                    sebab = f"diubah lagi menjadi “{kata(kolom, ini[kolom])[:60]}”"
                    hasil.pertahankan(ini["nama"], label(kolom), sebab)
                elif kolom == "nip" and lama in nip_terpakai:
                    hasil.pertahankan(ini["nama"], label(kolom), "NIP lamanya dipakai orang lain")
                else:
                    baru[kolom], asal[_kunci_sumber(kolom)] = lama, sumber_lama
            if baru:
                balik.append((ini, baru, asal))
        rekam.tulis(balik)
        hasil.dikembalikan += len(balik)
        kembali = [ini["pk"] for ini, baru, _ in balik if "nip" in baru]
        RiwayatNip.objects.filter(sumber=sumber, pegawai__in=kembali).delete()


def _kunci_sumber(kolom: str) -> str:
    """Both columns of the domicile share one source."""
    return "domisili" if kolom == "domisili_teks" else kolom


def _nip_terpakai(sumber: Sumber, isi: Sequence[dict[str, Any]]) -> set[str]:
    lama = [satu["nip"][0] for satu in isi if "nip" in satu]
    return {o["nip"] for o in rekam.cari(sumber.instansi, nip=lama)} if lama else set()


def _hapus_orang(impor: Impor, sumber: Sumber, hasil: Urungan) -> None:
    """Remove the people the file brought, unless somebody has touched or used them since."""
    baru = BarisImpor.objects.filter(impor=impor, status=Status.BARU, ikut=True).order_by("pk")
    for kunci in _porsi(baru.values_list("kunci", flat=True).iterator(PORSI)):
        milik = [
            o
            for o in rekam.cari(sumber.instansi, nip=kunci)
            if rekam.asal(o).get("nip") == sumber.pk
        ]
        pakai = dipakai(Pegawai, [o["pk"] for o in milik])
        hapus = []
        for o in milik:
            if set(rekam.asal(o).values()) != {sumber.pk}:
                sebab = "datanya sudah dilengkapi atau diubah sesudahnya"
                hasil.pertahankan(o["nama"], "", sebab)
            elif o["pk"] in pakai:
                hasil.pertahankan(o["nama"], "", f"sudah dipakai di {pakai[o['pk']]}")
            else:
                hapus.append(o["pk"])
        Pegawai.objects.filter(pk__in=hapus).delete()
        hasil.dihapus += len(hapus)


def _porsi(semua: Iterator[Any]) -> Iterator[list[Any]]:
    while porsi := list(islice(semua, PORSI)):
        yield porsi
