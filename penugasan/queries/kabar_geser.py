"""Notices about deadlines that a new free day moved: one per kind, to whoever has to answer.

What is told with its deadline anyway is left to that notice: a finding of kerja ganda is told once
per deadline, and so is data asked for, or sent back, in the last days.
"""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse

from inti.models import Instansi, JejakAudit
from penugasan.models import Penugasan, PermintaanData
from penugasan.queries.kabar_dasar import JENDELA, Kabar, Kepala
from penugasan.queries.nominasi import GESER, menunggu_putusan
from penugasan.queries.panggilan import kurang_nama
from penugasan.queries.permintaan import MENUNGGU_OPD

NAMA = {
    "penugasan": "nominasi",
    "permintaan": "permintaan data",
    "panggilan": "permintaan nama",
    "kerja_ganda": "penjelasan kerja ganda",
}
"""What a kind of deadline is called."""
KEMBALI = PermintaanData.Status.DIKEMBALIKAN
_HALAMAN = {
    "penugasan": "nominasi_opd",
    "permintaan": "permintaan_opd",
    "panggilan": "panggilan_opd",
}


@dataclass(frozen=True, slots=True)
class _Mundur:
    """Which rows of a kind moved to which day, by an act of the last days (``sejak``)."""

    instansi: Instansi
    kunci: dict[int, dt.date]
    sejak: dt.datetime

    def sama(self, pk: int, batas: dt.date | None) -> bool:
        """Whether the row is one of them and did not move again."""
        return batas is not None and self.kunci.get(pk) == batas


def bergeser(instansi: Instansi, pada: dt.datetime, kepala: Kepala) -> Iterator[Kabar]:
    """Deadlines that moved in the last days and still wait: answered meanwhile, nothing is said."""
    sejak = pada - JENDELA
    jejak = JejakAudit.objects.filter(instansi=instansi, aksi=GESER, waktu__gte=sejak)
    for satu in jejak.order_by("urutan"):
        isi = satu.sesudah or {}
        libur = dt.date.fromisoformat(isi["tanggal"])
        for jenis, penjawab in _PENJAWAB.items():
            kunci = {
                pk: dt.date.fromisoformat(bagian["menjadi"])
                for bagian in isi["daftar"]
                if bagian["jenis"] == jenis
                for pk in bagian["kunci"]
            }
            if kunci:
                semua = penjawab(_Mundur(instansi, kunci, sejak), kepala)
                jumlah = Counter(akun for milik in semua for akun in milik)
                yield from _kabar(jumlah, jenis, libur, satu.urutan)


def _kabar(jumlah: Counter[int], jenis: str, libur: dt.date, urutan: int) -> Iterator[Kabar]:
    for akun, banyak in jumlah.items():
        yield Kabar(
            (akun,),
            f"geser:{urutan}:{jenis}",
            f"Tenggat {banyak} {NAMA[jenis]} mundur karena {libur:%d-%m-%Y} menjadi hari libur",
            reverse(f"penugasan:{_HALAMAN[jenis]}"),
        )


def _nominasi(mundur: _Mundur, kepala: Kepala) -> Iterator[tuple[int, ...]]:
    menunggu = Penugasan.objects.filter(
        ~menunggu_putusan(), instansi=mundur.instansi, status=Penugasan.Status.DIMINTA
    ).select_related("opd_asal")
    for satu in menunggu:
        if satu.opd_asal and mundur.sama(satu.pk, satu.batas_jawab):
            yield kepala.dari(satu.opd_asal.jalur)


def _permintaan(mundur: _Mundur, kepala: Kepala) -> Iterator[tuple[int, ...]]:
    menunggu = PermintaanData.objects.filter(
        instansi=mundur.instansi, status__in=MENUNGGU_OPD
    ).select_related("opd", "diminta_oleh")
    for satu in menunggu:
        baru = satu.diputus_pada if satu.status == KEMBALI else satu.diminta_pada
        if mundur.sama(satu.pk, satu.batas) and not (baru and baru >= mundur.sejak):
            yield (satu.diminta_oleh_id,) if satu.usul_sendiri else kepala.dari(satu.opd.jalur)


def _panggilan(mundur: _Mundur, kepala: Kepala) -> Iterator[tuple[int, ...]]:
    for satu in kurang_nama(mundur.instansi).select_related("opd"):
        if mundur.sama(satu.pk, satu.batas):
            yield kepala.dari(satu.opd.jalur)


_Penjawab = Callable[[_Mundur, Kepala], Iterable[tuple[int, ...]]]
_PENJAWAB: dict[str, _Penjawab] = {
    "penugasan": _nominasi,
    "permintaan": _permintaan,
    "panggilan": _panggilan,
}
