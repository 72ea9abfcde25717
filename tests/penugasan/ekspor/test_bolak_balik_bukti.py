"""The evidence goes out under the survey's headings and comes back with nothing to change."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from inti.models import Instansi, Sumber, Wilayah
from pegawai.bukti_komputer import JenisBukti, baca_bukti
from pegawai.models import BuktiKomputer, Pegawai
from penugasan.exports.bukti import sel_bukti
from tests.inti.factories import SumberFactory, WilayahFactory
from tests.pegawai.factories import (
    BuktiKomputerFactory,
    HukumanDisiplinFactory,
    KontrakFactory,
    PredikatKinerjaFactory,
)
from tests.penugasan.ekspor.bolak_balik import bolak_balik, ekspor, isi_berkas

BUKTI = [
    ("Ya", "Sertifikat kursus Microsoft Office"),
    ("Ya", "Sertifikat"),
    ("Ya", "Ijazah S-1 Teknik Informatika"),
    ("Ya", "ijazah"),
    ("Ya", "Diklat Pengelolaan Arsip: Digital"),
    ("Ya", "Uji praktik: lulus"),
    ("Ya", "tidak lulus uji praktik"),
    ("Ya", "surat keterangan atasan langsung"),
    ("Ya", "Pranata Komputer Ahli Pertama"),
    ("Ya", "operator SIMDA"),
    ("Ya", "belum dilampirkan"),
    ("Ya", ""),
    ("Tidak", ""),
    ("Tidak", "Sertifikat kursus: Excel"),
    ("tdk bisa sama sekali", ""),
    ("Belum", "-"),
    ("mungkin", ""),
    ("mungkin", "kursus Excel"),
    ("", "pernyataan diri"),
    ("", "kursus: menyusul"),
    ("=1+1", "=cmd|'/C calc'!A0"),
    ("✓", "piagam"),
    ("Ya, sedikit: Word", ""),
]


@pytest.mark.parametrize(("mampu", "bukti"), BUKTI)
def test_what_the_survey_said_about_computers_can_be_written_again(mampu: str, bukti: str) -> None:
    terbaca = baca_bukti(mampu, bukti)
    assert terbaca is not None
    tercatat = BuktiKomputer(
        jenis=str(terbaca.jenis),
        tingkat=terbaca.tingkat,
        mampu=terbaca.mampu,
        keterangan=terbaca.keterangan,
    )
    assert baca_bukti(*sel_bukti(tercatat)) == terbaca


DOMISILI_TAK_DIKENAL = ["Kab. Batang, Warungasem", "=1+1", "tidak tahu", "Jl. Mawar 1, Kec. X"]


def beri_bukti(orang: Any, kelurahan: dict[str, Wilayah], tangan: Sumber) -> list[Pegawai]:
    """People with evidence of every kind."""
    semua_orang = []
    for mampu, bukti in BUKTI:
        satu = orang()
        terbaca = baca_bukti(mampu, bukti)
        assert terbaca is not None
        BuktiKomputerFactory.create(
            pegawai=satu,
            jenis=str(terbaca.jenis),
            tingkat=terbaca.tingkat,
            mampu=terbaca.mampu,
            keterangan=terbaca.keterangan,
        )
        semua_orang.append(satu)
    semua_orang += [orang(domisili=satu) for satu in kelurahan.values()]
    semua_orang += [orang(domisili_teks=teks) for teks in DOMISILI_TAK_DIKENAL]
    lengkap = orang(nama="Lengkap Sekali")
    KontrakFactory.create(pegawai=lengkap, akhir=dt.date(2027, 1, 31), tanggal=dt.date(2025, 1, 1))
    KontrakFactory.create(pegawai=lengkap, akhir=dt.date(2026, 6, 30), tanggal=dt.date(2025, 9, 1))
    for tahun, predikat in ((2023, 5), (2024, 1), (2025, 3)):
        PredikatKinerjaFactory.create(pegawai=lengkap, tahun=tahun, predikat=predikat)
    PredikatKinerjaFactory.create(
        pegawai=lengkap, tahun=2024, predikat=2, tanggal=dt.date(2024, 1, 1)
    )
    bertangan = orang(nama="Isian Tangan")
    BuktiKomputerFactory.create(pegawai=bertangan, tanggal=dt.date(2025, 1, 1))
    BuktiKomputerFactory.create(
        pegawai=bertangan,
        jenis=JenisBukti.UJI_PRAKTIK.value,
        keterangan="Uji praktik 12 Mei",
        sumber=tangan,
    )
    KontrakFactory.create(pegawai=bertangan, akhir=dt.date(2028, 1, 31), sumber=tangan)
    PredikatKinerjaFactory.create(pegawai=bertangan, tahun=2022, predikat=2, sumber=tangan)
    return [*semua_orang, lengkap, bertangan, orang(nama="Tanpa Apa-apa")]


@pytest.fixture
def tangan(instansi: Instansi) -> Sumber:
    sumber: Sumber = SumberFactory.create(instansi=instansi, jenis=Sumber.Jenis.TANGAN)
    return sumber


def test_the_evidence_comes_back_unchanged(
    orang: Any, kelurahan: dict[str, Wilayah], tangan: Sumber, instansi: Instansi, tmp_path: Path
) -> None:
    semua_orang = beri_bukti(orang, kelurahan, tangan)
    impor = bolak_balik("bukti", instansi, tmp_path)
    assert impor.ringkasan["baris"] == len(semua_orang)
    isi = isi_bukti(tmp_path)
    assert isi["Lengkap Sekali"]["AKHIR KONTRAK"].date() == dt.date(2026, 6, 30)
    assert [isi["Lengkap Sekali"][f"SKP {t}"] for t in (2023, 2024, 2025)] == [
        "Sangat kurang",
        "Sangat baik",
        "Butuh perbaikan",
    ]


def test_sanctions_come_back_unchanged(orang: Any, instansi: Instansi, tmp_path: Path) -> None:
    hari = {"mulai": dt.date(2026, 1, 1), "selesai": dt.date(2026, 7, 1)}
    HukumanDisiplinFactory.create(pegawai=orang(nama="Tidak Pernah"))
    HukumanDisiplinFactory.create(pegawai=orang(nama="Sedang Menjalani"), tingkat="sedang", **hari)
    bolak_balik("bukti", instansi, tmp_path)
    isi = isi_bukti(tmp_path)
    assert isi["Tidak Pernah"]["HUKUMAN DISIPLIN"] == "Tidak ada"
    assert isi["Sedang Menjalani"]["HUKUMAN SELESAI"].date() == hari["selesai"]


def test_what_a_hand_added_is_told_beside_the_survey(
    orang: Any, kelurahan: dict[str, Wilayah], tangan: Sumber, instansi: Instansi, tmp_path: Path
) -> None:
    beri_bukti(orang, kelurahan, tangan)
    ekspor("bukti", instansi, tmp_path)
    satu = isi_bukti(tmp_path)["Isian Tangan"]
    assert satu["BUKTI"] == "Sertifikat kursus Microsoft Office"
    assert satu["AKHIR KONTRAK"] is None
    assert "Uji praktik 12 Mei (mampu); Isian petugas" in satu["CATATAN PORTAL"]
    assert "Kontrak: sampai 31-01-2028" in satu["CATATAN PORTAL"]
    assert "2022: Baik" in satu["CATATAN PORTAL"]


def test_evidence_that_no_cell_can_say_stands_in_the_notes(
    orang: Any, instansi: Instansi, tmp_path: Path
) -> None:
    BuktiKomputerFactory.create(
        pegawai=orang(nama="Aneh", domisili=WilayahFactory.create(kode="99.99", nama="Jauh")),
        jenis=JenisBukti.IJAZAH.value,
        tingkat=4,
        keterangan="tanpa kata kunci",
    )
    bolak_balik("bukti", instansi, tmp_path)
    satu = isi_bukti(tmp_path)["Aneh"]
    assert (satu["MAMPU KOMPUTER"], satu["BUKTI"]) == (None, None)
    assert "tanpa kata kunci" in satu["CATATAN PORTAL"]


def isi_bukti(folder: Path) -> dict[str, dict[str, Any]]:
    return {satu["NAMA"]: satu for satu in isi_berkas(folder / "bukti.xlsx")}
