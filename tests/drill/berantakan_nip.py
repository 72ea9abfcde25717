"""Numbers of people as offices write them: dressed up, ruined by Excel, or mixed with others."""

import random
from collections.abc import Callable
from typing import Any

from penugasan.demo.kota import Orang
from tests.drill.kasus import Kasus
from tests.drill.kertas import Kertas, tulis
from tests.drill.orang import DAFTAR, SIASN, ambil, tabel_siasn, tabel_survei

LEBAR = "０１２３４５６７８９"
Busana = Callable[[str], str]


def penuh(nip: str) -> str:
    """The same digits, full width, as a Japanese keyboard or a PDF gives them."""
    return "".join(LEBAR[int(c)] for c in nip)


BUSANA: tuple[Busana, ...] = (
    lambda n: f"{n[:8]} {n[8:14]} {n[14]} {n[15:]}",
    lambda n: f"'{n}",
    lambda n: f"`{n}",
    lambda n: f"{n[:8]}.{n[8:14]}.{n[14]}.{n[15:]}",
    lambda n: f"\u00a0{n[:8]}\u00a0{n[8:14]}\u00a0{n[14:]}\u00a0",
    lambda n: f"\u200b{n[:10]}\u200b{n[10:]}\ufeff",
    lambda n: f"NIP. {n}",
    lambda n: f"NIPPPK. {n[:8]} {n[8:14]} {n[14]} {n[15:]}",
    lambda n: f"NI PPPK. {n}",
    lambda n: f"NIP : {n}",
    lambda n: f"{n}\n",
    lambda n: f"\u2019{n}",
    lambda n: f"\t{n[:8]}\t{n[8:]}",
    lambda n: f"{n[:8]}\u2009{n[8:14]}\u202f{n[14]}\u2009{n[15:]}",
    lambda n: f"NI PPPK {n}",
    lambda n: f"NIPPPK {n}",
)
# Readable for a person, though the handbook asks for ASCII digits: read right, or refused.
BUSANA_RAGU: tuple[Busana, ...] = (
    penuh,
    lambda n: f"{n[:8]}-{n[8:14]}-{n[14]}-{n[15:]}",
    lambda n: f"{n[:8]}/{n[8:14]}/{n[14]}/{n[15:]}",
)


def angka(nip: str) -> list[Any]:
    """What is left of a NIP that Excel took for a number."""
    return [
        float(nip),
        int(nip[:15] + "000"),
        f"{float(nip):.11E}".replace("E+", "E+"),
        f"{float(nip):.5E}".replace(".", ","),
        f"{float(nip):.14e}",
        f"{nip[:15]}000.0",
    ]


def salah(acak: random.Random, nip: str) -> list[Any]:
    """Numbers that are no NIP: too short or long, impossible parts, other signs."""
    return [
        nip[:17],
        nip + str(acak.randint(0, 9)),
        f"{nip[:4]}13{nip[6:]}",
        f"{nip[:4]}0231{nip[8:]}",
        f"{nip[:12]}00{nip[14:]}",
        f"{nip[:12]}15{nip[14:]}",
        f"{nip[:8]}{int(nip[:4]) + 5}{nip[12:]}",
        f"{nip[:8]}2999{nip[12:]}",
        nip[:7] + "O" + nip[8:],
        nip[:17] + "l",
        "-",
        f"{nip} / {nip[::-1]}",
        f"{nip[:8]}******{nip[14:]}",
        nip[:15] + "XXX",
    ]


def nip_berbusana(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Blanks, quotes, dots, invisible marks, prefixes: read as if they were not there."""
    kertas = Kertas("Daftar")
    survei = ke % 2 == 1
    orang = ambil(acak, seed, len(BUSANA) + len(BUSANA_RAGU), survei=survei)
    tabel = tabel_survei(kertas, seed) if survei else tabel_siasn(kertas)
    tabel.kepala(SIASN if not survei else {**_SURVEI})
    for satu, busana in zip(orang, BUSANA + BUSANA_RAGU, strict=True):
        ragu = busana in BUSANA_RAGU
        tabel.tambah(satu, ganti={"nip": busana(satu.nip)}, hitung=not ragu)
    isi = tulis([kertas])
    return Kasus(
        "NIP berbusana",
        "nip.xlsx",
        isi,
        baris=tabel.baris,
        sudah=orang if survei else [],
        lembar=("Daftar",),
    )


def nip_angka(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Numbers, E+17 and impossible parts: flagged and never written, however close they look."""
    kertas = Kertas("Data")
    orang = ambil(acak, seed, 26)
    tabel = tabel_siasn(kertas, DAFTAR if ke % 2 else ())
    tabel.kepala(SIASN | {"no": "NO"})
    for nomor, satu in enumerate(orang):
        if nomor % 4 == 3:
            tabel.tambah(satu)
            continue
        bentuk = angka(satu.nip) if nomor % 2 else salah(acak, satu.nip)
        rusak = bentuk[(nomor // 2 + ke) % len(bentuk)]
        baris = tabel.tambah(satu, ganti={"nip": rusak}, terima=False, tanda={"nip"})
        if satu.nip == rusak:
            baris.terima, baris.tanda = True, set()
    return Kasus(
        "NIP angka dan salah", "nip.xlsx", tulis([kertas]), baris=tabel.baris, lembar=("Data",)
    )


def nip_campur(acak: random.Random, seed: int, ke: int) -> Kasus:
    """NIP, NI PPPK and NIK in one column, and a NIK column beside it that must not be read."""
    kertas = Kertas("Data")
    orang = ambil(acak, seed, 12)
    kolom = [*SIASN]
    kolom.insert(ke % 4, "NIK")
    tabel = tabel_siasn(kertas, kolom)
    tabel.kepala(SIASN)
    for nomor, satu in enumerate(orang):
        nik = nik_acak(acak, satu)
        if nomor % 3 == 2:
            campur = (nik, f"'{nik}", float(nik), f"NIK {nik}", f"{satu.nip}/{nik}", f"{nik}12")[
                (nomor // 3 + ke) % 6
            ]
            tabel.tambah(satu, ganti={"nip": campur, "NIK": satu.nip}, terima=False, tanda={"nip"})
        else:
            tabel.tambah(satu, ganti={"NIK": nik})
    return Kasus(
        "NIP dan NIK campur", "campur.xlsx", tulis([kertas]), baris=tabel.baris, lembar=("Data",)
    )


def nik_acak(acak: random.Random, orang: Orang) -> str:
    """Return a well-formed number of a resident who does not exist."""
    hari = orang.lahir.day + (40 if orang.perempuan else 0)
    return f"337501{hari:02d}{orang.lahir:%m%y}{acak.randint(1, 9999):04d}"


_SURVEI = {
    "no": "NO",
    "nip": "NIP/NI PPPK",
    "nama": "NAMA LENGKAP",
    "domisili": "DOMISILI",
    "mampu": "BISA KOMPUTER",
    "bukti": "BUKTI",
    "kontrak": "AKHIR KONTRAK",
    "skp:2024": "SKP 2024",
    "skp:2025": "SKP 2025",
}
