"""Acts on letters that need a second person: issue a decision, revoke a letter."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import DomainError, SudahDiproses, wajib_alasan
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import AjuanSurat, Surat
from penugasan.models.penugasan import TETAP
from penugasan.services.nominasi import hari
from penugasan.services.surat import cabut_surat
from penugasan.services.surat_isi import PENETAPAN
from penugasan.services.surat_nomor import NomorManual
from penugasan.services.surat_terbit import (
    Permintaan,
    instansi_aktor,
    pilih_calon,
    terbitkan_sekarang,
)

Tindak = AjuanSurat.Tindak


def ajukan_terbit(
    *, permintaan: Permintaan, alasan: str, aktor: Akun, pada: dt.datetime
) -> AjuanSurat:
    """Ask a second person to issue decisions; nothing is numbered before he agrees.

    Raises TidakBerhak, SudahDiproses, DomainError.
    """
    instansi = instansi_aktor(aktor)
    with audit.keputusan(instansi):
        calon = pilih_calon(permintaan, aktor)
        _pastikan_belum_diajukan(permintaan, aktor)
        baru = AjuanSurat(
            instansi=instansi,
            tindak=Tindak.TERBIT,
            jenis=permintaan.jenis,
            isi=_ke_isi(permintaan) | {"judul": [satu.judul for satu in calon]},
            alasan=" ".join(alasan.split())[:500],
            diajukan_pada=pada,
            diajukan_oleh=aktor,
        )
        return _simpan(baru, aktor, pada)


def ajukan_cabut(*, surat: Surat, alasan: str, aktor: Akun, pada: dt.datetime) -> AjuanSurat:
    """Ask a second person to revoke a letter in force.

    Raises TidakBerhak, SudahDiproses, and DomainError without a reason, or for the letter of a
    posting that still stands: that one ends with its assignment.
    """
    wajib_alasan(alasan, "Tulis alasan pencabutan.")
    with audit.keputusan(surat.instansi):
        surat.refresh_from_db()
        _pastikan_boleh_dicabut(surat)
        baru = AjuanSurat(
            instansi=surat.instansi,
            tindak=Tindak.CABUT,
            jenis=surat.jenis,
            surat=surat,
            isi={"judul": [surat.nomor]},
            alasan=" ".join(alasan.split())[:500],
            diajukan_pada=pada,
            diajukan_oleh=aktor,
        )
        return _simpan(baru, aktor, pada)


def setujui(*, ajuan: AjuanSurat, aktor: Akun, pada: dt.datetime) -> list[Surat]:
    """The second person says yes, and it happens in the same transaction; the letters touched.

    Raises TidakBerhak, SudahDiproses, DomainError (no longer possible).
    """
    with audit.keputusan(ajuan.instansi):
        aktor = permissions.pastikan(aktor, "ajuan.setujui", ajuan, hari(pada))
        hasil = workflow.pindah(
            ajuan, workflow.SETUJUI_AJUAN, aktor=aktor, diputus_pada=pada, diputus_oleh=aktor
        )
        return LAKUKAN[hasil.tindak](hasil, aktor, pada)


def tolak(*, ajuan: AjuanSurat, catatan: str, aktor: Akun, pada: dt.datetime) -> AjuanSurat:
    """No, with a reason. Raises TidakBerhak, SudahDiproses, DomainError (no reason)."""
    catatan = wajib_alasan(catatan, "Tulis alasannya; pengaju akan membacanya.")[:300]
    with audit.keputusan(ajuan.instansi):
        aktor = permissions.pastikan(aktor, "ajuan.tolak", ajuan, hari(pada))
        return workflow.pindah(
            ajuan,
            workflow.TOLAK_AJUAN,
            aktor=aktor,
            pesan=catatan,
            catatan=catatan,
            diputus_pada=pada,
            diputus_oleh=aktor,
        )


def tarik(*, ajuan: AjuanSurat, aktor: Akun, pada: dt.datetime) -> AjuanSurat:
    """Who asked takes it back. Raises TidakBerhak, SudahDiproses."""
    with audit.keputusan(ajuan.instansi):
        aktor = permissions.pastikan(aktor, "ajuan.tarik", ajuan, hari(pada))
        return workflow.pindah(ajuan, workflow.TARIK_AJUAN, aktor=aktor, diputus_pada=pada)


def _terbit(ajuan: AjuanSurat, aktor: Akun, pada: dt.datetime) -> list[Surat]:
    return terbitkan_sekarang(permintaan=dari_isi(ajuan), aktor=aktor, pada=pada)


def _cabut(ajuan: AjuanSurat, aktor: Akun, pada: dt.datetime) -> list[Surat]:
    surat = ajuan.surat
    if surat is None:
        pesan = "Ajuan ini tidak menyebut surat."
        raise DomainError(pesan)
    surat.refresh_from_db()
    _pastikan_boleh_dicabut(surat)
    cabut_surat(surat=surat, alasan=ajuan.alasan, aktor=aktor, pada=pada)
    return [surat]


LAKUKAN: Mapping[str, Callable[[AjuanSurat, Akun, dt.datetime], list[Surat]]] = {
    Tindak.TERBIT: _terbit,
    Tindak.CABUT: _cabut,
}


def _pastikan_boleh_dicabut(surat: Surat) -> None:
    if surat.status != Surat.Status.BERLAKU:
        pesan = f"Surat {surat.nomor} sudah {surat.get_status_display().lower()}."
        raise SudahDiproses(pesan)
    if surat.jenis in PENETAPAN and surat.penugasan.filter(status__in=TETAP).exists():
        pesan = (
            "Masih ada penugasan yang berjalan pada surat ini. Cabut penetapan orangnya; "
            "suratnya ikut dicabut."
        )
        raise DomainError(pesan, kode="masih_berjalan")


def _pastikan_belum_diajukan(permintaan: Permintaan, aktor: Akun) -> None:
    terbuka = AjuanSurat.objects.filter(
        instansi=aktor.instansi,
        tindak=Tindak.TERBIT,
        jenis=permintaan.jenis,
        status=AjuanSurat.Status.DIAJUKAN,
    )
    menunggu = {kunci for satu in terbuka for kunci in satu.isi.get("kunci", ())}
    if menunggu & set(permintaan.kunci):
        pesan = "Ada yang sudah diajukan dan menunggu orang kedua."
        raise SudahDiproses(pesan)


def _simpan(ajuan: AjuanSurat, aktor: Akun, pada: dt.datetime) -> AjuanSurat:
    aktor = permissions.pastikan(aktor, "ajuan.ajukan", ajuan, hari(pada))
    try:
        with transaction.atomic():
            ajuan.save(force_insert=True)
    except IntegrityError as galat:
        pesan = "Pencabutan surat ini sudah diajukan dan menunggu orang kedua."
        raise SudahDiproses(pesan) from galat
    audit.catat(
        aksi="ajuan.ajukan",
        aktor=aktor,
        instansi=ajuan.instansi,
        objek=ajuan,
        sesudah={"tindak": ajuan.tindak, "jenis": ajuan.jenis, **ajuan.isi},
        pesan=ajuan.alasan,
    )
    return ajuan


def _ke_isi(permintaan: Permintaan) -> dict[str, Any]:
    nomor = permintaan.nomor
    return {
        "kunci": sorted(set(permintaan.kunci)),
        "tanggal": permintaan.tanggal.isoformat(),
        "berlaku_mulai": permintaan.berlaku_mulai and permintaan.berlaku_mulai.isoformat(),
        "nomor": nomor and nomor.nomor,
        "alasan_nomor": nomor and nomor.alasan,
    }


def dari_isi(ajuan: AjuanSurat) -> Permintaan:
    """What was asked for, as it was asked."""
    isi = ajuan.isi
    mulai = isi.get("berlaku_mulai")
    return Permintaan(
        jenis=ajuan.jenis,
        kunci=tuple(isi["kunci"]),
        tanggal=dt.date.fromisoformat(isi["tanggal"]),
        berlaku_mulai=dt.date.fromisoformat(mulai) if mulai else None,
        nomor=NomorManual(isi["nomor"], isi["alasan_nomor"]) if isi.get("nomor") else None,
    )
