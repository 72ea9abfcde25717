"""Files with deliberate errors of which the right contents are known, and how they are mended."""

import io
import random
from dataclasses import dataclass
from typing import Any

import openpyxl

from penugasan.demo.kota import Orang
from tests.drill.berantakan_kepala import KOP, tanda_tangan
from tests.drill.kertas import Kertas, tulis
from tests.drill.orang import DAFTAR, SIASN, SURVEI, ambil, tabel_siasn, tabel_survei

# Field -> a wrong content, made from the right one; each refuses or flags its row.
SALAH: dict[str, Any] = {
    "nip": lambda s: s[:17],
    "lahir": lambda _: "31-02-1990",
    "nama": lambda _: None,
    "tingkat": lambda _: "Diploma Sembilan",
    "opd": lambda s: f"{s} Yang Tidak Ada",
}
SALAH_SURVEI: dict[str, Any] = {
    "nip": lambda s: f"{s}9",
    "kontrak": lambda _: "akhir tahun",
    "skp:2024": lambda _: "ISTIMEWA",
}


@dataclass
class Salah:
    """A file to be corrected: (sheet, cell, right content) for each error, and the whole truth."""

    nama: str
    isi: bytes
    perbaikan: list[tuple[str, str, Any]]
    benar: dict[str, dict[str, Any]]
    sudah: list[Orang]


def berkas_salah(acak: random.Random, seed: int, ke: int) -> Salah:
    """Return a list or a survey with a letterhead, three to five errors, and a signature."""
    survei = ke % 2 == 1
    orang = ambil(acak, seed, 12, survei=survei)
    kertas = Kertas("Survei" if survei else "Daftar")
    tabel = tabel_survei(kertas, seed) if survei else tabel_siasn(kertas, DAFTAR)
    for nomor, teks in enumerate(KOP[: 1 + ke % 4], start=1):
        kertas.kop(nomor, teks, len(tabel.kolom))
    tabel.nomor = 6 + ke % 5
    tabel.kepala(SURVEI if survei else SIASN | {"no": "NO"})
    salah = SALAH_SURVEI if survei else SALAH
    kena = dict(zip(acak.sample(range(12), 3 + ke % 3), list(salah) * 2, strict=False))
    perbaikan = []
    for urut, satu in enumerate(orang):
        medan = kena.get(urut)
        if medan is None:
            tabel.tambah(satu)
            continue
        benar = tabel.isi(satu).get(medan)
        baris = tabel.tambah(satu, ganti={medan: salah[medan](benar)})
        perbaikan.append((kertas.nama, baris.sel[medan], benar))
    if ke % 3:
        tanda_tangan(tabel, 2)
    return Salah(
        f"pendataan final({ke}).xlsx",
        tulis([kertas]),
        perbaikan,
        {b.nip: {k: v for k, v in b.nilai.items() if k != "mampu"} for b in tabel.baris},
        orang if survei else [],
    )


def perbaiki(isi: bytes, perbaikan: list[tuple[str, str, Any]]) -> bytes:
    """Type the right contents into the marked workbook, as the officer would."""
    buku = openpyxl.load_workbook(io.BytesIO(isi))
    for lembar, sel, benar in perbaikan:
        buku[lembar][sel].value = benar
        if isinstance(benar, str):
            buku[lembar][sel].data_type = "s"
    keluar = io.BytesIO()
    buku.save(keluar)
    return keluar.getvalue()
