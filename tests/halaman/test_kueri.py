"""At most eight questions to the database on every page, session and account included.

Twelve units with one of everything stand in the world: a query per row shows at once.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.halaman.daftar import HALAMAN, Halaman

PALING = 8
LEBIH: dict[str, int] = {
    "penugasan:kartu_kelayakan petugas": 12,
    "penugasan:kartu_kelayakan kepala_opd": 12,
    "penugasan:saya_kartu pegawai": 9,
    "penugasan:nominasi_rincian petugas": 10,
    "penugasan:usulan_rincian petugas": 20,
    "penugasan:usulan_opd_ajukan periksa jawaban kepala_opd": 20,
    "inti:impor_rincian pratinjau petugas": 12,
}
"""Pages that put one case together from many tables, one question each, with how much they ask.
A number here only ever goes down: a page that got cheaper must say so, and a page that is not here
may not exceed the eight."""
PERTAMA: dict[str, int] = {
    "pegawai:pegawai_ubah petugas": 9,
    "penugasan:beranda auditor": 12,
    "penugasan:beranda pegawai": 10,
    "penugasan:beranda penyetuju": 10,
    "penugasan:beranda petugas": 13,
    "penugasan:kartu_kelayakan petugas": 13,
    "penugasan:kartu_kelayakan kepala_opd": 13,
    "penugasan:rencana_rincian petugas": 10,
    "penugasan:nominasi petugas": 10,
    "penugasan:nominasi_rincian petugas": 11,
    "penugasan:usulan_rincian petugas": 21,
    "penugasan:penetapan petugas": 10,
    "penugasan:permintaan petugas": 9,
    "penugasan:panggilan petugas": 11,
    "penugasan:panggilan_opd kepala_opd": 10,
    "penugasan:saya_kartu pegawai": 10,
    "penugasan:buku_kirim petugas": 9,
    "penugasan:ekspor_jadwal_baru kelayakan petugas": 9,
    "penugasan:ekspor_jadwal_baru kelayakan kepala_opd": 9,
    "penugasan:usulan_opd_ajukan periksa jawaban kepala_opd": 21,
    "inti:impor_rincian pratinjau petugas": 12,
}
"""What a first look asks: lists and sums are read that a second look remembers."""
BERKAS: dict[str, int] = {
    "penugasan:ekspor pegawai petugas": 12,
    "penugasan:ekspor pegawai kepala_opd": 12,
    "penugasan:ekspor entri-siasn petugas": 9,
    "penugasan:ekspor bukti petugas": 17,
    "penugasan:ekspor bukti kepala_opd": 17,
    "penugasan:ekspor kelayakan petugas": 15,
    "penugasan:ekspor kelayakan kepala_opd": 15,
    "penugasan:ekspor nominatif petugas": 15,
    "penugasan:ekspor nominatif kepala_opd": 15,
    "penugasan:ekspor rencana petugas": 15,
    "penugasan:ekspor penugasan petugas": 10,
    "penugasan:ekspor penugasan kepala_opd": 10,
    "penugasan:ekspor berakhir petugas": 10,
    "penugasan:ekspor sinkronisasi petugas": 12,
    "penugasan:ekspor beda-siasn petugas": 9,
    "penugasan:ekspor padanan-siasn petugas": 13,
    "penugasan:ekspor beban-opd petugas": 13,
    "penugasan:ekspor kebutuhan petugas": 11,
}
"""Workbooks are no pages: each reads every table that it prints, and logs where it went."""


@pytest.mark.parametrize("halaman", HALAMAN, ids=lambda satu: satu.nama)
def test_a_page_asks_at_most_eight_questions(
    halaman: Halaman, buka: Callable[[Halaman], Any]
) -> None:
    jawaban = buka(halaman)
    if "attachment" in jawaban.get("Content-Disposition", ""):
        _paling(BERKAS, halaman, jawaban.kueri_pertama)
    else:
        _paling(LEBIH, halaman, jawaban.kueri)
        _paling(PERTAMA, halaman, jawaban.kueri_pertama)


def _paling(lebih: dict[str, int], halaman: Halaman, kueri: list[str]) -> None:
    assert len(kueri) <= lebih.get(halaman.nama, PALING), "\n".join(k[:200] for k in kueri)
    if halaman.nama in lebih:
        assert len(kueri) == lebih[halaman.nama], f"kini {len(kueri)}: turunkan"


def test_no_page_that_is_gone_keeps_its_exception() -> None:
    assert set(LEBIH) | set(PERTAMA) | set(BERKAS) <= {satu.nama for satu in HALAMAN}
