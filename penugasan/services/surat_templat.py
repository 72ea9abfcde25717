"""The words of each kind of letter: changed by the agency, version by version.

The words of a decision are used once a second person agreed; others at once. A letter keeps the
words it was issued with, whatever is changed afterwards.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from inti import audit
from inti.errors import DomainError, SudahDiproses, wajib_alasan
from inti.models import Instansi
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.documents import cetak
from penugasan.models import Periode, TemplatSurat, VersiAturan
from penugasan.rules.surat import JENIS, JenisSurat, periksa_teks
from penugasan.services.nominasi import hari
from penugasan.services.surat_contoh import contoh_surat
from penugasan.services.surat_isi import (
    Naskah,
    pastikan_pola_berbeda,
    teks_semua,
    templat_berlaku,
)

Status = TemplatSurat.Status


class TeksSalah(DomainError):  # noqa: N818 - what the officer reads
    """The words cannot be used; the message names each place."""

    kode = "teks_salah"


def teks_kini(periode: Periode, jenis: str) -> dict[str, Any]:
    """The words a letter of this kind would get today, part by part."""
    isi = _teks(periode)[jenis]
    return {bagian.kode: isi.get(bagian.kode, _kosong(bagian)) for bagian in JENIS[jenis].bagian}


def simpan(
    *,
    periode: Periode,
    jenis: str,
    isi: Mapping[str, Any],
    alasan: str,
    aktor: Akun,
    pada: dt.datetime,
) -> TemplatSurat:
    """Keep changed words as a new version.

    Raises TidakBerhak, TeksSalah (unknown placeholders, missing parts), SudahDiproses (a draft
    waits), DomainError (nothing changed, no reason, numbers like another kind's).
    """
    macam = JENIS[jenis]
    bersih = {bagian.kode: isi.get(bagian.kode, _kosong(bagian)) for bagian in macam.bagian}
    _periksa(periode, macam, bersih)
    wajib_alasan(alasan, "Tulis alasan perubahan.")
    instansi = periode.instansi
    with audit.keputusan(instansi):
        if bersih == teks_kini(periode, jenis):
            pesan = "Tidak ada yang berubah."
            raise DomainError(pesan, kode="tanpa_perubahan")
        baru = _baru(instansi, macam, bersih, alasan, aktor, pada)
        if not macam.orang_kedua:
            baru = _pakai(baru, aktor, pada)
        return baru


def pakai(*, templat: TemplatSurat, aktor: Akun, pada: dt.datetime) -> TemplatSurat:
    """The second person agrees: these words are used from now on.

    Raises TidakBerhak, SudahDiproses, DomainError (another kind is numbered alike by now).
    """
    with audit.keputusan(templat.instansi):
        aktor = permissions.pastikan(aktor, "templat.pakai", templat, hari(pada))
        return _pakai(templat, aktor, pada)


def tolak(*, templat: TemplatSurat, catatan: str, aktor: Akun, pada: dt.datetime) -> TemplatSurat:
    """No, with a reason. Raises TidakBerhak, SudahDiproses, DomainError (no reason)."""
    catatan = wajib_alasan(catatan, "Tulis alasannya; penyunting akan membacanya.")[:300]
    with audit.keputusan(templat.instansi):
        aktor = permissions.pastikan(aktor, "templat.tolak", templat, hari(pada))
        return workflow.pindah(
            templat,
            workflow.TOLAK_TEMPLAT,
            aktor=aktor,
            pesan=catatan,
            catatan=catatan,
            diputus_pada=pada,
            diputus_oleh=aktor,
        )


def pratinjau(*, periode: Periode, jenis: str, isi: Mapping[str, Any], tanggal: dt.date) -> bytes:
    """Print these words with sample values. Raises TeksSalah, DomainError."""
    macam = JENIS[jenis]
    _periksa(periode, macam, isi)
    naskah = Naskah.dari(periode, jenis)
    naskah.isi[jenis] = {**naskah.isi[jenis], **isi}
    return cetak(contoh_surat(naskah, macam, tanggal))


def _periksa(periode: Periode, macam: JenisSurat, isi: Mapping[str, Any]) -> None:
    if salah := periksa_teks(macam, isi):
        raise TeksSalah(" ".join(satu.pesan for satu in salah))
    semua = _teks(periode)
    semua[macam.kode] = {**semua[macam.kode], **isi}
    _pastikan_beda(semua, macam.kode)


def _teks(periode: Periode) -> dict[str, dict[str, Any]]:
    """The words in use of every kind."""
    return teks_semua(periode.versi.isi.get("surat", {}), templat_berlaku(periode.instansi))


def _baru(
    instansi: Instansi,
    macam: JenisSurat,
    isi: Mapping[str, Any],
    alasan: str,
    aktor: Akun,
    pada: dt.datetime,
) -> TemplatSurat:
    ada = TemplatSurat.objects.filter(instansi=instansi, jenis=macam.kode)
    baru = TemplatSurat(
        instansi=instansi,
        jenis=macam.kode,
        nomor=(ada.aggregate(n=Max("nomor"))["n"] or 0) + 1,
        isi=dict(isi),
        alasan=" ".join(alasan.split())[:300],
        dibuat_pada=pada,
        dibuat_oleh=aktor,
    )
    permissions.pastikan(aktor, "templat.simpan", baru, hari(pada))
    try:
        with transaction.atomic():
            baru.save(force_insert=True)
    except IntegrityError as galat:
        pesan = "Masih ada perubahan templat ini yang menunggu orang kedua."
        raise SudahDiproses(pesan) from galat
    audit.catat(
        aksi="templat.simpan",
        aktor=aktor,
        instansi=instansi,
        objek=baru,
        sesudah={"jenis": macam.kode, "versi": baru.nomor, "isi": baru.isi},
        pesan=baru.alasan,
    )
    return baru


def _pakai(templat: TemplatSurat, aktor: Akun, pada: dt.datetime) -> TemplatSurat:
    """Retire the words in use and put these in their place.

    Another kind's words may have come into use since these were proposed: numbers stay different.
    """
    _pastikan_nomor_berbeda(templat)
    lama = TemplatSurat.objects.filter(
        instansi=templat.instansi, jenis=templat.jenis, status=Status.BERLAKU
    ).first()
    if lama is not None:
        workflow.pindah(lama, workflow.PENSIUNKAN_TEMPLAT, aktor=aktor)
    return workflow.pindah(
        templat, workflow.PAKAI_TEMPLAT, aktor=aktor, diputus_pada=pada, diputus_oleh=aktor
    )


def _pastikan_nomor_berbeda(templat: TemplatSurat) -> None:
    """Raises DomainError when, in an open round, another kind would be numbered alike."""
    milik = {**templat_berlaku(templat.instansi), templat.jenis: templat}
    terbuka = Periode.objects.filter(instansi=templat.instansi, aktif=True)
    for versi in VersiAturan.objects.filter(pk__in=terbuka.values("versi")):
        _pastikan_beda(teks_semua(versi.isi.get("surat", {}), milik), templat.jenis)


def _pastikan_beda(semua: Mapping[str, Mapping[str, Any]], jenis: str) -> None:
    for lain in JENIS:
        if lain != jenis:
            pastikan_pola_berbeda(semua, (jenis, lain))


def _kosong(bagian: Any) -> Any:
    return [] if bagian.banyak else ""
