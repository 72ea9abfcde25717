"""The days on the line of an assignment, the end of an extension, and the suggested tasks."""

import datetime as dt
from typing import Any

import pytest

from penugasan.rules.masa import Akhir, Tonggak, akhir_perpanjangan, tahun_tugas, tonggak
from penugasan.rules.saran_tugas import PALING_BANYAK, saran_tugas

MULAI = dt.date(2026, 3, 1)
LAHIR = dt.date(1975, 8, 9)
SELESAI = dt.date(2028, 6, 30)


def hari(teks: str) -> dt.date:
    return dt.date.fromisoformat(teks)


def garis(selesai: dt.date | None = None, **ubah: Any) -> list[tuple[str, str, str]]:
    isi: dict[str, Any] = {
        "sebab": "",
        "masa_maks_tahun": 2,
        "evaluasi_tiap_bulan": 12,
        "akhir_kontrak": None,
        "lahir": None,
        "usia_bup": 58,
    }
    return [(t.tanggal.isoformat(), t.jenis, t.kata) for t in tonggak(MULAI, selesai, **isi | ubah)]


DASAR = [
    ("2026-03-01", "mulai", "Mulai bertugas"),
    ("2027-02-28", "evaluasi", "Evaluasi tahun ke-1"),
    ("2028-02-29", "batas", "Batas 2 tahun"),
    ("2028-02-29", "evaluasi", "Evaluasi tahun ke-2"),
]


def test_an_open_assignment_has_its_start_its_evaluations_and_its_limit():
    assert garis() == DASAR


def test_the_days_of_an_assignment_in_order_with_the_end_and_its_reason():
    semua = garis(
        SELESAI,
        sebab="akhir perjanjian kerja",
        masa_maks_tahun=5,
        akhir_kontrak=SELESAI,
        lahir=LAHIR,
        usia_maks=56,
    )
    assert semua == [
        ("2026-03-01", "mulai", "Mulai bertugas"),
        ("2027-02-28", "evaluasi", "Evaluasi tahun ke-1"),
        ("2028-02-29", "evaluasi", "Evaluasi tahun ke-2"),
        ("2028-06-30", "akhir", "Berakhir karena akhir perjanjian kerja"),
        ("2028-06-30", "evaluasi", "Evaluasi tahun ke-3"),
        ("2028-06-30", "kontrak", "Akhir perjanjian kerja"),
        ("2031-02-28", "batas", "Batas 5 tahun"),
        ("2032-08-09", "usia", "Melewati usia 56 tahun (keterangan saja)"),
        ("2033-08-31", "bup", "Batas usia pensiun 58 tahun"),
    ]


@pytest.mark.parametrize("akhir", ["2026-03-01", "2026-10-31", "2027-02-28"])
def test_an_end_without_a_reason_and_an_evaluation_on_the_last_day(akhir):
    satu = garis(hari(akhir))
    sampai = [s for s in satu if s[1] in {"akhir", "evaluasi"}]
    assert sampai == [(akhir, "akhir", "Berakhir"), (akhir, "evaluasi", "Evaluasi tahun ke-1")]


def test_the_years_go_on_as_long_as_the_assignment_does_and_no_step_stands_still():
    def tahun(akhir: str, tiap: int = 12) -> list[tuple[int, str, str]]:
        semua = tahun_tugas(MULAI, hari(akhir), tiap)
        return [(ke, dari.isoformat(), sampai.isoformat()) for ke, dari, sampai in semua]

    assert tahun("2028-03-01") == [
        (1, "2026-03-01", "2027-02-28"),
        (2, "2027-03-01", "2028-02-29"),
        (3, "2028-03-01", "2028-03-01"),
    ]
    assert tahun("2026-02-28") == []
    assert len(tahun("2032-02-29")) == 6
    assert tahun("2026-04-30", 0) == tahun("2026-04-30", 1)


def test_evaluations_may_come_twice_a_year():
    assert [t[0] for t in garis(evaluasi_tiap_bulan=6) if t[1] == "evaluasi"] == [
        "2026-08-31",
        "2027-02-28",
        "2027-08-31",
        "2028-02-29",
    ]


@pytest.mark.parametrize(
    ("ubah", "jenis", "ada"),
    [
        ({"akhir_kontrak": MULAI}, "kontrak", True),
        ({"akhir_kontrak": hari("2026-02-28")}, "kontrak", False),
        ({"lahir": hari("1969-03-01"), "usia_maks": 56}, "usia", True),  # 57 on the first day
        ({"lahir": hari("1969-02-28"), "usia_maks": 56}, "usia", False),
        ({"lahir": LAHIR}, "usia", False),
        ({"lahir": LAHIR}, "bup", True),
    ],
)
def test_what_lies_before_the_start_is_no_day_of_it(ubah, jenis, ada):
    assert (jenis in {j for _, j, _ in garis(**ubah)}) == ada


def test_of_three_ends_of_an_extension_the_earliest_holds():
    def akhir(sampai: str, kontrak: str | None, lahir: dt.date | None) -> tuple[str, str]:
        satu = akhir_perpanjangan(
            hari(sampai),
            akhir_kontrak=hari(kontrak) if kontrak else None,
            lahir=lahir,
            usia_bup=58,
        )
        return satu.tanggal.isoformat(), satu.sebab

    kerja, disetujui = "akhir perjanjian kerja", "perpanjangan yang disetujui"
    assert akhir("2035-01-01", None, LAHIR) == ("2033-08-31", "batas usia pensiun 58 tahun")
    assert akhir("2035-01-01", "2032-01-31", LAHIR) == ("2032-01-31", kerja)
    assert akhir("2031-01-01", "2032-01-31", LAHIR) == ("2031-01-01", disetujui)
    assert akhir("2035-01-01", None, None) == ("2035-01-01", disetujui)
    assert Akhir(MULAI, "a") != Akhir(MULAI, "b")
    assert Tonggak(MULAI, "a", "b") == Tonggak(MULAI, "a", "b")


TABEL = {
    "Pranata Komputer": ["Merawat jaringan", "Membuat laporan"],
    "Komputer": ["Mengetik"],
    "Arsiparis": [f"Tugas {n}" for n in range(12)],
}


def test_tasks_listed_before_come_first_each_once_and_no_more_than_fit():
    assert saran_tugas("Pranata Komputer Ahli", tabel=TABEL) == TABEL["Pranata Komputer"]
    assert saran_tugas("Operator Komputer", tabel=TABEL) == ["Mengetik"]
    assert saran_tugas("Analis", tabel=TABEL) == []
    assert saran_tugas("Analis", tabel=TABEL, pernah=["Rapat", "rapat"]) == ["Rapat"]
    assert saran_tugas("Komputer", tabel=TABEL, pernah=["MENGETIK", "Rapat"]) == [
        "MENGETIK",
        "Rapat",
    ]
    assert len(saran_tugas("Arsiparis", tabel=TABEL)) == PALING_BANYAK == 8
    satu_panjang = {"Aa": ["a"], "Ab": ["b"]}  # of equal length the first by name
    assert saran_tugas("Ab Aa", tabel=satu_panjang) == ["a"]
