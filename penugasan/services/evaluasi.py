"""The yearly evaluation: the figures come from the monthly voices, Dinas Koperasi recommends."""

import datetime as dt

from django.db import IntegrityError, transaction

from inti import audit
from inti.errors import SudahDiproses
from pegawai.models import Akun
from penugasan import permissions
from penugasan.models import Evaluasi, Pengajuan
from penugasan.models.penugasan import BERAKHIR
from penugasan.queries.bertugas import TahunTugas, ringkas_suara
from penugasan.services import pengajuan
from penugasan.services.nominasi import hari

Rekomendasi = Evaluasi.Rekomendasi


def nilai(
    *,
    tahun: TahunTugas,
    rekomendasi: str,
    aktor: Akun,
    pada: dt.datetime,
    catatan: str = "",
    sampai: dt.date | None = None,
) -> Evaluasi:
    """Keep the evaluation with the figures of now; what is not "go on" becomes a request.

    Of a posting that is over it is a judgement only: nothing is left to ask for.

    Raises TidakBerhak, SudahDiproses (that year is done), and what ``pengajuan.ajukan`` raises.
    """
    penugasan = tahun.penugasan
    with audit.keputusan(penugasan.instansi):
        aktor = permissions.pastikan(aktor, "evaluasi.nilai", penugasan, hari(pada))
        try:
            with transaction.atomic():
                hasil = Evaluasi.objects.create(
                    instansi=penugasan.instansi,
                    penugasan=penugasan,
                    tahun_ke=tahun.tahun_ke,
                    dari=tahun.dari,
                    sampai=tahun.sampai,
                    isi=ringkas_suara(tahun),
                    rekomendasi=rekomendasi,
                    catatan=catatan.strip(),
                    dinilai_pada=pada,
                    dinilai_oleh=aktor,
                )
        except IntegrityError as galat:
            pesan = f"Tahun ke-{tahun.tahun_ke} sudah dievaluasi."
            raise SudahDiproses(pesan) from galat
        audit.catat(
            aksi="evaluasi.nilai",
            aktor=aktor,
            instansi=penugasan.instansi,
            objek=penugasan,
            sesudah={"tahun_ke": tahun.tahun_ke, "rekomendasi": rekomendasi, "isi": hasil.isi},
            pesan=hasil.catatan,
        )
        penugasan.refresh_from_db(fields=["status"])
        if rekomendasi != Rekomendasi.LANJUT and penugasan.status not in BERAKHIR:
            pengajuan.ajukan(
                jenis=rekomendasi,
                koperasi=penugasan.kebutuhan.koperasi,
                penugasan=penugasan,
                sampai=sampai,
                alasan_kode=Pengajuan.Alasan.KINERJA
                if rekomendasi != Rekomendasi.PERPANJANG
                else Pengajuan.Alasan.KEBUTUHAN,
                alasan=f"Evaluasi tahun ke-{tahun.tahun_ke}. {hasil.catatan}"[:500],
                aktor=aktor,
                pada=pada,
            )
        return hasil
