"""Verdicts of one screening: each person, each rule's answer, and the reasons in words."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import kata, kolom_orang, unit_kerja
from penugasan.models import HasilSaring, Saringan
from penugasan.queries.nominatif import domisili
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.tanggal import umur
from penugasan.rules.types import Hasil


def kolom(saringan: Saringan) -> list[Kolom[HasilSaring]]:
    """The columns for one screening; the rules in force stand side by side at the end."""
    aturan: dict[str, dict[str, Any]] = saringan.versi.isi.get("aturan", {})
    tingkat: dict[str, str] = aturan.get("pendidikan", {}).get("tingkat", {})
    aktif = [kode for kode, isi in aturan.items() if isi.get("aktif")]
    return [
        *kolom_orang(lambda h: h.pegawai),
        Kolom("JENIS", lambda h: h.pegawai.get_jenis_display(), lebar=17),
        Kolom("UNIT KERJA", lambda h: unit_kerja(h.pegawai), lebar=36),
        Kolom("JABATAN", lambda h: h.pegawai.jabatan, lebar=30),
        Kolom("GOL", lambda h: h.pegawai.golongan, lebar=7),
        Kolom("TGL LAHIR", lambda h: h.pegawai.lahir, Jenis.TANGGAL, 12),
        Kolom("USIA", lambda h: _usia(h.pegawai.lahir, saringan.per_tanggal), Jenis.BULAT, 7),
        Kolom("JK", lambda h: h.pegawai.jenis_kelamin, lebar=5),
        Kolom("TK PENDIDIKAN", lambda h: _tingkat(h, tingkat), lebar=15),
        Kolom("PENDIDIKAN TERAKHIR", lambda h: h.pegawai.pendidikan, lebar=28),
        Kolom("DOMISILI", lambda h: domisili(h.pegawai), lebar=30),
        Kolom("HASIL", lambda h: h.get_hasil_display(), lebar=13),
        Kolom("ALASAN", _alasan, Jenis.PANJANG, 60),
        *[_kolom_aturan(kode) for kode in aktif],
    ]


def baris(hasil: QuerySet[HasilSaring]) -> Iterator[HasilSaring]:
    """The rows in the order of the queryset, 2,000 at a time."""
    return hasil.select_related("pegawai__opd", "pegawai__domisili__induk").iterator(2000)


def _kolom_aturan(kode: str) -> Kolom[HasilSaring]:
    def ambil(hasil: HasilSaring) -> str:
        for temuan in hasil.temuan:
            if temuan["kode"] == kode:
                return Hasil(temuan["hasil"]).label
        return ""

    nama = MENURUT_KODE[kode].nama if kode in MENURUT_KODE else kata(kode)
    return Kolom(f"SYARAT {nama.upper()}", ambil, lebar=16)


def _alasan(hasil: HasilSaring) -> str:
    kurang = [t["alasan"] for t in hasil.temuan if t["hasil"] != Hasil.LAYAK.value]
    return " ".join(kurang) if kurang else "Memenuhi semua syarat."


def _tingkat(hasil: HasilSaring, tingkat: dict[str, str]) -> str:
    kode = hasil.pegawai.tingkat_pendidikan
    return tingkat.get(kode, kode)


def _usia(lahir: dt.date | None, pada: dt.date) -> int | None:
    return umur(lahir, pada)[0] if lahir and lahir <= pada else None
