"""The home units' attendance and letters of assignment, as a workbook: only signs are kept.

A row of somebody who is not assigned on that day changes nothing and leaves no trace.
"""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import OuterRef, Subquery
from django.db.models.functions import Coalesce

from inti.excel import Nilai
from inti.hari_kerja import Kalender
from inti.impor.pengimpor import (
    BarisMentah,
    BarisTerbaca,
    Kolom,
    Konteks,
    Pengimpor,
    Status,
    Urungan,
    daftarkan,
)
from inti.impor.teks import teks
from inti.kata import sebut
from inti.models import Impor, Instansi, Sumber
from inti.peran import Peran
from pegawai.imports.baca_pegawai import baca_hari, baca_nip
from pegawai.imports.kolom_siasn import ALIAS_NAMA, ALIAS_NIP, PRIBADI
from penugasan.models import BuktiKerjaGanda, KerjaGanda, Penugasan, Surat
from penugasan.models.penugasan import BERANGKAT
from penugasan.services.kerja_ganda import Tanda, gugurkan_tanpa_bukti, tandai

Kunci = tuple[int, dt.date, str]
HADIR = frozenset({"ya", "y", "hadir", "h", "masuk", "v", "✓", "✔", "1", "wfo", "wfh"})
TIDAK_HADIR = frozenset({"", "-", "--", "0", "a", "c", "i", "l", "s", "ct", "dl", "tb", "th", "tk"})
_TIDAK = re.compile(
    r"(?:tidak|tanpa keterangan|alpa|alpha|izin|ijin|sakit|cuti|libur|dinas luar|tugas belajar)\b.*"
)
_JAM = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.]\d{2})?")
LABEL = {
    "jenis": "Jenis",
    "mulai": "Tanggal",
    "sampai": "Sampai",
    "nomor": "Nomor surat",
    "keterangan": "Keterangan",
}


class KehadiranOpd(Pengimpor):
    """The importer of presence at the home unit; one row per person and day (or letter)."""

    kode = "kehadiran"
    judul = "Kehadiran dan surat tugas OPD asal"
    penjelasan = "Satu baris per orang dan hari: NIP, tanggal, hadir atau nomor surat tugas"
    benda = "catatan"
    urutan = 40
    peran = frozenset({str(Peran.PETUGAS)})
    kolom = (
        Kolom(
            "nip",
            "NIP",
            ("NIP BARU", *ALIAS_NIP),
            petunjuk="NIP terdiri atas 18 angka tanpa spasi dan ditulis sebagai teks.",
            contoh="19901231202421XXXX",
            bentuk="kode",
        ),
        Kolom("nama", "NAMA", ALIAS_NAMA, petunjuk="Nama lengkap.", contoh="SARI CONTOH"),
        Kolom(
            "mulai",
            "TANGGAL",
            ("Tanggal Presensi", "Tanggal Kehadiran", "Tanggal Mulai", "Mulai Tanggal"),
            petunjuk="Hari hadir, atau hari pertama surat tugas.",
            contoh="02-03-2026",
            bentuk="tanggal",
        ),
        Kolom(
            "sampai",
            "SAMPAI TANGGAL",
            ("Tanggal Selesai", "Tanggal Akhir"),
            petunjuk="Hari terakhir surat tugas; kosong berarti satu hari.",
            contoh="03-03-2026",
            bentuk="tanggal",
        ),
        Kolom(
            "hadir",
            "HADIR",
            ("Kehadiran", "Status Kehadiran", "Jam Masuk", "Jam Datang", "Presensi"),
            petunjuk="Ya, Hadir, atau jam masuk. Kosong atau Tidak berarti tidak hadir.",
            contoh="Hadir",
        ),
        Kolom(
            "nomor",
            "NOMOR SURAT TUGAS",
            ("No Surat Tugas", "Nomor ST", "Surat Tugas"),
            petunjuk="Nomor surat tugas dari OPD asal, bila ada.",
            contoh="800/12/DINKES/2026",
        ),
        Kolom(
            "keterangan",
            "KETERANGAN",
            ("Uraian", "Kegiatan"),
            petunjuk="Kegiatan singkat.",
            contoh="Rapat koordinasi",
        ),
    )
    wajib = (("nip",), ("mulai",), ("hadir", "nomor"))
    pribadi = PRIBADI
    kolom_kunci = "nip"
    kode_ganda = "catatan_ganda"
    kode_banding = frozenset({"tidak_bertugas"})

    def siapkan(self, konteks: Konteks) -> "PembacaKehadiran":
        """Return a reader of one file."""
        return PembacaKehadiran(konteks)

    def label(self, kolom: str) -> str:
        """Return the words for a value of a sign."""
        return LABEL[kolom]

    def kata(self, kolom: str, nilai: Mapping[str, Any]) -> str:
        """Return a value of a sign in words for people."""
        return _kata(kolom, nilai[kolom])

    def urungkan(self, impor: Impor, sumber: Sumber, *, saat: dt.datetime) -> Urungan:
        """Take the days of this file away; what BKPSDM settled stays."""
        hasil = Urungan(dihapus=gugurkan_tanpa_bukti(sumber=sumber, pada=saat))
        for tetap in BuktiKerjaGanda.objects.filter(sumber=sumber).select_related(
            "indikasi__penugasan__pegawai"
        ):
            nama = tetap.indikasi.penugasan.pegawai.nama_lengkap
            hasil.pertahankan(nama, "Tanggal", sebut("indikasinya sudah diputus {badan}"))
        return hasil

    def daftar_pilihan(self, instansi: Instansi) -> Mapping[str, Sequence[str]]:
        """Return the lists of the template."""
        return {"hadir": ["Hadir", "Tidak"]}


class PembacaKehadiran:
    """Reads rows into signs; keeps those that fall into somebody's assignment."""

    def __init__(self, konteks: Konteks) -> None:
        self.konteks = konteks
        self.kalender = Kalender(konteks.instansi)

    def baca(self, mentah: BarisMentah) -> BarisTerbaca:
        """Understand one row; a day of absence says nothing."""
        baris = BarisTerbaca(mentah.lembar, mentah.nomor, mentah.kolom)
        sel = mentah.sel
        nip = baca_nip(baris, sel.get("nip"), tahun_kini=self.konteks.hari_ini.year)
        baris.judul = teks(sel.get("nama"))[:160]
        mulai = self._hari(baris, "mulai", sel.get("mulai"))
        sampai = self._hari(baris, "sampai", sel.get("sampai")) or mulai
        if mulai is None:
            if not baris.bergalat:
                baris.galat("tanggal_tak_terbaca", "mulai", "Tanggal kosong. Isi harinya.")
            return baris
        if sampai is None or sampai < mulai:
            pesan = "Tanggal akhir mendahului tanggal mulai."
            baris.galat("tanggal_terbalik", "sampai", pesan)
            return baris
        nomor = teks(sel.get("nomor"))[:80]
        hadir = _hadir(sel.get("hadir"))
        if hadir is None and not nomor:
            kata = teks(sel.get("hadir"))[:40]
            pesan = f"“{kata}” bukan hadir dan bukan tidak hadir; tidak dicatat."
            baris.ingatkan("hadir_tak_dikenal", "hadir", pesan)
        jenis = KerjaGanda.Jenis.SURAT if nomor else KerjaGanda.Jenis.HADIR
        baris.kunci = f"{nip} {mulai.isoformat()} {nomor[:30]}".strip() if nip else ""
        if nip and (nomor or hadir):
            baris.nilai = {
                "jenis": str(jenis),
                "mulai": mulai.isoformat(),
                "sampai": sampai.isoformat(),
                "nomor": nomor,
                "keterangan": teks(sel.get("keterangan"))[:160],
            }
        return baris

    def _hari(self, baris: BarisTerbaca, kolom: str, isi: Any) -> dt.date | None:
        return baca_hari(baris, kolom, isi, awal_hitungan=self.konteks.awal_hitungan)

    def padankan(self, baris: BarisTerbaca, jenis: str, tujuan: str) -> None:
        """Nothing in these rows is named by words."""

    def bandingkan(self, baris: Sequence[BarisTerbaca]) -> None:
        """A row is news when its person is assigned on that day and the day is not told yet.

        Its ``objek`` holds the postings that it is news about: a letter may touch two.
        """
        orang = self._penugasan({_nip(b) for b in baris if b.isian})
        tercatat = self._tercatat(orang)
        for satu in baris:
            satu.objek, satu.beda = None, {}
            if satu.bergalat:
                satu.status = Status.DITOLAK
                continue
            satu.status = Status.SAMA
            if not satu.isian:
                continue
            kena = [p for p in orang.get(_nip(satu), ()) if _irisan(p, satu.nilai)]
            baru = [p for p in kena if _kunci(p, satu.nilai) not in tercatat]
            if kena:
                satu.objek = baru
                satu.status = Status.BARU if baru else Status.SAMA

    def _penugasan(self, nip: set[str]) -> dict[str, list[Any]]:
        """Assignments of these people that have begun, those that are over among them.

        ``berlaku_sk`` is the day from which the first SK holds; before it nobody was away.
        """
        sk = Surat.objects.filter(penugasan=OuterRef("pk"), jenis=Surat.Jenis.SK)
        berlaku = sk.annotate(sejak=Coalesce("berlaku_mulai", "tanggal")).order_by("sejak")
        semua = (
            Penugasan.objects.filter(
                instansi=self.konteks.instansi, status__in=BERANGKAT, pegawai__nip__in=nip
            )
            .select_related("instansi", "periode", "pegawai")
            .annotate(berlaku_sk=Subquery(berlaku.values("sejak")[:1]))
        )
        hasil: dict[str, list[Any]] = {}
        for satu in semua:
            hasil.setdefault(satu.pegawai.nip, []).append(satu)
        return hasil

    def _tercatat(self, orang: dict[str, list[Any]]) -> set[Kunci]:
        milik = {satu.pk: satu for daftar in orang.values() for satu in daftar}
        ada = BuktiKerjaGanda.objects.filter(indikasi__penugasan__in=milik).exclude(
            indikasi__status=KerjaGanda.Status.GUGUR
        )
        isi = ada.values_list("indikasi__penugasan", "mulai", "nomor")
        return {(pk, max(mulai, _masa(milik[pk])[0]), nomor) for pk, mulai, nomor in isi}

    def terapkan(self, baris: Sequence[BarisTerbaca], *, sumber: Sumber, saat: dt.datetime) -> None:
        """Raise the findings; the home unit is asked to explain."""
        for satu in baris:
            for penugasan in satu.objek:
                tandai(
                    penugasan=penugasan,
                    tanda=_tanda(penugasan, satu.nilai),
                    sumber=sumber,
                    pada=saat,
                    kalender=self.kalender,
                )


def _hadir(sel: Nilai) -> bool | None:
    """Whether the person was there; None for words that say neither."""
    if isinstance(sel, bool):
        return sel
    kata = teks(sel).casefold().rstrip(".")
    if kata in TIDAK_HADIR or _TIDAK.fullmatch(kata):
        return False
    if jam := _JAM.fullmatch(kata):
        return int(jam[1]) > 0 or int(jam[2]) > 0
    return True if kata in HADIR else None


def _nip(baris: BarisTerbaca) -> str:
    return baris.kunci.partition(" ")[0]


def _masa(penugasan: Any) -> tuple[dt.date, dt.date]:
    """The days on which the person belonged to the cooperative: not before the SK held."""
    awal = max(penugasan.mulai, penugasan.berlaku_sk or penugasan.mulai)
    return awal, penugasan.diakhiri or penugasan.selesai or dt.date.max


def _irisan(penugasan: Any, nilai: Mapping[str, str]) -> tuple[dt.date, dt.date] | None:
    """The days of the sign that lie inside the assignment, or None."""
    awal, akhir = _masa(penugasan)
    mulai = max(awal, dt.date.fromisoformat(nilai["mulai"]))
    sampai = min(akhir, dt.date.fromisoformat(nilai["sampai"]))
    return (mulai, sampai) if mulai <= sampai else None


def _kunci(penugasan: Any, nilai: Mapping[str, str]) -> Kunci:
    mulai = max(_masa(penugasan)[0], dt.date.fromisoformat(nilai["mulai"]))
    return penugasan.pk, mulai, nilai["nomor"]


def _tanda(penugasan: Any, nilai: Mapping[str, str]) -> Tanda:
    """The sign, with the days outside the assignment cut off."""
    hari = _irisan(penugasan, nilai)
    assert hari is not None  # noqa: S101 - only rows that touch the assignment come here
    return Tanda(nilai["jenis"], *hari, nomor=nilai["nomor"], keterangan=nilai["keterangan"])


def _kata(kolom: str, nilai: Any) -> str:
    if kolom in {"mulai", "sampai"} and nilai:
        return f"{dt.date.fromisoformat(nilai):%d-%m-%Y}"
    if kolom == "jenis" and nilai:
        return str(KerjaGanda.Jenis(nilai).label)
    return str(nilai or "")


KEHADIRAN = daftarkan(KehadiranOpd())
