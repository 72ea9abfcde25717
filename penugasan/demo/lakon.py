"""The play of a sample agency: who was asked, who answered what, what is confirmed by now.

Every role finds work: heads with questions to answer, an inbox of usulan, a batch to confirm,
letters and messages under way, free posts to fill.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Final

from inti.hari_kerja import Kalender
from inti.models import Instansi
from koperasi.models import Pengurus
from koperasi.services import angkat_pengurus
from pegawai.models import Akun, Pegawai, Pejabat
from penugasan.demo.akun import AkunSampel
from penugasan.models import HasilSaring, Penugasan, Rencana, Usulan
from penugasan.services import nominasi, penetapan, usulan

HARI_TANYA: Final = 3  # working days ago the plan's questions went out
ALASAN: Final = (
    (Usulan.Alasan.TENAGA_KUNCI, "Satu-satunya pengelola data layanan di unit kami."),
    (Usulan.Alasan.LAYANAN, "Loket pelayanan akan kosong setiap pagi."),
    (Usulan.Alasan.PROYEK, "Sedang menyelesaikan laporan akhir tahun anggaran."),
    (Usulan.Alasan.LAINNYA, "Mohon dipertimbangkan, unit kami kekurangan staf."),
)


@dataclass(frozen=True, slots=True)
class Babak:
    """How many people stand where when the curtain rises."""

    ditetapkan: int  # confirmed: letters and messages
    siap: int  # agreed by their OPD, ready to be confirmed
    dibatalkan: int  # free posts again
    terlambat: int  # of those: asked again long ago, deadline passed
    usulan: int  # open answers that are not a plain yes


def mainkan(
    rencana: Rencana, akun: AkunSampel, babak: Babak, *, kalender: Kalender, pada: dt.datetime
) -> None:
    """Send the plan's nominations and let the agency act on them through the real services."""
    petugas = Akun.objects.get(username=akun.login("petugas"))
    tanya = _mundur(kalender, pada, HARI_TANYA)
    semua = nominasi.kirim_nominasi(rencana=rencana, aktor=petugas, pada=tanya)
    kepala = _ParaKepala(rencana.instansi, akun)
    lain = [satu for satu in semua if not kepala.pemain(satu)]
    setuju = lain[: babak.ditetapkan + babak.siap]
    _para_kepala_setuju(setuju, kepala, pada)
    penyetuju = Akun.objects.get(username=akun.login("penyetuju"))
    baru = setuju[: babak.ditetapkan]
    penetapan.tetapkan(penugasan=baru, tanggal=pada.date(), aktor=penyetuju, pada=pada)
    _kenalkan(setuju[0], akun, pada)
    _batalkan(lain[-babak.dibatalkan :], petugas, pada)
    _tanya_lagi(lain[-babak.terlambat :], petugas, _mundur(kalender, pada, HARI_TANYA * 4))
    _usulkan(lain[len(setuju) : -babak.dibatalkan], babak.usulan, kepala, pada)


class _ParaKepala:
    """Who answers for whom, read once."""

    def __init__(self, instansi: Instansi, akun: AkunSampel) -> None:
        self._bersandi = akun.kepala
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
        bersandi = [akun for akun in di_atas if akun.username in self._bersandi]
        return (bersandi or di_atas)[-1]

    def pemain(self, penugasan: Penugasan) -> bool:
        """Whether the question waits for a head who can log in: nobody answers in his name."""
        return self.dari(penugasan).username in self._bersandi


def _para_kepala_setuju(semua: list[Penugasan], kepala: _ParaKepala, pada: dt.datetime) -> None:
    for satu in semua:
        nominasi.setujui(penugasan=satu, aktor=kepala.dari(satu), pada=pada)


def _kenalkan(penugasan: Penugasan, akun: AkunSampel, pada: dt.datetime) -> None:
    """Tie the demo's chair to a cooperative somebody goes to, and its person to that somebody."""
    ketua = Akun.objects.filter(username=akun.login("ketua")).first()
    if ketua:
        angkat_pengurus(
            koperasi=penugasan.kebutuhan.koperasi,
            akun=ketua,
            jabatan=Pengurus.Jabatan.KETUA,
            mulai=pada.date(),
            aktor=None,
        )
    Akun.objects.filter(username=akun.login("pegawai")).update(pegawai=penugasan.pegawai)


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


def _usulkan(semua: list[Penugasan], banyak: int, kepala: _ParaKepala, pada: dt.datetime) -> None:
    """Some heads answer "take B" where there is a B; one objects."""
    pengganti: dict[int, Pegawai] = {}
    for satu in semua:
        calon = _calon_pengganti(satu)
        if calon and calon not in pengganti.values():  # nobody is proposed twice
            pengganti[satu.pk] = calon
    berpengganti = [satu for satu in semua if satu.pk in pengganti][: banyak - 1]
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
        saringan__siap=True,
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
