"""Sheets as offices fill them: hidden things, merged cells, one sheet per unit, comma files."""

import random
from typing import Any

from tests.drill.berantakan_kepala import KOP, mulai, selesai, tanda_tangan
from tests.drill.kasus import Baris, Kasus
from tests.drill.kertas import Kertas, alamat, tulis, tulis_csv
from tests.drill.orang import (
    DAFTAR,
    SIASN,
    SURVEI,
    Tabel,
    ambil,
    kolom_penuh,
    tabel_siasn,
    tabel_survei,
)

SANDI = (
    *(("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("cp1252", ";"), ("utf-8", "|")),
    *(("utf-8-sig", ","), ("utf-16-le", ","), ("cp1252", ","), ("utf-8", ";"), ("utf-16", ";")),
    *(("utf-16-be", "|"), ("cp1252", "|")),
)


def baris_sembunyi(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Rows and columns out of sight, a filter on: what is seen must be read right."""
    tabel, orang = mulai(acak, seed, survei=ke % 2 == 1)
    tabel.nomor = 1 + ke % 4
    awal = tabel.nomor
    tabel.kepala(SURVEI if ke % 2 else SIASN | {"no": "NO"})
    for urut, satu in enumerate(orang):
        # Whether a hidden row is taken is the product's choice; wrong it may not be.
        sembunyi = ke % 3 != 1 and urut % 4 == 2
        baris = tabel.tambah(satu, hitung=not sembunyi)
        if sembunyi:
            tabel.kertas.baris_sembunyi.add(baris.nomor)
    if ke % 3 == 1:
        tabel.kertas.kolom_sembunyi |= {1, len(tabel.kolom) - 1}
    if ke % 3 == 2:
        tabel.kertas.saring = f"A{awal}:{alamat(tabel.nomor - 1, len(tabel.kolom))}"
    return selesai("baris dan kolom tersembunyi", tabel, orang)


def lembar_sembunyi(acak: random.Random, seed: int, ke: int) -> Kasus:
    """A hidden sheet with last year's list of the same people, and one with lookups."""
    tabel, orang = mulai(acak, seed, survei=False)
    tabel.kepala(SIASN | {"no": "NO"})
    for satu in orang:
        tabel.tambah(satu)
    lama = Kertas("data lama", keadaan=("hidden", "veryHidden")[ke % 2])
    kuno = tabel_siasn(lama, DAFTAR)
    kuno.kepala(SIASN | {"no": "NO"})
    for satu in orang[: 4 + ke % 4]:
        kuno.tambah(satu, ganti={"opd": "Dinas Pendidikan", "tingkat": "SLTA"})
    pilihan = Kertas("ref", keadaan="hidden")
    for nomor, kata in enumerate(("Ya", "Tidak", "PPPK", "PNS"), start=1):
        pilihan.sel[nomor, 1] = kata
    return selesai("lembar tersembunyi", tabel, orang, lama, pilihan)


def sel_gabung(acak: random.Random, seed: int, ke: int) -> Kasus:
    """The unit stands once, merged over the rows of its people."""
    kolom = [k for k in DAFTAR if k != "opd"]
    kolom.insert((1, 3, len(kolom))[ke % 3], "opd")
    tabel, orang = mulai(acak, seed, survei=False, kolom=kolom)
    orang.sort(key=lambda o: o.unit.kode)
    ke_kolom = kolom.index("opd") + 1
    tabel.nomor = 1 + ke % 6
    tabel.kepala(SIASN | {"no": "NO"})
    awal, unit = tabel.nomor, orang[0].unit
    # Neighbours share a unit by construction: everybody of a third gets the first one's unit.
    for urut, satu in enumerate(orang):
        if urut % 4 == 0:
            awal, unit = tabel.nomor, satu.unit
        baris = tabel.tambah(satu, ganti={"opd": unit.nama if urut % 4 == 0 else None})
        baris.nilai["opd"] = unit.kode
        if urut % 4 == 3:
            tabel.kertas.gabung.append(f"{alamat(awal, ke_kolom)}:{alamat(baris.nomor, ke_kolom)}")
    return selesai("sel gabung", tabel, orang)


def lembar_opd(acak: random.Random, seed: int, ke: int) -> Kasus:
    """One sheet per unit, each with its own letterhead and order of columns; a cover sheet."""
    semua: list[Kertas] = []
    baris: list[Baris] = []
    orang = ambil(acak, seed, 16, survei=True)
    petunjuk = Kertas("PETUNJUK")
    petunjuk.baris(1, ["PETUNJUK PENGISIAN"])
    petunjuk.baris(3, [1, "Isi NIP dan NAMA sesuai SK"])
    petunjuk.baris(4, [2, "Kolom BUKTI diisi jenis bukti"])
    for nomor in range(4):
        milik = orang[nomor * 4 : nomor * 4 + 4]
        kertas = Kertas(f"{milik[0].unit.kode[:20]} {nomor}")
        kolom = list(SURVEI)
        if ke % 2:
            acak.shuffle(kolom)
        tabel = tabel_survei(kertas, seed, kolom)
        for urut, teks in enumerate(KOP[: 2 + nomor % 3], start=1):
            kertas.kop(urut, teks, len(kolom))
        tabel.nomor = 5 + nomor
        tabel.kepala(SURVEI)
        for satu in milik:
            tabel.tambah(satu)
        tanda_tangan(tabel, ke + nomor)
        semua.append(kertas)
        baris += tabel.baris
    if ke % 3 == 2:
        semua.append(Kertas("Sheet3"))
    semua.insert(0, petunjuk)
    nama = tuple(k.nama for k in semua)
    return Kasus(
        "satu lembar per OPD", "opd.xlsx", tulis(semua), baris=baris, sudah=orang, lembar=nama
    )


def csv_ekspor(acak: random.Random, seed: int, ke: int) -> Kasus:
    """The export as a comma file, in every encoding and with every separator."""
    sandi, pemisah = SANDI[ke % len(SANDI)]
    survei = ke % 4 == 3
    orang = ambil(acak, seed, 12, survei=survei)
    kertas = Kertas("csv")
    kolom: Any = tuple(SURVEI) if survei else kolom_penuh(eselon=ke % 3 == 2)
    tabel = tabel_survei(kertas, seed, kolom) if survei else tabel_siasn(kertas, kolom)
    judul: dict[str, str] = SURVEI if survei else SIASN
    tabel.kepala(judul)
    for urut, satu in enumerate(orang):
        ganti: dict[str, Any] = {"ALAMAT": f'Jl. "Contoh" {urut}\nRT 2; RW 1, Kel | X'}
        if survei and satu.akhir_kontrak:
            ganti["kontrak"] = f"{satu.akhir_kontrak:%d-%m-%Y}"
            if satu.bukti:
                ganti["bukti"] = f"{satu.bukti}\n"
        tabel.tambah(satu, ganti=ganti)
    isi = tulis_csv(
        tabel_teks(tabel),
        pemisah=pemisah,
        sandi=sandi.replace("16-le", "16").replace("16-be", "16"),
        akhir=("\r\n", "\n")[ke % 2],
        kutip_semua=ke % 3 == 1,
    )
    if sandi == "utf-16-be":
        isi = isi.decode("utf-16").encode("utf-16-be")
        isi = b"\xfe\xff" + isi
    return lepas_alamat(
        Kasus("CSV", f"ekspor{ke}.csv", isi, baris=tabel.baris, sudah=orang if survei else [])
    )


def csv_lain(acak: random.Random, seed: int, ke: int) -> Kasus:
    """The export as a comma file, in the second half of the encodings."""
    return csv_ekspor(acak, seed, ke + len(SANDI) // 2)


def csv_aneh(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Comma files with a letterhead, a sep= line, NULs, ragged rows, or ruined numbers."""
    orang = ambil(acak, seed, 10)
    tabel = tabel_siasn(Kertas("csv"), DAFTAR)
    tabel.kepala(SIASN | {"no": "NO"})
    for urut, satu in enumerate(orang):
        if urut % 5 == 4:  # what Excel leaves of a NIP when it saves a comma file
            rusak = f"{float(satu.nip):.5E}"
            tabel.tambah(satu, ganti={"nip": rusak}, terima=False, tanda={"nip"})
        else:
            tabel.tambah(satu, ganti={"lahir": f"{satu.lahir:%d-%m-%Y}"})
    baris = tabel_teks(tabel)
    depan = b""
    if ke % 6 == 0:
        depan = b"PEMERINTAH KOTA PEKALONGAN;;;\r\n;;;\r\n"
    elif ke % 6 == 1:
        depan = b"sep=;\r\n"
    elif ke % 6 == 2:
        baris = [b if n % 2 else [*b, "", ""] for n, b in enumerate(baris)]
    elif ke % 6 == 3:
        baris[3][2] += "\0"
    elif ke % 6 == 4:
        baris = [*baris[:2], [""] * len(baris[0]), [], *baris[2:], [], ["", "JUMLAH", "10"]]
    for satu in tabel.baris:
        satu.nomor += {0: 2, 1: 1, 4: 2 if satu.nomor > 2 else 0}.get(ke % 6, 0)
    isi = depan + tulis_csv(baris, pemisah=";", kutip_semua=ke % 6 == 5)
    kasus = Kasus("CSV aneh", "aneh.csv", isi, baris=tabel.baris)
    if ke % 6 == 3:
        kasus.tolak, kasus.boleh = frozenset({"berkas_rusak", "berkas_bukan_xlsx"}), True
    return lepas_alamat(kasus)


def tabel_teks(tabel: Tabel) -> list[list[str]]:
    """Return the cells of a table as text, row by row."""
    lebar = range(1, len(tabel.kolom) + 1)
    sel = tabel.kertas.sel
    return [
        ["" if sel.get((b, k)) is None else str(sel[b, k]) for k in lebar]
        for b in range(1, tabel.kertas.baris_akhir + 1)
    ]


def lepas_alamat(kasus: Kasus) -> Kasus:
    """A comma file has no sheet: rows are known by their people."""
    for satu in kasus.baris:
        satu.lembar = ""
    return kasus
