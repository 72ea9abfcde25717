"""The play of the sample agency: who was asked, who answered what, what is confirmed by now.

Every role finds work: heads with questions to answer, an inbox of usulan, a batch to confirm,
letters and messages under way, free posts to fill.
"""

import datetime as dt
from typing import Final

from inti.hari_kerja import Kalender
from inti.models import Instansi
from pegawai.models import Akun, Pegawai, Pejabat
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
    kepala = _ParaKepala(rencana.instansi)
    lain = [satu for satu in semua if not kepala.pemain(satu)]
    setuju = lain[: DITETAPKAN + SIAP]
    _para_kepala_setuju(setuju, kepala, pada)
    _tetapkan(setuju[:DITETAPKAN], pada)
    _batalkan(lain[-DIBATALKAN:], petugas, pada)
    _tanya_lagi(lain[-TERLAMBAT:], petugas, _mundur(kalender, pada, HARI_TANYA * 4))
    _usulkan(lain[DITETAPKAN + SIAP : -DIBATALKAN], kepala, pada)


class _ParaKepala:
    """Who answers for whom, read once."""

    def __init__(self, instansi: Instansi) -> None:
        jabatan = Pejabat.objects.filter(opd__instansi=instansi, akun__isnull=False)
        self._pimpinan = [
            (satu.opd.jalur, satu.akun)
            for satu in jabatan.select_related("opd", "akun").order_by("opd__jalur")
            if satu.akun is not None
        ]

    def dari(self, penugasan: Penugasan) -> Akun:
        """The head above the unit the person comes from: one with a login, else the nearest."""
        assert penugasan.opd_asal is not None  # noqa: S101 - nobody is asked without a unit
        jalur = penugasan.opd_asal.jalur
        di_atas = [akun for akar, akun in self._pimpinan if jalur.startswith(akar)]
        bersandi = [akun for akun in di_atas if akun.username in KEPALA_CONTOH]
        return (bersandi or di_atas)[-1]

    def pemain(self, penugasan: Penugasan) -> bool:
        """Whether the question waits for a head who can log in: nobody answers in his name."""
        return self.dari(penugasan).username in KEPALA_CONTOH


def _para_kepala_setuju(semua: list[Penugasan], kepala: _ParaKepala, pada: dt.datetime) -> None:
    for satu in semua:
        nominasi.setujui(penugasan=satu, aktor=kepala.dari(satu), pada=pada)


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


def _usulkan(semua: list[Penugasan], kepala: _ParaKepala, pada: dt.datetime) -> None:
    """Some heads answer "take B" where there is a B; one objects."""
    pengganti: dict[int, Pegawai] = {}
    for satu in semua:
        calon = _calon_pengganti(satu)
        if calon and calon not in pengganti.values():  # nobody is proposed twice
            pengganti[satu.pk] = calon
    berpengganti = [satu for satu in semua if satu.pk in pengganti][: USULAN - 1]
    keberatan = next(satu for satu in semua if satu not in berpengganti)
    for satu, (kode, kalimat) in zip([*berpengganti, keberatan], ALASAN, strict=False):
        usulan.ajukan(
            penugasan=satu,
            pengganti=None if satu is keberatan else pengganti[satu.pk],
            alasan_kode=kode,
            alasan=kalimat,
            aktor=kepala.dari(satu),
            pada=pada,
        )


def _calon_pengganti(penugasan: Penugasan) -> Pegawai | None:
    """An eligible colleague of the same unit who is free, or None."""
    hasil = HasilSaring.objects.filter(
        saringan__periode=penugasan.periode,
        hasil=HasilSaring.Hasil.LAYAK,
        pegawai__opd=penugasan.opd_asal,
    ).exclude(pegawai__in=Penugasan.objects.hidup().values("pegawai"))
    pertama = hasil.select_related("pegawai").order_by("pegawai__nama").first()
    return pertama.pegawai if pertama else None


def _mundur(kalender: Kalender, pada: dt.datetime, hari_kerja: int) -> dt.datetime:
    """The instant so many working days ago."""
    hasil = pada
    while hari_kerja:
        hasil -= dt.timedelta(days=1)
        hari_kerja -= kalender.hari_kerja(hasil.date())
    return hasil
