"""From the first day at the cooperative to the last: arrival, and the end by the calendar."""

import datetime as dt

from inti import audit
from inti.errors import DomainError
from inti.kata import sebut
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import Penugasan, Surat
from penugasan.models.penugasan import TETAP
from penugasan.services import surat_terbit
from penugasan.services.nominasi import hari


def konfirmasi_tiba(
    *, penugasan: Penugasan, tanggal: dt.date, aktor: Akun, pada: dt.datetime
) -> Penugasan:
    """The person is there: the posting is under way from that day on, and the SPMT is issued.

    Raises TidakBerhak, SudahDiproses, DomainError (before the start or the SK, after the end, or a
    day to come).
    """
    with audit.keputusan(penugasan.instansi):
        aktor = permissions.pastikan(aktor, "penugasan.aktifkan", penugasan, hari(pada))
        if tanggal < penugasan.mulai:
            pesan = f"Masa tugas baru mulai {penugasan.mulai:%d-%m-%Y}. Konfirmasi pada hari itu."
            raise DomainError(pesan)
        if tanggal > hari(pada):
            pesan = "Tanggal tiba belum terjadi."
            raise DomainError(pesan)
        _pastikan_ditugaskan(penugasan, tanggal)
        hasil = workflow.pindah(
            penugasan,
            workflow.AKTIFKAN,
            aktor=aktor,
            tiba=tanggal,
            tiba_pada=pada,
            tiba_oleh=aktor,
        )
        surat_terbit.terbitkan_spmt(penugasan=hasil, aktor=aktor, pada=pada)
        return hasil


def _pastikan_ditugaskan(penugasan: Penugasan, tanggal: dt.date) -> None:
    """Nobody comes before the decision that sends him, nor after his term.

    The SK's day counts, also after a later order took the place of the first.
    """
    sk = penugasan.surat_set.filter(jenis=Surat.Jenis.SK, status=Surat.Status.BERLAKU).first()
    if sk is not None and tanggal < sk.tanggal:
        pesan = (
            f"SK-nya baru bertanggal {sk.tanggal:%d-%m-%Y}. Kedatangan dihitung paling awal pada "
            "hari itu; konfirmasi dengan tanggal itu atau sesudahnya."
        )
        raise DomainError(pesan, kode="sebelum_sk")
    if penugasan.selesai is not None and tanggal > penugasan.selesai:
        pesan = f"Masa tugasnya sudah berakhir {penugasan.selesai:%d-%m-%Y}. " + sebut(
            "Hubungi {badan}: bertugas lagi memerlukan nominasi dan SK baru."
        )
        raise DomainError(pesan, kode="sesudah_akhir")


def selesaikan_jatuh_tempo(*, pada: dt.datetime) -> int:
    """End what has passed its last day, also where nobody ever confirmed the arrival; the trail
    says "sistem". Returns how many.

    Safe to repeat: a row that ended is not found again.
    """
    lewat = Penugasan.objects.filter(status__in=TETAP, selesai__lt=hari(pada))
    jumlah = 0
    for satu in lewat.select_related("instansi").order_by("pk"):
        with audit.keputusan(satu.instansi):
            segar = Penugasan.objects.select_related("instansi").get(pk=satu.pk)
            lewat_kini = segar.selesai is not None and segar.selesai < hari(pada)
            if segar.status not in TETAP or not lewat_kini:
                continue
            workflow.pindah(
                segar,
                workflow.SELESAIKAN,
                aktor=None,
                pesan=_sebab_berakhir(segar),
                diakhiri=segar.selesai,
                sebab_diakhiri=segar.sebab_selesai,
            )
            jumlah += 1
    return jumlah


def _sebab_berakhir(penugasan: Penugasan) -> str:
    sebab = f"Masa tugas berakhir: {penugasan.sebab_selesai or 'sesuai SK'}."
    return sebab if penugasan.tiba else f"{sebab} Kedatangannya tidak pernah dikonfirmasi."
