"""The play of the sample agency: who was asked, who answered what, what is confirmed by now.

Every role finds work: heads with questions to answer, an inbox of usulan, a batch to confirm,
letters and messages under way, free posts to fill.
"""

import datetime as dt
from typing import Final

from inti.errors import DomainError
from inti.hari_kerja import Kalender
from pegawai.models import Akun, Pegawai
from penugasan.demo.akun import KEPALA_CONTOH
from penugasan.models import HasilSaring, Penugasan, Rencana, Usulan
from penugasan.services import nominasi, penetapan, usulan

DITETAPKAN: Final = 8  # confirmed: letters and messages
SIAP: Final = 14  # agreed by their OPD, ready to be confirmed
DIBATALKAN: Final = 6  # free posts again
TERLAMBAT: Final = 3  # of those: asked again long ago, deadline passed
USULAN: Final = 4  # open answers that are not a plain yes
HARI_TANYA: Final = 3  # working days ago the plan's questions went out
ALASAN: Final = (
    (Usulan.Alasan.TENAGA_KUNCI, "Satu-satunya pengelola data layanan di unit kami."),
    (Usulan.Alasan.LAYANAN, "Loket pelayanan akan kosong setiap pagi."),
    (Usulan.Alasan.PROYEK, "Sedang menyelesaikan laporan akhir tahun anggaran."),
    (Usulan.Alasan.LAINNYA, "Mohon dipertimbangkan, unit kami kekurangan staf."),
)


def mainkan(rencana: Rencana, petugas: Akun, *, kalender: Kalender, pada: dt.datetime) -> None:
    """Send the plan's nominations and let the agency act on them through the real services."""
    tanya = _mundur(kalender, pada, HARI_TANYA)
    semua = nominasi.kirim_nominasi(rencana=rencana, aktor=petugas, pada=tanya)
    disisakan = _milik_kepala(semua)
    lain = [satu for satu in semua if satu.pk not in {sisa.pk for sisa in disisakan}]
    setuju = lain[: DITETAPKAN + SIAP]
    _para_kepala_setuju(setuju, pada)
    _tetapkan(setuju[:DITETAPKAN], pada)
    _batalkan(lain[-DIBATALKAN:], petugas, pada)
    _tanya_lagi(lain[-TERLAMBAT:], petugas, _mundur(kalender, pada, HARI_TANYA * 4))
    _usulkan(lain[DITETAPKAN + SIAP : -DIBATALKAN], pada)


def _milik_kepala(semua: list[Penugasan]) -> list[Penugasan]:
    """What waits for the two heads who can log in; nobody answers in their name."""
    return [satu for satu in semua if _kepala(satu).username in KEPALA_CONTOH]


def _kepala(penugasan: Penugasan) -> Akun:
    """The head nearest to the unit the person comes from, a login before none."""
    assert penugasan.opd_asal is not None  # noqa: S101 - nobody is asked without a unit
    jalur = penugasan.opd_asal.jalur
    kepala = Akun.objects.filter(instansi=penugasan.instansi, jabatan_set__isnull=False)
    di_atas = [
        akun
        for akun in kepala.prefetch_related("jabatan_set__opd")
        if any(jalur.startswith(jabatan.opd.jalur) for jabatan in akun.jabatan_set.all())
    ]
    return max(di_atas, key=lambda akun: (akun.username in KEPALA_CONTOH, akun.pk))


def _para_kepala_setuju(semua: list[Penugasan], pada: dt.datetime) -> None:
    for satu in semua:
        nominasi.setujui(penugasan=satu, aktor=_kepala(satu), pada=pada)


def _tetapkan(semua: list[Penugasan], pada: dt.datetime) -> None:
    penyetuju = Akun.objects.get(username="penyetuju.contoh")
    penetapan.tetapkan(penugasan=semua, tanggal=pada.date(), aktor=penyetuju, pada=pada)


def _batalkan(semua: list[Penugasan], petugas: Akun, pada: dt.datetime) -> None:
    for satu in semua:
        alasan = "Kebutuhan koperasi ditinjau ulang bersama Dinas Koperasi."
        nominasi.batalkan(penugasan=satu, alasan=alasan, aktor=petugas, pada=pada)


def _tanya_lagi(semua: list[Penugasan], petugas: Akun, pada: dt.datetime) -> None:
    """Nominations from long ago that nobody answered: what is late in the morning."""
    for satu in semua:
        nominasi.nominasikan(
            pegawai=satu.pegawai,
            kebutuhan=satu.kebutuhan,
            periode=satu.periode,
            aktor=petugas,
            pada=pada,
        )


def _usulkan(semua: list[Penugasan], pada: dt.datetime) -> None:
    """Some heads answer "take B"; whoever has no B objects."""
    for satu, (kode, kalimat) in zip(semua[:USULAN], ALASAN, strict=False):
        kepala = _kepala(satu)
        pengganti = _calon_pengganti(satu) if kode != Usulan.Alasan.LAINNYA else None
        try:
            usulan.ajukan(
                penugasan=satu,
                pengganti=pengganti,
                alasan_kode=kode,
                alasan=kalimat,
                aktor=kepala,
                pada=pada,
            )
        except DomainError:
            usulan.ajukan(penugasan=satu, alasan_kode=kode, alasan=kalimat, aktor=kepala, pada=pada)


def _calon_pengganti(penugasan: Penugasan) -> Pegawai | None:
    """An eligible colleague of the same unit who is free, or None."""
    hasil = HasilSaring.objects.filter(
        saringan__periode=penugasan.periode,
        hasil=HasilSaring.Hasil.LAYAK,
        pegawai__opd=penugasan.opd_asal,
    ).exclude(pegawai__penugasan_set__in=Penugasan.objects.hidup())
    pertama = hasil.select_related("pegawai").order_by("pegawai__nama").first()
    return pertama.pegawai if pertama else None


def _mundur(kalender: Kalender, pada: dt.datetime, hari_kerja: int) -> dt.datetime:
    """The instant so many working days ago."""
    hasil = pada
    while hari_kerja:
        hasil -= dt.timedelta(days=1)
        hari_kerja -= kalender.hari_kerja(hasil.date())
    return hasil
