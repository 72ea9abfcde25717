"""Which open placements no longer stand on what they were decided on."""

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from inti.models import Instansi
from pegawai.models import Akun
from penugasan.models import Penugasan, Peringatan
from penugasan.queries.fakta import fakta_pegawai
from penugasan.queries.masa import akhir_maju
from penugasan.rules.kelayakan import ATURAN, periksa
from penugasan.rules.masa import SEBAB_KONTRAK, Akhir
from penugasan.rules.paket import kebijakan_dari
from penugasan.rules.types import Fakta, Hasil, Temuan

STATUS = Penugasan.Status
TERBUKA = (STATUS.DIMINTA, STATUS.DISETUJUI_OPD, STATUS.DITETAPKAN, STATUS.AKTIF)
"""Decided on or asked for, and not over: what a changed ground may touch."""
BELUM_TETAP = (STATUS.DIMINTA, STATUS.DISETUJUI_OPD)
BELUM_DIPERIKSA = {"hasil": "", "alasan": ""}
"""A rule that was off when the decision was made stood in nobody's way."""
ATURAN_AKHIR = "akhir"
"""What an alarm about the end is filed under; no rule of eligibility has this code."""
NAMA_ATURAN = {satu.kode: satu.nama for satu in ATURAN} | {ATURAN_AKHIR: "Akhir masa tugas"}
URUTAN = {Hasil.LAYAK: 0, Hasil.BELUM_PASTI: 1, Hasil.TIDAK: 2}


@dataclass(frozen=True, slots=True)
class Memburuk:
    """One rule that now answers worse than the decision remembers, and why it does."""

    penugasan: Penugasan
    aturan: str
    sebab: str
    hasil_semula: str
    alasan_semula: str
    temuan: Temuan


def peringatan_terlihat(akun: Akun) -> QuerySet[Peringatan]:
    """Alarms of the agency with all that their list names."""
    semua: QuerySet[Peringatan] = Peringatan.objects.untuk(akun).select_related(
        "instansi",
        "versi",
        "ditutup_oleh",
        "penugasan__pegawai__opd",
        "penugasan__opd_asal",
        "penugasan__kebutuhan__koperasi__wilayah",
    )
    return semua


def penugasan_terbuka(instansi: Instansi) -> QuerySet[Penugasan]:
    """Placements whose ground is watched."""
    semua: QuerySet[Penugasan] = Penugasan.objects.filter(
        instansi=instansi, status__in=TERBUKA
    ).select_related("instansi", "periode__versi", "versi", "pegawai", "kebutuhan__koperasi")
    return semua


def memburuk(penugasan: Sequence[Penugasan], hari: dt.date) -> list[Memburuk]:
    """Compare the kept answers with what the rules of now say about the facts of now.

    A person is judged on the day the work starts; while the placement is not confirmed and that
    day has passed, on today, since it cannot start earlier. Passing the age limit after the start
    ends nothing (domain handbook, section 15), so a person at work is judged on the first day.
    """
    kelompok: dict[tuple[int, int, dt.date], list[Penugasan]] = defaultdict(list)
    for satu in penugasan:
        kelompok[satu.periode_id, satu.periode.versi_id, _acuan(satu, hari)].append(satu)
    hasil: list[Memburuk] = []
    for (_, _, acuan), anggota in kelompok.items():
        kebijakan = kebijakan_dari(anggota[0].periode.versi.isi)
        fakta = fakta_pegawai(
            [satu.pegawai for satu in anggota],
            kebijakan=kebijakan,
            periode=anggota[0].periode,
            kecuali=[satu.pk for satu in anggota],
        )
        for satu in anggota:
            milik = dataclasses.replace(
                fakta[satu.pegawai_id],
                wilayah_tujuan=frozenset({satu.kebutuhan.koperasi.wilayah_id}),
            )
            hasil += _banding(satu, milik, periksa(milik, kebijakan, acuan).temuan)
    return hasil


def _acuan(penugasan: Penugasan, hari: dt.date) -> dt.date:
    return max(penugasan.mulai, hari) if penugasan.status in BELUM_TETAP else penugasan.mulai


def _banding(penugasan: Penugasan, fakta: Fakta, temuan: Iterable[Temuan]) -> list[Memburuk]:
    semula = {t["kode"]: t for t in penugasan.temuan}
    hasil = []
    for satu in temuan:
        dulu = semula.get(satu.kode, BELUM_DIPERIKSA)
        lama = Hasil.LAYAK if dulu.get("dikecualikan") else Hasil(dulu["hasil"] or Hasil.LAYAK)
        if satu.menghalangi and URUTAN[satu.hasil] > URUTAN[lama]:
            sebab = _sebab(penugasan, fakta, satu)
            hasil.append(Memburuk(penugasan, satu.kode, sebab, dulu["hasil"], dulu["alasan"], satu))
    return hasil


def _sebab(penugasan: Penugasan, fakta: Fakta, kini: Temuan) -> str:
    """What moved: the facts (the old rules on the old day say so, too), the rules, or the day."""
    for versi, sebab in (
        (penugasan.versi, Peringatan.Sebab.FAKTA),
        (penugasan.periode.versi, Peringatan.Sebab.ATURAN),
    ):
        putusan = periksa(fakta, kebijakan_dari(versi.isi), penugasan.mulai)
        dulu = next((t for t in putusan.temuan if t.kode == kini.kode), None)
        if dulu is not None and dulu.hasil is kini.hasil:
            return sebab.value
    return Peringatan.Sebab.WAKTU.value


def akhir_berubah(penugasan: Sequence[Penugasan]) -> list[Memburuk]:
    """Whose end, by the agreement and the age on record now, lies before the one decided."""
    maju = akhir_maju(penugasan)
    return [_akhir_berubah(satu, maju[satu.pk]) for satu in penugasan if satu.pk in maju]


def _akhir_berubah(penugasan: Penugasan, akhir: Akhir) -> Memburuk:
    """The words are the same while the dates are, so that an answered alarm stays answered."""
    semula = f"{penugasan.selesai:%d-%m-%Y}"
    perbaiki = (
        "Bila perjanjiannya diperpanjang, catat yang baru pada Data pegawai"
        if akhir.sebab == SEBAB_KONTRAK
        else "Bila tanggal lahir atau jabatannya keliru, perbaiki pada Data pegawai"
    )
    alasan = (
        f"{akhir.sebab.capitalize()} jatuh pada {akhir.tanggal:%d-%m-%Y}, sebelum akhir masa tugas "
        f"{semula}. {perbaiki}; peringatan ini reda sendiri. Bila tidak, penugasannya tidak dapat "
        "berlanjut sesudahnya: ajukan pengembalian bila sudah bertugas, atau cabut penetapannya."
    )
    temuan = Temuan(
        kode=ATURAN_AKHIR,
        hasil=Hasil.TIDAK,
        nilai=f"{akhir.tanggal:%d-%m-%Y}",
        syarat=f"Tidak sebelum {semula}",
        alasan=alasan,
        dasar_hukum="",
    )
    dulu = f"Sampai {semula}"
    if penugasan.sebab_selesai:
        dulu += f" ({penugasan.sebab_selesai})"
    return Memburuk(
        penugasan,
        ATURAN_AKHIR,
        Peringatan.Sebab.FAKTA.value,
        Hasil.LAYAK.value,
        f"{dulu}.",
        temuan,
    )
