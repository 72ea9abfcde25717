"""Contents that offices get wrong: names, doubles, units, places, and cells that are no text."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.drill.berantakan_kepala import mulai, selesai
from tests.drill.kasus import Baris, Kasus
from tests.drill.kertas import Galat, Kertas, tulis
from tests.drill.orang import SIASN, SURVEI, ambil, kota, tabel_siasn

HANYUTAN = (
    lambda n: n.replace("A", "Ã¡", 1),
    lambda n: n[:3] + "â€™" + n[3:],
    lambda n: n + " \ufffd",
    lambda n: n.replace(" ", "Â\u00a0", 1) if " " in n else n + "Â\u00a0",
    lambda n: n[:2] + "ï»¿" + n[2:],
    lambda n: n[:-1] + "?" + n[-1] + "ð",
)
# No name at all, though the cell is full.
BUKAN_NAMA: tuple[Any, ...] = (12345, "-", "???", True, Galat("#N/A"), "0", "........", "19900101")
GALAT = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!")


def nama_aneh(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Capitals, titles, one word, stray blanks are read; mojibake and no-names are flagged."""
    tabel, orang = mulai(acak, seed, survei=False, kolom=tuple(SIASN))
    tabel.kepala(SIASN)
    bentuk: tuple[Callable[[str], str], ...] = (
        lambda n: f"Drs. {n}, M.M.",
        lambda n: f"  {n.replace(' ', '   ')} ",
        lambda n: n.split()[0],
        lambda n: f"{n}, S.E.",
        lambda n: n.title().replace(" ", "\u00a0"),
        lambda n: f"{n.lower()}\n",
        lambda n: f"Hj. {n}",
        lambda n: f"{n}\u200b",
    )
    for urut, satu in enumerate(orang):
        nama = satu.nama.upper()
        if urut % 3 == 2:
            rusak = BUKAN_NAMA[(urut + ke) % len(BUKAN_NAMA)]
            if (urut + ke) % 2:
                rusak = HANYUTAN[(urut // 3 + ke) % len(HANYUTAN)](nama)
            tabel.tambah(satu, ganti={"nama": rusak}, tanda={"nama"}, hitung=False)
            continue
        tulisan = bentuk[(urut + ke) % len(bentuk)](nama)
        baris = tabel.tambah(satu, ganti={"nama": tulisan})
        polos = tulisan.replace("\u200b", "").replace("\u00a0", " ")
        pendek = satu.nama.split()[0] if tulisan == nama.split()[0] else satu.nama
        baris.nilai["nama"] = (polos, pendek)
    return selesai("nama aneh", tabel, orang)


def ganda(acak: random.Random, seed: int, ke: int) -> Kasus:
    """One person twice, alike or not, on one sheet or two; and two people of one name."""
    kertas, kedua = Kertas("Data"), Kertas("Tambahan")
    tabel, lain = tabel_siasn(kertas), tabel_siasn(kedua)
    tabel.kepala(SIASN)
    lain.kepala(SIASN)
    orang = ambil(acak, seed, 14)
    for urut, satu in enumerate(orang[:12]):
        if urut == 4:  # same name, other number: two people
            kembar = replace(satu, nama=orang[0].nama)
            tabel.tambah(kembar)
        elif urut % 5 == 1:  # twice: both refused, nobody can tell which is right
            isi = {"opd": "Dinas Kesehatan", "unor_id": "unor-dinkes"} if ke % 2 else {}
            for di in (tabel, (tabel, lain)[ke // 2 % 2]):
                di.tambah(satu, ganti=isi if di is lain else {}, terima=False, tanda={"nip"})
        else:
            tabel.tambah(satu)
    if ke % 3 == 2:  # one SIASN id on two numbers
        for satu in orang[12:]:
            ganti = {"siasn_id": orang[12].siasn_id}
            tabel.tambah(satu, ganti=ganti, terima=False, tanda={"siasn_id"})
    if ke // 2 % 2 == 0:
        lain.tambah(orang[13]) if ke % 3 != 2 else None
    isi = tulis([kertas, kedua] if lain.baris else [kertas])
    return Kasus("orang ganda", "ganda.xlsx", isi, baris=tabel.baris + lain.baris)


def unit_aneh(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Units in capitals or by id are read; unknown, renamed and misspelt ones never accepted."""
    tabel, orang = mulai(acak, seed, survei=False, kolom=tuple(SIASN))
    if ke % 2:
        tabel.kolom = tuple(k for k in SIASN if k != "unor_id")
    tabel.kepala(SIASN)
    for urut, satu in enumerate(orang):
        nama = satu.unit.nama
        baik = (nama.upper(), f" {nama} ", nama.replace(" ", "  "), nama.lower())
        salah = (
            nama[:-1] + "x",
            "Dinas Urusan Yang Tidak Ada",
            f"{nama} Kota Lain",
            "Dinas " + nama.split()[-1] + " dan Lain-Lain",
            nama[: len(nama) // 2],
            "UPTD Baru",
            "-",
            "",
        )
        if urut % 3 == 2:
            isi = {"opd": salah[(urut // 3 + ke) % len(salah)], "unor_id": None}
            tabel.tambah(satu, ganti=isi, tanda={"opd"}, terima=False)
        elif urut % 3 == 1:
            tabel.tambah(satu, ganti={"opd": baik[(urut + ke) % 4], "unor_id": None})
        else:
            tabel.tambah(satu)
    return selesai("unit aneh", tabel, orang)


def kelurahan_aneh(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Spellings and aliases are read; old names and near misses wait for a person."""
    tabel, orang = mulai(acak, seed, survei=True)
    tabel.kepala(SURVEI)
    kode = kota(seed).kelurahan
    baik = (
        *(("Kalibaros", "Kali Baros"), ("KANDANGPANJANG", "Kandang Panjang")),
        *(("Pasir Kraton Kramat", "Pasirkratonkramat"), ("Noyontaan Sari", "Noyontaansari")),
        *(("Podo Sugih", "Podosugih"), ("Kel. Medono", "Medono"), ("Kelurahan Tirto", "Tirto")),
        *(("kauman, Kec. Pekalongan Timur", "Kauman"), ("PANJANG  WETAN", "Panjang Wetan")),
        *(
            ("Kuripan Yosorejo", "Kuripan Yosorejo"),
            ("Kel.Degayu", "Degayu"),
            (" Setono ", "Setono"),
        ),
    )
    ragu = (
        *("Landungsari", "Keputran", "Bumirejo", "Kandang Panjng", "Podosugeh", "Panjang"),
        *("Kuripan", "Medno", "Pringlangu", "Jengot", "Noyontaan", "Kraton"),
    )
    for urut, satu in enumerate(orang):
        if urut % 3 == 2:
            tulisan = ragu[(urut // 3 + ke * 4) % len(ragu)]
            baris = tabel.tambah(satu, ganti={"domisili": tulisan}, hitung=False)
            baris.nilai["domisili"] = tulisan  # kept as text, never turned into a region
            baris.tanda = {"domisili"}
        else:
            tulisan, nama = baik[(urut + ke) % len(baik)]
            tabel.tambah(satu, ganti={"domisili": tulisan}).nilai["domisili"] = kode[nama]
    return selesai("kelurahan aneh", tabel, orang)


def bukan_teks(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Truth values and Excel errors where words should be."""
    survei = ke % 3 == 1
    tabel, orang = mulai(acak, seed, survei=survei, kolom=() if survei else tuple(SIASN))
    tabel.kepala(SURVEI if survei else SIASN)
    medan = (
        ("mampu", "domisili", "kontrak")
        if survei
        else ("nip", "nama", "lahir", "opd", "tingkat_id")
    )
    for urut, satu in enumerate(orang):
        kena = medan[(urut // 2 + ke) % len(medan)]
        if urut % 2 == 0:
            tabel.tambah(satu)
            continue
        isi: dict[str, Any] = {kena: Galat(GALAT[(urut + ke) % len(GALAT)])}
        if (urut + ke) % 4 == 3:
            isi = {kena: bool(urut % 8 == 3)}
        if kena == "opd":
            isi["unor_id"] = None
        if kena == "tingkat_id":
            isi["tingkat"] = None
        if kena == "mampu" and isinstance(isi[kena], bool):
            continue
        baris = tabel.tambah(satu, ganti=isi, tanda={kena}, hitung=False)
        baris.terima = kena not in {"nip", "nama"}
        if kena == "tingkat_id":
            baris.nilai.pop("tingkat")
    return selesai("boolean dan galat", tabel, orang)


def teks_ekstrem(acak: random.Random, seed: int, ke: int) -> Kasus:
    """Very long text, control signs, emoji and writing from right to left."""
    tabel, orang = mulai(acak, seed, survei=False, kolom=tuple(SIASN))
    tabel.kepala(SIASN)
    ekstrem = (
        *("A" * 32_767, "😀" * 500, "ab\tcd\nef", "\u202eterbalik\u202c", "שלום עולם"),
        *("z" + "\u0301" * 400, "_x0000_", "<script>alert(1)</script>", "'; DROP TABLE x; --"),
        *(
            "{{7*7}}",
            "\ud83d".encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
            "%s%n",
        ),
    )
    for urut, satu in enumerate(orang):
        kata = ekstrem[(urut + ke) % len(ekstrem)]
        if urut % 3 == 0:
            tabel.tambah(satu, ganti={"jabatan": kata, "pendidikan": kata, "tempat": kata})
        elif urut % 3 == 1:
            panjang = kata if len(kata) > 160 else kata * 60
            tabel.tambah(satu, ganti={"nama": panjang}, tanda={"nama"}, hitung=False)
        else:
            tabel.tambah(satu)
    return selesai("teks ekstrem", tabel, orang)


def kebutuhan(acak: random.Random, seed: int, ke: int) -> Kasus:
    """The posts of the cooperatives, with a letterhead, a total and odd spellings."""
    kertas = Kertas("Kebutuhan")
    kertas.kop(1, "DINAS PERDAGANGAN, KOPERASI, DAN UKM", 9)
    kertas.kop(2, "KEBUTUHAN TENAGA KKMP per 1 Maret 2026", 9)
    awal = 3 + ke % 4
    judul = ["NO", "NAMA KOPERASI", "KELURAHAN", "KECAMATAN", "NOMOR BADAN HUKUM", "STATUS"]
    kertas.baris(
        awal, [*judul, ("KEBUTUHAN", "Jumlah Kebutuhan")[ke % 2], "PERAN 1", "PERAN 2", "PERAN 3"]
    )
    baris = []
    status = {"Operasional": "operasional", "Gedung dibangun": "gedung_dibangun"}
    peran = {"Administrasi": "administrasi", "Keuangan": "keuangan", "Usaha/gerai": "usaha"}
    milik = kota(seed).koperasi
    for nomor, k in enumerate(milik, start=awal + 1):
        jumlah: Any = (len(k.peran), str(len(k.peran)), float(len(k.peran)))[nomor % 3]
        isi = [
            nomor - awal,
            k.nama,
            k.kelurahan,
            k.kecamatan,
            k.badan_hukum,
            k.status,
            jumlah,
            *k.peran,
        ]
        if ke % 2:
            isi[2], isi[5] = f"Kel. {k.kelurahan.upper()}", k.status.upper()
        kertas.baris(nomor, isi)
        benar = {
            "badan_hukum": k.badan_hukum,
            "status": status.get(k.status, "belum_operasional"),
            "formasi": [peran[p] for p in k.peran],
        }
        baris.append(Baris("Kebutuhan", nomor, kota(seed).kelurahan[k.kelurahan], benar))
    akhir = kertas.baris_akhir + 1
    kertas.sel[akhir, 2], kertas.sel[akhir, 7] = "JUMLAH", sum(len(k.peran) for k in milik)
    kertas.sel[akhir + 2, 8], kertas.sel[akhir + 3, 8] = "Pekalongan, 1 Maret 2026", "Kepala Dinas"
    return Kasus("kebutuhan", "kebutuhan.xlsx", tulis([kertas]), baris=baris, lembar=("Kebutuhan",))
