"""What a heading means: its remark, its group, and which of two columns is read."""

import io

import openpyxl
import pytest

from inti.excel import buka
from inti.impor import pengimpor
from inti.impor.bacaan import KolomHilang, Pengenalan, baris_data, kenali
from inti.impor.kepala import rapikan
from inti.impor.pengimpor import BarisMentah
from inti.impor.temuan import Temuan, Tingkat
from tests.inti.buku import Isi, buku, tabel
from tests.pegawai.berkas import KOLOM_SIASN

SIASN = [
    "NIP",
    "NAMA",
    "TANGGAL LAHIR",
    "JENIS PEGAWAI",
    "KEDUDUKAN HUKUM",
    "TINGKAT PENDIDIKAN",
]
ORANG = ["11", "A", "01-02-1990", "PPPK", "PPPK Aktif", "S-1"]


def baca(berkas: bytes) -> tuple[Pengenalan, list[BarisMentah], list[Temuan]]:
    with buka(io.BytesIO(berkas)) as terbuka:
        hasil = kenali(terbuka, pengimpor.semua())
        semua = [b for k in hasil.kepala for b in baris_data(k, hasil.pengimpor)]
    return (
        hasil,
        [b for b in semua if isinstance(b, BarisMentah)],
        [t for t in semua if isinstance(t, Temuan)],
    )


def kolom(judul: str) -> set[str]:
    hasil, _, _ = baca(buku({"A": [["NIP", "NAMA", "BUKTI", judul], ["11", "A", "x", "y"]]}))
    return set(hasil.kepala[0].kolom) - {"nip", "nama", "bukti"}


@pytest.mark.parametrize(
    ("judul", "arti"),
    [
        ("AKHIR KONTRAK (dd-mm-yyyy)", {"akhir_kontrak"}),
        ("Mampu Komputer (Ya/Tidak)", {"mampu"}),
        ("MAMPU KOMPUTER (isi Y atau T)", {"mampu"}),
        ("KELURAHAN (tempat tinggal saat ini)", {"domisili"}),
        ("DOMISILI (KEL/KEC)", {"domisili"}),
        ("SKP (2025)", {"skp:2025"}),
        ("KELURAHAN (KTP)", set()),
        ("KELURAHAN (sesuai KTP)", set()),
        ("DOMISILI (ASAL)", set()),
        ("MAMPU KOMPUTER (SUAMI)", set()),
        ("AKHIR KONTRAK (2019)", set()),
    ],
)
def test_a_remark_is_dropped_only_when_it_says_how_to_fill_in(judul: str, arti: set[str]) -> None:
    assert kolom(judul) == arti


@pytest.mark.parametrize(
    "isi",
    [
        [[*SIASN, "JABATAN (LAMA)", "UNIT KERJA (LAMA)", "JABATAN (BARU)", "UNIT KERJA (BARU)"]],
        [
            [*SIASN, "LAMA", None, "BARU", None],
            [*[None] * 6, "JABATAN", "UNIT KERJA", "JABATAN", "UNIT KERJA"],
        ],
    ],
)
def test_the_old_and_the_new_post_are_not_taken_for_each_other(isi: Isi) -> None:
    with pytest.raises(KolomHilang) as galat:
        baca(buku({"A": [*isi, [*ORANG, "Staf", "Dinas A", "Penata", "Dinas B"]]}))
    assert "UNOR" in galat.value.pesan
    kata = [set(rapikan(judul).split()) for judul in galat.value.judul]
    assert kata == [
        {"jabatan", "lama"},
        {"unit", "kerja", "lama"},
        {"jabatan", "baru"},
        {"unit", "kerja", "baru"},
    ]


def test_a_heading_with_its_group_can_be_explained_by_an_officer() -> None:
    isi = buku(
        {
            "A": [
                [*SIASN, "LAMA", None, "BARU", None],
                [*[None] * 6, "JABATAN", "UNIT KERJA", "JABATAN", "UNIT KERJA"],
                [*ORANG, "Staf", "Dinas A", "Penata", "Dinas B"],
            ]
        }
    )
    peta = {"siasn": {"baru unit kerja": "unor_nama", "baru jabatan": "jabatan"}}
    with buka(io.BytesIO(isi)) as terbuka:
        hasil = kenali(terbuka, pengimpor.semua(), peta)
        (baris,) = [b for k in hasil.kepala for b in baris_data(k, hasil.pengimpor)]
    assert isinstance(baris, BarisMentah)
    assert (baris.sel["unor_nama"], baris.sel["jabatan"]) == ("Dinas B", "Penata")
    assert hasil.diabaikan == ["LAMA JABATAN", "LAMA UNIT KERJA"]


def test_the_address_of_the_identity_card_is_not_the_domicile() -> None:
    isi = [
        ["NIP", "NAMA", "ALAMAT KTP", None, "ALAMAT DOMISILI", None, "BUKTI"],
        [None, None, "KELURAHAN", "KECAMATAN", "KELURAHAN", "KECAMATAN", None],
        ["11", "A", "Kauman", "Timur", "Kandang Panjang", "Utara", "x"],
    ]
    _, (baris,), _ = baca(buku({"A": isi}))
    assert baris.sel["domisili"] == "Kandang Panjang"


def test_a_group_reaches_as_far_as_its_merged_cell() -> None:
    kerja = openpyxl.Workbook()
    lembar = kerja.active
    lembar.append(["NIP", "NAMA", "KTP", None, None])
    lembar.append([None, None, "KELURAHAN", "KECAMATAN", "MAMPU KOMPUTER"])
    lembar.append(["11", "A", "Kauman", "Timur", "Ya"])
    lembar.merge_cells("C1:D1")
    keluar = io.BytesIO()
    kerja.save(keluar)
    _, (baris,), _ = baca(keluar.getvalue())
    assert (baris.sel["mampu"], "domisili" in baris.sel) == ("Ya", False)


def test_of_two_columns_that_say_something_else_the_unread_one_is_named() -> None:
    isi = [
        ["NIP", "NAMA", "BUKTI", "BUKTI KEMAMPUAN", "BUKTI KOMPUTER"],
        ["11", "A", "x", "X", None],
        ["12", "B", "x", "y", None],
        ["13", "C", "x", "z", None],
    ]
    _, baris, temuan = baca(buku({"A": isi}))
    assert [b.sel["bukti"] for b in baris] == ["x", "x", "x"]
    assert [(t.kode, t.tingkat, t.sel, t.kolom) for t in temuan] == [
        ("kolom_ganda", Tingkat.PERINGATAN, "D1", "BUKTI KEMAMPUAN")
    ]


def test_of_two_equal_headings_the_one_in_sight_is_read_and_the_hidden_one_named() -> None:
    kerja = openpyxl.Workbook()
    lembar = kerja.active
    lembar.append(["NIP", "NAMA", "BUKTI", "BUKTI"])
    lembar.append(["11", "A", "dulu", "kini"])
    lembar.column_dimensions["C"].hidden = True
    keluar = io.BytesIO()
    kerja.save(keluar)
    _, (baris,), (temuan,) = baca(keluar.getvalue())
    assert baris.sel["bukti"] == "kini"
    assert (temuan.kode, temuan.sel) == ("kolom_ganda", "C1")
    assert "tersembunyi" in temuan.pesan


def test_of_two_tables_side_by_side_the_right_one_is_refused_by_name() -> None:
    judul = ["NO", "NIP", "NAMA", "BUKTI"]
    isi = [[*judul, None, *judul], [1, "11", "A", "x", None, 2, "12", "B", "y"]]
    hasil, baris, temuan = baca(buku({"A": isi}))
    assert ([b.sel["nip"] for b in baris], hasil.diabaikan) == (["11"], [])
    assert [(t.kode, t.tingkat, t.sel) for t in temuan] == [("kolom_ganda", Tingkat.GALAT, "G1")]
    assert "Pindahkan" in temuan[0].pesan


def test_the_same_nip_in_two_spellings_is_no_second_table() -> None:
    isi = [
        ["FORMATTED NIP", "NIP", "NAMA", "BUKTI"],
        ["19900101 202421 1 001", "199001012024211001", "A", "x"],
    ]
    assert baca(buku({"A": isi}))[2] == []


@pytest.mark.parametrize("gabung", [True, False])
def test_marks_under_a_part_of_a_heading_that_has_no_meaning_are_named(gabung: bool) -> None:
    kerja = openpyxl.Workbook()
    lembar = kerja.active
    for satu in (
        ["NIP", "NAMA", "BUKTI", "MAMPU KOMPUTER", None, *([] if gabung else ["KELURAHAN"])],
        [None, None, None, "YA", "TIDAK"],
        ["11", "A", "x", "V", None],
        ["12", "B", "x", None, "V"],
    ):
        lembar.append(satu)
    if gabung:
        lembar.merge_cells("D1:E1")
    keluar = io.BytesIO()
    kerja.save(keluar)
    temuan = [t for t in baca(keluar.getvalue())[2] if t.kode == "kolom_tak_terbaca"]
    assert [(t.tingkat, t.sel, t.kolom) for t in temuan] == [
        (Tingkat.PERINGATAN, "E1", "MAMPU KOMPUTER")
    ]


def test_a_heading_of_doubtful_meaning_is_named_when_nothing_else_stands_for_it() -> None:
    judul = ["NIP", "NAMA", "BUKTI", "KELURAHAN (KTP)"]
    (temuan,) = baca(buku({"A": [judul, ["11", "A", "x", "Kauman"]]}))[2]
    assert (temuan.kode, temuan.sel) == ("kolom_tak_terbaca", "D1")
    judul, baris = [*judul, "DOMISILI"], ["11", "A", "x", "Kauman", "Kandang Panjang"]
    assert baca(buku({"A": [judul, baris]}))[2] == []


def test_the_export_of_siasn_leaves_no_column_in_doubt() -> None:
    isi = tabel(KOLOM_SIASN, [{judul: f"isi {n}" for n, judul in enumerate(KOLOM_SIASN)}])
    assert baca(buku({"A": isi}))[2] == []
