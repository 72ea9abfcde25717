"""The workbook of the co-operatives office: legal entity, status, posts."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from inti.models import BarisImpor, Instansi, Wilayah
from koperasi.models import Kebutuhan, Koperasi
from tests.inti.buku import simpan
from tests.inti.factories import WilayahFactory
from tests.inti.impor import hitungan, impor_berkas, impor_dan_terapkan, temuan
from tests.koperasi.factories import KoperasiFactory

KOLOM = [
    "NO", "NAMA KOPERASI", "KELURAHAN", "KECAMATAN", "NOMOR BADAN HUKUM", "STATUS", "KEBUTUHAN",
    "PERAN 1", "PERAN 2", "PERAN 3",
]  # fmt: skip
AHU = "AHU-0012345.AH.01.29.TAHUN 2025"


@pytest.fixture
def koperasi(instansi: Instansi) -> Koperasi:
    barat = WilayahFactory.create(
        kode="33.75.01", nama="Pekalongan Barat", jenis=Wilayah.Jenis.KECAMATAN
    )
    medono = WilayahFactory.create(kode="33.75.01.1002", nama="Medono", induk=barat)
    return KoperasiFactory.create(
        instansi=instansi, wilayah=medono, kuota=3, status=Koperasi.Status.BELUM_OPERASIONAL,
        nomor_badan_hukum="",
    )  # fmt: skip


def isi(**ubah: Any) -> dict[str, Any]:
    baris = {
        "NO": 1,
        "NAMA KOPERASI": "Koperasi Kelurahan Merah Putih Medono",
        "KELURAHAN": "Medono",
        "KECAMATAN": "Pekalongan Barat",
        "NOMOR BADAN HUKUM": AHU,
        "STATUS": "Operasional",
        "KEBUTUHAN": 2,
        "PERAN 1": "Administrasi",
        "PERAN 2": "Keuangan",
        "PERAN 3": "Usaha/gerai",
    }
    return baris | {nama.replace("_", " "): nilai for nama, nilai in ubah.items()}


def berkas(folder: Path, *baris: dict[str, Any]) -> Path:
    lembar = [
        ["DINAS PERDAGANGAN, KOPERASI, DAN UKM"],
        ["KEBUTUHAN TENAGA KOPERASI KELURAHAN MERAH PUTIH"],
        KOLOM,
        *[[satu[k] for k in KOLOM] for satu in baris],
        ["JUMLAH", None, None, None, None, None, 2],
    ]
    return simpan(folder / "kebutuhan.xlsx", {"Kebutuhan": lembar})


def formasi(koperasi: Koperasi) -> list[tuple[int, str, bool]]:
    semua = Kebutuhan.objects.filter(koperasi=koperasi).order_by("nomor")
    return list(semua.values_list("nomor", "peran", "aktif"))


def test_only_as_many_roles_as_are_needed_become_posts(
    tmp_path: Path, instansi: Instansi, koperasi: Koperasi
) -> None:
    impor = impor_dan_terapkan(berkas(tmp_path, isi()), instansi)
    assert impor.jenis == "kebutuhan"
    assert temuan(impor) == []
    assert hitungan(impor) == {"baris": 1, "berubah": 1}
    koperasi.refresh_from_db()
    assert (koperasi.nomor_badan_hukum, koperasi.status) == (AHU, "operasional")
    assert set(koperasi.sumber) == {"nomor_badan_hukum", "status"}
    assert formasi(koperasi) == [(1, "administrasi", True), (2, "keuangan", True)]
    assert Kebutuhan.objects.first().sumber is not None


def test_the_same_file_again_changes_nothing(
    tmp_path: Path, instansi: Instansi, koperasi: Koperasi
) -> None:
    jalur = berkas(tmp_path, isi())
    impor_dan_terapkan(jalur, instansi)
    assert hitungan(impor_dan_terapkan(jalur, instansi)) == {"baris": 1, "sama": 1}
    assert Kebutuhan.objects.count() == 2


def test_fewer_posts_close_the_last_ones_and_more_open_them_again(
    tmp_path: Path, instansi: Instansi, koperasi: Koperasi
) -> None:
    impor_dan_terapkan(berkas(tmp_path, isi(KEBUTUHAN=3)), instansi)
    impor = impor_dan_terapkan(berkas(tmp_path, isi(KEBUTUHAN=1)), instansi)
    assert BarisImpor.objects.get(impor=impor).beda == {
        "formasi:2": ["Keuangan", ""],
        "formasi:3": ["Usaha/gerai", ""],
    }
    assert [aktif for *_, aktif in formasi(koperasi)] == [True, False, False]
    impor_dan_terapkan(berkas(tmp_path, isi(KEBUTUHAN=2, PERAN_2="Usaha/gerai")), instansi)
    assert formasi(koperasi)[1] == (2, "usaha", True)
    assert Kebutuhan.objects.count() == 3, "a post is closed, never deleted"


def test_a_post_above_the_quota_was_granted_and_is_left_alone(
    tmp_path: Path, instansi: Instansi, koperasi: Koperasi
) -> None:
    Kebutuhan.objects.create(
        koperasi=koperasi,
        nomor=4,
        alasan_lebih="Tiga gerai",
        dokumen_lebih=ContentFile(b"%PDF", name="izin.pdf"),
    )
    impor_dan_terapkan(berkas(tmp_path, isi()), instansi)
    assert formasi(koperasi)[-1][2] is True


@pytest.mark.parametrize(
    ("sel", "kode", "huruf"),
    [
        ({"KEBUTUHAN": 4}, "kuota_lebih", "G"),
        ({"KEBUTUHAN": "dua"}, "jumlah_tak_terbaca", "G"),
        ({"KEBUTUHAN": None}, "jumlah_tak_terbaca", "G"),
        ({"KEBUTUHAN": 10**9}, "jumlah_tak_terbaca", "G"),
        ({"KEBUTUHAN": "00000080000"}, "jumlah_tak_terbaca", "G"),
        ({"KEBUTUHAN": -1}, "jumlah_tak_terbaca", "G"),
        ({"STATUS": "Entah"}, "status_tak_dikenal", "F"),
        ({"PERAN_2": "Penjaga"}, "peran_tak_dikenal", "I"),
        ({"PERAN_1": None}, "peran_tak_dikenal", "H"),
        ({"KELURAHAN": "Entah"}, "kelurahan_tak_dikenal", "C"),
        ({"KELURAHAN": None}, "kelurahan_tak_dikenal", "C"),
        ({"KECAMATAN": "Pekalongan Timur"}, "kelurahan_tak_dikenal", "C"),
    ],
)
def test_each_defect_is_found_at_its_cell(
    tmp_path: Path, instansi: Instansi, koperasi: Koperasi, sel: dict[str, Any], kode: str,
    huruf: str,
) -> None:  # fmt: skip
    impor = impor_berkas(berkas(tmp_path, isi(**sel)), instansi)
    assert temuan(impor) == [(kode, "galat", f"Kebutuhan!{huruf}4")]
    assert hitungan(impor) == {"baris": 1, "ditolak": 1}


def test_leading_zeros_change_no_number(
    tmp_path: Path, instansi: Instansi, koperasi: Koperasi
) -> None:
    judul = [k.replace("PERAN ", "PERAN 0") for k in KOLOM]
    satu = [isi(KEBUTUHAN="02").get(k) for k in KOLOM]
    lembar = simpan(tmp_path / "nol.xlsx", {"Kebutuhan": [judul, satu]})
    impor = impor_dan_terapkan(lembar, instansi)
    assert temuan(impor) == []
    assert len(formasi(koperasi)) == 2


def test_zero_posts_is_an_answer(tmp_path: Path, instansi: Instansi, koperasi: Koperasi) -> None:
    impor = impor_dan_terapkan(berkas(tmp_path, isi(KEBUTUHAN=0)), instansi)
    assert temuan(impor) == []
    assert formasi(koperasi) == []


def test_a_kelurahan_without_a_cooperative_is_refused(
    tmp_path: Path, instansi: Instansi, koperasi: Koperasi
) -> None:
    WilayahFactory.create(kode="33.75.01.1003", nama="Podosugih", induk=koperasi.wilayah.induk)
    impor = impor_berkas(berkas(tmp_path, isi(KELURAHAN="Podosugih")), instansi)
    assert [t[0] for t in temuan(impor)] == ["koperasi_tak_dikenal"]


def test_two_rows_of_one_cooperative_refuse_each_other(
    tmp_path: Path, instansi: Instansi, koperasi: Koperasi
) -> None:
    impor = impor_berkas(berkas(tmp_path, isi(), isi(KELURAHAN="MEDONO")), instansi)
    assert [t[0] for t in temuan(impor)] == ["koperasi_ganda", "koperasi_ganda"]


def test_blank_facts_erase_nothing(tmp_path: Path, instansi: Instansi, koperasi: Koperasi) -> None:
    impor_dan_terapkan(berkas(tmp_path, isi()), instansi)
    impor = impor_dan_terapkan(berkas(tmp_path, isi(STATUS=None, NOMOR_BADAN_HUKUM="-")), instansi)
    assert hitungan(impor) == {"baris": 1, "sama": 1}
    koperasi.refresh_from_db()
    assert koperasi.nomor_badan_hukum == AHU
