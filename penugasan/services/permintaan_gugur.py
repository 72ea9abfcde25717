"""Open questions follow the facts: answered another way they close, and they move with people."""

import datetime as dt

from inti import audit
from inti.waktu import sekarang
from penugasan import workflow
from penugasan.models import BedaSiasn, Periode, PermintaanData, Saringan
from penugasan.queries import permintaan_fakta as fakta
from penugasan.queries.permintaan import MENUNGGU_OPD
from penugasan.rules.types import Hasil, Kelayakan
from penugasan.services import saring
from penugasan.services.kelayakan import periksa_banyak

SEKALI = 500
"""Questions looked at in one transaction."""


@saring.setelah_saring
def _sesudah_saring(saringan: Saringan) -> int:
    return gugurkan_terjawab(periode=saringan.periode, pada=sekarang())


def gugurkan_terjawab(*, periode: Periode, pada: dt.datetime) -> int:
    """Close questions that are settled: the fact came in another way, or nobody needs it now.

    A person who changed units takes the open question along, so that the former head does not
    read about him any more. Returns how many were closed.
    """
    terbuka = PermintaanData.objects.terbuka().filter(instansi=periode.instansi)
    kunci = list(terbuka.order_by("pk").values_list("pk", flat=True))
    return sum(
        _gugurkan(periode, kunci[awal : awal + SEKALI], pada)
        for awal in range(0, len(kunci), SEKALI)
    )


def _gugurkan(periode: Periode, kunci: list[int], pada: dt.datetime) -> int:
    with audit.keputusan(periode.instansi):
        terbuka = list(
            PermintaanData.objects.terbuka()
            .filter(pk__in=kunci)
            .select_related("pegawai__opd", "instansi", "opd", "periode", "diminta_oleh")
        )
        # One of another round that is still open is settled by that round's own screening.
        terbuka = [p for p in terbuka if p.periode_id == periode.pk or not p.periode.aktif]
        putusan = periksa_banyak(
            list({p.pegawai_id: p.pegawai for p in terbuka}.values()),
            versi=periode.versi,
            acuan=periode.tanggal_acuan,
            periode=periode,
        )
        jumlah = 0
        for satu in terbuka:
            if satu.pegawai.aktif and _masih_perlu(satu, putusan[satu.pegawai_id]):
                _ikut_pindah(satu)
            else:
                workflow.pindah(satu, workflow.GUGURKAN, aktor=None, diputus_pada=pada)
                jumlah += 1
    return jumlah


def _masih_perlu(permintaan: PermintaanData, kelayakan: Kelayakan) -> bool:
    """Whether some rule still lacks the very fact that was asked for, or SIASN contradicts it.

    A correction that the person proposed waits for its decision, whatever the rules say now.
    """
    if permintaan.usul_sendiri:
        return True
    if BedaSiasn.objects.filter(permintaan=permintaan, status=BedaSiasn.Status.DITANYAKAN).exists():
        return True
    asal = fakta.untuk(permintaan)
    kini = [
        fakta.diminta(t.kode, t.kurang)
        for t in kelayakan.temuan
        if t.menghalangi and t.hasil is Hasil.BELUM_PASTI
    ]
    return asal is not None and any(satu is not None and satu.kode == asal.kode for satu in kini)


def _ikut_pindah(permintaan: PermintaanData) -> None:
    baru = permintaan.pegawai.opd
    if baru is None or baru.pk == permintaan.opd_id or permintaan.status not in MENUNGGU_OPD:
        return
    PermintaanData.objects.filter(pk=permintaan.pk).update(opd=baru)
    audit.catat(
        aksi="permintaan.pindah",
        aktor=None,
        instansi=permintaan.instansi,
        objek=permintaan,
        sebelum={"opd": permintaan.opd_id},
        sesudah={"opd": baru.pk},
        pesan="Pegawainya pindah unit; pertanyaannya ikut.",
    )
