"""Random policies from a seed, and blocks of people who are judged by them.

A block is one policy, one reference date and some hundred people; block ``n`` of a seed is always
the same, so blocks can be made in any order and by several processes.
"""

import calendar
import datetime as dt
from random import Random
from typing import Any, NamedTuple

from tests.aturan.kata import (
    BUKTI,
    DIKECUALIKAN,
    HUKUMAN,
    JENIS,
    JURUSAN,
    TEMPAT,
    USIA_JABATAN,
)
from tests.aturan.kedua import Orang
from tests.aturan.kelompok import orang_acak

Aturan = dict[str, dict[str, Any]]
SEHARI = dt.timedelta(days=1)
TEPI_TAHUN = ((1, 1), (1, 31), (2, 28), (2, 29), (3, 1), (3, 31), (8, 31), (11, 30), (12, 31))


class Kebijakan(NamedTuple):
    """One policy as the pack writes it, with its reference date."""

    aturan: Aturan
    acuan: dt.date


class Blok(NamedTuple):
    nama: str
    kebijakan: Kebijakan
    orang: list[Orang]


def blok(seed: int, nomor: int, banyak: int, dasar: Aturan) -> Blok:
    """Block ``nomor`` of a seed; ``dasar`` is the [aturan] part of the pack."""
    acak = Random(f"{seed}:{nomor}")  # noqa: S311 - the same seed, the same people
    kebijakan = kebijakan_acak(acak, nomor, dasar)
    tujuan = acak.choice((None, frozenset(), *[frozenset(sebagian(acak, TEMPAT))] * 8))
    orang = [orang_acak(acak, kebijakan.aturan, kebijakan.acuan, tujuan) for _ in range(banyak)]
    return Blok(f"blok {nomor}", kebijakan, orang)


def kebijakan_acak(acak: Random, nomor: int, dasar: Aturan) -> Kebijakan:
    """Every fourth policy is the pack's own with all rules on; others have any values."""
    aturan: Aturan = {kode: dict(isi) | {"aktif": True} for kode, isi in dasar.items()}
    if nomor % 4:
        for kode, ubah in _parameter(acak, dasar).items():
            aturan[kode] |= ubah
    if nomor % 5 == 4:
        for isi in aturan.values():
            isi["aktif"] = acak.random() < 0.7
        aturan["usia"]["aktif"] = True
    return Kebijakan(aturan, hari_acuan(acak))


def hari_acuan(acak: Random) -> dt.date:
    """Any day, but often the end of a month or year, 29 February, or the turn of a century."""
    tahun = acak.choice((2024, 2025, 2026, 2027, 2028, 2031, 2032, 2096, 2100, 2104))
    bulan, hari = acak.choice((*TEPI_TAHUN, (0, 0)))
    if not bulan:
        return dt.date(tahun, 1, 1) + acak.randrange(365) * SEHARI
    return dt.date(tahun, bulan, min(hari, calendar.monthrange(tahun, bulan)[1]))


def sebagian(acak: Random, semua: Any, sedikitnya: int = 1) -> list[Any]:
    """Some of them, in any order."""
    return acak.sample(list(semua), acak.randint(sedikitnya, len(semua)))


def _parameter(acak: Random, dasar: Aturan) -> Aturan:
    dikenal = {k: v for k, v in dasar["pendidikan"]["tingkat"].items() if acak.random() < 0.9}
    hukum = dasar["kedudukan_hukum"]
    jabatan = acak.choice((["Pranata Komputer"], ["operator", "Arsiparis Penyelia"], [], [""]))
    return {
        "jenis_asn": {"jenis": sebagian(acak, JENIS[:3])},
        "kedudukan_hukum": {
            "nama_aktif": acak.choice((hukum["nama_aktif"], ["aktif", "Tugas  Belajar"])),
            "nama_tidak_aktif": sebagian(acak, hukum["nama_tidak_aktif"][3:], 20),
            "id_aktif": acak.choice((hukum["id_aktif"], ["01", "71", "72"], ["01"])),
            "id_tidak_aktif": sebagian(acak, hukum["id_tidak_aktif"], 20),
        },
        "pendidikan": {"tingkat": dikenal, "minimum": acak.choice(sorted(dikenal))},
        "usia": {
            "maks": acak.choice((56, 56, 35, acak.randint(18, 70))),
            "baca": acak.choice(("tahun_genap", "belum_lewat_ulang_tahun")),
        },
        "komputer": {
            "diterima": sebagian(acak, BUKTI[:5]),
            "terima_pernyataan_atasan": acak.random() < 0.5,
            "jabatan": jabatan,
            "jurusan": sebagian(acak, JURUSAN, 0),
        },
        "rumpun_jabatan": {"dikecualikan": sebagian(acak, DIKECUALIKAN, 0)},
        "kontrak": {"bulan": acak.choice((0, 1, 6, 12, acak.randint(0, 36)))},
        "bup": {
            "bulan": acak.choice((0, 1, 12, acak.randint(0, 48))),
            "usia_umum": acak.choice((56, 58, 60)),
            "usia_jabatan": {k: USIA_JABATAN[k] for k in sebagian(acak, USIA_JABATAN, 0)},
        },
        "predikat_kinerja": {
            "paling_rendah": acak.randint(1, 5),
            "tahun": acak.randint(1, 4),
            "jenis": acak.choice(([], ["PNS"], ["PPPK_PW", "PPPK"], ["TKK"])),
        },
        "hukuman_disiplin": {"tingkat": sebagian(acak, HUKUMAN)},
        "domisili": {"terima_tetangga": acak.random() < 0.5},
    }
