"""The decision records of a sample: each decision, its findings, its acts and its letters."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from inti.excel_tulis import Jenis, Kolom, Lembar
from penugasan.exports.pengecualian import nama_aturan
from penugasan.exports.penugasan import kolom as kolom_penugasan
from penugasan.models import Penugasan, Surat
from penugasan.queries.nominasi import riwayat
from penugasan.rules.types import Hasil

BERLAKU = {True: "Sama", False: "BERBEDA", None: "Belum dicetak"}
"""Whether the file of a letter is the one that was issued."""


@dataclass(frozen=True, slots=True)
class SuratDiperiksa:
    """One letter of a decision, and whether its file is still the one that was issued."""

    penugasan: Penugasan
    surat: Surat
    utuh: bool | None


def lembar(semua: Iterable[Penugasan], surat: Iterable[SuratDiperiksa]) -> list[Lembar[Any]]:
    """The four lists; the number in front ties their rows together."""
    daftar = list(semua)
    return [
        Lembar("Keputusan", _keputusan(), daftar),
        Lembar("Syarat", _syarat(), _temuan(daftar)),
        Lembar("Riwayat", _riwayat(), _kejadian(daftar)),
        Lembar("Surat", _surat(), surat),
    ]


def _keputusan() -> list[Kolom[Penugasan]]:
    return [
        Kolom("KEPUTUSAN", lambda p: p.pk, Jenis.BULAT, 12),
        *kolom_penugasan(),
        Kolom("VERSI ATURAN", lambda p: p.versi.nomor, Jenis.BULAT, 14),
        Kolom("NILAI RENCANA", lambda p: p.nilai, Jenis.BULAT, 14),
        Kolom("ALASAN RENCANA", lambda p: " ".join(p.alasan), Jenis.PANJANG, 60),
        Kolom("SIDIK RENCANA", lambda p: p.rencana.sidik if p.rencana else "", Jenis.KODE, 68),
    ]


def _syarat() -> list[Kolom[tuple[Penugasan, dict[str, Any]]]]:
    return [
        Kolom("KEPUTUSAN", lambda b: b[0].pk, Jenis.BULAT, 12),
        Kolom("NAMA", lambda b: b[0].pegawai.nama_lengkap, lebar=32),
        Kolom("SYARAT", lambda b: nama_aturan(b[1]["kode"]), lebar=24),
        Kolom("HASIL", lambda b: Hasil(b[1]["hasil"]).label, lebar=14),
        Kolom("NILAI", lambda b: b[1].get("nilai", ""), lebar=28),
        Kolom("ALASAN", lambda b: b[1].get("alasan", ""), Jenis.PANJANG, 50),
        Kolom("DIKECUALIKAN", lambda b: b[1].get("dikecualikan", ""), Jenis.PANJANG, 30),
        Kolom("SUMBER", lambda b: b[1].get("sumber", ""), Jenis.PANJANG, 36),
        Kolom("TANGGAL SUMBER", lambda b: b[1].get("sumber_tanggal", ""), lebar=16),
        Kolom("DASAR HUKUM", lambda b: b[1].get("dasar_hukum", ""), Jenis.PANJANG, 40),
    ]


def _riwayat() -> list[Kolom[Any]]:
    return [
        Kolom("KEPUTUSAN", lambda b: b[0].pk, Jenis.BULAT, 12),
        Kolom("NAMA", lambda b: b[0].pegawai.nama_lengkap, lebar=32),
        Kolom("KEGIATAN", lambda b: b[1].kalimat, lebar=36),
        Kolom("WAKTU", lambda b: b[1].waktu, Jenis.WAKTU, 17),
        Kolom("PELAKU", lambda b: b[1].oleh, lebar=28),
        Kolom("SEBAGAI", lambda b: b[1].atas_nama, lebar=36),
        Kolom("KETERANGAN", lambda b: b[1].pesan, Jenis.PANJANG, 50),
    ]


def _surat() -> list[Kolom[SuratDiperiksa]]:
    return [
        Kolom("KEPUTUSAN", lambda b: b.penugasan.pk, Jenis.BULAT, 12),
        Kolom("NAMA", lambda b: b.penugasan.pegawai.nama_lengkap, lebar=32),
        Kolom("JENIS", lambda b: b.surat.get_jenis_display(), lebar=22),
        Kolom("NOMOR", lambda b: b.surat.nomor, lebar=32),
        Kolom("TANGGAL", lambda b: b.surat.tanggal, Jenis.TANGGAL, 12),
        Kolom("STATUS", lambda b: b.surat.get_status_display(), lebar=12),
        Kolom("BERKAS", lambda b: BERLAKU[b.utuh], lebar=14),
        Kolom("SIDIK BERKAS (SHA-256)", lambda b: b.surat.sha256, Jenis.KODE, 68),
    ]


def _temuan(semua: Iterable[Penugasan]) -> Iterator[tuple[Penugasan, dict[str, Any]]]:
    return ((satu, temuan) for satu in semua for temuan in satu.temuan)


def _kejadian(semua: Iterable[Penugasan]) -> Iterator[tuple[Penugasan, Any]]:
    return ((satu, kejadian) for satu in semua for kejadian in riwayat(satu))
