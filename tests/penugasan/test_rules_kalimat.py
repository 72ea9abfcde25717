"""The sentences that officers read, branch by branch, as they stand in kalimat_aturan.txt.

A changed sentence shows as a difference here: read it as an officer would, then change the file.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from penugasan.rules.kelayakan import ATURAN
from penugasan.rules.types import Bukti, Hukuman, SumberFakta, Temuan, Tugas
from tests.penugasan.kebijakan import fakta, tanya

KALIMAT = (Path(__file__).parent / "kalimat_aturan.txt").read_text().splitlines()
D = dt.date
BERSUMBER = (
    "jenis",
    "kedudukan_hukum",
    "tingkat_pendidikan",
    "pendidikan",
    "lahir",
    "jabatan",
    "kontrak_akhir",
    "predikat",
    "hukuman",
    "domisili",
)
SUMBER = {kolom: SumberFakta(kolom, D(2026, 2, 10)) for kolom in BERSUMBER}


def b(jenis: str, mampu: bool | None = True) -> Bukti:
    sumber = SumberFakta("bukti", D(2026, 2, 2))
    return Bukti(jenis, 3, mampu, f"Bukti {jenis}", D(2026, 2, 1), sumber)


def hk(tingkat: str) -> Hukuman:
    return Hukuman(tingkat, D(2026, 1, 1), None)


# Rule, name of the case, facts that differ from a person who passes, parameters that differ.
KASUS: list[tuple[str, str, dict[str, Any], dict[str, Any]]] = [
    ("jenis_asn", "lolos", {}, {}),
    ("jenis_asn", "ditolak", {"jenis": "PNS"}, {}),
    ("jenis_asn", "paruh waktu", {"jenis": "PPPK_PW"}, {}),
    ("jenis_asn", "asing", {"jenis": "TKK"}, {"jenis": ["PNS", "PPPK", "PPPK_PW"]}),
    ("jenis_asn", "kosong", {"jenis": None}, {}),
    ("kedudukan_hukum", "lolos", {}, {}),
    ("kedudukan_hukum", "menurut id", {"kedudukan_hukum": None, "kedudukan_hukum_id": "71"}, {}),
    ("kedudukan_hukum", "ditolak", {"kedudukan_hukum": "CLTN"}, {}),
    ("kedudukan_hukum", "asing", {"kedudukan_hukum": "Cuti"}, {}),
    ("kedudukan_hukum", "id asing", {"kedudukan_hukum": None, "kedudukan_hukum_id": "72"}, {}),
    ("kedudukan_hukum", "berselisih", {"kedudukan_hukum": "Aktif", "kedudukan_hukum_id": "99"}, {}),
    ("kedudukan_hukum", "kosong", {"kedudukan_hukum": None}, {}),
    ("pendidikan", "lolos", {}, {}),
    ("pendidikan", "tanpa jurusan", {"pendidikan": None}, {}),
    ("pendidikan", "ditolak", {"tingkat_pendidikan": "25"}, {}),
    ("pendidikan", "asing", {"tingkat_pendidikan": "99"}, {}),
    ("pendidikan", "kosong", {"tingkat_pendidikan": None}, {}),
    ("usia", "lolos", {}, {}),
    ("usia", "ditolak", {"lahir": D(1969, 3, 1)}, {}),
    ("usia", "bacaan lain", {"lahir": D(1970, 2, 28)}, {"baca": "belum_lewat_ulang_tahun"}),
    ("usia", "bacaan lain, lolos", {"lahir": D(1970, 3, 1)}, {"baca": "belum_lewat_ulang_tahun"}),
    ("usia", "kosong", {"lahir": None}, {}),
    ("usia", "sesudah acuan", {"lahir": D(2027, 1, 2)}, {}),
    ("komputer", "lolos", {"bukti_komputer": (b("SERTIFIKAT"),)}, {}),
    ("komputer", "ditolak", {"bukti_komputer": (b("UJI_PRAKTIK", False),)}, {}),
    (
        "komputer",
        "jabatan",
        {"bukti_komputer": (b("PERNYATAAN_DIRI"),), "jabatan": "Pranata Komputer Mahir"},
        {},
    ),
    (
        "komputer",
        "jurusan",
        {"bukti_komputer": (), "pendidikan": "S-1 SISTEM INFORMASI"},
        {"jurusan": ["Sistem Informasi"]},
    ),
    ("komputer", "pernyataan", {"bukti_komputer": (b("DIKLAT", None), b("PERNYATAAN_DIRI"))}, {}),
    ("komputer", "kosong", {"bukti_komputer": ()}, {}),
    ("belum_ditugaskan", "lolos", {}, {}),
    (
        "belum_ditugaskan",
        "sudah",
        {"penugasan": (Tugas(D(2026, 1, 1), D(2026, 12, 31), "KKMP Medono (Bertugas)"),)},
        {},
    ),
    (
        "belum_ditugaskan",
        "sudah tanpa akhir",
        {"penugasan": (Tugas(D(2026, 1, 1), None, "KKMP Medono (Draf)"),)},
        {},
    ),
    ("belum_ditugaskan", "kosong", {"penugasan": None}, {}),
    ("rumpun_jabatan", "lolos", {}, {}),
    ("rumpun_jabatan", "ditolak", {"jabatan": "Guru Ahli Muda"}, {}),
    ("rumpun_jabatan", "tanpa daftar", {}, {"dikecualikan": []}),
    ("rumpun_jabatan", "kosong", {"jabatan": None}, {}),
    ("kontrak", "lolos", {}, {}),
    ("kontrak", "ditolak", {"kontrak_akhir": D(2026, 8, 31)}, {}),
    ("kontrak", "pns", {"jenis": "PNS", "kontrak_akhir": None}, {}),
    ("kontrak", "jenis asing", {"jenis": "TKK", "kontrak_akhir": D(2026, 8, 31)}, {}),
    ("kontrak", "kosong", {"kontrak_akhir": None}, {}),
    ("bup", "lolos", {}, {}),
    ("bup", "menurut jabatan", {"jabatan": "Arsiparis Ahli Madya", "lahir": D(1967, 1, 31)}, {}),
    ("bup", "lahir kosong", {"lahir": None}, {}),
    ("bup", "jabatan kosong", {"jabatan": None}, {}),
    ("bup", "sesudah acuan", {"lahir": D(2027, 1, 2)}, {}),
    ("predikat_kinerja", "lolos", {}, {}),
    ("predikat_kinerja", "ditolak", {"predikat": {2024: 3, 2025: 2}}, {}),
    ("predikat_kinerja", "kurang dua", {"predikat": {}}, {}),
    (
        "predikat_kinerja",
        "tidak diminta",
        {"jenis": "PPPK_PW", "predikat": {}},
        {"jenis": ["PNS", "PPPK"]},
    ),
    (
        "predikat_kinerja",
        "jenis kosong",
        {"jenis": None, "predikat": {}},
        {"jenis": ["PNS", "TKK"]},
    ),
    ("predikat_kinerja", "lain diminta", {"predikat": {}}, {"jenis": ["PPPK_PW"]}),
    ("predikat_kinerja", "jenis asing", {"jenis": "TKK", "predikat": {}}, {"jenis": ["PNS"]}),
    ("hukuman_disiplin", "lolos", {}, {}),
    ("hukuman_disiplin", "ditolak", {"hukuman": (hk("ringan"), hk("berat"))}, {}),
    ("hukuman_disiplin", "ringan", {"hukuman": (hk("ringan"),)}, {}),
    ("hukuman_disiplin", "asing", {"hukuman": (hk("S"),)}, {}),
    ("hukuman_disiplin", "kosong", {"hukuman": None}, {}),
    ("domisili", "lolos", {}, {}),
    ("domisili", "tetangga", {"wilayah_tujuan": frozenset({"33.75.01.1003"})}, {}),
    ("domisili", "ditolak", {"wilayah_tujuan": frozenset({"x"})}, {}),
    (
        "domisili",
        "tanpa tetangga",
        {"wilayah_tujuan": frozenset({"x"})},
        {"terima_tetangga": False},
    ),
    (
        "domisili",
        "tetangga kosong",
        {"wilayah_tujuan": frozenset({"x"}), "tetangga": frozenset()},
        {},
    ),
    ("domisili", "kosong", {"domisili": None}, {}),
    ("domisili", "tujuan kosong", {"wilayah_tujuan": None}, {}),
]


def baris(kode: str, nama: str, temuan: Temuan) -> str:
    sumber = temuan.sumber.keterangan if temuan.sumber else ""
    isi = (f"{kode}, {nama}", temuan.hasil.value, temuan.nilai, temuan.syarat, temuan.alasan)
    return " | ".join((*isi, temuan.kurang, sumber)).rstrip()


@pytest.mark.parametrize(("kode", "nama", "beda", "parameter"), KASUS)
def test_each_branch_says_what_officers_are_to_read(kode, nama, beda, parameter):
    temuan = tanya(kode, fakta(sumber=SUMBER, **beda), **parameter)

    assert baris(kode, nama, temuan) in KALIMAT


def test_the_file_has_the_sentences_of_these_cases_and_no_others():
    assert [satu.split(" | ")[0] for satu in KALIMAT] == [f"{k}, {n}" for k, n, _, _ in KASUS]
    assert {kode for kode, *_ in KASUS} == {aturan.kode for aturan in ATURAN}


def test_sentences_are_short_enough_to_be_read():
    for satu in KALIMAT:
        alasan = satu.split(" | ")[4]
        assert all(len(kalimat.split()) <= 20 for kalimat in alasan.split(". ")), alasan
