"""From the first day at the cooperative to the last: arrival, and the end by the calendar."""

import datetime as dt

from inti import audit
from inti.errors import DomainError
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import Penugasan
from penugasan.services import surat_terbit
from penugasan.services.nominasi import hari


def konfirmasi_tiba(
    *, penugasan: Penugasan, tanggal: dt.date, aktor: Akun, pada: dt.datetime
) -> Penugasan:
    """The person is there: the posting is under way from that day on, and the SPMT is issued.

    Raises TidakBerhak, SudahDiproses, DomainError (before the start, or a day to come).
    """
    with audit.keputusan(penugasan.instansi):
        aktor = permissions.pastikan(aktor, "penugasan.aktifkan", penugasan, hari(pada))
        if tanggal < penugasan.mulai:
            pesan = f"Masa tugas baru mulai {penugasan.mulai:%d-%m-%Y}. Konfirmasi pada hari itu."
            raise DomainError(pesan)
        if tanggal > hari(pada):
            pesan = "Tanggal tiba belum terjadi."
            raise DomainError(pesan)
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


def selesaikan_jatuh_tempo(*, pada: dt.datetime) -> int:
    """End what has passed its last day; the trail says "sistem". Returns how many.

    Safe to repeat: a row that ended is not found again.
    """
    lewat = Penugasan.objects.filter(status=Penugasan.Status.AKTIF, selesai__lt=hari(pada))
    jumlah = 0
    for satu in lewat.select_related("instansi").order_by("pk"):
        with audit.keputusan(satu.instansi):
            segar = Penugasan.objects.select_related("instansi").get(pk=satu.pk)
            lewat_kini = segar.selesai is not None and segar.selesai < hari(pada)
            if segar.status != Penugasan.Status.AKTIF or not lewat_kini:
                continue
            workflow.pindah(
                segar,
                workflow.SELESAIKAN,
                aktor=None,
                pesan=f"Masa tugas berakhir: {segar.sebab_selesai or 'sesuai SK'}.",
                diakhiri=segar.selesai,
                sebab_diakhiri=segar.sebab_selesai,
            )
            jumlah += 1
    return jumlah
