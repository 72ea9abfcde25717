"""CSV files: any delimiter, any encoding, every cell text, row numbers as in Excel."""

import io
from pathlib import Path

import pytest

from inti.excel import BerkasDitolak, buka
from tests.inti.buku_xml import daftar

ISI = [("NIP", "NAMA", "UNIT"), ("0199", "Béla, S.Pd", "Dinas A; B"), ("2", "Uji", "Kec. “C”")]


def tulis(pemisah: str, akhir: str = "\r\n") -> str:
    def sel(teks: str) -> str:
        return f'"{teks}"' if any(p in teks for p in ";,|\t") else teks

    return akhir.join(pemisah.join(map(sel, satu)) for satu in ISI) + akhir


def baca(isi: bytes, tempat: Path) -> list[tuple[int, tuple[object, ...]]]:
    _, (buku, keluar) = daftar(isi, tempat)
    with keluar:
        (satu,) = buku.lembar
        return [(b.nomor, b.sel) for b in satu.baris()]


def tolak(isi: bytes, tempat: Path) -> BerkasDitolak:
    with pytest.raises(BerkasDitolak) as galat:
        baca(isi, tempat)
    return galat.value


@pytest.mark.parametrize("pemisah", [",", ";", "|", "\t"])
@pytest.mark.parametrize(
    "sandi", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_every_delimiter_and_encoding_is_found(pemisah: str, sandi: str, tmp_path: Path) -> None:
    assert [sel for _, sel in baca(tulis(pemisah).encode(sandi), tmp_path)] == ISI


@pytest.mark.parametrize("akhir", ["\n", "\r"])
def test_every_line_end_is_known(akhir: str, tmp_path: Path) -> None:
    assert [sel for _, sel in baca(tulis(";", akhir).encode(), tmp_path)] == ISI


def test_through_the_front_door() -> None:
    with buka(io.BytesIO(tulis(";").encode())) as buku:
        assert buku.jenis == "csv"
        assert buku.awal_hitungan.year == 1899
        assert [(satu.nama, satu.perkiraan) for satu in buku.lembar] == [("CSV", 3)]
        assert [b.sel for b in buku.lembar[0].baris()] == ISI


def test_a_line_that_names_the_delimiter_is_no_row(tmp_path: Path) -> None:
    assert baca(b"sep=|\r\nA|B\r\n1|2\r\n", tmp_path) == [(1, ("A", "B")), (2, ("1", "2"))]


def test_rows_are_numbered_as_excel_shows_them(tmp_path: Path) -> None:
    isi = b'DAFTAR PPPK;;\n\n;;\nNIP;NAMA;UNIT\n1;"Uji\nKedua; dst";X\n2;Uji;Y\n'
    assert baca(isi, tmp_path) == [
        (1, ("DAFTAR PPPK",)),
        (4, ("NIP", "NAMA", "UNIT")),
        (5, ("1", "Uji\nKedua; dst", "X")),
        (6, ("2", "Uji", "Y")),
    ]


def test_digits_kept_as_text_by_a_wrapper_are_freed(tmp_path: Path) -> None:
    isi = b'NIP;NAMA\n="0012";a\n"=""0034""";="b ""c"""\n=1+1;d\n'
    assert [sel for _, sel in baca(isi, tmp_path)][1:] == [
        ("0012", "a"),
        ("0034", 'b "c"'),
        ("=1+1", "d"),
    ]


def test_the_delimiter_is_what_cuts_the_rows_alike(tmp_path: Path) -> None:
    isi = b"Daftar, menurut abjad, per unit\nNIP;NAMA;UNIT\n" + b"1;Uji, S.Pd, M.M;X\n" * 9
    assert baca(isi, tmp_path)[1] == (2, ("NIP", "NAMA", "UNIT"))


def test_signs_that_no_cell_shows_keep_words_apart(tmp_path: Path) -> None:
    assert baca(b"NIP;NAMA\n1;BUDI\x0bSANTOSO\n", tmp_path)[1] == (2, ("1", "BUDI SANTOSO"))


def test_ragged_rows_are_fine(tmp_path: Path) -> None:
    isi = b"A;B;C\n1;2\n1;2;3;4;5\n"
    assert [len(sel) for _, sel in baca(isi, tmp_path)] == [3, 2, 5]


@pytest.mark.parametrize(
    ("isi", "kode", "sebutan"),
    [
        (b"Kepada Yth.\nSaudara\nDengan hormat\n", "berkas_bukan_xlsx", "bukan tabel"),
        (b"NIP;NAMA\n1;U\0ji\n", "berkas_rusak", "NUL"),
        (b'NIP;NAMA\n1;"Uji\n2;Dua\n', "berkas_rusak", "kutip pada baris 2"),
        (b'NIP;NAMA\n1;"Uji\n2;Dua;"Tiga\n', "berkas_rusak", "kutip pada baris 2"),
        (bytes(range(1, 256)) * 20, "berkas_bukan_xlsx", "bukan buku kerja"),
        ("NIP;NAMA\n1;Guru – Ahli\n2;É\n".encode() + b"3;Jos\xe9\n", "berkas_rusak", "huruf"),
        (b"\xff\xfeA\x00;\x00B\x00\n\x00\x00\xd8", "berkas_rusak", "CSV"),
        (b"", "berkas_rusak", "kosong"),
    ],
)
def test_what_is_no_text_table_is_refused_with_advice(
    isi: bytes, kode: str, sebutan: str, tmp_path: Path
) -> None:
    galat = tolak(isi, tmp_path)
    assert galat.kode == kode
    assert sebutan in galat.pesan


def test_more_rows_than_an_import_takes_are_refused(tmp_path: Path) -> None:
    assert tolak(b"1;2\n" * 250_001, tmp_path).kode == "berkas_terlalu_besar"
