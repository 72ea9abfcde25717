"""Which rows under a heading are data, and what is said of those that are not."""

import io
from pathlib import Path

import openpyxl
import pytest

from inti.excel import buka
from inti.impor import pengimpor
from inti.impor.bacaan import baris_data, kenali
from inti.impor.pengimpor import BarisMentah
from inti.impor.temuan import Temuan, Tingkat
from inti.models import BarisImpor, Instansi
from pegawai.models import Opd
from tests.inti.buku import Isi, buku
from tests.inti.impor import impor_berkas, temuan as semua_temuan
from tests.pegawai.factories import PegawaiFactory

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


BERKELOMPOK = ["NO", "NIP", "NAMA", "KELURAHAN DOMISILI", "SKP", None]
BAGIAN = [None, None, None, None, "2024", "2025"]


def test_a_heading_of_two_lines_and_column_numbers_on_every_page_are_no_data() -> None:
    halaman = [BERKELOMPOK, BAGIAN, [1, 2, 3, 4, 5, 6]]
    orang, temuan = baca(
        [
            *halaman,
            [1, "11", "A", "Kauman", "Baik", "Baik"],
            *halaman,
            [2, "12", "B", "Kauman", "Baik", "Baik"],
            [],
            *[["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"] if b[0] == 1 else b for b in halaman],
            [3, "13", "C", "Kauman", "Baik", "Baik"],
        ]
    )
    assert [b.nomor for b in orang] == [4, 8, 13]
    assert temuan == []


def test_a_heading_repeated_in_other_words_for_the_same_columns_is_no_data() -> None:
    lain = ["No.", "NIP BARU", "Nama Lengkap", "Domisili", "Bisa Komputer"]
    orang, temuan = baca([SURVEI, [1, "11", "A", "X", "Ya"], lain, [2, "12", "B", "X", "Ya"]])
    assert ([b.nomor for b in orang], temuan) == ([2, 4], [])


@pytest.mark.parametrize(
    ("awal", "lain", "sel"),
    [
        (
            [[*SURVEI, "SKP 2024", "SKP 2025"]],
            [[*SURVEI, "SKP 2025", "SKP 2024"]],
            "F4",
        ),
        ([[*SURVEI, "SKP 2024", "SKP 2025"]], [[*SURVEI, "SKP 2023", "SKP 2024"]], "F4"),
        ([SURVEI], [["NO", "NAMA", "NIP", "KELURAHAN DOMISILI", "MAMPU KOMPUTER"]], "B4"),
        ([SURVEI], [[*SURVEI, "BUKTI"]], "F4"),
        ([[*SURVEI, "SKP 2024"]], [["NO", "SKP 2024", "NAMA", "NIP", "KELURAHAN DOMISILI"]], "B4"),
    ],
)
def test_where_the_heading_changes_nothing_further_is_read(awal: Isi, lain: Isi, sel: str) -> None:
    atas, bawah = [1, "11", "A", "X", "Ya"], [2, "12", "B", "X", "Ya"]
    orang, temuan = baca([*awal, atas, ["PUSKESMAS B"], *lain, bawah])
    assert [b.nomor for b in orang] == [2]
    assert [(t.kode, t.tingkat, t.sel) for t in temuan] == [("judul_berubah", Tingkat.GALAT, sel)]


def test_the_parts_of_a_group_that_change_places_are_a_change_too() -> None:
    orang, temuan = baca(
        [
            BERKELOMPOK,
            BAGIAN,
            [1, "11", "A", "X", "Baik", "Kurang"],
            BERKELOMPOK,
            [None, None, None, None, "2025", "2026"],
            [2, "12", "B", "X", "Baik", "Kurang"],
        ]
    )
    assert [b.nomor for b in orang] == [3]
    assert [(t.kode, t.sel) for t in temuan] == [("judul_berubah", "E5")]


def test_a_person_whose_name_is_a_total_is_a_person() -> None:
    orang, _ = baca([SURVEI, ["JUMLAH", "199001012024211001", "TOTAL", "X", "Ya"]])
    assert [b.nomor for b in orang] == [2]


CSV = "NIP;NAMA;KELURAHAN DOMISILI;MAMPU KOMPUTER;BUKTI"


def geser(*baris: str) -> dict[int, str]:
    """Return which rows of a text table are refused as shifted, and at which cell."""
    semua = [b for b in isi("\n".join(baris).encode()) if isinstance(b, BarisMentah)]
    assert all(
        t.tingkat == Tingkat.GALAT and t.kode == "jumlah_kolom" for b in semua for t in b.temuan
    )
    return {b.nomor: b.temuan[0].sel for b in semua if b.temuan}


@pytest.mark.parametrize(
    ("baris", "hasil"),
    [
        (["11;A;X;Ya;s", "12;B; S.E.;X;Ya;s", "13;C;X;Ya;s"], {3: "F3"}),
        (["11;A;X;Ya;s", "12;B; S.E.;X;Ya;", "13;C;X;Ya;s"], {3: "F3"}),
        (
            ["11;A; S.E.;X;Ya;s", "12;B; S.E.;X;Ya;", "13;C; S.E.;X;Ya;s"],
            {2: "F2", 3: "F3", 4: "F4"},
        ),
        (["11;A;X;Ya;", "12;X;Ya;s", "13;C;X;Ya;s"], {3: "E3"}),
    ],
)
def test_a_row_that_was_cut_differently_from_the_heading_is_refused(
    baris: list[str], hasil: dict[int, str]
) -> None:
    assert geser(CSV, *baris) == hasil


@pytest.mark.parametrize(
    "baris",
    [
        [CSV, "11;A;X;Ya;s;", "12;B;X;Ya;;", "13;C;X;Ya;s;"],
        [f"{CSV};;", "11;A;X;Ya;s", "12;B;X;Ya;s;;", "13;C;X;Ya;s;"],
        [CSV, "11;A;X;Ya;s", "12;B;X", "13;C;X;Ya"],
        [CSV, *["11;A;X;Ya;"] * 15, *["12;B;X;Ya"] * 16, "13;C;X;Ya;s"],
        ["PEMERINTAH KOTA;;;;", CSV, "11;A;X;Ya;s", "12;B;X;Ya;"],
    ],
    ids=["ekor", "ekor judul", "tanpa ekor", "Excel", "kop"],
)
def test_blanks_that_a_program_adds_or_drops_at_the_end_shift_nothing(baris: list[str]) -> None:
    assert geser(*baris) == {}


def test_a_row_that_shifted_is_refused_and_the_others_are_not(
    tmp_path: Path, instansi: Instansi, opd: Opd
) -> None:
    satu, dua = PegawaiFactory.create_batch(2, instansi=instansi, opd=opd)
    berkas = tmp_path / "survei.csv"
    berkas.write_text(
        "NIP,NAMA,MAMPU KOMPUTER,BUKTI\n"
        f"{satu.nip},{satu.nama}, S.E.,Ya,Sertifikat\n{dua.nip},{dua.nama},Ya,Sertifikat\n"
    )
    impor = impor_berkas(berkas, instansi)
    baris = BarisImpor.objects.filter(impor=impor).order_by("pk")
    assert [(b.kunci, b.status) for b in baris] == [(satu.nip, "ditolak"), (dua.nip, "berubah")]
    assert ("jumlah_kolom", "galat", "CSV!E2") in semua_temuan(impor)
