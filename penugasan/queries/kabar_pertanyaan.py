"""Notices about what a unit is asked: data of its people, and names.

A unit is told once for all questions of one deadline, with their number, never one by one. The
leadership and the officers hear of what is late; nothing is decided by the time that passed.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from inti.hari_kerja import Kalender
from inti.models import Instansi
from inti.peran import Peran
from inti.waktu import ZONA
from penugasan.models import PanggilanNama, PermintaanData
from penugasan.queries.kabar_dasar import JENDELA, PENGINGAT, Kabar, Kepala, berperan
from penugasan.queries.panggilan import kurang_nama
from penugasan.queries.permintaan import MENUNGGU_OPD


@dataclass(frozen=True, slots=True)
class _Tanya:
    """One thing asked: who answers until when, the words for it, and the pages of both sides.

    What a person asked about himself (``diri``) is no debt of his unit: it is not passed upwards.
    """

    kunci: str
    penjawab: tuple[int, ...]
    unit: str
    batas: dt.date
    pengingat: tuple[int, ...]
    benda: str
    url: str
    url_petugas: str
    diri: bool = False


def permintaan(instansi: Instansi, pada: dt.datetime, kepala: Kepala) -> Iterator[Kabar]:
    """Data that a unit, or a person about himself, still owes: asked, sent back, near, late."""
    menunggu = (
        PermintaanData.objects.filter(instansi=instansi, status__in=MENUNGGU_OPD)
        .select_related("opd", "periode__versi", "diminta_oleh")
        .order_by("pk")
    )
    daftar = []
    for (batas, _), isi in groupby(sorted(menunggu, key=_giliran), _giliran):
        semua = list(isi)
        satu = semua[0]
        sendiri = satu.usul_sendiri
        daftar.append(
            _Tanya(
                kunci=f"permintaan:{'akun' if sendiri else 'unit'}:{_giliran(satu)[1][1]}:{batas}",
                penjawab=(satu.diminta_oleh_id,) if sendiri else kepala.dari(satu.opd.jalur),
                unit=satu.opd.nama,
                batas=batas,
                pengingat=_pengingat(satu.periode),
                benda=f"{len(semua)} permintaan data",
                url=reverse("penugasan:permintaan_opd"),
                url_petugas=reverse("penugasan:permintaan"),
                diri=sendiri,
            )
        )
        yield from _baru(daftar[-1], semua, pada)
    yield from _tenggat(instansi, daftar, pada)


def panggilan(instansi: Instansi, pada: dt.datetime, kepala: Kepala) -> Iterator[Kabar]:
    """Names that a unit is asked for: told when asked; near and late only while some lack."""
    baru = PanggilanNama.objects.filter(
        instansi=instansi, ditutup_pada__isnull=True, diminta_pada__gte=pada - JENDELA
    )
    for satu in baru.select_related("opd").order_by("pk"):
        yield Kabar(
            kepala.dari(satu.opd.jalur),
            f"panggilan:{satu.pk}",
            f"Unit Anda diminta menyebut {satu.jumlah} nama paling lambat {satu.batas:%d-%m-%Y}",
            reverse("penugasan:panggilan_opd"),
        )
    daftar = [
        _Tanya(
            kunci=f"panggilan:{satu.pk}:{satu.batas}",
            penjawab=kepala.dari(satu.opd.jalur),
            unit=satu.opd.nama,
            batas=satu.batas,
            pengingat=_pengingat(satu.periode),
            benda=f"{satu.jumlah - satu.ada} nama yang diminta",
            url=reverse("penugasan:panggilan_opd"),
            url_petugas=reverse("penugasan:panggilan"),
        )
        for satu in kurang_nama(instansi).select_related("opd", "periode__versi").order_by("pk")
    ]
    yield from _tenggat(instansi, daftar, pada)


def _giliran(permintaan: PermintaanData) -> tuple[dt.date, tuple[bool, int]]:
    """Until when, and whose turn it is: his who asked for a correction himself, else the unit's."""
    sendiri = permintaan.usul_sendiri
    return permintaan.batas, (sendiri, permintaan.diminta_oleh_id if sendiri else permintaan.opd_id)


def _baru(tanya: _Tanya, semua: list[PermintaanData], pada: dt.datetime) -> Iterator[Kabar]:
    """What came in the last days: asked for the first time, or sent back."""
    sejak, sampai = pada - JENDELA, f"paling lambat {tanya.batas:%d-%m-%Y}"
    diminta = [p for p in semua if p.status == PermintaanData.Status.DIMINTA]
    if any(p.diminta_pada >= sejak for p in diminta):
        judul = f"{len(diminta)} permintaan data menunggu jawaban Anda {sampai}"
        yield Kabar(tanya.penjawab, tanya.kunci, judul, tanya.url)
    kembali = [p for p in semua if p.status == PermintaanData.Status.DIKEMBALIKAN]
    if any(p.diputus_pada and p.diputus_pada >= sejak for p in kembali):
        judul = f"{len(kembali)} jawaban data perlu diperbaiki {sampai}"
        yield Kabar(tanya.penjawab, f"{tanya.kunci}:kembali", judul, tanya.url, penting=True)


def _pengingat(periode: Any) -> tuple[int, ...]:
    return tuple(periode.versi.isi.get("tenggat", {}).get("pengingat_hari", PENGINGAT))


def _tenggat(instansi: Instansi, daftar: list[_Tanya], pada: dt.datetime) -> Iterator[Kabar]:
    """H-3, H-1 and H to who answers; H+1 once to him, the officers and the leadership.

    On working days only.
    """
    hari, kalender = pada.astimezone(ZONA).date(), Kalender(instansi)
    if not daftar or not kalender.hari_kerja(hari):
        return
    petugas, pimpinan = (berperan(instansi, satu) for satu in (Peran.PETUGAS, Peran.PIMPINAN))
    for satu in daftar:
        if satu.batas < hari:
            kunci, judul = f"{satu.kunci}:lewat", f"{satu.benda} lewat tenggat"
            yield Kabar(satu.penjawab, kunci, judul, satu.url, penting=True)
            yield Kabar(petugas, kunci, f"{judul}: {satu.unit}", satu.url_petugas)
            if not satu.diri:
                url = reverse("penugasan:eskalasi")
                yield Kabar(pimpinan, kunci, f"{judul}: {satu.unit}", url, penting=True)
            continue
        sisa = kalender.sisa(hari, satu.batas)
        if sisa in satu.pengingat:
            kata = f"{sisa} hari kerja lagi" if sisa else "hari ini hari terakhir"
            judul = f"{satu.benda} belum dijawab: {kata}"
            yield Kabar(satu.penjawab, f"{satu.kunci}:H-{sisa}", judul, satu.url, penting=sisa == 0)
