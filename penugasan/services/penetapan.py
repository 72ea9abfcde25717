"""The second person's act: confirm a batch, which numbers the letters and queues the messages."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from inti import audit
from inti.errors import DomainError, SudahDiproses
from pegawai.models import Akun
from penugasan import permissions, workflow
from penugasan.models import Penugasan, Surat
from penugasan.queries import pengalihan
from penugasan.queries.masa import akhir_kini, kontrak_habis
from penugasan.queries.penetapan import kelayakan_kini, lengkap
from penugasan.rules.masa import Akhir
from penugasan.rules.types import Kelayakan
from penugasan.services import sinkronisasi, surat
from penugasan.services.masa import ubah_akhir
from penugasan.services.nominasi import hari, satu_instansi
from penugasan.services.surat_nomor import NomorManual

BISA_DICABUT = workflow.CABUT_PENETAPAN.dari


class TidakLengkap(DomainError):  # noqa: N818 - what the officer reads
    """Some of the batch no longer pass the rules; nothing of it was confirmed."""

    kode = "tidak_lengkap"


def tetapkan(
    *,
    penugasan: Sequence[Penugasan],
    tanggal: dt.date,
    aktor: Akun,
    pada: dt.datetime,
    berlaku_mulai: dt.date | None = None,
    nomor: NomorManual | None = None,
) -> Surat:
    """Confirm all of them or none: status, letter numbers, audit and messages in one transaction.

    ``tanggal`` is the date of the SK, ``berlaku_mulai`` a later day of effect, ``nomor`` one from
    another book. Persons, posts, rules and the end of each assignment are read again inside the
    transaction. Returns the SK; its file and the letters of assignment are rendered after commit.

    Raises TidakBerhak (not a second person), SudahDiproses, TidakLengkap, DomainError.
    """
    instansi = satu_instansi(penugasan)
    with audit.keputusan(instansi):
        batch = list(lengkap(Penugasan.objects.filter(pk__in={satu.pk for satu in penugasan})))
        aktor = permissions.pastikan_semua(aktor, "penugasan.tetapkan", batch, hari(pada))
        _pastikan_masih_menunggu(batch)
        akhir = _pastikan_tanpa_halangan(batch, max(tanggal, hari(pada)))
        for satu in batch:
            ubah_akhir(satu, akhir[satu.pk], aktor=aktor, pesan="Dihitung lagi saat penetapan")
        ditetapkan = [
            workflow.pindah(
                satu,
                workflow.TETAPKAN,
                aktor=aktor,
                ditetapkan_pada=pada,
                ditetapkan_oleh=aktor,
            )
            for satu in batch
        ]
        sk = surat.siapkan_sk(
            penugasan=ditetapkan,
            tanggal=tanggal,
            aktor=aktor,
            pada=pada,
            berlaku_mulai=berlaku_mulai,
            nomor=nomor,
        )
        for satu in ditetapkan:
            sinkronisasi.antre_usulan(penugasan=satu, surat=sk, pada=pada)
        return sk


def _pastikan_masih_menunggu(batch: Sequence[Penugasan]) -> None:
    """Of a row that left the queue since the page was read, say who was first."""
    for satu in batch:
        if satu.status != Penugasan.Status.DISETUJUI_OPD:
            pesan = f"{satu.pegawai.nama_lengkap}: {workflow.siapa_dulu(satu)}"
            raise SudahDiproses(pesan)


def _pastikan_tanpa_halangan(batch: Sequence[Penugasan], hari_sk: dt.date) -> dict[int, Akhir]:
    """Ask the rules again, at decision time, with the version the nomination was made under.

    Returns when each assignment ends by the records of now.
    """
    diperiksa = periksa(batch, hari_sk)
    gugur = [
        f"{satu.penugasan.pegawai.nama_lengkap}: {' '.join(satu.sebab)}"
        for satu in diperiksa
        if satu.sebab
    ]
    if gugur:
        pesan = "Tidak ada yang ditetapkan. Keluarkan dulu dari daftar: " + "; ".join(gugur)
        raise TidakLengkap(pesan)
    return {satu.penugasan.pk: satu.akhir for satu in diperiksa}


class Diperiksa(NamedTuple):
    """An assignment, the sentences that stand in its way (none is a go), its end as of now, and
    what the second person should know of it."""

    penugasan: Penugasan
    sebab: list[str]
    akhir: Akhir
    catatan: str


def periksa(batch: Sequence[Penugasan], hari_sk: dt.date) -> list[Diperiksa]:
    """What the decision asks of each, were the SK dated ``hari_sk``."""
    putusan = kelayakan_kini(batch)
    tugas = pengalihan.halangan(batch)
    akhir = akhir_kini(batch, hari_sk)
    return [
        Diperiksa(
            satu,
            [
                *_halangan(satu, putusan[satu.pk]),
                *tugas[satu.pk],
                *_masa_habis(satu, akhir[satu.pk], hari_sk),
            ],
            akhir[satu.pk],
            _kontrak_habis(satu, hari_sk),
        )
        for satu in batch
    ]


def _kontrak_habis(penugasan: Penugasan, hari_sk: dt.date) -> str:
    habis = kontrak_habis(penugasan, hari_sk)
    if habis is None:
        return ""
    return f"Perjanjian kerjanya tercatat berakhir {habis:%d-%m-%Y}."


def _masa_habis(penugasan: Penugasan, akhir: Akhir, hari_sk: dt.date) -> list[str]:
    """Nothing is left to decide when the last day is not after the first, or after the SK's."""
    mulai = max(penugasan.mulai, hari_sk)
    if akhir.tanggal > mulai:
        return []
    return [
        f"Masa tugasnya berakhir {akhir.tanggal:%d-%m-%Y} ({akhir.sebab}), tidak sesudah "
        f"{mulai:%d-%m-%Y} saat SK dan tugasnya mulai. Batalkan nominasinya."
    ]


def _halangan(penugasan: Penugasan, kelayakan: Kelayakan) -> list[str]:
    """The rules at decision time, a legal entity where the pack asks for one, today's unit."""
    pegawai, koperasi = penugasan.pegawai, penugasan.kebutuhan.koperasi
    sebab = [t.alasan for t in kelayakan.temuan if t.menghalangi]
    if not pegawai.aktif:
        sebab.append("Tidak tercatat aktif lagi.")
    wajib = penugasan.versi.isi.get("koperasi", {}).get("wajib_badan_hukum", True)
    if wajib and not koperasi.nomor_badan_hukum:
        sebab.append(f"Nomor badan hukum {koperasi.nama_pendek} belum tercatat.")
    if not _unit_kini_setuju(penugasan):
        unit = pegawai.opd.nama if pegawai.opd else "unit yang belum dikenal"
        sebab.append(f"Pindah ke {unit} sesudah OPD menjawab. Batalkan, lalu nominasikan lagi.")
    return sebab


def _unit_kini_setuju(penugasan: Penugasan) -> bool:
    """Whether the unit of today agreed: the one that was asked, or one of the same head."""
    if penugasan.pegawai.opd_id == penugasan.opd_asal_id:
        return True
    kepala, saat = penugasan.dijawab_oleh, penugasan.dijawab_pada
    if kepala is None or saat is None:
        return False
    return permissions.menguasai(kepala, penugasan.pegawai.opd, hari(saat))


def cabut(*, penugasan: Penugasan, alasan: str, aktor: Akun, pada: dt.datetime) -> Penugasan:
    """Revoke a confirmed assignment: its letter is revoked and SIASN is told to drop it.

    Raises TidakBerhak, SudahDiproses, DomainError (no reason).
    """
    if not alasan.strip():
        pesan = "Tulis alasan pencabutan."
        raise DomainError(pesan)
    with audit.keputusan(penugasan.instansi):
        aktor = permissions.pastikan(aktor, "penugasan.cabut_penetapan", penugasan, hari(pada))
        hasil = workflow.pindah(penugasan, workflow.CABUT_PENETAPAN, aktor=aktor, pesan=alasan)
        surat.cabut_surat_tugas(penugasan=hasil, alasan=alasan, aktor=aktor, pada=pada)
        sinkronisasi.antre_tarik(penugasan=hasil, pada=pada)
        return hasil
