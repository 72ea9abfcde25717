"""Which rows under a heading are data, and what is said of those that are not."""

import io

import openpyxl

from inti.excel import buka
from inti.impor import pengimpor
from inti.impor.bacaan import baris_data, kenali
from inti.impor.pengimpor import BarisMentah
from inti.impor.temuan import Temuan
from tests.inti.buku import Isi, buku

SURVEI = ["NO", "NIP", "NAMA", "KELURAHAN DOMISILI", "MAMPU KOMPUTER"]


def isi(berkas: bytes) -> list[BarisMentah | Temuan]:
    with buka(io.BytesIO(berkas)) as terbuka:
        hasil = kenali(terbuka, pengimpor.semua())
        return [b for kepala in hasil.kepala for b in baris_data(kepala, hasil.pengimpor)]


def baca(baris: Isi) -> tuple[list[BarisMentah], list[Temuan]]:
    semua = isi(buku({"A": baris}))
    return (
        [b for b in semua if isinstance(b, BarisMentah)],
        [t for t in semua if isinstance(t, Temuan)],
    )


def test_a_cell_merged_from_a_line_without_people_counts_for_those_below() -> None:
    kerja = openpyxl.Workbook()
    lembar = kerja.active
    for satu in (
        SURVEI,
        [None, None, None, "Kauman"],
        [1, "11", "A", None, "Ya"],
        [2, "12", "B", None, "Tidak"],
    ):
        lembar.append(satu)
    lembar.merge_cells("D2:D4")
    keluar = io.BytesIO()
    kerja.save(keluar)
    orang = [b for b in isi(keluar.getvalue()) if isinstance(b, BarisMentah)]
    assert [(b.nomor, b.sel["domisili"]) for b in orang] == [(3, "Kauman"), (4, "Kauman")]


def test_people_without_a_nip_below_the_last_person_are_told_and_signatures_are_not() -> None:
    orang, temuan = baca(
        [
            SURVEI,
            [1, "11", "A", "Kauman", "Ya"],
            [2, None, "BELUM BERNIP"],
            [3, None, "BELUM JUGA"],
            [],
            [None, None, "Kepala Dinas"],
            [None, None, "BUDI CONTOH"],
            [None, None, "NIP. 19700101 199803 1 001"],
        ]
    )
    assert [b.nomor for b in orang] == [2]
    assert [(t.kode, t.sel) for t in temuan] == [("baris_dilewati", "A3"), ("baris_dilewati", "A4")]


def test_a_last_row_with_nothing_but_a_nip_is_told() -> None:
    _, temuan = baca([SURVEI, [1, "11", "A", "Kauman"], [], [9, "19700101 199803 1 001"]])
    assert [(t.kode, t.sel) for t in temuan] == [("baris_dilewati", "A4")]
