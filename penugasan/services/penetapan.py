"""The second person's act: confirm a batch, which numbers the letters and queues the messages."""

import datetime as dt
from collections.abc import Sequence

from inti import audit
from inti.errors import DomainError
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import Penugasan, Surat
from penugasan.rules.types import Hasil
from penugasan.services import sinkronisasi, surat
from penugasan.services.kelayakan import periksa_pegawai
from penugasan.services.nominasi import hari


class TidakLengkap(DomainError):  # noqa: N818 - what the officer reads
    """Some of the batch no longer pass the rules; nothing of it was confirmed."""

    kode = "tidak_lengkap"


def tetapkan(
    *, penugasan: Sequence[Penugasan], tanggal: dt.date, aktor: Akun, pada: dt.datetime
) -> Surat:
    """Confirm all of them or none: status, letter numbers, audit and messages in one transaction.

    ``tanggal`` is the date of the SK: not after the start of any of the assignments.
    Returns the SK; its file and the letters of assignment are rendered after commit.

    Raises TidakBerhak (not a second person), SudahDiproses, TidakLengkap, DomainError.
    """
    if not penugasan or len({satu.instansi_id for satu in penugasan}) != 1:
        pesan = "Pilih paling sedikit satu nama untuk ditetapkan."
        raise DomainError(pesan)
    instansi = penugasan[0].instansi
    with audit.keputusan(instansi):
        for satu in penugasan:
            permissions.pastikan(aktor, "penugasan.tetapkan", satu, hari(pada))
        _pastikan_masih_layak(penugasan)
        ditetapkan = [
            workflow.pindah(
                satu,
                workflow.TETAPKAN,
                aktor=aktor,
                ditetapkan_pada=pada,
                ditetapkan_oleh=aktor,
            )
            for satu in penugasan
        ]
        sk = surat.siapkan_sk(penugasan=ditetapkan, tanggal=tanggal, aktor=aktor, pada=pada)
        for satu in ditetapkan:
            sinkronisasi.antre_usulan(penugasan=satu, surat=sk, pada=pada)
        return sk


def _pastikan_masih_layak(penugasan: Sequence[Penugasan]) -> None:
    """Ask the rules again, at decision time, with the version the nomination was made under."""
    gugur = []
    for satu in penugasan:
        kelayakan = periksa_pegawai(
            satu.pegawai, versi=satu.versi, acuan=satu.periode.tanggal_acuan, kecuali=satu
        )
        if kelayakan.hasil is not Hasil.LAYAK:
            sebab = " ".join(t.alasan for t in kelayakan.temuan if t.hasil is not Hasil.LAYAK)
            gugur.append(f"{satu.pegawai.nama_lengkap}: {sebab}")
    if gugur:
        pesan = "Tidak ada yang ditetapkan. Keluarkan dulu dari daftar: " + "; ".join(gugur)
        raise TidakLengkap(pesan)


def cabut(*, penugasan: Penugasan, alasan: str, aktor: Akun, pada: dt.datetime) -> Penugasan:
    """Revoke a confirmed assignment: its letter is revoked and SIASN is told to drop it."""
    if not alasan.strip():
        pesan = "Tulis alasan pencabutan."
        raise DomainError(pesan)
    with audit.keputusan(penugasan.instansi):
        permissions.pastikan(aktor, "penugasan.cabut_penetapan", penugasan, hari(pada))
        hasil = workflow.pindah(penugasan, workflow.CABUT_PENETAPAN, aktor=aktor, pesan=alasan)
        surat.cabut_surat_tugas(penugasan=hasil, alasan=alasan, aktor=aktor, pada=pada)
        sinkronisasi.antre_tarik(penugasan=hasil, pada=pada)
        return hasil
