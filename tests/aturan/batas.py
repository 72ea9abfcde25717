"""Boundaries one by one: every day on which an answer may turn, and every pair of odd words."""

import calendar
import datetime as dt
from collections.abc import Iterator
from itertools import product
from typing import Any

from tests.aturan.acak import SEHARI, TEPI_TAHUN, Aturan, Blok, Kebijakan
from tests.aturan.kata import BUKTI, JENIS, TINGKAT_ASING
from tests.aturan.kedua import Bukti, Orang, Rentang
from tests.aturan.kelompok import geser_bulan, lahir_batas

TAHUN = (2024, 2025, 2026, 2027, 2028, 2100)
BATAS_USIA = (35, 56, 58)
BACA = ("tahun_genap", "belum_lewat_ulang_tahun")
PENSIUN = {"Arsiparis": 58, "Arsiparis Ahli Madya": 60, "Arsiparis Ahli Utama": 65}
SISA_BULAN = (0, 1, 6, 12, 36)


def semua(dasar: Aturan, *, panjang_bukti: int = 2) -> Iterator[Blok]:
    """Return all enumerated blocks; ``panjang_bukti`` bounds the sequences of evidence."""
    yield from usia(dasar)
    yield from masa(dasar)
    yield from rentang(dasar)
    yield from kedudukan(dasar)
    yield from tingkat(dasar)
    yield from komputer(dasar, panjang_bukti)
    yield from predikat(dasar)


def hari_acuan() -> Iterator[dt.date]:
    """Return leap days, ends of months and years, in leap, common and century years."""
    for tahun, (bulan, hari) in product(TAHUN, TEPI_TAHUN):
        if hari <= calendar.monthrange(tahun, bulan)[1]:
            yield dt.date(tahun, bulan, hari)


def _blok(
    nama: str, dasar: Aturan, kode: str, acuan: dt.date, orang: list[Orang], **p: Any
) -> Blok:
    return Blok(nama, Kebijakan({kode: dasar[kode] | {"aktif": True} | p}, acuan), orang)


def usia(dasar: Aturan) -> Iterator[Blok]:
    """Day before, on and after each limit; leap days and turns of the year about it."""
    for acuan, maks, baca in product(hari_acuan(), BATAS_USIA, BACA):
        lahir = {lahir_batas(acuan, maks + n, geser) for n in (0, 1) for geser in (-2, -1, 0, 1, 2)}
        for tahun in range(acuan.year - maks - 2, acuan.year - maks + 2):
            lahir |= {dt.date(tahun, 1, 1), dt.date(tahun, 12, 31)}
            if calendar.isleap(tahun):
                lahir.add(dt.date(tahun, 2, 29))
        orang = [Orang(lahir=satu) for satu in sorted(lahir)]
        yield _blok("batas usia", dasar, "usia", acuan, orang, maks=maks, baca=baca)


def masa(dasar: Aturan) -> Iterator[Blok]:
    """Ends of contracts and retirements about the day that must be reached."""
    for acuan, bulan in product(hari_acuan(), SISA_BULAN):
        batas = geser_bulan(acuan, bulan)
        akhir = [batas + geser * SEHARI for geser in range(-4, 5)]
        orang = [Orang(jenis=jenis, kontrak=satu) for satu in akhir for jenis in ("PPPK", "PNS")]
        yield _blok("batas kontrak", dasar, "kontrak", acuan, orang, bulan=bulan)
        orang = []
        for jabatan, umur in PENSIUN.items():
            for mundur in (-1, 0, 1, 2):
                awal = geser_bulan(batas.replace(day=1), -mundur).replace(day=1)
                awal = awal.replace(year=awal.year - umur)
                akhir_bulan = calendar.monthrange(awal.year, awal.month)[1]
                for hari in (1, 2, 28, akhir_bulan):
                    orang.append(Orang(lahir=awal.replace(day=hari), jabatan=jabatan))
        yield _blok("batas pensiun", dasar, "bup", acuan, orang, bulan=bulan)


def rentang(dasar: Aturan) -> Iterator[Blok]:
    """Assignments and sanctions that begin and end the day before, on and after."""
    for acuan in hari_acuan():
        tepi = [acuan + geser * SEHARI for geser in (-2, -1, 0, 1, 2)]
        pasang = [(m, s) for m in tepi for s in (None, *tepi)]
        orang = [Orang(tugas=(Rentang(m, s),)) for m, s in pasang]
        yield _blok("batas tugas", dasar, "belum_ditugaskan", acuan, [*orang, Orang()])
        orang = [
            Orang(hukuman=(Rentang(m, s, tingkat),))
            for tingkat in ("ringan", "sedang", "BERAT", "X")
            for m, s in pasang
        ]
        yield _blok("batas hukuman", dasar, "hukuman_disiplin", acuan, [*orang, Orang()])


def kedudukan(dasar: Aturan) -> Iterator[Blok]:
    """Every name with every id, both also blank, unknown and oddly written."""
    p = dasar["kedudukan_hukum"]
    nama = [*p["nama_aktif"], *p["nama_tidak_aktif"], "pppk  AKTIF", "Cuti", " ", "", None]
    nomor = [*p["id_aktif"], *p["id_tidak_aktif"], "72", "1", " 01 ", "", None]
    orang = [Orang(kedudukan=a, kedudukan_id=b) for a, b in product(nama, nomor)]
    yield _blok("kedudukan", dasar, "kedudukan_hukum", dt.date(2026, 3, 1), orang)


def tingkat(dasar: Aturan) -> Iterator[Blok]:
    """Every level against every minimum, and every kind against every list of kinds."""
    acuan = dt.date(2026, 3, 1)
    dikenal = dasar["pendidikan"]["tingkat"]
    orang = [Orang(tingkat=satu) for satu in (*dikenal, *TINGKAT_ASING, None)]
    for minimum in dikenal:
        yield _blok("tingkat", dasar, "pendidikan", acuan, orang, minimum=minimum)
    orang = [Orang(jenis=jenis) for jenis in JENIS]
    for boleh in (["PNS"], ["PPPK"], ["PPPK", "PPPK_PW"], ["PNS", "PPPK", "PPPK_PW"], ["TKK"]):
        yield _blok("jenis", dasar, "jenis_asn", acuan, orang, jenis=boleh)


def komputer(dasar: Aturan, panjang: int) -> Iterator[Blok]:
    """Every sequence of evidence up to a length, with and without a position that proves it."""
    acuan = dt.date(2026, 3, 1)
    satuan = [Bukti(jenis, mampu, acuan) for jenis in BUKTI for mampu in (True, False, None)]
    orang = [
        Orang(jabatan=jabatan, bukti=bukti)
        for jabatan in (None, "Pranata Komputer Mahir")
        for n in range(panjang + 1)
        for bukti in product(satuan, repeat=n)
    ]
    for atasan in (True, False):
        yield _blok("bukti", dasar, "komputer", acuan, orang, terima_pernyataan_atasan=atasan)


def predikat(dasar: Aturan) -> Iterator[Blok]:
    """Every pair of grades, missing and strange ones too, of every kind of civil servant."""
    nilai = (None, 0, 1, 2, 3, 4, 5, 6)
    orang = [
        Orang(
            jenis=jenis,
            predikat=tuple((t, n) for t, n in ((2024, lalu), (2025, baru)) if n is not None),
        )
        for jenis in ("PNS", "PPPK", "TKK", None)
        for lalu, baru in product(nilai, nilai)
    ]
    for rendah, tahun, jenis in product((1, 2, 5), (1, 2, 3), ([], ["PNS"])):
        yield _blok(
            "predikat",
            dasar,
            "predikat_kinerja",
            dt.date(2026, 3, 1),
            orang,
            paling_rendah=rendah,
            tahun=tahun,
            jenis=jenis,
        )
