"""The base policy and a person who passes it: the ground the rule tests change one fact of."""

import datetime as dt
from pathlib import Path
from typing import Any

import penugasan
from penugasan.rules.kelayakan import MENURUT_KODE, AturanAktif, Kebijakan
from penugasan.rules.paket import baca_paket, kebijakan_dari
from penugasan.rules.types import Bukti, Fakta, Temuan

TEKS = (Path(penugasan.__file__).parent / "paket/kota-pekalongan/paket.toml").read_text()
PAKET = baca_paket(TEKS)
ACUAN = dt.date(2026, 3, 1)
DASAR = PAKET.isi["aturan"]


def bukti(
    jenis: str = "SERTIFIKAT",
    *,
    tingkat: int = 3,
    mampu: bool | None = True,
    tanggal: dt.date = dt.date(2026, 2, 1),
) -> Bukti:
    return Bukti(jenis, tingkat, mampu, f"Bukti {jenis}", tanggal)


def fakta(**beda: Any) -> Fakta:
    """A person who passes every one of the twelve rules, with these facts changed."""
    isi: dict[str, Any] = {
        "jenis": "PPPK",
        "kedudukan_hukum": "PPPK Aktif",
        "tingkat_pendidikan": "40",
        "pendidikan": "S-1 MANAJEMEN",
        "lahir": dt.date(1990, 5, 5),
        "jabatan": "Pengelola Layanan Operasional",
        "bukti_komputer": (bukti(),),
        "penugasan": (),
        "kontrak_akhir": dt.date(2027, 12, 31),
        "predikat": {2024: 2, 2025: 1},
        "hukuman": (),
        "domisili": "33.75.01.1002",
        "tetangga": frozenset({"33.75.01.1003"}),
        "wilayah_tujuan": frozenset({"33.75.01.1002"}),
    }
    return Fakta(**(isi | beda))


def satu_aturan(kode: str, **parameter: Any) -> AturanAktif:
    """One rule of the pack switched on, with these parameters changed."""
    isi = DASAR[kode] | {"aktif": True} | parameter
    return kebijakan_dari({"aturan": {kode: isi}}).aturan[0]


def tanya(kode: str, orang: Fakta, acuan: dt.date = ACUAN, **parameter: Any) -> Temuan:
    return satu_aturan(kode, **parameter).periksa(orang, acuan)


def semua_aturan() -> Kebijakan:
    """All twelve rules switched on."""
    return Kebijakan(tuple(satu_aturan(kode) for kode in MENURUT_KODE))
