"""Verdicts of one screening: each person, each rule's answer, and the reasons in words."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from inti.excel_tulis import Jenis, Kolom
from penugasan.exports.orang import (
    kata,
    kolom_jati_diri,
    kolom_kerja,
    kolom_lahir,
    kolom_pendidikan,
)
from penugasan.models import HasilSaring, Saringan
from penugasan.queries.nominatif import domisili
from penugasan.queries.temuan import mengalir
from penugasan.rules.kelayakan import MENURUT_KODE
from penugasan.rules.tanggal import umur
from penugasan.rules.types import Hasil


def kolom(saringan: Saringan) -> list[Kolom[HasilSaring]]:
    """The columns for one screening; the rules in force stand side by side at the end."""
    aturan: dict[str, dict[str, Any]] = saringan.versi.isi.get("aturan", {})
    tingkat: dict[str, str] = aturan.get("pendidikan", {}).get("tingkat", {})
    aktif = [kode for kode, isi in aturan.items() if isi.get("aktif")]
    return [
        *kolom_jati_diri(lambda h: h.pegawai),
        *kolom_kerja(lambda h: h.pegawai, saringan.periode.instansi),
        *kolom_lahir(lambda h: h.pegawai, lambda h: _usia(h.pegawai.lahir, saringan.per_tanggal)),
        *kolom_pendidikan(lambda h: h.pegawai, tingkat),
        Kolom("DOMISILI", lambda h: domisili(h.pegawai), lebar=30),
        Kolom("HASIL", lambda h: h.get_hasil_display(), lebar=13),
        Kolom("ALASAN", _alasan, Jenis.PANJANG, 60),
        Kolom("DIKECUALIKAN", _dikecualikan, Jenis.PANJANG, 30),
        *[_kolom_aturan(kode) for kode in aktif],
    ]


def baris(hasil: QuerySet[HasilSaring]) -> Iterator[HasilSaring]:
    """The rows in the order of the queryset, 1,000 at a time."""
    return mengalir(hasil.select_related("pegawai__opd", "pegawai__domisili__induk").iterator(1000))


def _kolom_aturan(kode: str) -> Kolom[HasilSaring]:
    def ambil(hasil: HasilSaring) -> str:
        for temuan in hasil.temuan:
            if temuan["kode"] == kode:
                return Hasil(temuan["hasil"]).label
        return ""

    nama = MENURUT_KODE[kode].nama if kode in MENURUT_KODE else kata(kode)
    return Kolom(f"SYARAT {nama.upper()}", ambil, lebar=16)


def _alasan(hasil: HasilSaring) -> str:
    kurang = [
        t["alasan"]
        for t in hasil.temuan
        if t["hasil"] != Hasil.LAYAK.value and "dikecualikan" not in t
    ]
    lulus = "Ada syarat yang dikecualikan." if hasil.dikecualikan else "Memenuhi semua syarat."
    return " ".join(kurang) if kurang else lulus


def _dikecualikan(hasil: HasilSaring) -> str:
    """Rules that were overruled, each with its reason and document."""
    return " ".join(
        f"{MENURUT_KODE[t['kode']].nama}: {t['dikecualikan']}."
        for t in hasil.temuan
        if "dikecualikan" in t and t["kode"] in MENURUT_KODE
    )


def _usia(lahir: dt.date | None, pada: dt.date) -> int | None:
    return umur(lahir, pada)[0] if lahir and lahir <= pada else None
