"""Every sentence of the conditions K1 to K6, word by word: this is what officers read."""

import datetime as dt
from typing import Any

import pytest

from tests.penugasan.test_pendataan_rules import PAKET, kalimat

KALIMAT: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    (
        "K1",
        {},
        (
            "layak",
            "Dinas Contoh",
            "Eks THK-II, atau bekerja di instansi pemerintah",
            "Bekerja di Dinas Contoh",
            "",
            "unit",
        ),
    ),
    (
        "K1",
        {"nomor_thk2": "THK1"},
        (
            "layak",
            "THK1",
            "Eks THK-II, atau bekerja di instansi pemerintah",
            "Tercatat sebagai eks THK-II",
            "",
            "nomor_thk2",
        ),
    ),
    (
        "K1",
        {"unit": "CV Contoh", "unit_dikenal": False},
        (
            "tidak",
            "CV Contoh",
            "Eks THK-II, atau bekerja di instansi pemerintah",
            "CV Contoh bukan instansi pemerintah",
            "",
            "unit",
        ),
    ),
    (
        "K1",
        {"unit": "UPT Asing", "unit_dikenal": False},
        (
            "belum_pasti",
            "UPT Asing",
            "Eks THK-II, atau bekerja di instansi pemerintah",
            "Unit kerja UPT Asing belum dikenal pada instansi ini",
            "Unit kerja",
            "unit",
        ),
    ),
    (
        "K1",
        {"unit": "", "unit_dikenal": False},
        (
            "belum_pasti",
            "",
            "Eks THK-II, atau bekerja di instansi pemerintah",
            "Unit kerja belum tercatat",
            "Unit kerja",
            "unit",
        ),
    ),
    (
        "K2",
        {},
        (
            "layak",
            "SK dan bukti bayar",
            "Honorarium dibayar langsung APBN/APBD",
            "Ada SK pembayaran APBN/APBD dan bukti honorariumnya",
            "",
            "nomor_sk",
        ),
    ),
    (
        "K2",
        {"sumber_honor": "APBD"},
        (
            "layak",
            "APBD, dibayar langsung",
            "Honorarium dibayar langsung APBN/APBD",
            "Honorarium: APBD, dibayar langsung",
            "",
            "sumber_honor",
        ),
    ),
    (
        "K2",
        {"sumber_honor": "LAIN"},
        (
            "tidak",
            "Sumber lain",
            "Honorarium dibayar langsung APBN/APBD",
            "Honorarium bukan dari APBN/APBD: Sumber lain",
            "",
            "sumber_honor",
        ),
    ),
    (
        "K2",
        {"berbukti_bayar": False},
        (
            "belum_pasti",
            "",
            "Honorarium dibayar langsung APBN/APBD",
            "SK pembayaran atau bukti honorariumnya belum ada",
            "Sumber honorarium",
            "",
        ),
    ),
    (
        "K3",
        {},
        (
            "layak",
            "Pimpinan Tinggi Pratama",
            "Diangkat paling rendah oleh pimpinan unit kerja",
            "SK ditandatangani Pimpinan Tinggi Pratama",
            "",
            "jenis_penandatangan",
        ),
    ),
    (
        "K3",
        {"jenis_penandatangan": "Komite Sekolah"},
        (
            "tidak",
            "Komite Sekolah",
            "Diangkat paling rendah oleh pimpinan unit kerja",
            "SK ditandatangani Komite Sekolah, bukan pimpinan unit kerja",
            "",
            "jenis_penandatangan",
        ),
    ),
    (
        "K3",
        {"jenis_penandatangan": "Ketua Panitia"},
        (
            "belum_pasti",
            "Ketua Panitia",
            "Diangkat paling rendah oleh pimpinan unit kerja",
            "Belum pasti apakah Ketua Panitia pimpinan unit kerja",
            "Jenis jabatan penanda tangan SK",
            "jenis_penandatangan",
        ),
    ),
    (
        "K3",
        {"jenis_penandatangan": ""},
        (
            "belum_pasti",
            "",
            "Diangkat paling rendah oleh pimpinan unit kerja",
            "Penanda tangan SK belum tercatat",
            "Jenis jabatan penanda tangan SK",
            "jenis_penandatangan",
        ),
    ),
    (
        "K4",
        {},
        (
            "layak",
            "2 Januari 2019",
            "Mulai kerja paling lambat 31 Desember 2020",
            "Mulai kerja 2 Januari 2019",
            "",
            "mulai",
        ),
    ),
    (
        "K4",
        {"mulai": dt.date(2021, 1, 1)},
        (
            "tidak",
            "1 Januari 2021",
            "Mulai kerja paling lambat 31 Desember 2020",
            "Mulai kerja 1 Januari 2021, masa kerjanya kurang dari 1 tahun",
            "",
            "mulai",
        ),
    ),
    (
        "K4",
        {"mulai": None},
        (
            "belum_pasti",
            "",
            "Mulai kerja paling lambat 31 Desember 2020",
            "Tanggal mulai kerja belum tercatat",
            "Tanggal mulai kerja",
            "",
        ),
    ),
    (
        "K5",
        {},
        (
            "layak",
            "6 Mei 1990",
            "Lahir 1 Januari 1965 sampai 31 Desember 2001",
            "Usia 31 tahun pada 31 Desember 2021",
            "",
            "lahir",
        ),
    ),
    (
        "K5",
        {"lahir": dt.date(1964, 12, 31)},
        (
            "tidak",
            "31 Desember 1964",
            "Lahir 1 Januari 1965 sampai 31 Desember 2001",
            "Usia 57 tahun pada 31 Desember 2021",
            "",
            "lahir",
        ),
    ),
    (
        "K5",
        {"lahir": dt.date(2022, 1, 1)},
        (
            "belum_pasti",
            "1 Januari 2022",
            "Lahir 1 Januari 1965 sampai 31 Desember 2001",
            "Tanggal lahir 1 Januari 2022 sesudah 31 Desember 2021",
            "Tanggal lahir yang benar",
            "lahir",
        ),
    ),
    (
        "K5",
        {"lahir": None},
        (
            "belum_pasti",
            "",
            "Lahir 1 Januari 1965 sampai 31 Desember 2001",
            "Tanggal lahir belum tercatat",
            "Tanggal lahir",
            "",
        ),
    ),
    (
        "K6",
        {},
        (
            "layak",
            "31 Desember 2022",
            "Masih aktif bekerja pada 30 September 2022",
            "SK berlaku sampai 31 Desember 2022",
            "",
            "akhir",
        ),
    ),
    (
        "K6",
        {"akhir": dt.date(2022, 9, 29)},
        (
            "belum_pasti",
            "29 September 2022",
            "Masih aktif bekerja pada 30 September 2022",
            "SK berakhir 29 September 2022; belum tercatat apakah diperpanjang",
            "Keterangan masih aktif",
            "akhir",
        ),
    ),
    (
        "K6",
        {"akhir": None},
        (
            "belum_pasti",
            "",
            "Masih aktif bekerja pada 30 September 2022",
            "Belum tercatat apakah masih bekerja",
            "Keterangan masih aktif",
            "akhir",
        ),
    ),
    (
        "K6",
        {"aktif": True},
        (
            "layak",
            "Ya",
            "Masih aktif bekerja pada 30 September 2022",
            "Masih aktif bekerja",
            "",
            "aktif",
        ),
    ),
    (
        "K6",
        {"aktif": False},
        (
            "tidak",
            "Tidak",
            "Masih aktif bekerja pada 30 September 2022",
            "Sudah tidak bekerja",
            "",
            "aktif",
        ),
    ),
]


@pytest.mark.parametrize(("kode", "ubah", "isi"), KALIMAT)
def test_a_finding_says_what_it_found(
    kode: str, ubah: dict[str, Any], isi: tuple[str, ...]
) -> None:
    assert kalimat(kode, ubah, PAKET) == isi
