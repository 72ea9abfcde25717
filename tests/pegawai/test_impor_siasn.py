"""SIASN's export: what is read, what is refused with which cell, what is written."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from inti.impor import pengimpor
from inti.impor.baris import ke_terbaca, kolom_tersimpan
from inti.models import BarisImpor, Impor, Instansi, JejakAudit, Sumber
from inti.templatetags.portal import BULAN
from pegawai.models import Opd, Pegawai, RiwayatNip
from tests.inti.buku import dmy, simpan, tabel
from tests.inti.impor import (
    hitungan,
    impor_berkas,
    impor_dan_terapkan,
    temuan,
    terapkan_impor,
)
from tests.pegawai.berkas import KOLOM_SIASN, PRIBADI, baris_siasn
from tests.pegawai.factories import PegawaiFactory

pytestmark = pytest.mark.usefixtures("opd")


def berkas(
    folder: Path, *baris: dict[str, Any], kolom: list[str] | None = None, nama: str = "ekspor.xlsx"
) -> Path:
    return simpan(folder / nama, {"Data": tabel(kolom or KOLOM_SIASN, baris)})


def lahir_dari(nip: str) -> dt.date:
    return dt.date(int(nip[:4]), int(nip[4:6]), int(nip[6:8]))


def test_a_good_row_becomes_a_person_with_the_source_of_each_fact(
    tmp_path: Path, instansi: Instansi, opd: Opd
) -> None:
    satu = baris_siasn(NAMA="  SITI   AMINAH ", JENIS_KELAMIN="M", GELAR_DEPAN="dr.")
    impor = impor_dan_terapkan(berkas(tmp_path, satu), instansi)
    assert hitungan(impor) == {"baris": 1, "baru": 1}
    orang = Pegawai.objects.get(nip=satu["NIP BARU"])
    assert (orang.nama, orang.gelar_depan, orang.jenis) == ("SITI AMINAH", "dr.", "PPPK")
    assert (orang.opd, orang.tingkat_pendidikan, orang.jenis_kelamin) == (opd, "40", "L")
    assert orang.lahir == lahir_dari(satu["NIP BARU"])
    assert orang.tmt_cpns == dt.date(2024, 4, 1)
    sumber = Sumber.objects.get()
    assert "ekspor.xlsx" in sumber.keterangan
    assert set(orang.sumber.values()) == {sumber.pk}
    assert {"nama", "lahir", "opd", "tingkat_pendidikan"} <= orang.sumber.keys()


def test_the_same_file_again_changes_nothing(tmp_path: Path, instansi: Instansi) -> None:
    jalur = berkas(tmp_path, *[baris_siasn() for _ in range(5)])
    impor_dan_terapkan(jalur, instansi)
    sebelum = list(Pegawai.objects.order_by("pk").values())
    impor = impor_dan_terapkan(jalur, instansi)
    assert hitungan(impor) == {"baris": 5, "sama": 5}
    assert list(Pegawai.objects.order_by("pk").values()) == sebelum
    assert Sumber.objects.count() == 1


def test_personal_columns_are_stored_nowhere(tmp_path: Path, instansi: Instansi) -> None:
    impor_dan_terapkan(berkas(tmp_path, baris_siasn()), instansi)
    semua = [
        *Pegawai.objects.values(),
        *BarisImpor.objects.values(),
        *Impor.objects.values(),
        *JejakAudit.objects.values(),
    ]
    tersimpan = json.dumps(semua, default=str)
    assert "RAHASIA" not in tersimpan
    assert sorted(Impor.objects.get().ringkasan["pribadi"]) == sorted(
        [*PRIBADI, "AGAMA ID", "JENIS KAWIN ID", "EMAIL GOV"]
    )


# One row for each defect of the example file, and the outcome that its name says.
RUSAK: list[tuple[str, dict[str, Any], str, str, str]] = [
    ("nip_angka", {"NIP_BARU": 1.99e17}, "nip_angka", "galat", "B"),
    ("nip_kurang", {"NIP_BARU": "1990"}, "nip_panjang", "galat", "B"),
    ("lahir_tak_terbaca", {"TANGGAL_LAHIR": "31-02-1990"}, "tanggal_tak_terbaca", "galat", "I"),
    ("lahir_beda", {"TANGGAL_LAHIR": "01-01-1901"}, "lahir_beda", "peringatan", "I"),
    ("tmt_rusak", {"TMT_CPNS": "kapan-kapan"}, "tanggal_tak_terbaca", "galat", "AD"),
    ("tingkat", {"TINGKAT_PENDIDIKAN_ID": "31"}, "tingkat_tak_dikenal", "galat", "AT"),
    (
        "tingkat_nama",
        {"TINGKAT_PENDIDIKAN_ID": None, "TINGKAT_PENDIDIKAN_NAMA": "Diploma Tiga Setengah"},
        "tingkat_tak_dikenal",
        "galat",
        "AU",
    ),
    (
        "unor",
        {"UNOR_ID": "unor-entah", "UNOR_NAMA": "Dinas Entah Berantah"},
        "unor_tak_dikenal",
        "galat",
        "BD",
    ),
    ("unor_kosong", {"UNOR_ID": None, "UNOR_NAMA": None}, "unor_tak_dikenal", "galat", "BD"),
    ("nama", {"NAMA": None}, "nama_kosong", "galat", "D"),
    ("jenis", {"JENIS_PEGAWAI_NAMA": "Honorer"}, "jenis_tak_dikenal", "peringatan", "W"),
    ("jk", {"JENIS_KELAMIN": "X"}, "jk_tak_dikenal", "peringatan", "J"),
    ("jk_beda", {"JENIS_KELAMIN": "F"}, "jk_beda", "peringatan", "J"),
    ("tingkat_beda", {"TINGKAT_PENDIDIKAN_NAMA": "D-III"}, "tingkat_beda", "peringatan", "AU"),
    ("panjang", {"JABATAN_NAMA": "x" * 300}, "teks_dipotong", "peringatan", "AR"),
    ("jenis_nip", {"JENIS_PEGAWAI_NAMA": "PNS Daerah"}, "nip_jenis_beda", "peringatan", "W"),
    ("ragu", {"TMT_CPNS": "03/04/2024"}, "tanggal_ragu", "peringatan", "AD"),
]


@pytest.mark.parametrize(
    ("sel", "kode", "tingkat", "huruf"), [r[1:] for r in RUSAK], ids=[r[0] for r in RUSAK]
)
def test_each_defect_is_found_at_its_cell(
    tmp_path: Path, instansi: Instansi, sel: dict[str, Any], kode: str, tingkat: str, huruf: str
) -> None:
    impor = impor_berkas(berkas(tmp_path, baris_siasn(), baris_siasn(**sel)), instansi)
    assert temuan(impor) == [(kode, tingkat, f"Data!{huruf}3")]
    ditolak = {"ditolak": 1} if tingkat == "galat" else {"peringatan": 1}
    baru = {"baru": 1 if tingkat == "galat" else 2}
    assert hitungan(impor) == {"baris": 2} | baru | ditolak


def test_nothing_of_a_refused_row_is_written(tmp_path: Path, instansi: Instansi) -> None:
    rusak = [baris_siasn(**r[1]) for r in RUSAK if r[3] == "galat"]
    baik = baris_siasn()
    impor = impor_dan_terapkan(berkas(tmp_path, *rusak, baik), instansi)
    assert hitungan(impor) == {"baris": len(rusak) + 1, "baru": 1, "ditolak": len(rusak)}
    assert list(Pegawai.objects.values_list("nip", flat=True)) == [baik["NIP BARU"]]


BAIK: list[tuple[str, dict[str, Any]]] = [
    ("formula", {"NAMA": '=HYPERLINK("http://127.0.0.1","x")'}),
    ("tanpa_pendidikan", {"TINGKAT_PENDIDIKAN_ID": None, "TINGKAT_PENDIDIKAN_NAMA": None}),
    ("pendidikan_dari_nama", {"TINGKAT_PENDIDIKAN_ID": None}),
    ("tanpa_lahir", {"TANGGAL_LAHIR": "01-01-0001"}),
    ("unor_dari_nama", {"UNOR_ID": "id-lain", "UNOR_NAMA": "DINAS  KESEHATAN"}),
    ("unor_dari_id", {"UNOR_NAMA": "Nama yang sudah berganti"}),
    ("paruh_waktu", {"JENIS_PEGAWAI_NAMA": "PPPK Paruh Waktu"}),
    ("nip_berspasi", {}),
]


@pytest.mark.parametrize("sel", [b[1] for b in BAIK], ids=[b[0] for b in BAIK])
def test_odd_but_good_rows_are_read_without_a_finding(
    tmp_path: Path, instansi: Instansi, opd: Opd, sel: dict[str, Any]
) -> None:
    satu = baris_siasn(**sel)
    nip = satu["NIP BARU"]
    satu["NIP BARU"] = f"'{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}"
    impor = impor_dan_terapkan(berkas(tmp_path, satu), instansi)
    assert temuan(impor) == []
    orang = Pegawai.objects.get(nip=nip)
    assert orang.opd == opd
    assert orang.nama == satu["NAMA"]
    tanpa = sel.get("TINGKAT_PENDIDIKAN_NAMA", "S-1/Sarjana") is None
    assert orang.tingkat_pendidikan == ("" if tanpa else "40")
    assert orang.jenis == ("PPPK_PW" if "Paruh" in satu["JENIS PEGAWAI NAMA"] else "PPPK")


@pytest.mark.parametrize("bentuk", ["iso", "serial", "tanggal", "kata"])
def test_birth_dates_in_every_form_agree_with_the_nip(
    tmp_path: Path, instansi: Instansi, bentuk: str
) -> None:
    satu = baris_siasn()
    lahir = lahir_dari(satu["NIP BARU"])
    satu["TANGGAL LAHIR"] = {
        "iso": lahir.isoformat(),
        "serial": (lahir - dt.date(1899, 12, 30)).days,
        "tanggal": lahir,
        "kata": f"{lahir.day} {BULAN[lahir.month - 1]} {lahir.year}",
    }[bentuk]
    impor = impor_dan_terapkan(berkas(tmp_path, satu), instansi)
    assert temuan(impor) == []
    assert Pegawai.objects.get().lahir == lahir


def test_a_nip_that_stands_twice_refuses_both_rows(tmp_path: Path, instansi: Instansi) -> None:
    satu = baris_siasn()
    impor = impor_berkas(berkas(tmp_path, satu, baris_siasn(), satu), instansi)
    assert temuan(impor) == [("nip_ganda", "galat", "Data!B2"), ("nip_ganda", "galat", "Data!B4")]
    assert hitungan(impor) == {"baris": 3, "baru": 1, "ditolak": 2}


def test_one_pns_id_for_two_people_refuses_both(tmp_path: Path, instansi: Instansi) -> None:
    satu, dua = baris_siasn(PNS_ID="SAMA"), baris_siasn(PNS_ID="SAMA")
    impor = impor_berkas(berkas(tmp_path, satu, dua), instansi)
    assert [t[0] for t in temuan(impor)] == ["pns_id_ganda", "pns_id_ganda"]


def test_a_pns_id_that_belongs_to_somebody_else_is_refused(
    tmp_path: Path, instansi: Instansi
) -> None:
    ada = PegawaiFactory.create(instansi=instansi, siasn_id="A")
    PegawaiFactory.create(instansi=instansi, siasn_id="B")
    tanpa_id = PegawaiFactory.create(instansi=instansi, siasn_id="")
    satu = baris_siasn(NIP_BARU=ada.nip, PNS_ID="C", TANGGAL_LAHIR=None)
    dua = baris_siasn(NIP_BARU=tanpa_id.nip, PNS_ID="B", TANGGAL_LAHIR=None)
    impor = impor_berkas(berkas(tmp_path, satu, dua), instansi)
    assert [t[0] for t in temuan(impor) if t[1] == "galat"] == ["pns_id_beda", "pns_id_beda"]


def test_a_changed_nip_keeps_the_person_and_remembers_the_old_number(
    tmp_path: Path, instansi: Instansi
) -> None:
    satu = baris_siasn(PNS_ID="TETAP")
    lama = PegawaiFactory.create(instansi=instansi, siasn_id="TETAP")
    nip_lama = lama.nip
    impor = impor_dan_terapkan(berkas(tmp_path, satu), instansi)
    assert hitungan(impor) == {"baris": 1, "berubah": 1}
    lama.refresh_from_db()
    assert lama.nip == satu["NIP BARU"]
    assert RiwayatNip.objects.get().nip == nip_lama


def test_only_changed_fields_get_the_new_source(tmp_path: Path, instansi: Instansi) -> None:
    satu = baris_siasn()
    impor_dan_terapkan(berkas(tmp_path, satu), instansi)
    pertama = Sumber.objects.get()
    satu |= {"JABATAN NAMA": "Pranata Komputer Terampil", "GOL AKHIR NAMA": None}
    impor = impor_dan_terapkan(berkas(tmp_path, satu, nama="maret.xlsx"), instansi)
    baris = BarisImpor.objects.get(impor=impor)
    assert baris.beda == {"jabatan": ["Penata Layanan Operasional", "Pranata Komputer Terampil"]}
    orang = Pegawai.objects.get()
    assert orang.sumber["jabatan"] != pertama.pk
    assert orang.sumber["nama"] == pertama.pk
    assert orang.golongan == "IX", "a blank cell says nothing, so it erases nothing"


def test_a_birth_date_that_the_nip_contradicts_waits_for_a_decision(
    tmp_path: Path, instansi: Instansi
) -> None:
    satu = baris_siasn()
    nip = satu["NIP BARU"]
    satu["TANGGAL LAHIR"] = "01-01-1980"
    jalur = berkas(tmp_path, satu)
    impor = impor_dan_terapkan(jalur, instansi)
    assert hitungan(impor) == {"baris": 1, "baru": 1, "peringatan": 1}
    assert Pegawai.objects.get().lahir is None

    Pegawai.objects.update(lahir=dt.date(1980, 1, 1))
    impor = impor_dan_terapkan(jalur, instansi)
    assert hitungan(impor) == {"baris": 1, "sama": 1}, "decided for the file: no doubt is left"

    Pegawai.objects.update(lahir=lahir_dari(nip))
    impor = impor_dan_terapkan(jalur, instansi)
    assert hitungan(impor) == {"baris": 1, "sama": 1, "peringatan": 1}
    assert Pegawai.objects.get().lahir == lahir_dari(nip), "a doubtful date overwrites nothing"


@pytest.mark.parametrize("pilihan", ["lahir_nip", "lahir_berkas"])
def test_the_choice_offered_for_a_birth_date_is_carried_out(
    tmp_path: Path, instansi: Instansi, pilihan: str
) -> None:
    satu = baris_siasn(TANGGAL_LAHIR="01-01-1980")
    impor = impor_berkas(berkas(tmp_path, satu), instansi)
    siasn = pengimpor.ambil("siasn")
    baris = ke_terbaca(BarisImpor.objects.get(), kolom_tersimpan(impor))
    assert [p.kode for p in siasn.pilihan(baris)] == ["lahir_nip", "lahir_berkas"]
    siasn.putuskan(baris, pilihan)
    dari_nip = lahir_dari(satu["NIP BARU"]).isoformat()
    assert baris.nilai["lahir"] == ("1980-01-01" if pilihan == "lahir_berkas" else dari_nip)
    assert not baris.temuan
    assert not siasn.pilihan(baris)
    with pytest.raises(KeyError):
        siasn.putuskan(baris, pilihan)


def test_the_form_with_69_columns_and_another_order_is_the_same(
    tmp_path: Path, instansi: Instansi
) -> None:
    kolom = [*reversed(KOLOM_SIASN), "ESELON ID", "ESELON NAMA"]
    impor = impor_dan_terapkan(berkas(tmp_path, baris_siasn(), kolom=kolom), instansi)
    assert impor.jenis == "siasn"
    assert hitungan(impor) == {"baris": 1, "baru": 1}
    assert "ESELON NAMA" in impor.ringkasan["diabaikan"]


def test_an_older_sheet_with_other_headings_is_recognised(
    tmp_path: Path, instansi: Instansi
) -> None:
    satu = baris_siasn()
    lama = {
        "NIP": satu["NIP BARU"],
        "Nama_Lengkap": satu["NAMA"],
        "TGL. LAHIR": satu["TANGGAL LAHIR"],
        "TK PENDIDIKAN": "D-III Kebidanan",
        "JENIS  PEGAWAI": "PPPK",
        "Kedudukan Hukum": "PPPK Aktif",
        "SATKER": "Dinas Kesehatan",
    }
    isi = [["DAFTAR PEGAWAI"], [], *tabel(list(lama), [lama])]
    impor = impor_dan_terapkan(simpan(tmp_path / "lama.xlsx", {"Sheet1": isi}), instansi)
    assert temuan(impor) == []
    assert Pegawai.objects.get().tingkat_pendidikan == "30"
    assert [t["kode"] for t in impor.temuan] == ["kolom_hilang"], "missed, but not required"


@pytest.mark.parametrize("hilang", ["NIP BARU", "NAMA", "TANGGAL LAHIR", "JENIS PEGAWAI NAMA"])
def test_a_missing_required_column_is_named(
    tmp_path: Path, instansi: Instansi, hilang: str
) -> None:
    kolom = [k for k in KOLOM_SIASN if k not in {hilang, "JENIS PEGAWAI ID"}]
    impor = impor_berkas(berkas(tmp_path, baris_siasn(), kolom=kolom), instansi)
    assert impor.status == Impor.Status.DITOLAK
    assert impor.temuan[0]["kode"] == "kolom_hilang"
    assert hilang in impor.temuan[0]["pesan"]
    assert not BarisImpor.objects.exists()


def test_people_of_another_agency_are_left_alone(
    tmp_path: Path, instansi: Instansi, instansi_lain: Instansi
) -> None:
    satu = baris_siasn()
    asing = PegawaiFactory.create(instansi=instansi_lain, nip=satu["NIP BARU"], nama="ASING")
    impor = impor_dan_terapkan(berkas(tmp_path, satu), instansi)
    assert hitungan(impor) == {"baris": 1, "baru": 1}
    asing.refresh_from_db()
    assert asing.nama == "ASING"


def test_the_number_of_queries_does_not_grow_with_the_rows(
    tmp_path: Path, instansi: Instansi
) -> None:
    banyak = []
    for jumlah in (1, 3, 60):
        impor = impor_berkas(berkas(tmp_path, *[baris_siasn() for _ in range(jumlah)]), instansi)
        with CaptureQueriesContext(connection) as kueri:
            terapkan_impor(impor)
        banyak.append(len(kueri))
    assert banyak[2] <= banyak[1] + 3 <= 27, "a statement per portion, none per row"


def test_one_audit_entry_tells_of_the_whole_file(tmp_path: Path, instansi: Instansi) -> None:
    impor = impor_dan_terapkan(berkas(tmp_path, baris_siasn(), baris_siasn()), instansi)
    jejak = JejakAudit.objects.get()
    assert (jejak.aksi, jejak.objek_id) == ("impor.terapkan", str(impor.pk))
    assert jejak.sesudah["baru"] == 2
    assert jejak.sesudah["sha256"] == impor.sha256


def test_dates_of_the_1904_system_are_counted_from_there(
    tmp_path: Path, instansi: Instansi
) -> None:
    satu = baris_siasn()
    lahir = lahir_dari(satu["NIP BARU"])
    satu["TANGGAL LAHIR"] = (lahir - dt.date(1904, 1, 1)).days
    jalur = simpan(tmp_path / "mac.xlsx", {"Data": tabel(KOLOM_SIASN, [satu])}, sistem_1904=True)
    impor = impor_dan_terapkan(jalur, instansi)
    assert temuan(impor) == []
    assert dmy(Pegawai.objects.get().lahir or dt.date.max) == dmy(lahir)


def test_a_number_that_a_person_had_before_makes_no_second_person(
    tmp_path: Path, instansi: Instansi
) -> None:
    ada = PegawaiFactory.create(instansi=instansi, siasn_id="TETAP")
    satu = baris_siasn(PNS_ID=None, NIP_BARU=ada.nip, TANGGAL_LAHIR=None)
    impor_dan_terapkan(berkas(tmp_path, baris_siasn(PNS_ID="TETAP")), instansi)
    impor = impor_berkas(berkas(tmp_path, satu), instansi)
    assert ("nip_lama", "galat", "Data!B2") in temuan(impor)
    assert Pegawai.objects.count() == 1
