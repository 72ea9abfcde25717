"""The valid workbooks that mutations start from, and what they say."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from penugasan.demo.kota import Orang
from tests.drill.berantakan_isi import kebutuhan
from tests.drill.berantakan_kepala import dua_baris
from tests.drill.berantakan_lembar import lembar_opd, tabel_teks
from tests.drill.kertas import Kertas, tulis, tulis_csv
from tests.drill.mentah import buku_xml, lembar, orang_xml
from tests.drill.orang import DAFTAR, PREDIKAT, SIASN, SURVEI, ambil, tabel_siasn, tabel_survei

Isi = dict[str, Any]


@dataclass(frozen=True)
class Asli:
    """A valid workbook to mutate, and what it says: facts by NIP or region code."""

    nama: str
    isi: bytes
    jenis: str
    orang: dict[str, Isi]
    sudah: tuple[Orang, ...] = ()


@lru_cache(maxsize=2)
def asli(seed: int) -> tuple[Asli, ...]:
    """Return the six valid workbooks: export, survey, posts, comma file, sheets, two lines."""
    acak = random.Random(seed)  # noqa: S311 - reproducible, not secret
    xml, orang = orang_xml(acak, seed, 8)
    ekspor = Asli("siasn.xlsx", buku_xml(lembar(xml)), "siasn", _siapa(orang))
    tabel = tabel_survei(Kertas("Survei"), seed)
    tabel.kepala(SURVEI)
    disurvei = ambil(acak, seed, 8, survei=True)
    for satu in disurvei:
        tabel.tambah(satu)
    survei = Asli("survei.xlsx", tulis([tabel.kertas]), "survei", _siapa(disurvei), tuple(disurvei))
    pos = kebutuhan(acak, seed, 0)
    kode = {b.nip: {"formasi": b.nilai["formasi"]} for b in pos.baris}
    csv = tabel_siasn(Kertas("csv"), DAFTAR)
    csv.kepala(SIASN | {"no": "NO"})
    daftar = ambil(acak, seed, 8)
    for satu in daftar:
        csv.tambah(satu)
    isi_csv = tulis_csv(tabel_teks(csv), pemisah=";", sandi="utf-8-sig")
    opd, dua = lembar_opd(acak, seed, 0), dua_baris(acak, seed, 1)
    return (
        ekspor,
        survei,
        Asli("kebutuhan.xlsx", pos.isi, "kebutuhan", kode),
        Asli("daftar.csv", isi_csv, "siasn", _siapa(daftar)),
        Asli("opd.xlsx", opd.isi, "survei", _siapa(opd.sudah), tuple(opd.sudah)),
        Asli("dua.xlsx", dua.isi, "survei", _siapa(dua.sudah), tuple(dua.sudah)),
    )


def _siapa(orang: Sequence[Orang]) -> dict[str, Isi]:
    return {
        o.nip: {
            "nama": o.nama.casefold(),
            "lahir": o.lahir.isoformat(),
            "akhir_kontrak": o.akhir_kontrak.isoformat() if o.akhir_kontrak else None,
            "skp:2024": PREDIKAT.get(o.predikat[0]),
            "skp:2025": PREDIKAT.get(o.predikat[1]),
        }
        for o in orang
    }
