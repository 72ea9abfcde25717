"""The survey of the units: facts become dated evidence, old evidence stays."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from inti.errors import DomainError
from inti.impor.panggung import bandingkan_ulang
from inti.impor.terapkan import pastikan_boleh
from inti.models import BarisImpor, Impor, Instansi, Sumber, Wilayah
from inti.waktu import hari_ini
from pegawai.models import BuktiKomputer, Kontrak, Opd, Pegawai, PredikatKinerja
from tests.inti.buku import simpan, tabel
from tests.inti.factories import WilayahFactory
from tests.inti.impor import (
    hitungan,
    impor_berkas,
    impor_dan_terapkan,
    temuan,
    terapkan_impor,
)
from tests.pegawai.berkas import KOLOM_SIASN, KOLOM_SURVEI, baris_siasn, lembar_survei
from tests.pegawai.factories import PegawaiFactory

pytestmark = pytest.mark.usefixtures("kandang_panjang")
HARI = dt.date(2028, 2, 29)


@pytest.fixture
def kandang_panjang(db: None) -> Wilayah:
    kecamatan = WilayahFactory.create(
        kode="33.75.03", nama="Pekalongan Utara", jenis=Wilayah.Jenis.KECAMATAN
    )
    return WilayahFactory.create(
        kode="33.75.03.1003", nama="Kandang Panjang", alias=["Kandangpanjang"], induk=kecamatan
    )


@pytest.fixture
def orang(instansi: Instansi, opd: Opd) -> Pegawai:
    return PegawaiFactory.create(instansi=instansi, opd=opd, nama="UJI SATU")


def isi(orang: Pegawai, **ubah: Any) -> dict[str, Any]:
    baris = {
        "NO": 1,
        "NIP": orang.nip,
        "NAMA": orang.nama.title(),
        "KELURAHAN DOMISILI": "Kandang Panjang",
        "MAMPU KOMPUTER": "Ya",
        "BUKTI": "Uji praktik BKPSDM",
        "AKHIR KONTRAK": HARI,
        "SKP 2024": "BUTUH PERBAIKAN",
        "SKP 2025": "SANGAT BAIK",
    }
    return baris | {nama.replace("_", " "): nilai for nama, nilai in ubah.items()}


def berkas(folder: Path, *baris: dict[str, Any], nama: str = "survei.xlsx") -> Path:
    return simpan(folder / nama, {"DINKES": lembar_survei("Dinas Kesehatan", list(baris))})


def test_a_row_becomes_a_domicile_and_three_kinds_of_evidence(
    tmp_path: Path, instansi: Instansi, orang: Pegawai, kandang_panjang: Wilayah
) -> None:
    impor = impor_dan_terapkan(berkas(tmp_path, isi(orang)), instansi)
    assert impor.jenis == "survei"
    assert temuan(impor) == []
    assert hitungan(impor) == {"baris": 1, "berubah": 1}
    orang.refresh_from_db()
    assert orang.domisili == kandang_panjang
    bukti = BuktiKomputer.objects.get()
    assert (bukti.jenis, bukti.mampu, bukti.pegawai) == ("UJI_PRAKTIK", True, orang)
    assert Kontrak.objects.get().akhir == HARI
    grades = PredikatKinerja.objects.order_by("tahun").values_list("tahun", "predikat")
    assert list(grades) == [(2024, 3), (2025, 1)]
    sumber = Sumber.objects.get()
    assert {bukti.sumber, Kontrak.objects.get().sumber} == {sumber}
    assert orang.sumber["domisili"] == sumber.pk
    assert bukti.tanggal == hari_ini()


def test_the_same_file_again_adds_nothing(
    tmp_path: Path, instansi: Instansi, orang: Pegawai
) -> None:
    jalur = berkas(tmp_path, isi(orang))
    impor_dan_terapkan(jalur, instansi)
    impor = impor_dan_terapkan(jalur, instansi)
    assert hitungan(impor) == {"baris": 1, "sama": 1}
    assert BuktiKomputer.objects.count() == Kontrak.objects.count() == 1
    assert PredikatKinerja.objects.count() == 2


def test_news_is_added_and_the_old_evidence_stays(
    tmp_path: Path, instansi: Instansi, orang: Pegawai
) -> None:
    impor_dan_terapkan(berkas(tmp_path, isi(orang)), instansi)
    baru = isi(orang, MAMPU_KOMPUTER="Tidak", BUKTI=None, SKP_2024="BAIK", SKP_2025=None)
    impor = impor_dan_terapkan(berkas(tmp_path, baru), instansi)
    assert sorted(BarisImpor.objects.get(impor=impor).beda) == ["bukti", "skp:2024"]
    assert list(BuktiKomputer.objects.order_by("pk").values_list("mampu", flat=True)) == [
        True,
        False,
    ]
    assert PredikatKinerja.objects.filter(tahun=2024).count() == 2
    assert PredikatKinerja.objects.filter(tahun=2025).count() == 1, "a blank says nothing"


def test_an_answer_that_swings_back_is_news_again(
    tmp_path: Path, instansi: Instansi, orang: Pegawai
) -> None:
    for jawaban in ("BAIK", "KURANG", "BAIK"):
        impor_dan_terapkan(berkas(tmp_path, isi(orang, SKP_2024=jawaban)), instansi)
    nilai = PredikatKinerja.objects.filter(tahun=2024).order_by("pk").values_list("predikat")
    assert [n for (n,) in nilai] == [2, 4, 2]


@pytest.mark.parametrize(
    "ejaan",
    ["kandangpanjang", "KANDANG PANJANG", "Kel. Kandang Panjang", "Kelurahan Kandang  Panjang",
     "Kandang Panjang, Kec. Pekalongan Utara", "Kandangpanjang"],
)  # fmt: skip
def test_a_kelurahan_is_known_in_its_spellings(
    tmp_path: Path, instansi: Instansi, orang: Pegawai, kandang_panjang: Wilayah, ejaan: str
) -> None:
    impor = impor_dan_terapkan(berkas(tmp_path, isi(orang, KELURAHAN_DOMISILI=ejaan)), instansi)
    assert temuan(impor) == []
    orang.refresh_from_db()
    assert orang.domisili == kandang_panjang


@pytest.mark.parametrize(
    "luar",
    ["Batang", "Kec. Wiradesa", "Kandang Panjang, Kab. Batang",
     "Kandang Panjang, Kec. Wiradesa"],
)  # fmt: skip
def test_a_place_outside_the_city_is_kept_as_text(
    tmp_path: Path, instansi: Instansi, orang: Pegawai, luar: str
) -> None:
    impor_dan_terapkan(berkas(tmp_path, isi(orang, KELURAHAN_DOMISILI=luar)), instansi)
    orang.refresh_from_db()
    assert (orang.domisili, orang.domisili_teks) == (None, luar)


def test_a_near_miss_is_flagged_and_never_accepted(
    tmp_path: Path, instansi: Instansi, orang: Pegawai
) -> None:
    salah = berkas(tmp_path, isi(orang, KELURAHAN_DOMISILI="Kandang Panjan"))
    impor = impor_dan_terapkan(salah, instansi)
    assert temuan(impor) == [("domisili_mirip", "peringatan", "DINKES!D6")]
    orang.refresh_from_db()
    assert orang.domisili is None


def test_moving_back_into_the_city_clears_the_text(
    tmp_path: Path, instansi: Instansi, orang: Pegawai, kandang_panjang: Wilayah
) -> None:
    impor_dan_terapkan(berkas(tmp_path, isi(orang, KELURAHAN_DOMISILI="Batang")), instansi)
    impor_dan_terapkan(berkas(tmp_path, isi(orang)), instansi)
    orang.refresh_from_db()
    assert (orang.domisili, orang.domisili_teks) == (kandang_panjang, "")


@pytest.mark.parametrize(
    ("sel", "kode", "tingkat", "huruf"),
    [
        ({"NIP": 1.99e17}, "nip_angka", "galat", "B"),
        ({"NIP": "123"}, "nip_panjang", "galat", "B"),
        ({"AKHIR_KONTRAK": "31-02-2028"}, "tanggal_tak_terbaca", "galat", "G"),
        ({"NAMA": "Orang Lain"}, "nama_beda", "peringatan", "C"),
        ({"SKP_2025": "Istimewa"}, "predikat_tak_dikenal", "peringatan", "I"),
    ],
)
def test_each_defect_is_found_at_its_cell(
    tmp_path: Path,
    instansi: Instansi,
    orang: Pegawai,
    sel: dict[str, Any],
    kode: str,
    tingkat: str,
    huruf: str,
) -> None:
    impor = impor_berkas(berkas(tmp_path, isi(orang, **sel)), instansi)
    assert temuan(impor) == [(kode, tingkat, f"DINKES!{huruf}6")]


def test_somebody_unknown_is_refused(tmp_path: Path, instansi: Instansi, orang: Pegawai) -> None:
    asing = PegawaiFactory.build(instansi=instansi, opd=None, nama="ASING")
    impor = impor_dan_terapkan(berkas(tmp_path, isi(asing), isi(orang)), instansi)
    assert temuan(impor) == [("pegawai_tak_dikenal", "galat", "DINKES!B6")]
    assert hitungan(impor) == {"baris": 2, "berubah": 1, "ditolak": 1}


def test_a_person_on_two_sheets_is_refused_on_both(
    tmp_path: Path, instansi: Instansi, orang: Pegawai
) -> None:
    lembar = {n: lembar_survei(n, [isi(orang)]) for n in ("DINKES", "DINDIK")}
    impor = impor_berkas(simpan(tmp_path / "dua.xlsx", lembar), instansi)
    assert [t[2] for t in temuan(impor)] == ["DINKES!B6", "DINDIK!B6"]
    assert hitungan(impor) == {"baris": 2, "ditolak": 2}


def test_a_two_line_heading_is_understood(
    tmp_path: Path, instansi: Instansi, orang: Pegawai
) -> None:
    atas = ["NO", "NIP", "NAMA", "KELURAHAN DOMISILI", "MAMPU KOMPUTER", "BUKTI",
            "AKHIR KONTRAK", "SKP", None]  # fmt: skip
    bawah = [None] * 7 + ["2024", 2025]
    nomor = [f"({n})" for n in range(1, 10)]
    baris = [isi(orang)[k] for k in KOLOM_SURVEI]
    lembar = [["JUDUL"], [], atas, bawah, nomor, baris, ["JUMLAH", 1]]
    impor = impor_dan_terapkan(simpan(tmp_path / "dua.xlsx", {"A": lembar}), instansi)
    assert temuan(impor) == []
    assert hitungan(impor) == {"baris": 1, "berubah": 1}
    assert PredikatKinerja.objects.count() == 2


def test_a_survey_finds_people_who_are_still_staged_and_waits_for_them(
    tmp_path: Path, instansi: Instansi, opd: Opd
) -> None:
    satu = baris_siasn()
    ekspor = impor_berkas(
        simpan(tmp_path / "ekspor.xlsx", {"Data": tabel(KOLOM_SIASN, [satu])}), instansi
    )
    calon = Pegawai(nip=satu["NIP BARU"], nama=satu["NAMA"])
    survei = impor_berkas(berkas(tmp_path, isi(calon)), instansi)
    assert hitungan(survei) == {"baris": 1, "berubah": 1}
    with pytest.raises(DomainError, match=r"ekspor\.xlsx"):
        pastikan_boleh(survei)
    terapkan_impor(ekspor)
    pastikan_boleh(survei)
    assert hitungan(terapkan_impor(survei)) == {"baris": 1, "berubah": 1}
    assert Kontrak.objects.get().pegawai.nip == satu["NIP BARU"]


def test_comparing_anew_accepts_people_who_arrived_meanwhile(
    tmp_path: Path, instansi: Instansi, opd: Opd
) -> None:
    calon = PegawaiFactory.build(instansi=instansi, opd=None, nama="UJI DUA")
    impor = impor_berkas(berkas(tmp_path, isi(calon)), instansi)
    assert hitungan(impor) == {"baris": 1, "ditolak": 1}
    PegawaiFactory.create(instansi=instansi, opd=opd, nip=calon.nip, nama="UJI DUA")
    with pytest.raises(DomainError):
        terapkan_impor(impor)
    bandingkan_ulang(impor, hari_ini=hari_ini())
    assert impor.status == Impor.Status.SIAP
    assert temuan(impor) == []
    assert hitungan(terapkan_impor(impor)) == {"baris": 1, "berubah": 1}
