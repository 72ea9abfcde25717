"""Headings are found wherever they stand, and rows that are no data are left out."""

import io
from typing import Any

import pytest

from inti.excel import BerkasDitolak, buka
from inti.impor import pengimpor
from inti.impor.bacaan import Pengenalan, baris_data, kenali
from inti.impor.kepala import rapikan
from inti.impor.pengimpor import BarisMentah
from inti.impor.teks import kunci_nama, teks
from inti.impor.temuan import Temuan, Tingkat
from tests.inti.buku import Isi, buku

SURVEI = ["NIP", "NAMA", "BUKTI"]


def kenal(lembar: dict[str, Isi]) -> tuple[Pengenalan, list[BarisMentah | Temuan]]:
    with buka(io.BytesIO(buku(lembar))) as terbuka:
        hasil = kenali(terbuka, pengimpor.semua())
        return hasil, [b for kepala in hasil.kepala for b in baris_data(kepala, hasil.pengimpor)]


def tolak(lembar: dict[str, Isi]) -> BerkasDitolak:
    with pytest.raises(BerkasDitolak) as galat:
        kenal(lembar)
    return galat.value


def data(lembar: dict[str, Isi]) -> list[int]:
    return [b.nomor for b in kenal(lembar)[1] if isinstance(b, BarisMentah)]


@pytest.mark.parametrize(
    ("tertulis", "bentuk"),
    [
        ("NIP BARU", "nip baru"),
        ("  Nip_Baru ", "nip baru"),
        ("TK. PENDIDIKAN", "tk pendidikan"),
        ("NIP/NIPPPK *", "nip nipppk"),
    ],
)
def test_headings_are_compared_without_case_and_signs(tertulis: str, bentuk: str) -> None:
    assert rapikan(tertulis) == bentuk


@pytest.mark.parametrize("kop", [0, 1, 6, 30])
def test_the_heading_is_found_below_a_letterhead(kop: int) -> None:
    isi = [["PEMERINTAH KOTA"]] * kop + [SURVEI, ["1", "A", "B"], ["2", "C", "D"]]
    assert data({"Data": isi}) == [kop + 2, kop + 3]


def test_columns_may_stand_in_any_order_and_start_anywhere() -> None:
    isi = [[], [None, None, "BUKTI", None, "NIP", "NAMA"], [None, None, "x", None, "1", "A"]]
    (baris,) = kenal({"Data": isi})[1]
    assert isinstance(baris, BarisMentah)
    assert dict(baris.sel) == {"bukti": "x", "nip": "1", "nama": "A"}
    assert {n: k.huruf for n, k in baris.kolom.items()} == {"bukti": "C", "nip": "E", "nama": "F"}


def test_totals_numbers_repeats_and_notes_are_no_data() -> None:
    isi = [
        [*SURVEI, "AKHIR KONTRAK"],
        [1, 2, 3, 4],
        ["1", "A", "x"],
        SURVEI,
        ["2", "B", "y"],
        ["JUMLAH", 2, 3],
        ["Total pegawai", "2", "3"],
        [],
        [None, "Kepala Dinas"],
        ["NIP. 123"],
    ]
    hasil, baris = kenal({"Data": isi})
    assert [b.nomor for b in baris if isinstance(b, BarisMentah)] == [3, 5]
    assert not [b for b in baris if isinstance(b, Temuan)]
    assert not hasil.temuan


def test_a_line_skipped_in_the_midst_of_the_data_is_told() -> None:
    isi = [SURVEI, ["1", "A", "x"], [None, None, None, "catatan"], ["2", "B", "y"]]
    _, (satu, temuan, dua) = kenal({"Data": isi})
    assert isinstance(satu, BarisMentah)
    assert isinstance(dua, BarisMentah)
    assert isinstance(temuan, Temuan)
    assert (temuan.kode, temuan.sel, temuan.tingkat) == (
        "baris_dilewati",
        "D3",
        Tingkat.PERINGATAN,
    )


def test_an_excel_error_counts_as_blank() -> None:
    (baris,) = kenal({"Data": [SURVEI, ["1", "#REF!", "x"]]})[1]
    assert isinstance(baris, BarisMentah)
    assert baris.sel["nama"] is None


def test_sheets_without_known_columns_are_skipped_with_a_note() -> None:
    hasil, _ = kenal({"Panduan": [["Isi dengan benar"]], "A": [SURVEI, ["1", "A", "x"]]})
    assert [(t.kode, t.lembar) for t in hasil.temuan] == [("lembar_dilewati", "Panduan")]


def test_one_sheet_without_its_key_column_does_not_stop_the_others() -> None:
    hasil, baris = kenal(
        {"A": [SURVEI, ["1", "A", "x"]], "B": [["NAMA", "BUKTI", "SKP 2025"], ["A", "x", "BAIK"]]}
    )
    assert [(t.kode, t.tingkat, t.lembar) for t in hasil.temuan] == [
        ("kolom_hilang", Tingkat.GALAT, "B")
    ]
    assert len(baris) == 1


def test_unknown_columns_are_listed() -> None:
    hasil, _ = kenal({"A": [[*SURVEI, "WARNA", "NIK"], ["1", "A", "x", "biru", "1"]]})
    assert (hasil.diabaikan, hasil.pribadi) == (["WARNA"], ["NIK"])


def test_of_two_spellings_the_better_one_is_taken() -> None:
    isi = [["FORMATTED NIP", "NIP", "NAMA", "BUKTI"], ["a", "b", "c", "d"]]
    (baris,) = kenal({"A": isi})[1]
    assert isinstance(baris, BarisMentah)
    assert baris.sel["nip"] == "b"


def test_refusals_say_what_is_missing() -> None:
    kosong = tolak({"A": [], "B": [[None]]})
    assert kosong.kode == "lembar_kosong"
    asing = tolak({"A": [["BARANG", "HARGA"], ["Meja", 1]]})
    assert asing.kode == "kolom_hilang"
    assert "Pendataan OPD" in asing.pesan
    hampir = tolak({"A": [["NAMA", "BUKTI", "MAMPU KOMPUTER", "SKP 2025"], ["A", "x", "Ya", "B"]]})
    assert hampir.kode == "kolom_hilang"
    assert "Kolom wajib tidak ada di lembar “A”: NIP." in hampir.pesan


@pytest.mark.parametrize(
    ("isi", "hasil"),
    [
        (None, ""),
        ("  A   B\n", "A B"),
        ("A\u200bB\u202e", "AB"),
        ("A\x07B", "A B"),
        (12.0, "12"),
        (12.5, "12.5"),
        (True, "Ya"),
        (False, "Tidak"),
        ("=1+1", "=1+1"),
    ],
)
def test_a_cell_becomes_one_visible_line(isi: Any, hasil: str) -> None:
    assert teks(isi) == hasil


def test_names_are_compared_by_their_letters() -> None:
    assert kunci_nama("Sa'diyah, A.") == kunci_nama("SA DIYAH A")
