"""Telling SIASN: queue with the decision, mend and send again, ask about a person.

The sending itself is in ``sinkronisasi_kirim``, BKN's decisions in ``sinkronisasi_putusan``.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Any, Final

from django.core.cache import cache

from inti import audit
from inti.errors import DomainError, SudahDiproses
from inti.models import Instansi
from pegawai.models import Akun
from penugasan import outbox, permissions
from penugasan.models import Penugasan, PesanKeluar, Surat
from penugasan.models.penugasan import TETAP
from penugasan.services.sinkronisasi_kirim import Ringkas, hitung, kirim
from penugasan.services.sinkronisasi_putusan import (
    antar_semua,
    sapu,
    sk_berlaku,
    tarik_putusan,
)
from penugasan.siasn import garis
from penugasan.siasn.bentuk import DataUtama
from penugasan.siasn.galat import SiasnError
from penugasan.siasn.payload import badan_unggah_sk, badan_usulan
from penugasan.siasn.token import pasang_token_sso
from penugasan.siasn.wire import StatusUsulan, tulis_tanggal

__all__ = [
    "Perbaikan",
    "PeriksaNip",
    "Ringkas",
    "antar_semua",
    "antre_tarik",
    "antre_usulan",
    "coba_sekarang",
    "hitung",
    "kirim",
    "kirim_ulang",
    "lihat",
    "pasang_token",
    "periksa_nip",
    "sapu",
    "tarik_putusan",
]

Jenis, Status = PesanKeluar.Jenis, PesanKeluar.Status
_UMUR_PERIKSA: Final = 300
_TIDAK_TERSEDIA: Final = "Jalur SIASN sedang tidak tersedia. Data di portal tetap dapat dipakai."


# In the deciding transaction


def antre_usulan(*, penugasan: Penugasan, surat: Surat, pada: dt.datetime) -> PesanKeluar:
    """Queue the proposal of a confirmed assignment; ``surat`` is its SK.

    Call it inside the deciding transaction: message and decision exist together or not at all.
    """
    badan = badan_usulan(penugasan, surat)
    setelan = garis.konfigurasi()
    badan["instansiId"] = badan["instansiId"] or setelan.instansi_id
    badan["satuanKerjaId"] = badan["satuanKerjaId"] or setelan.satuan_kerja_id
    return outbox.antre(
        penugasan=penugasan,
        jenis=Jenis.USULAN,
        badan=badan,
        instansi=penugasan.instansi,
        pada=pada,
    )


def antre_tarik(*, penugasan: Penugasan, pada: dt.datetime) -> PesanKeluar | None:
    """Tell SIASN to drop a revoked assignment. A proposal that was never sent is simply retired.

    Returns the withdrawal, or None when there is nothing to withdraw. Call it inside the deciding
    transaction.
    """
    usulan = PesanKeluar.objects.filter(penugasan=penugasan, jenis=Jenis.USULAN, usang=False)
    if outbox.batalkan(penugasan) or not usulan.exists():
        return None
    terakhir = usulan.order_by("-pk")[0]
    if terakhir.status == Status.DITOLAK and terakhir.status_bkn != StatusUsulan.PERBAIKAN:
        return None
    return outbox.antre(
        penugasan=penugasan,
        jenis=Jenis.TARIK,
        badan={"id_usulan": terakhir.id_usulan},
        instansi=penugasan.instansi,
        pada=pada,
    )


# After a refusal


@dataclass(frozen=True, kw_only=True)
class Perbaikan:
    """What an officer changed before sending again; None leaves a field as it was.

    ``keterangan``: words for BKN's verifier, at most 500 characters.
    """

    keterangan: str | None = None
    nomor_surat: str | None = None
    tanggal_surat: dt.date | None = None


def kirim_ulang(
    *, pesan: PesanKeluar, perbaikan: Perbaikan, aktor: Akun, pada: dt.datetime
) -> PesanKeluar:
    """Send a refused message again after mending it; returns the message that now waits.

    A proposal that BKN sent back keeps its id and key. One that BKN never stored keeps its key: had
    the refusal been a fault in disguise, the same key meets what was stored. Only one that BKN has
    refused for good becomes a new proposal with a new key. Facts corrected in the portal meanwhile
    are taken up.

    Raises TidakBerhak, SudahDiproses (no longer refused), DomainError (nothing to send any more).
    """
    with audit.keputusan(pesan.instansi):
        aktor = permissions.pastikan(aktor, "pesan.kirim_ulang", pesan, pada.date())
        kini = _baca_lagi(pesan)
        if kini.jenis == Jenis.USULAN:
            baru = _usulkan_lagi(kini, perbaikan, pada)
        else:
            baru = _antre_lagi(kini, pada)
        audit.catat(
            aksi="pesan.kirim_ulang",
            aktor=aktor,
            instansi=kini.instansi,
            objek=baru,
            sebelum={"kunci": str(kini.kunci), "pesan_bkn": kini.pesan_bkn, **_inti(kini.badan)},
            sesudah={"kunci": str(baru.kunci), **_inti(baru.badan)},
        )
        return baru


def _inti(badan: dict[str, Any]) -> dict[str, Any]:
    """The parts of a body that an officer can change; the person is in the record itself."""
    nama = ("tmtPenugasan", "nomorSuratUsulan", "tanggalSuratUsulan", "keterangan", "kkmpId")
    return {satu: badan[satu] for satu in nama if satu in badan}


def _baca_lagi(pesan: PesanKeluar) -> PesanKeluar:
    semua = PesanKeluar.objects.select_related(
        "instansi",
        "penugasan__pegawai",
        "penugasan__instansi",
        "penugasan__kebutuhan__koperasi__wilayah",
    )
    kini: PesanKeluar = semua.get(pk=pesan.pk)
    if kini.status != Status.DITOLAK or kini.usang:
        keadaan = "sudah digantikan" if kini.usang else kini.get_status_display().lower()
        isi = f"Pesan ini {keadaan}. Muat ulang halaman untuk melihat keadaan terbaru."
        raise SudahDiproses(isi)
    if kini.penugasan.status not in TETAP and kini.jenis != Jenis.TARIK:
        isi = f"Penugasan ini {kini.penugasan.get_status_display().lower()}; tidak perlu dikirim."
        raise DomainError(isi)
    return kini


def _usulkan_lagi(pesan: PesanKeluar, perbaikan: Perbaikan, pada: dt.datetime) -> PesanKeluar:
    badan = _badan_baru(pesan, perbaikan)
    if pesan.status_bkn == StatusUsulan.PERBAIKAN or not pesan.id_usulan:
        badan |= {"id": pesan.id_usulan, "referensiId": str(pesan.kunci)}
        if not outbox.ulangi(pesan, badan=badan, pada=pada):
            isi = "Pesan ini baru saja dikirim ulang oleh orang lain."
            raise SudahDiproses(isi)
        pesan.refresh_from_db()
        return pesan
    return outbox.antre(
        penugasan=pesan.penugasan,
        jenis=Jenis.USULAN,
        badan=badan,
        instansi=pesan.instansi,
        pada=pada,
        menggantikan=pesan,
    )


def _badan_baru(pesan: PesanKeluar, perbaikan: Perbaikan) -> dict[str, Any]:
    """The body from today's records, with the officer's words on top of those sent before."""
    lama = pesan.badan
    sk = sk_berlaku(pesan.penugasan)
    if sk is None:
        isi = "Penugasan ini tidak mempunyai SK yang berlaku."
        raise DomainError(isi)
    badan = badan_usulan(pesan.penugasan, sk)
    for nama in ("instansiId", "satuanKerjaId", "kkmpId"):
        badan[nama] = badan[nama] or lama.get(nama, "")
    for nama in ("keterangan", "nomorSuratUsulan", "tanggalSuratUsulan"):
        badan[nama] = lama.get(nama) or badan[nama]
    if perbaikan.keterangan is not None:
        badan["keterangan"] = " ".join(perbaikan.keterangan.split())[:500]
    if perbaikan.nomor_surat:
        badan["nomorSuratUsulan"] = perbaikan.nomor_surat.strip()[:80]
    if perbaikan.tanggal_surat is not None:
        badan["tanggalSuratUsulan"] = tulis_tanggal(perbaikan.tanggal_surat)
        if perbaikan.tanggal_surat > max(pesan.penugasan.mulai, sk.tanggal):
            isi = "Tanggal surat usulan tidak boleh sesudah TMT penugasan."
            raise DomainError(isi)
    return badan


def _antre_lagi(pesan: PesanKeluar, pada: dt.datetime) -> PesanKeluar:
    badan = pesan.badan
    sk = sk_berlaku(pesan.penugasan)
    if pesan.jenis == Jenis.UNGGAH_SK and sk is not None:
        badan = badan_unggah_sk(sk, str(pesan.badan["id_usulan"]))
    return outbox.antre(
        penugasan=pesan.penugasan,
        jenis=pesan.jenis,
        badan=badan,
        instansi=pesan.instansi,
        pada=pada,
        menggantikan=pesan,
    )


def coba_sekarang(*, instansi: Instansi, aktor: Akun, pada: dt.datetime) -> int:
    """Try a held line again at once, instead of at its appointed time; returns how many waited.

    Raises TidakBerhak.
    """
    with audit.keputusan(instansi):
        pesan = PesanKeluar(instansi=instansi)
        aktor = permissions.pastikan(aktor, "pesan.kirim_ulang", pesan, pada.date())
        jumlah = outbox.lepas(pada=pada)
        outbox.bangunkan()
        audit.catat(
            aksi="siasn.coba_sekarang",
            aktor=aktor,
            instansi=instansi,
            sesudah={"pesan": jumlah},
        )
    return jumlah


def pasang_token(*, nilai: str, instansi: Instansi, aktor: Akun, pada: dt.datetime) -> float:
    """Put a pasted SSO token in use and let the queue go; returns the seconds it still lives.

    The token itself goes into the cache only, never into a row or a log.

    Raises TidakBerhak, DomainError (no token, or its time is over).
    """
    pesan = PesanKeluar(instansi=instansi)
    aktor = permissions.pastikan(aktor, "pesan.kirim_ulang", pesan, pada.date())
    try:
        sisa = pasang_token_sso(garis.TokenCache(), nilai, pada.timestamp())
    except ValueError as galat:
        raise DomainError(str(galat)) from galat
    coba_sekarang(instansi=instansi, aktor=aktor, pada=pada)
    return sisa


def lihat(*, aktor: Akun, penugasan: Penugasan | None = None, jumlah: int = 1) -> None:
    """Remember that somebody read the ledger: one person's page, or a list of so many."""
    audit.catat_akses(
        akun=aktor,
        jenis="lihat",
        objek_jenis="penugasan.pesankeluar",
        objek_id=penugasan.pk if penugasan else "",
        jumlah=jumlah,
        keterangan="Buku Kirim",
    )


# Asking about a person


@dataclass(frozen=True, kw_only=True)
class PeriksaNip:
    """What SIASN says of a NIP. ``tersedia`` False: it could not be asked; ``pesan`` says so."""

    tersedia: bool
    orang: DataUtama | None = None
    pesan: str = ""


def periksa_nip(nip: str) -> PeriksaNip:
    """Ask SIASN who this is, within about four seconds. Never raises: the registry stands anyway.

    ``orang`` None with ``tersedia``: SIASN knows nobody by this number.
    """
    setelan = garis.konfigurasi()
    if not setelan.menyala:
        return PeriksaNip(tersedia=False, pesan="Pengiriman SIASN dimatikan pada instalasi ini.")
    kunci = f"siasn:nip:{audit.sidik_isi({'nip': nip})}"
    ingat: PeriksaNip | None = cache.get(kunci)
    if ingat is not None:
        return ingat
    try:
        with garis.klien_halaman() as klien:
            orang = klien.data_utama(nip)
    except SiasnError:
        return PeriksaNip(tersedia=False, pesan=_TIDAK_TERSEDIA)
    if orang is None:  # not remembered: the next look may find him
        return PeriksaNip(tersedia=True, pesan="NIP ini tidak ditemukan di SIASN.")
    if orang.nip != nip:
        return PeriksaNip(tersedia=False, pesan="SIASN menjawab dengan orang lain.")
    hasil = PeriksaNip(tersedia=True, orang=orang)
    cache.set(kunci, hasil, _UMUR_PERIKSA)
    return hasil
